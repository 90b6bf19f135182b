/** Cases as data: read from a file, replayed through the same threads and rules as today's work, and written back. */
export type { Check } from './check.ts'
export { printReplay } from './print.ts'
export { type ReadStory, readStory, readStoryObject } from './read.ts'
export { asJson, type FindingRow, type Replay, type ReplayOptions, replay, type SaidThen, type StoodThen } from './replay.ts'
export type { Expectation, Story, StoryEntry } from './story.ts'
export { idOfLabel } from './story.ts'
export { printTrouble, type Trouble } from './trouble.ts'
export { type Exported, exportedOf, writeStory } from './write.ts'
