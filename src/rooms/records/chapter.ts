import type { Chapter } from '../../thread/book.ts'
import { accessAnswered, accessAsked, accessExtended, accessReleased } from './access/access-request.ts'
import { accessRequestDue } from './access/access-request-due.rules.ts'
import { legalHold, legalHoldEnded } from './keeping/legal-hold.ts'
import { recordKept } from './keeping/record-kept.rules.ts'

/** Records: until when they are kept, what holds them, and what is destroyed. */
export const records: Chapter = {
  room: 'records',
  kinds: [legalHold, legalHoldEnded, accessAsked, accessExtended, accessReleased, accessAnswered],
  rules: [recordKept, accessRequestDue],
  episodes: [],
}
