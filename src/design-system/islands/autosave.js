// Keeps a draft of a form on the server while it is being written, and never says "saved" before the server has said so.
//
// The form names where to post with data-autosave-url; what is posted are its own fields, csrf included, without files.
// The answer is JSON:   200 { "savedAt": "14:05", "version": "7" }   the draft is kept
//                       409                                          somebody else has saved since: nothing is overwritten, and the form itself,
//                                                                    sent to be kept for later, is answered with both versions
//                       401 or 403                                   signed out: what was typed stays on the page
//                       404                                          closed, or no longer open to whoever types: what was typed stays on the page
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
  let leaving = false
  /** @type {number | undefined} */
  let timer

  /** @param {'saving' | 'saved' | 'unsaved' | 'conflict' | 'signed-out' | 'closed'} kind @param {string} words */
  function say(kind, words) {
    state.setAttribute('data-save-state', kind)
    state.textContent = words
  }

  /** Both versions are shown by sending this one: a link would leave behind what is only here. */
  function offerBoth() {
    say('conflict', 'Somebody else has saved this since you opened it. Nothing has been overwritten. ')
    const both = document.createElement('button')
    both.type = 'submit'
    both.name = 'intent'
    both.value = 'save-for-later'
    both.className = 'govuk-button govuk-button--secondary govuk-!-margin-bottom-0'
    both.textContent = 'See both versions'
    state.append(both)
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

  // What was sent and never answered is sent again as it was, before anything that was typed since: it may have been kept, and must not look like somebody else's.
  /** @type {{ body: URLSearchParams, upTo: number } | undefined} */
  let unanswered

  function next() {
    const mark = form.elements.namedItem('csrf')
    if (unanswered && mark instanceof HTMLInputElement) unanswered.body.set('csrf', mark.value)
    return unanswered ?? { body: fields(), upTo: changed }
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
    const { body, upTo } = next()
    unanswered = { body, upTo }
    say('saving', 'Saving')
    try {
      const answer = await fetch(url, {
        method: 'POST',
        body,
        headers: { accept: 'application/json' },
        credentials: 'same-origin',
        redirect: 'error',
        signal: AbortSignal.timeout(15_000),
      })
      if (answer.ok) {
        const said = await answer.json()
        unanswered = undefined
        kept(said, upTo)
      } else if (answer.status === 409) {
        unanswered = undefined
        stopped = true
        offerBoth()
      } else if (answer.status === 401 || answer.status === 403) {
        unanswered = undefined
        stopped = true
        say('signed-out', 'Not saved: you are signed out. What you wrote is still here. Sign in from another tab, then type again.')
      } else if (answer.status === 404) {
        unanswered = undefined
        stopped = true
        say('closed', 'Not saved: this form is no longer open to you. What you wrote is still here. Send it to read what you can do.')
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
    leaving = true
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
    if (!leaving && saved !== changed) event.preventDefault()
  })
}

for (const form of document.querySelectorAll('form')) {
  const url = form.dataset.autosaveUrl
  const state = form.querySelector('[data-save-state]')
  if (url && state) keep(form, url, state)
}
