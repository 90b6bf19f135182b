/** The door of the room: early help. */
export { type EarlyHelpOutcome, earlyHelpAssessment, earlyHelpOutcomeWords } from './assessment/early-help-assessment.ts'
export { lastAssessment, sayLastAssessment } from './assessment/last-assessment.ts'
export { earlyHelp } from './chapter.ts'
