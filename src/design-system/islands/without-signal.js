// The page that opens what was taken along, with signal or without. It shows nothing before the password has opened it, keeps every word on the phone as it is
// typed, closed, and sends it as soon as there is signal. The fields, facts and words it shows are those the server made; it makes none of its own.
import { destroy, held, keep, open, readAgain, send, sent, settle, stands, typedInto, waiting, whenGone } from '/asset/taken-along.js'

const waitAfterTyping = 300
const lookAgain = 30_000
const leftAloneAfter = 600_000

const place = document.querySelector('[data-without-signal]')
/** What is open: its key, what is held, and what is in it. Null while it is closed. */
let along = null
/** The form that somebody writes in. */
let writing = null
let reach = 'unknown'

const clock = at => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })
const plural = (count, one) => `${count} ${one}${count === 1 ? '' : 's'}`

function made(tag, className, ...inside) {
  const element = document.createElement(tag)
  if (className) element.className = className
  element.append(...inside.filter(one => one !== null && one !== undefined))
  return element
}
const paragraph = (...inside) => made('p', 'govuk-body', ...inside)
function button(words, press, more = 'govuk-button--secondary') {
  const element = made('button', `govuk-button ${more}`, words)
  element.type = 'button'
  element.addEventListener('click', press)
  return element
}
function link(words, href) {
  const element = made('a', 'govuk-link', words)
  element.href = href
  return element
}

function show(...inside) {
  place.replaceChildren(...inside.filter(Boolean))
}

/** How what was typed stands with the server, in words that are never more than is true. */
async function stateWords() {
  const [left, gone] = [await waiting(), await sent()]
  const box = made('section', left.length === 0 && gone.length === 0 ? '' : 'govuk-inset-text')
  box.setAttribute('aria-label', 'What you wrote')
  box.dataset.words = ''
  const typed = left.filter(one => one.state === 'waiting')
  if (typed.length > 0)
    box.append(
      paragraph(
        `What you wrote in ${plural(typed.length, 'form')} is kept on this phone, closed, and not sent yet. `,
        reach === 'signed-out'
          ? made('span', '', link('Sign in', '/sign-in?to=/without-signal'), ' as whoever wrote it, and it is sent.')
          : 'It is sent as soon as there is signal.',
      ),
    )
  for (const one of left.filter(each => each.state === 'conflict'))
    box.append(
      paragraph(`What you wrote here at ${clock(one.at)} was also written on elsewhere. Nothing was overwritten: both are kept.`),
      made(
        'div',
        'govuk-button-group',
        button('See both versions', () => seeBoth(one.form)),
        button('My version here is settled', () => settled(one.form)),
      ),
    )
  for (const one of gone)
    if (!left.some(each => each.form === one.form))
      box.append(
        paragraph(
          one.elsewhere
            ? made(
                'span',
                '',
                `Sent at ${one.savedAt}. The form is no longer open to you: `,
                link('read what you wrote', one.elsewhere),
                '.',
              )
            : `Sent at ${one.savedAt}: it waits as a draft, also on any other phone or desk of yours.`,
          one.meanwhile
            ? ` A visit to this child was recorded at ${one.meanwhile}, after you had taken the form along: read both before you record yours.`
            : '',
          one.begunAgain
            ? ' What you had begun before was recorded or thrown away meanwhile: this is a draft of its own, and both are kept.'
            : '',
        ),
      )
  return box
}

/** Says it anew where it stands, and leaves alone whatever somebody is typing beside it. */
async function sayState() {
  const words = await stateWords()
  place.querySelector('[data-words]')?.replaceWith(words)
}

/** Sends what was typed by the form's own way, which answers with both versions. */
async function seeBoth(form) {
  const words = await readAgain(form).catch(() => null)
  if (!words?.action) return sayState()
  const sending = document.createElement('form')
  sending.method = 'post'
  sending.action = words.action
  for (const [name, value] of Object.entries({ ...words.fields, csrf: words.csrf, intent: 'save-for-later' }))
    for (const one of [value].flat()) {
      const field = document.createElement('input')
      field.type = 'hidden'
      field.name = name
      field.value = one
      sending.append(field)
    }
  document.body.append(sending)
  sending.submit()
}

