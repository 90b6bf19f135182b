// Brings the GOV.UK components of this page to life. One that fails is left as it stands: every page works without any of them.
import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
} from '/asset/govuk-frontend.js'

// A radio may not say that it is expanded (ARIA allows it on checkboxes only), so ours shows and hides its question without saying so.
class RadiosThatAreAllowed extends Radios {
  /** @param {HTMLInputElement} input */
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input)
    input.removeAttribute('aria-expanded')
  }
}

const all = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  RadiosThatAreAllowed,
  ServiceNavigation,
  SkipLink,
  Tabs,
]
for (const Component of all) createAll(Component)
// Part of a page that was put in afterwards: a form that was taken along.
document.addEventListener('gt-put-in', event => {
  if (event.target instanceof Element) for (const Component of all) createAll(Component, undefined, event.target)
})
