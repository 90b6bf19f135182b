import type { Chapter } from '../../thread/book.ts'
import { caseClosed } from './closure/case-closed.ts'
import { childInNeedReview } from './reviews/child-in-need-review.ts'

/** Child in need: so far what its chronology holds of reviews and closures. */
export const childInNeed: Chapter = { room: 'child-in-need', kinds: [childInNeedReview, caseClosed], rules: [], episodes: [] }