async function settled(form) {
  await settle(form)
  await sayState()
}

function endings(one) {
  return made(
    'div',
    'govuk-button-group',
    along ? button('Hide it', close) : null,
    button('Put it away for good', async () => {
      await look()
      await destroy()
      close()
    }),
    made('span', 'govuk-body gt-quiet', `It puts itself away at ${clock(one.until)}.`),
  )
}

/** Nothing is held, or it was put away. */
async function showNothing() {
  show(
    await stateWords(),
    paragraph('Nothing of any family is on this phone. What was taken along puts itself away after eight hours, and when you sign out.'),
    paragraph('While you have signal: ', link('choose whom you visit today', '/visits/today'), ', and take them along.'),
  )
}

function showClosed(one, words) {
  const form = made('form', '')
  const label = made('label', 'govuk-label', 'Your password')
  label.htmlFor = 'open-with'
  const trouble = made('p', 'govuk-error-message')
  trouble.id = 'open-trouble'
  trouble.setAttribute('role', 'alert')
  const password = made('input', 'govuk-input govuk-input--width-20')
  Object.assign(password, { id: 'open-with', type: 'password', autocomplete: 'current-password' })
  password.setAttribute('aria-describedby', trouble.id)
  const submit = made('button', 'govuk-button', 'Open')
  form.append(made('div', 'govuk-form-group', label, trouble, password), submit)
  form.addEventListener('submit', async event => {
    event.preventDefault()
    submit.disabled = true
    trouble.textContent = ''
    const opened = await open(password.value)
    submit.disabled = false
    password.value = ''
    if (opened) {
      along = opened
      somebodyIsThere()
      return render()
    }
    if (!(await held())) return render()
    trouble.textContent = 'This is not the password with which it was taken along.'
    password.focus()
  })
  show(
    words,
    paragraph(`You took today’s visits along at ${clock(one.takenAt)}. They are closed until you enter your password.`),
    form,
    endings(one),
  )
}

