// A safe way out for somebody who may be watched. The page goes blank at once and is replaced in the history, so that Back does not return to it.
for (const link of document.querySelectorAll('a.govuk-js-exit-this-page-button')) {
  link.addEventListener(
    'click',
    event => {
      event.preventDefault()
      event.stopImmediatePropagation()
      document.title = 'Loading'
      document.body.hidden = true
      window.location.replace(/** @type {HTMLAnchorElement} */ (link).href)
    },
    { capture: true },
  )
}
