// Keys that lead to pages, and the key that hides the screen (lock.js does that).
//
// Which keys there are, and whether this reader wants any, is asked of the server at the first key that could be one, once for this tab: single letters
// must be possible to turn off (WCAG 2.2, 2.1.4), since somebody who speaks to the computer, or whose hand shakes, would set them off by accident.
// They do nothing while a field has the focus, and never together with Ctrl, Alt or Meta, which belong to the browser and to assistive technology.

const address = '/help/keys'
const kept = 'golden-thread-keys'
const patience = 1_500

/** @typedef {{ on: boolean, keys: { keys: string, href: string }[] }} Known */

/** @type {Promise<Known> | undefined} */
let asked

/** @returns {Promise<Known>} */
function known() {
  asked ??= ask().catch(() => ({ on: false, keys: [] }))
  return asked
}

/** @returns {Promise<Known>} */
async function ask() {
  const before = window.sessionStorage.getItem(kept)
  if (before) return JSON.parse(before)
  const answer = await fetch(address, { headers: { accept: 'application/json' }, credentials: 'same-origin', redirect: 'error' })
  if (!answer.ok) throw new Error(String(answer.status))
  const text = await answer.text()
  window.sessionStorage.setItem(kept, text)
  return JSON.parse(text)
}

/** @param {EventTarget | null} target */
function isWriting(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role="listbox"], [role="application"]') !== null)
  )
}

let pressed = ''
let pressedAt = 0

/** @param {string} keys @param {Known} all */
function follow(keys, all) {
  if (!all.on || keys !== pressed) return
  const found = all.keys.find(one => one.keys === keys)
  if (!found) return
  pressed = ''
  if (found.href === '#hide') document.dispatchEvent(new Event('gt-hide'))
  else if (found.href === '#search') {
    const box = document.querySelector('input[type="search"]')
    if (box instanceof HTMLElement) box.focus()
  } else window.location.assign(found.href)
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing || event.defaultPrevented) return
  if (event.key.length !== 1 || event.key === ' ' || isWriting(event.target)) return
  const now = event.timeStamp
  pressed = /^[gh]$/.test(pressed) && now - pressedAt < patience ? `${pressed} ${event.key}` : event.key
  pressedAt = now
  // A key that leads to the search box must not be written into it.
  if (event.key === '/' && document.querySelector('input[type="search"]')) event.preventDefault()
  const keys = pressed
  void known().then(all => follow(keys, all))
})

// The page on which they are turned on and off is always right: what this tab had learned before is forgotten there.
if (window.location.pathname === '/settings') window.sessionStorage.removeItem(kept)
