import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { AccountId, CommandId, SubjectId } from '../../../thread/ids.ts'
import { type ActId, newId } from '../../../thread/ids.ts'
import { involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import type { Thread } from '../../../thread/thread.ts'

/** Those who have taken a matter to screen it: one person at most, each an involvement that has not ended. */
const takenBy = (matter: Thread) =>
  matter
    .where(involvement, one => one.facts.as === 'screener' && one.facts.form === 'account')
    .filter(one => matter.answering(involvementEnd, one).length === 0)

const inQueue = statement<{ matter: SubjectId }>(
  'bridge-in-queue',
  row => ({ subjects: [row.matter] }),
  `select distinct r.subject_id as matter from gt.reach r
   where r.partnership_id = $1 and r.subject_id = any ($2::uuid[]) and r.holder_id = any ($3::uuid[]) and r.relation = 'queue' and r.from_at <= $4 and r.until_at > $4`,
)

/** How many concerns one act may assign: a page of the queue. */
export const mostAtOnce = 100

/** How an assignment ended: how many changed hands, and how many no longer wait in the queue (decided meanwhile) or had it so already. */
export type Assigned = { assigned: number; left: number }

/**
 * Puts concerns that wait in the asker's queue into one pair of hands, or into nobody's (`to` null), all in one act. Whoever had one has it no longer: one
 * concern is in one pair of hands. What no longer waits is left as it is. Refuses (throws) more than `mostAtOnce`.
 */
export const assignConcerns = async (
  tx: Tx,
  book: Book,
  command: { id: CommandId; matters: readonly SubjectId[]; to: AccountId | null; onlyOwn?: boolean },
): Promise<Outcome<Assigned>> => {
  const { to, onlyOwn = false } = command
  const asked = [...new Set(command.matters)].sort()
  if (asked.length > mostAtOnce) throw new Error('more concerns are assigned at once than a page of the queue holds')
  const { partnership, account, holders, at } = tx.actor
  const waiting = (await tx.run(inQueue, [partnership, asked, holders, at])).map(row => row.matter)
  return carryOut<Assigned>(tx, book, {
    id: command.id,
    asked: { matters: asked, to, onlyOwn },
    writes: waiting,
    kinds: [involvement, involvementEnd],
    decide: ({ thread }) => {
      const act = newId<ActId>()
      const entries = waiting.flatMap((matter): NewEntry[] => {
        const shared = { subject: matter, act, happened: { at, precision: 'moment' }, audience: 'professionals' } as const
        const taken = takenBy(thread(matter))
        const ended = taken.filter(one => one.facts.holder !== to && (!onlyOwn || one.facts.holder === account))
        return [
          ...ended.map((one): NewEntry => ({ ...shared, kind: involvementEnd, answers: one.root, parts: { record: {} } })),
          ...(to === null || taken.some(one => one.facts.holder === to)
            ? []
            : [{ ...shared, kind: involvement, parts: { record: { facts: { holder: to, form: 'account', as: 'screener' } } } }]),
        ]
      })
      const assigned = new Set(entries.map(entry => entry.subject)).size
      return { entries, answer: { assigned, left: asked.length - assigned } }
    },
  })
}
