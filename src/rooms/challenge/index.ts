/** The door of the room of professional challenge: what other rooms may use of it. */
export { challenges } from './chapter.ts'
export { challenge, challengeAbout, challengedWords, challengeUrgent } from './raising/challenge.ts'
export { challengeAnswered, challengeDiscussed, challengeResolved, challengeStage, stageWords } from './stages/stage.ts'
