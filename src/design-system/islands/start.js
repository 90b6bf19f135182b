// Runs before the page is drawn, so that what scripts will fold away does not flash. An old browser is left as it is without scripts.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