const familyAt = () => along?.what.families[Number(/^#family-(\d+)$/.exec(window.location.hash)?.[1] ?? 'none')]

function showList(words) {
  const list = made('ul', 'govuk-list gt-list-lines')
  along.what.families.forEach((family, at) => {
    const item = made('li', '', made('p', 'govuk-body-l govuk-!-margin-bottom-1', link(family.title, `#family-${at}`)))
    if (family.pressing) item.append(made('p', 'govuk-body-s', family.pressing))
    list.append(item)
  })
  show(words, list, endings(along.held))
}

async function showFamily(family, words) {
  const facts = made('div', '')
  facts.innerHTML = family.facts
  const back = link('All of today’s visits', '#')
  back.className = 'govuk-back-link'
  const forms = []
  for (const one of family.forms) {
    const form = await formOf(one)
    const before = made('div', '')
    before.innerHTML = one.before
    if (family.forms.length === 1) forms.push(made('h2', 'govuk-heading-l', one.title), before, form)
    else {
      const details = made(
        'details',
        'govuk-details',
        made('summary', 'govuk-details__summary', made('span', 'govuk-details__summary-text', one.title)),
      )
      details.append(before, form)
      forms.push(details)
    }
  }
  show(back, words, made('h2', 'govuk-heading-l', family.title), facts, ...forms, endings(along.held))
  place.dispatchEvent(new CustomEvent('gt-put-in', { bubbles: true }))
}

const unsent = new Set(['csrf', 'commandId'])
function fieldsIn(form) {
  const fields = {}
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && !unsent.has(name)) fields[name] = name in fields ? [fields[name], value].flat() : value
  return fields
}

/** Puts what was typed back into a form. */
function fill(form, fields) {
  for (const field of form.elements) {
    if (!field.name || field.name === 'draftVersion' || field instanceof HTMLButtonElement) continue
    const values = [fields[field.name] ?? []].flat()
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = values.includes(field.value)
    else if (field instanceof HTMLSelectElement && field.multiple)
      for (const option of field.options) option.selected = values.includes(option.value)
    else if (field.type !== 'hidden') field.value = values[0] ?? ''
  }
}

async function formOf(one) {
  const form = made('form', '')
  form.noValidate = true
  // The browser keeps what stands in a form across its own restarts, unless it is told not to.
  form.autocomplete = 'off'
  form.innerHTML = one.html
  const typed = await typedInto(along, one.id)
  if (typed) fill(form, typed)
  const state = made('p', 'gt-save__line', typed ? 'What you wrote before is here.' : 'What you write is kept on this phone, closed.')
  state.setAttribute('role', 'status')
  state.dataset.keptState = typed ? 'kept' : 'empty'
  form.append(made('div', 'gt-save', state))
  const writer = { form, one, state, changed: 0, kept: 0, timer: 0 }
  form.addEventListener('input', () => {
    writer.changed += 1
    writing = writer
    state.dataset.keptState = 'unkept'
    window.clearTimeout(writer.timer)
    writer.timer = window.setTimeout(() => void keepTyped(writer), waitAfterTyping)
  })
  form.addEventListener('submit', event => event.preventDefault())
  return form
}

/** @type {Promise<void>} */
let keeping = Promise.resolve()
function keepTyped(writer) {
  window.clearTimeout(writer.timer)
  keeping = keeping.then(async () => {
    if (!along || writer.kept === writer.changed) return
    const { form, one, state } = writer
    const upTo = writer.changed
    try {
      const at = await keep(along, one.id, { of: one.title, keepAt: one.keepAt, action: one.action, fields: fieldsIn(form) })
      writer.kept = upTo
      if (upTo !== writer.changed) return
      state.dataset.keptState = 'kept'
      state.textContent = `Kept on this phone at ${clock(at)}, closed. Not sent yet.`
    } catch {
      state.textContent = 'Not kept: this phone has no room for it. Do not close this page; write it down elsewhere.'
    }
  })
  return keeping
}

/** Keeps what was typed last, before the page goes away. */
const keepNow = () => (writing && along ? keepTyped(writing) : keeping)

/** Takes everything away that was open; its key goes with it. */
function close() {
  void keepNow().then(() => {
    along = null
    writing = null
    if (window.location.hash) window.history.replaceState(null, '', window.location.pathname)
    return render()
  })
}

async function render() {
  const one = await held()
  if (!one) along = null
  const words = await stateWords()
  if (!one) return showNothing()
  if (!along) return showClosed(one, words)
  const family = familyAt()
  return family ? showFamily(family, words) : showList(words)
}

let looking = null
/** Is there signal? Then what is held is asked about first, and what was typed is sent. Shows what changed, unless somebody is in the middle of a form. */
function look() {
  looking ??= lookOnce().finally(() => {
    looking = null
  })
  return looking
}

async function lookOnce() {
  const before = JSON.stringify([reach, await waiting(), await sent()])
  await keepNow()
  const one = await held()
  try {
    const still = one ? await stands() : false
    reach = await send()
    if (one && !still) return close()
  } catch {
    reach = 'none'
  }
  if ((one || along) && !(await held())) return close()
  if (JSON.stringify([reach, await waiting(), await sent()]) === before) return
  if (writing && place.contains(writing.form)) {
    const left = await waiting()
    const mine = left.find(each => each.form === writing.one.id)
    const gone = (await sent()).find(each => each.form === writing.one.id)
    if (mine?.state === 'conflict')
      writing.state.textContent = 'Kept on this phone. It was also written on elsewhere: both are kept. See both in the list of visits.'
    else if (!mine && gone && writing.kept === writing.changed) {
      writing.state.dataset.keptState = 'sent'
      writing.state.textContent = `Sent at ${gone.savedAt}: it waits as a draft. `
      writing.state.append(link('Read it over and record it', writing.one.page))
    }
  }
  await sayState()
}

let timer
function somebodyIsThere() {
  window.clearTimeout(timer)
  timer = window.setTimeout(() => along && close(), leftAloneAfter)
}
for (const what of ['pointerdown', 'keydown', 'input', 'touchstart']) document.addEventListener(what, somebodyIsThere, { passive: true })

window.addEventListener('hashchange', () => void keepNow().then(render))
window.addEventListener('online', () => void look())
document.addEventListener('visibilitychange', () => void (document.hidden ? keepNow() : look()))
window.addEventListener('pagehide', () => void keepNow())
whenGone(() => {
  if (along) close()
})
window.setInterval(() => void look(), lookAgain)

void render().then(look)
