/** The door of the room: the rule book in plain words, and what follows from changing one of its numbers. */
export { sweepAfterChange } from './settings/sweep-after-change.ts'
export { derivesNow, sweepAfterUpdate } from './settings/sweep-after-update.ts'
export { dutyWords, wordsOf } from './words/index.ts'
