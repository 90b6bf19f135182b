import type { Chapter } from '../../thread/book.ts'
import { challenge, challengeAbout, challengeUrgent } from './raising/challenge.ts'
import { challengeOverdue } from './stages/challenge-overdue.rules.ts'
import { challengeUnresolved } from './stages/challenge-unresolved.rules.ts'
import { challengeAnswered, challengeDiscussed, challengeResolved, challengeStage } from './stages/stage.ts'

/** Professional challenge: raised, answered or taken further, and settled with what it means for the child. */
export const challenges: Chapter = {
  room: 'challenge',
  kinds: [challenge, challengeUrgent, challengeAbout, challengeAnswered, challengeDiscussed, challengeStage, challengeResolved],
  rules: [challengeOverdue, challengeUnresolved],
  episodes: [],
}
