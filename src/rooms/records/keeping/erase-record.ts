import { randomUUID } from 'node:crypto'
import { dayOf } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { hold } from '../../../thread/store/reckon.ts'
import { asKeeper } from './hold-record.ts'
import { reckonKept } from './reckon-kept.ts'

/**
 * How asking, agreeing or turning down ended: done; or why not. `not-yet`: its time has not come to an end; `held`: a legal hold stands; `asked`: somebody asked
 * before; `same-person`: who asked does not agree as well; `not-apart`: the one brought the
 * other in alone; `not-sealed`: something in it was told so lately that it is not sealed yet; `merged-since`:
 * another record was made one with it after it was asked, so that it has to be asked again.
 */
export type Erased = 'done' | 'not-yet' | 'held' | 'asked' | 'same-person' | 'not-apart' | 'not-sealed' | 'merged-since' | 'not-found'

const ask = statement<{ done: Erased }>('erasure-ask', null, 'select gt.ask_for_erasure($1, $2, $3, $4) as done')
const agree = statement<{ done: Erased }>('erasure-agree', null, 'select gt.erase_record($1, $2, $3) as done')
const oneHand = statement<{ one: boolean }>('erasure-by-one-hand', null, 'select gt.ending_by_one_hand($1) as one')
const turnDown = statement<{ done: Erased }>('erasure-turn-down', null, 'select gt.turn_down_erasure($1, $2, $3) as done')

/** The threads are held and everything that decides is worked out again under their lock, so that nothing told a moment ago is overlooked. */
const underLock = async (tx: Tx, book: Book, person: SubjectId, then: () => Promise<Erased>): Promise<Erased> =>
  (await asKeeper(tx, person, async records => {
    await hold(tx, records.all, [], 'left')
    await reckonKept(tx, book, [records], dayOf(tx.actor.at))
    return then()
  })) ?? 'not-found'

/** One of two people asks for a record to be destroyed whose time has come to its end. */
export const askForErasure = (tx: Tx, book: Book, { person, reason }: { person: SubjectId; reason: string }): Promise<Erased> =>
  underLock(tx, book, person, async () => (await tx.run(ask, [tx.actor.partnership, randomUUID(), person, reason]))[0]?.done ?? 'not-found')

/**
 * The other one agrees: what was told of the person, its salts, the files and everything derived are destroyed, and a certificate is left (the chain of seals
 * still verifies). It cannot be undone.
 */
export const agreeToErasure = (
  tx: Tx,
  book: Book,
  { person, ending, answer }: { person: SubjectId; ending: string; answer: string },
): Promise<Erased> =>
  underLock(tx, book, person, async () => {
    if ((await tx.run(oneHand, [ending]))[0]?.one) return 'not-apart'
    return (await tx.run(agree, [tx.actor.partnership, ending, answer]))[0]?.done ?? 'not-found'
  })

/** It is not to be destroyed, in writing; whoever asked may take it back the same way. */
export const turnDownErasure = async (tx: Tx, { ending, answer }: { ending: string; answer: string }): Promise<Erased> =>
  (await tx.run(turnDown, [tx.actor.partnership, ending, answer]))[0]?.done ?? 'not-found'
