import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import type { Thread } from '../../../thread/thread.ts'

/** Those who have taken a matter to screen it: one person at most, each an involvement that has not ended. */
const takenBy = (matter: Thread) =>
  matter
    .where(involvement, one => one.facts.as === 'screener' && one.facts.form === 'account')
    .filter(one => matter.answering(involvementEnd, one).length === 0)

type Taken = { taken: boolean }

const change = (tx: Tx, book: Book, command: { id: CommandId; matter: SubjectId; take: boolean }): Promise<Outcome<Taken>> => {
  const { matter, take } = command
  const { account, at } = tx.actor
  const act = newId<ActId>()
  const shared = { subject: matter, act, happened: { at, precision: 'moment' }, audience: 'professionals' } as const
  return carryOut(tx, book, {
    id: command.id,
    asked: { matter, take },
    writes: [matter],
    kinds: [involvement, involvementEnd],
    decide: ({ thread }) => {
      const taken = takenBy(thread(matter))
      const mine = taken.filter(one => one.facts.holder === account)
      const ended = take ? taken.filter(one => one.facts.holder !== account) : mine
      const entries: NewEntry[] = ended.map(one => ({ ...shared, kind: involvementEnd, answers: one.root, parts: { record: {} } }))
      if (take && mine.length === 0)
        entries.push({ ...shared, kind: involvement, parts: { record: { facts: { holder: account, form: 'account', as: 'screener' } } } })
      return { entries, answer: { taken: take } }
    },
  })
}

/** The asker takes a concern to screen it. Whoever had taken it before has it no longer: one concern is in one pair of hands. Taking one's own again changes nothing. */
export const takeConcern = (tx: Tx, book: Book, command: { id: CommandId; matter: SubjectId }): Promise<Outcome<Taken>> =>
  change(tx, book, { ...command, take: true })

/** The asker gives a concern back to the queue. What somebody else has taken stays theirs. */
export const releaseConcern = (tx: Tx, book: Book, command: { id: CommandId; matter: SubjectId }): Promise<Outcome<Taken>> =>
  change(tx, book, { ...command, take: false })
