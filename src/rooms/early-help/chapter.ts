import type { Chapter } from '../../thread/book.ts'
import { earlyHelpAssessment } from './assessment/early-help-assessment.ts'

/** Early help: so far that an assessment exists, how old it is and what became of it. */
export const earlyHelp: Chapter = { room: 'early-help', kinds: [earlyHelpAssessment], rules: [], episodes: [] }
