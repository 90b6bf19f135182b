/** The door of the room: child in need. */
export { childInNeed } from './chapter.ts'
export { caseClosed, closedWhyWords } from './closure/case-closed.ts'
export { childInNeedReview, reviewOutcomeWords } from './reviews/child-in-need-review.ts'
