// A quick way out for somebody who may be watched: the page goes blank at once, and it is replaced in the history, so that Back does not
// return to it. By the button, or by pressing Shift three times.
import { createAll, ExitThisPage } from '/asset/govuk-frontend.js'

class LeavesNothingBehind extends ExitThisPage {
  exitPage() {
    document.title = 'Loading'
    document.body.hidden = true
    window.location.replace(this.$button.href)
  }
}

createAll(LeavesNothingBehind)
