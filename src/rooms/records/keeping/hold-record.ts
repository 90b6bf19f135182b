import { dayOf } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type NewEntry } from '../../../thread/store/append.ts'
import type { Thread } from '../../../thread/thread.ts'
import { accessAnswered, accessAsked, accessExtended, accessReleased } from '../access/access-request.ts'
import type { HoldForm } from './keeping.forms.ts'
import { legalHold, legalHoldEnded } from './legal-hold.ts'
import { type Records, reckonKept } from './reckon-kept.ts'

const begin = statement<{ ids: SubjectId[] }>('keeping-begin', null, 'select gt.begin_keeping($1, $2) as ids')
const end = statement<never>('keeping-end', null, 'select gt.end_keeping($1, $2)')

/**
 * Does something with one person's record as whoever keeps the records: the way in is open in this transaction alone. Gives null where there is none: nobody on
 * record, read as part of another, destroyed, or closed to the asker.
 */
export const asKeeper = async <T>(tx: Tx, person: SubjectId, work: (records: Records) => Promise<T>): Promise<T | null> => {
  const [row] = await tx.run(begin, [tx.actor.partnership, person])
  if (!row || row.ids.length === 0) return null
  const done = await work({ kept: person, all: row.ids })
  await tx.run(end, [tx.actor.partnership, row.ids])
  tx.saw([person])
  return done
}

/** Appends one entry to one person's record as whoever keeps the records. `entry` gives null where there is nothing to say; then, and where there is no such record, false. */
export const tellAsKeeper = async (
  tx: Tx,
  book: Book,
  command: { id: CommandId; person: SubjectId; asked: unknown },
  entry: (
    thread: Thread,
  ) => (Pick<NewEntry, 'kind' | 'parts' | 'answers'> & Partial<Pick<NewEntry, 'happened' | 'id' | 'audience'>>) | null,
): Promise<boolean> =>
  (await asKeeper(tx, command.person, async records => {
    const outcome = await carryOut(tx, book, {
      id: command.id,
      asked: command.asked,
      writes: [command.person],
      kinds: [legalHold, legalHoldEnded, accessAsked, accessExtended, accessReleased, accessAnswered],
      decide: holding => {
        const made = entry(holding.thread(command.person))
        return {
          answer: made !== null,
          entries: made
            ? [
                {
                  subject: command.person,
                  act: newId<ActId>(),
                  happened: { at: tx.actor.at, precision: 'moment' },
                  audience: 'professionals',
                  ...made,
                },
              ]
            : [],
        }
      },
    })
    if (outcome.done === 'asked') throw new Error('no gate is asked about a legal hold')
    if (outcome.done === 'now') await reckonKept(tx, book, [records], dayOf(tx.actor.at))
    return outcome.answer
  })) ?? false

/** Keeps a record for a legal reason, whatever its age, from this moment on. False where there is no such record for the asker. */
export const holdRecord = (tx: Tx, book: Book, command: { id: CommandId; person: SubjectId; form: HoldForm }): Promise<boolean> =>
  tellAsKeeper(tx, book, { id: command.id, person: command.person, asked: { hold: command.person, form: command.form } }, () => ({
    kind: legalHold,
    parts: {
      record: {
        facts: { because: command.form.because },
        narrative: { why: command.form.why, ...(command.form.reference ? { reference: command.form.reference } : {}) },
      },
    },
  }))

/** Ends one legal hold, in writing. False where that hold does not stand. */
export const endHold = (tx: Tx, book: Book, command: { id: CommandId; person: SubjectId; hold: EntryId; why: string }): Promise<boolean> =>
  tellAsKeeper(tx, book, { id: command.id, person: command.person, asked: { end: command.hold, why: command.why } }, thread => {
    const hold = thread.of(legalHold).find(one => one.root === command.hold)
    if (!hold || thread.answering(legalHoldEnded, hold).length > 0) return null
    return { kind: legalHoldEnded, answers: hold.root, parts: { record: { facts: {}, narrative: { why: command.why } } } }
  })
