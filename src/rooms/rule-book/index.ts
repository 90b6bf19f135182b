/** The door of the room: the rule book in plain words, and what follows from changing one of its numbers. */
export { applyProfile, changeInWords, changesIn, type NumberToChange } from './settings/apply-profile.ts'
export { sweepAfterChange } from './settings/sweep-after-change.ts'
export { derivesNow, sweepAfterUpdate } from './settings/sweep-after-update.ts'
export { setValues } from './settings/values.ts'
export { dutyWords, wordsOf } from './words/index.ts'
