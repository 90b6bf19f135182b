// The screen hidden at once from whoever looks over a shoulder, and from whoever sits down at a desk that was left: at a key, at the button at the head of the
// page, or after ten minutes in which nobody did anything (our own choice). Nothing of the page stays in the document: it is kept in this window's memory and
// put back as it was, with what was typed, once the server has taken the password. The server answers nothing to this session meanwhile, in any window, so
// that the page cannot be had by reloading it either.

const patience = 3_000
const firstRetry = 2_000
const longestRetry = 30_000

const wayOut = document.querySelector('form.gt-signed-in')
// Pages of families hide themselves sooner: they say so.
const leftAloneAfter = 1000 * Number((wayOut instanceof HTMLElement && wayOut.dataset.hiddenAfter) || 600)
const markField = wayOut?.querySelector('input[name="csrf"]')
let mark = markField instanceof HTMLInputElement ? markField.value : ''
const account = wayOut instanceof HTMLElement ? (wayOut.dataset.account ?? '') : ''
const windows = new BroadcastChannel('golden-thread-hidden')

/** @type {{ nodes: Node[], title: string, focused: Element | null, scrolled: number } | undefined} */
let kept
/** Asks for an address and a code too, since the session is over. @type {(() => void) | undefined} */
let askForAll

/** @param {string} url @param {Record<string, string>} fields */
const send = (url, fields) =>
  fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ csrf: mark, ...fields }),
    headers: { accept: 'application/json' },
    credentials: 'same-origin',
    redirect: 'error',
    keepalive: true,
    signal: AbortSignal.timeout(15_000),
  })

/** @param {number} delay */
const after = delay => new Promise(resolve => window.setTimeout(resolve, delay))

/** @template {keyof HTMLElementTagNameMap} Tag @param {Tag} tag @param {string} className @param {string} [text] */
function made(tag, className, text) {
  const element = document.createElement(tag)
  element.className = className
  if (text !== undefined) element.textContent = text
  return element
}

/** Takes the page away and asks for the password. `told`: another window said so, and has told the server. */
function hide(told = false) {
  if (kept) return
  /** @type {Promise<unknown>[]} */
  const before = []
  // Whoever keeps what was typed sends it first: afterwards the server takes nothing.
  document.dispatchEvent(new CustomEvent('gt-hidden', { detail: before }))
  kept = { nodes: [...document.body.childNodes], title: document.title, focused: document.activeElement, scrolled: window.scrollY }
  document.title = 'Hidden'
  const { cover, password } = question()
  document.body.replaceChildren(cover)
  password.focus()
  if (told) return
  windows.postMessage({ what: 'hide', account })
  void Promise.race([Promise.allSettled(before), after(patience)]).then(() => lock(firstRetry))
}

/** Tells the server, again and again until it has heard: until then a reload would show the page. @param {number} retryAfter */
async function lock(retryAfter) {
  if (!kept) return
  try {
    const answer = await send('/lock', {})
    if (answer.ok || answer.status === 403) return
  } catch {
    // Asked again below: without a line the page is hidden all the same.
  }
  await after(retryAfter)
  await lock(Math.min(retryAfter * 2, longestRetry))
}

function show() {
  if (!kept) return
  const { nodes, title, focused, scrolled } = kept
  kept = undefined
  document.body.replaceChildren(...nodes)
  document.title = title
  window.scrollTo(0, scrolled)
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  somebodyIsThere()
  document.dispatchEvent(new CustomEvent('gt-shown'))
}

function question() {
  const cover = made('main', 'gt-cover')
  const form = made('form', '')
  const group = made('div', 'govuk-form-group')
  const label = made('label', 'govuk-label', 'Password')
  label.htmlFor = 'hidden-password'
  const trouble = made('p', 'govuk-error-message')
  trouble.id = 'hidden-trouble'
  trouble.setAttribute('role', 'alert')
  const password = made('input', 'govuk-input govuk-input--width-20')
  password.id = 'hidden-password'
  password.type = 'password'
  password.autocomplete = 'current-password'
  password.setAttribute('aria-describedby', trouble.id)
  group.append(label, trouble, password)
  const address = asked('hidden-email', 'E-mail address', 'email', 'username')
  const code = asked('hidden-code', 'One-time code', 'text', 'one-time-code')
  code.field.inputMode = 'numeric'
  let over = false
  const button = made('button', 'govuk-button', 'Show it again')
  button.type = 'submit'
  form.append(address.group, group, code.group, button)
  form.addEventListener('submit', event => {
    event.preventDefault()
    button.disabled = true
    void (over ? signInAgain(address.field.value, password.value, code.field.value) : ask(password.value))
      .then(words => {
        trouble.textContent = words
      })
      .finally(() => {
        button.disabled = false
        password.value = ''
        if (kept) password.focus()
      })
  })
  const leave = made('form', '')
  leave.method = 'post'
  leave.action = '/sign-out'
  const hidden = made('input', '')
  hidden.type = 'hidden'
  hidden.name = 'csrf'
  hidden.value = mark
  const out = made('button', 'govuk-button govuk-button--secondary', 'Sign out')
  out.type = 'submit'
  leave.append(hidden, out)
  const heading = made('h1', 'govuk-heading-m', 'The screen is hidden')
  cover.append(heading, form, leave)
  askForAll = () => {
    if (over) return
    over = true
    heading.textContent = 'You have been signed out'
    const words = made('p', 'govuk-body', 'What you wrote is still here. Sign in again, and it comes back as it was.')
    heading.after(words)
    address.group.hidden = false
    code.group.hidden = false
    button.textContent = 'Sign in again'
    leave.hidden = true
    address.field.focus()
  }
  return { cover, password }
}

