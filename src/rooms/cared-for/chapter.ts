import type { Chapter } from '../../thread/book.ts'
import { careBegan, careEnded, careEpisodes } from './in-care/in-care.ts'
import { legalStepdownNearBirth } from './pre-proceedings/legal-stepdown-near-birth.rules.ts'
import { ploDrift } from './pre-proceedings/plo-drift.rules.ts'
import { ploReviewDue } from './pre-proceedings/plo-review-due.rules.ts'
import { preProceedings } from './pre-proceedings/pre-proceedings.ts'
import { stepDownChecked } from './pre-proceedings/step-down-checked.ts'

/** Cared-for children: that a child is cared for, and the work before proceedings, how long it takes and what its end means for a baby. */
export const caredFor: Chapter = {
  room: 'cared-for',
  kinds: [careBegan, careEnded, preProceedings, stepDownChecked],
  rules: [ploDrift, ploReviewDue, legalStepdownNearBirth],
  episodes: [careEpisodes],
}
