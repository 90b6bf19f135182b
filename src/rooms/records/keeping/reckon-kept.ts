import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Day, dayOf } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Asker, Database, Purpose, Tx } from '../../../kernel/db/with-actor.ts'
import { defineChore } from '../../../kernel/jobs/index.ts'
import type { Book } from '../../../thread/book.ts'
import type { PartnershipId, SubjectId } from '../../../thread/ids.ts'
import { joinRecords } from '../../../thread/one-record.ts'
import { programVersion } from '../../../thread/store/lens.ts'
import { hold } from '../../../thread/store/reckon.ts'
import { type ToldRow, threadsFrom } from '../../../thread/store/told-rows.ts'
import { type Kept, keptUntil, type Lengths, lifeOf } from './kept-until.ts'
import { lengthsOn } from './lengths.ts'

/** One person on record: the record that is kept, and all that are read as one with it. */
export type Records = { readonly kept: SubjectId; readonly all: readonly SubjectId[] }

const toReckon = statement<{ subject_id: SubjectId; records: SubjectId[] }>(
  'kept-to-reckon',
  null,
  'select subject_id, records from gt.records_to_reckon($1, $2, $3, $4)',
)
// Kinds null: how long a record is kept depends on all that was told, also on what no other rule reads.
const whole = statement<ToldRow>('kept-threads', null, 'select * from gt.threads_of($1, $2, null)')
const save = statement<never>('kept-save', null, 'select gt.save_kept($1, $2, $3)')

const numbersOf = (lengths: Lengths): string => createHash('sha256').update(JSON.stringify(lengths)).digest('hex').slice(0, 16)

/**
 * Works out again until when some people's records are kept, of threads that this transaction holds, and writes it down. Gives it by the record that is kept.
 * `on`: the day whose numbers count.
 */
export const reckonKept = async (tx: Tx, book: Book, people: readonly Records[], on: Day): Promise<ReadonlyMap<SubjectId, Kept>> => {
  const lengths = await lengthsOn(tx, on)
  const rows = await tx.run(whole, [tx.actor.partnership, [...new Set(people.flatMap(one => [...one.all]))]])
  const threads = joinRecords(threadsFrom(rows))
  const made = new Map<SubjectId, Kept>()
  for (const { kept } of people) {
    const thread = threads.get(kept)
    if (thread)
      made.set(
        kept,
        keptUntil(
          lifeOf(thread, name => book.kinds.get(name)?.retention),
          lengths,
        ),
      )
  }
  const written = [...made].map(([id, { until, of, why, held }]) => ({ subject_id: id, until_on: until, class: of, why, held }))
  await tx.run(save, [tx.actor.partnership, JSON.stringify(written), numbersOf(lengths)])
  return made
}

/** Few enough that nobody who writes something down waits long for these threads. */
const batch = 20
const first = '00000000-0000-0000-0000-000000000000' as SubjectId

/**
 * Works out for everybody of a partnership of whom something was told since, or after a change of the numbers, until when their record is kept. Gives how many
 * that were. `database`: as the role of jobs.
 */
export const reckonAllKept = async (
  database: Database,
  partnership: PartnershipId,
  book: Book,
  { on, purpose, stopping }: { on: Day; purpose: Purpose; stopping: AbortSignal },
): Promise<number> => {
  const asker: Asker = { by: 'upkeep', partnership }
  let [last, people] = [first, 0]
  while (!stopping.aborted) {
    const beyond: SubjectId = last
    const found = await database.withActor(asker, purpose, async tx => {
      const numbers = numbersOf(await lengthsOn(tx, on))
      const rows = await tx.run(toReckon, [partnership, numbers, beyond, batch])
      if (rows.length === 0) return []
      const some = rows.map(row => ({ kept: row.subject_id, all: row.records }))
      await hold(tx, [...new Set(some.flatMap(one => one.all))], [], 'left', false)
      await reckonKept(tx, book, some, on)
      return rows.map(row => row.subject_id)
    })
    const end = found.at(-1)
    if (!end) break
    last = end
    people += found.length
  }
  return people
}

/** Each night, and again after an update of the program: until when every record is kept. */
export const reckonKeptNightly = (book: Book) =>
  defineChore({
    name: 'reckon-kept',
    payload: z.strictObject({}),
    every: '20 2 * * *',
    alone: true,
    run: async (_payload, { database, at, job, log, stopping }) => {
      const ours = await database.door<{ id: PartnershipId }>('select partnership_id as id from gt.derived_by($1)', [programVersion(book)])
      for (const { id } of ours) {
        const purpose = { purpose: 'until when records are kept', route: 'chore reckon-kept', request: job }
        const people = await reckonAllKept(database, id, book, { on: dayOf(at), purpose, stopping })
        if (people > 0) log.info('until when records are kept was worked out', { job, partnership: id, people })
      }
    },
  })
