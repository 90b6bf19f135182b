import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { findingDecision } from '../../../thread/own-kinds/index.ts'
import { carryOut } from '../../../thread/store/append.ts'

/** How an answer to an announcement ended: taken notice of, or nothing to answer any more (it ended, was answered, or is not one's own). */
export type Answered = { readonly done: 'acknowledged'; readonly entry: EntryId } | { readonly done: 'nothing waits' }

type Row = { subject_id: SubjectId; rule: string; key: string; layer: 'open' | 'restricted' }
const own = statement<Row>(
  'announcement-own',
  row => ({ subjects: [row.subject_id] }),
  `select a.subject_id, a.rule, a.key, f.layer from gt.announcement a
   join gt.finding f on f.partnership_id = a.partnership_id and f.subject_id = a.subject_id and f.rule = a.rule and f.key = a.key
   where a.partnership_id = $1 and a.account_id = $2 and a.announcement_id = $3 and a.closed_at is null
     and (a.acknowledged_at is null or a.acknowledged_by is not null)`,
)
const answer = statement<never>(
  'announcement-answer',
  null,
  `update gt.announcement set acknowledged_at = $4, acknowledged_by = $5
   where partnership_id = $1 and account_id = $2 and announcement_id = $3 and acknowledged_at is null`,
)
const aside = statement<{ announcement_id: string }>(
  'announcement-aside',
  null,
  `update gt.announcement set acknowledged_at = $4
   where partnership_id = $1 and account_id = $2 and announcement_id = $3 and acknowledged_at is null and level <> 'CRITICAL' returning announcement_id`,
)

const factsAside = statement<{ announcement_id: string }>(
  'announcement-facts-aside',
  null,
  `update gt.announcement set acknowledged_at = $3
   where partnership_id = $1 and account_id = $2 and acknowledged_at is null and closed_at is null and level = 'INFO' returning announcement_id`,
)

/**
 * A person takes notice, by name and with what they will do, of something they were told: an entry on the thread, which leaves the finding standing and
 * stops it from being passed on (practice: CRITICAL must be acknowledged by a person). Only whoever may decide on a finding may (access matrix: append
 * finding-decision); the entry of a finding that one agency keeps to itself is kept to that agency too. The same command is done once.
 */
export const acknowledge = async (
  tx: Tx,
  book: Book,
  { command, announcement, reason }: { command: CommandId; announcement: string; reason: string },
): Promise<Answered> => {
  const { partnership, account, at } = tx.actor
  const [told] = await tx.run(own, [partnership, account, announcement])
  if (!told) return { done: 'nothing waits' }
  const outcome = await carryOut<EntryId>(tx, book, {
    id: command,
    asked: { announcement, reason },
    writes: [told.subject_id],
    kinds: [findingDecision],
    decide: () => {
      const id = newId<EntryId>()
      return {
        answer: id,
        entries: [
          {
            id,
            subject: told.subject_id,
            act: newId<ActId>(),
            kind: findingDecision,
            happened: { at, precision: 'moment' },
            audience: told.layer === 'open' ? 'professionals' : 'agency',
            parts: { record: { facts: { rule: told.rule, key: told.key, decision: 'acknowledged' }, narrative: { reason } } },
          },
        ],
      }
    },
  })
  if (outcome.done === 'asked') throw new Error('no gate asks about an acknowledgement')
  await tx.run(answer, [partnership, account, announcement, at, outcome.answer])
  return { done: 'acknowledged', entry: outcome.answer }
}

/** Puts something that is not critical aside from one's own list: it stands as it stood, and a higher level of it is told anew. True where it was there. */
export const putAside = async (tx: Tx, announcement: string): Promise<boolean> =>
  (await tx.run(aside, [tx.actor.partnership, tx.actor.account, announcement, tx.actor.at])).length === 1

/** Puts aside all that is only worth knowing and asks for nothing. Gives how many that were. */
export const putFactsAside = async (tx: Tx): Promise<number> =>
  (await tx.run(factsAside, [tx.actor.partnership, tx.actor.account, tx.actor.at])).length
