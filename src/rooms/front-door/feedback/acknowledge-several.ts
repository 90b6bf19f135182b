import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { mostAtOnce } from '../queue/assign.ts'
import { referralTold } from '../referral/referral-told.ts'
import { arrived } from './acknowledge.ts'
import { referralAcknowledged } from './referrer-feedback.ts'

const inQueue = statement<{ matter: SubjectId }>(
  'bridge-to-acknowledge',
  row => ({ subjects: [row.matter] }),
  `select distinct r.subject_id as matter from gt.reach r
   where r.partnership_id = $1 and r.subject_id = any ($2::uuid[]) and r.holder_id = any ($3::uuid[]) and r.relation = 'queue' and r.from_at <= $4 and r.until_at > $4`,
)

/** How many referrers were told, and how many concerns needed nothing: told before, nobody to tell, or no longer in the queue. */
export type Acknowledged = { acknowledged: number; left: number }

/**
 * Confirms to the referrers of several concerns that wait in the asker's queue that they have arrived, all in one act (practice: dl-referrer-ack,
 * referrer-feedback). Whoever was told already, or gave no name, is left out. Refuses (throws) more than a page of the queue.
 */
export const acknowledgeSeveral = async (
  tx: Tx,
  book: Book,
  command: { id: CommandId; matters: readonly SubjectId[] },
): Promise<Outcome<Acknowledged>> => {
  const asked = [...new Set(command.matters)].sort()
  if (asked.length > mostAtOnce) throw new Error('more concerns are acknowledged at once than a page of the queue holds')
  const { partnership, holders, at } = tx.actor
  const waiting = (await tx.run(inQueue, [partnership, asked, holders, at])).map(row => row.matter)
  return carryOut<Acknowledged>(tx, book, {
    id: command.id,
    asked: { acknowledges: asked },
    writes: waiting,
    kinds: [referralAcknowledged],
    decide: ({ thread }) => {
      const act = newId<ActId>()
      const entries = waiting.flatMap((matter): NewEntry[] => {
        const told = thread(matter).of(referralTold)[0]
        if (!told || told.facts.anonymous || thread(matter).answering(referralAcknowledged, told).length > 0) return []
        return [arrived(matter, told.root, act, at)]
      })
      return { entries, answer: { acknowledged: entries.length, left: asked.length - entries.length } }
    },
  })
}
