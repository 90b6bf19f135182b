import { dayOf, type Moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { askedOf } from './asked.ts'
import { type PersonView, readPerson } from './person-view.ts'

/** Somebody in short: who they are, with whom they live and where, when they were last seen, what is due for them and why. */
export type InShort = Pick<PersonView, 'person' | 'who' | 'homes' | 'lastSeen' | 'voice' | 'findings'>

/**
 * Reads somebody in short, as the page about them has it now, with the same access line; refuses (not found) who may see nothing of them. `addresses`: are
 * protected addresses asked for?
 */
export const readInShort = async (tx: Tx, book: Book, person: SubjectId, now: Moment, addresses: boolean): Promise<InShort> => {
  const asked = { ...askedOf({}, dayOf(now), now, new Set()), addressesAsked: addresses }
  const { who, homes, lastSeen, voice, findings } = await readPerson(tx, book, person, asked, now)
  return { person, who, homes, lastSeen, voice, findings }
}
