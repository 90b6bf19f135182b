/** The door of the room: child in need. */

export { withoutLead } from './allocation/without-lead.ts'
export { childInNeed } from './chapter.ts'
export { caseClosed, closedWhyWords, closesAsHelped } from './closure/case-closed.ts'
export { childInNeedReview, reviewOutcomeWords } from './reviews/child-in-need-review.ts'
