import type { Chapter } from '../../thread/book.ts'
import { leadMissing } from './allocation/lead-missing.rules.ts'
import { offerUnanswered } from './allocation/offer-unanswered.rules.ts'
import { caseClosed } from './closure/case-closed.ts'
import { childInNeedReview } from './reviews/child-in-need-review.ts'

/** Child in need: who leads, and what its chronology holds of reviews and closures. */
export const childInNeed: Chapter = {
  room: 'child-in-need',
  kinds: [childInNeedReview, caseClosed],
  rules: [leadMissing, offerUnanswered],
  episodes: [],
}
