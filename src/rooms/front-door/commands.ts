/** What this room can be told to do by a program that is not a page. */
export { type Advised, giveAdvice } from './consultation/give-advice.ts'
export { intakeJobs } from './public/intake.ts'
export type { Concern } from './referral/raise/concern-draft.ts'
export { raiseConcern } from './referral/raise/raise-concern.ts'
