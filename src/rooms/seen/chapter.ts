import type { Chapter } from '../../thread/book.ts'
import { lastSeenOf } from './board/last-seen.ts'
import { childSeen } from './sightings/child-seen.ts'
import { accessChildUnseen } from './unseen/access-child-unseen.rules.ts'
import { unseenChild } from './unseen/unseen-child.rules.ts'

/** Who has seen each child, and for whom nobody is on record as having done so. */
export const seen: Chapter = {
  room: 'seen',
  kinds: [childSeen],
  rules: [unseenChild, accessChildUnseen],
  episodes: [],
  lastSeen: lastSeenOf,
}
