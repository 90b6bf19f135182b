// Keeps a draft of a form on the server while it is being written, and never says "saved" before the server has said so.
//
// The form names where to post with data-autosave-url; what is posted are its own fields, csrf included, without files.
// The answer is JSON:   200 { "savedAt": "14:05", "version": "7" }   the draft is kept
//                       409 { "conflictUrl": "/..." }                somebody else has saved since: nothing is overwritten
//                       401 or 403                                   signed out: what was typed stays on the page
// Nothing is kept in the browser: the next person at the desk must not find it.

const waitAfterTyping = 2_000
const firstRetry = 5_000
const longestRetry = 60_000

/** @param {HTMLFormElement} form @param {string} url @param {Element} state */
function keep(form, url, state) {
  let changed = 0
  let saved = 0
  let retryAfter = firstRetry
  let sending = false
  let stopped = false
  /** @type {number | undefined} */
  let timer

  /** @param {'saving' | 'saved' | 'unsaved' | 'conflict' | 'signed-out'} kind @param {string} words @param {{ text: string, href: string }} [link] */
  function say(kind, words, link) {
    state.setAttribute('data-save-state', kind)
    state.textContent = words
    if (!link) return
    const anchor = document.createElement('a')
    anchor.className = 'govuk-link'
    anchor.href = link.href
    anchor.textContent = link.text
    state.append(' ', anchor)
  }

  /** @param {number} delay */
  function later(delay) {
    window.clearTimeout(timer)
    timer = window.setTimeout(send, delay)
  }

  function fields() {
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
    return body
  }

  /** @param {{ savedAt: string, version?: string }} answer @param {number} upTo */
  function kept(answer, upTo) {
    saved = upTo
    retryAfter = firstRetry
    const version = form.elements.namedItem('draftVersion')
    if (answer.version !== undefined && version instanceof HTMLInputElement) version.value = String(answer.version)
    if (saved === changed) say('saved', `Saved at ${answer.savedAt}`)
    else later(waitAfterTyping)
  }

  async function send() {
    if (sending || stopped || saved === changed) return
    sending = true
    const upTo = changed
    say('saving', 'Saving')
    try {
      const answer = await fetch(url, {
        method: 'POST',
        body: fields(),
        headers: { accept: 'application/json' },
        credentials: 'same-origin',
        redirect: 'error',
        signal: AbortSignal.timeout(15_000),
      })
      if (answer.ok) kept(await answer.json(), upTo)
      else if (answer.status === 409) {
        stopped = true
        const { conflictUrl } = await answer.json()
        say('conflict', 'Somebody else has saved this since you opened it. Nothing has been overwritten.', {
          text: 'See both versions',
          href: String(conflictUrl),
        })
      } else if (answer.status === 401 || answer.status === 403) {
        stopped = true
        say('signed-out', 'Not saved: you are signed out. What you wrote is still here. Sign in from another tab, then type again.')
      } else throw new Error(String(answer.status))
    } catch {
      say('unsaved', 'Not saved yet. Trying again.')
      later(retryAfter)
      retryAfter = Math.min(retryAfter * 2, longestRetry)
    } finally {
      sending = false
    }
  }

  form.addEventListener('input', () => {
    changed += 1
    if (state.getAttribute('data-save-state') === 'conflict') return
    stopped = false
    if (!sending) say('unsaved', 'Not saved yet')
    later(waitAfterTyping)
  })
  form.addEventListener('submit', () => {
    stopped = true
    window.clearTimeout(timer)
  })
  window.addEventListener('online', () => later(0))
  document.addEventListener('gt-signed-in', () => {
    stopped = false
    later(0)
  })
  document.addEventListener('gt-hidden', event => {
    // The screen is about to be hidden: the server takes nothing after that, until the password was given.
    if (event instanceof CustomEvent) event.detail.push(send())
  })
  window.addEventListener('pagehide', () => {
    // The last words before a tab is closed: sent without waiting for the answer.
    if (!stopped && saved !== changed)
      void fetch(url, { method: 'POST', body: fields(), credentials: 'same-origin', keepalive: true }).catch(() => undefined)
  })
  window.addEventListener('beforeunload', event => {
    if (!stopped && saved !== changed) event.preventDefault()
  })
}

for (const form of document.querySelectorAll('form')) {
  const url = form.dataset.autosaveUrl
  const state = form.querySelector('[data-save-state]')
  if (url && state) keep(form, url, state)
}
