// Takes today's visits along: asks the server for what was chosen, fetches the forms of it as the server shows them, and closes all of it before it is written down.
import { held, send, stands, take, waiting } from '/asset/taken-along.js'

const form = document.querySelector('form[data-take-along]')
const state = form?.querySelector('[data-take-along-state]')
const worker = '/without-signal/worker'
const page = '/without-signal'

/** The form of a page as the server shows it, without what only works with signal. */
async function formAt(url) {
  const answer = await fetch(url, { headers: { accept: 'text/html' }, credentials: 'same-origin', redirect: 'error' })
  if (!answer.ok) throw new Error(String(answer.status))
  const shown = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main form[data-autosave-url]')
  if (!shown) throw new Error('no form')
  for (const one of shown.querySelectorAll(
    'button, input[type="submit"], input[type="file"], input[name="csrf"], input[name="commandId"], .gt-save',
  ))
    one.remove()
  // What stands before the form belongs to it: what the visit is for.
  const before = [...(shown.closest('main')?.querySelectorAll('.govuk-inset-text') ?? [])].filter(one => !shown.contains(one))
  return {
    before: before.map(one => one.outerHTML).join(''),
    html: shown.innerHTML,
    keepAt: shown.dataset.autosaveUrl,
    action: shown.getAttribute('action') ?? url,
  }
}

/** The page that opens without signal is on the phone when this comes back. */
async function keepThePage() {
  const registration = await navigator.serviceWorker.register(worker, { scope: page })
  const coming = registration.active ? null : (registration.installing ?? registration.waiting)
  if (coming)
    await new Promise((resolve, reject) => {
      const look = () => {
        if (coming.state === 'activated') resolve()
        if (coming.state === 'redundant') reject(new Error('the page could not be kept'))
      }
      coming.addEventListener('statechange', look)
      look()
    })
}

async function takeAlong() {
  const password = form.elements.namedItem('password')
  state.textContent = 'Taking it along.'
  const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'))
  const answer = await fetch(form.action, {
    method: 'POST',
    body: fields,
    headers: { accept: 'application/json' },
    credentials: 'same-origin',
    redirect: 'error',
  })
  if (answer.status === 422) {
    state.textContent = (await answer.json()).errors[0]?.message ?? 'Choose whom you visit, and enter your password.'
    return
  }
  if (!answer.ok) throw new Error(String(answer.status))
  const along = await answer.json()
  const families = []
  for (const [at, family] of along.families.entries()) {
    const forms = []
    for (const [number, one] of family.forms.entries())
      forms.push({ ...one, ...(await formAt(one.page)), id: `${along.id}.${at}.${number}` })
    families.push({ ...family, forms })
  }
  await keepThePage()
  await take({ ...along, what: { families } }, password.value)
  // Asked for again while words still wait, the browser may not clear it to make room.
  void navigator.storage?.persist?.().catch(() => undefined)
  window.location.assign(page)
}

if (form && state && navigator.serviceWorker && window.crypto?.subtle && window.indexedDB) {
  form.hidden = false
  document.querySelector('[data-take-along-without]')?.remove()
  form.addEventListener('submit', event => {
    event.preventDefault()
    const button = form.querySelector('button')
    button.disabled = true
    takeAlong()
      .catch(() => {
        state.textContent = 'It could not be taken along. Nothing is on this phone. Try again.'
      })
      .finally(() => {
        button.disabled = false
        form.elements.namedItem('password').value = ''
      })
  })
  // Whoever comes here has signal: what was typed goes first.
  void (async () => {
    if (await held()) await stands()
    if ((await waiting()).length > 0) await send()
    const along = await held()
    const left = await waiting()
    const here = document.querySelector('[data-taken-along-here]')
    if (here && (along || left.length > 0)) here.hidden = false
  })().catch(() => undefined)
}