/** A field that is asked for only where the session is over. @param {string} id @param {string} words @param {string} type @param {AutoFill} autocomplete */
function asked(id, words, type, autocomplete) {
  const group = made('div', 'govuk-form-group')
  group.hidden = true
  const label = made('label', 'govuk-label', words)
  label.htmlFor = id
  const field = made('input', 'govuk-input govuk-input--width-20')
  field.id = id
  field.type = type
  field.autocomplete = autocomplete
  group.append(label, field)
  return { group, field }
}

const session = () =>
  fetch('/session', {
    headers: { accept: 'application/json' },
    credentials: 'same-origin',
    redirect: 'error',
    signal: AbortSignal.timeout(15_000),
  }).then(answer => answer.json())

/** Shows the page, with the mark of the session as it is now in each of its forms. @param {string} csrf */
function showUnder(csrf) {
  mark = csrf
  for (const node of kept?.nodes ?? [])
    if (node instanceof HTMLElement)
      for (const field of node.querySelectorAll('input[name="csrf"]')) if (field instanceof HTMLInputElement) field.value = mark
  show()
}

/** Another window says that the screen is shown again: believed only where the server says so too, of this very account. */
async function showIfShown() {
  if (!kept) return
  try {
    const now = await session()
    if (now.account === account && now.left > 0 && now.hidden === false) showUnder(String(now.csrf))
  } catch {
    // The page stays hidden: the password shows it.
  }
}

/**
 * Signs in again where the page stands, and puts it back as it was, with the mark of the new session in each of its forms; only for the account whose page it
 * is: anybody else is led away from it. Gives what to say where it did not work. @param {string} email @param {string} password @param {string} code
 */
async function signInAgain(email, password, code) {
  try {
    mark = String((await session()).csrf)
    const answer = await send('/sign-in', { email, password, code })
    if (answer.status === 422) {
      const { errors } = await answer.json()
      return String(errors[0]?.message ?? 'Enter all three')
    }
    if (!answer.ok) return 'That did not work. Try again in a minute.'
    const now = await session()
    if (now.account !== account) {
      window.location.assign('/')
      return ''
    }
    showUnder(String(now.csrf))
    document.dispatchEvent(new CustomEvent('gt-signed-in'))
    return ''
  } catch {
    return 'There is no connection. What you wrote is still here. Try again.'
  }
}

/** Asks the server whether the password is right, and shows the page where it is. Gives what to say otherwise. @param {string} password */
async function ask(password) {
  try {
    const answer = await send('/unlock', { password })
    if (answer.ok) {
      show()
      windows.postMessage({ what: 'show', account })
      return ''
    }
    if (answer.status === 422) {
      const { errors } = await answer.json()
      return String(errors[0]?.message ?? 'Enter your password')
    }
    if (answer.status === 401 || answer.status === 403) {
      askForAll?.()
      return ''
    }
    return 'That did not work. Try again in a minute.'
  } catch {
    return 'There is no connection. What you wrote is still here. Try again.'
  }
}

/** @type {number | undefined} */
let timer
let told = 0
function somebodyIsThere() {
  window.clearTimeout(timer)
  timer = window.setTimeout(() => hide(), leftAloneAfter)
}

for (const what of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'input'])
  document.addEventListener(
    what,
    event => {
      if (kept) return
      somebodyIsThere()
      // Whoever works in one window has not left the others.
      if (event.timeStamp - told < 30_000) return
      told = event.timeStamp
      windows.postMessage({ what: 'there', account })
    },
    { passive: true },
  )
somebodyIsThere()

windows.addEventListener('message', ({ data }) => {
  // Of the same account: its session may have gone on under another mark since this window was opened.
  if (account === '' || data?.account !== account) return
  if (data.what === 'hide') hide(true)
  else if (data.what === 'show') void showIfShown()
  else if (data.what === 'there' && !kept) somebodyIsThere()
})

document.addEventListener('gt-hide', () => hide())
document.addEventListener('gt-session-over', () => {
  hide()
  askForAll?.()
})
document.addEventListener('click', event => {
  if (!(event.target instanceof Element) || !event.target.closest('[data-hide-screen]')) return
  event.preventDefault()
  hide()
})
