// Says in time that a session is about to end, keeps it open for as long as somebody is at work, and covers the page when it is over: then whoever was there
// signs in again on the spot, and every word is where it was. Nothing is asked of the server for a page that is left again within a minute.

const firstLook = 60_000
const soon = 180
const longest = 300

const head = document.querySelector('form.gt-signed-in')
let atWork = false
/** @type {HTMLElement | undefined} */
let warning

for (const what of ['input', 'keydown', 'pointerdown'])
  document.addEventListener(
    what,
    event => {
      if (!(event.target instanceof Node && warning?.contains(event.target))) atWork = true
    },
    { passive: true },
  )

/** @param {string} method */
const ask = method =>
  fetch('/session', {
    method,
    headers: { accept: 'application/json', ...(method === 'POST' ? { 'x-form-mark': mark(), 'content-type': 'application/json' } : {}) },
    ...(method === 'POST' ? { body: '{}' } : {}),
    credentials: 'same-origin',
    redirect: 'error',
    signal: AbortSignal.timeout(15_000),
  })

/** The mark of this page as it now is: signing in again changes it. */
function mark() {
  const field = document.querySelector('form.gt-signed-in input[name="csrf"]')
  return field instanceof HTMLInputElement ? field.value : ''
}

function unwarn() {
  warning?.remove()
  warning = undefined
}

/** @param {string} words @param {string} button @param {() => void} press */
function warn(words, button, press) {
  if (!warning) {
    warning = document.createElement('div')
    warning.className = 'gt-session-warning'
    warning.setAttribute('role', 'alert')
    document.body.append(warning)
  }
  const text = document.createElement('p')
  text.className = 'govuk-body govuk-!-margin-bottom-2'
  text.textContent = words
  const act = document.createElement('button')
  act.type = 'button'
  act.className = 'govuk-button govuk-!-margin-bottom-0'
  act.textContent = button
  act.addEventListener('click', press)
  warning.replaceChildren(text, act)
}

/** @param {number} seconds */
const minutes = seconds => {
  const count = Math.max(1, Math.ceil(seconds / 60))
  return `about ${count} minute${count === 1 ? '' : 's'}`
}

async function stay() {
  const answer = await ask('POST').catch(() => null)
  if (answer?.ok) unwarn()
  later(1)
}

const signInNow = () => {
  unwarn()
  document.dispatchEvent(new CustomEvent('gt-session-over'))
}

/** @param {number} seconds */
const later = seconds => window.setTimeout(look, seconds * 1000)

async function look() {
  // The page is covered: whoever shows it again, or signs in again, begins this anew.
  if (document.querySelector('.gt-cover')) return
  let known
  try {
    const answer = await ask('GET')
    if (!answer.ok) throw new Error(String(answer.status))
    known = await answer.json()
  } catch {
    later(30)
    return
  }
  const { left, atMost } = known
  if (left <= 0) return signInNow()
  const busy = left >= atMost
  if (atWork && !busy && left < 1500) {
    atWork = false
    return stay()
  }
  if (left > soon) {
    unwarn()
    later(Math.min(left - soon, longest))
    return
  }
  if (busy)
    warn(
      `You have been signed in for a long time and will be asked to sign in again in ${minutes(left)}. What you write stays on this page.`,
      'Sign in again now',
      signInNow,
    )
  else warn(`You will be signed out in ${minutes(left)}, because nothing was asked for a while.`, 'Stay signed in', () => void stay())
  later(Math.min(20, Math.max(1, left)))
}

if (head) {
  window.setTimeout(look, firstLook)
  for (const again of ['gt-signed-in', 'gt-shown']) document.addEventListener(again, () => later(1))
}

// Whoever signs out leaves nothing of what they had taken along, and what they typed into it is sent first.
document.addEventListener('submit', event => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || new URL(form.action).pathname !== '/sign-out' || !window.indexedDB) return
  event.preventDefault()
  void Promise.race([
    import('/asset/taken-along.js').then(({ beforeSignOut }) => beforeSignOut()),
    new Promise(done => window.setTimeout(done, 8000)),
  ])
    .catch(() => undefined)
    .finally(() => form.submit())
})
