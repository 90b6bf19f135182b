import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { RetentionClass } from '../../../thread/kind.ts'
import { nameWords } from '../../../thread/store/name-keys.ts'
import type { KeptWhy } from './kept-until.ts'
import type { holdWords } from './legal-hold.ts'

/** That somebody asked for a record to be destroyed, and nobody has answered yet. */
export type Asking = { readonly id: string; readonly by: string; readonly at: Moment; readonly mine: boolean }

/** Until when a record is kept. `until`, `of` and `why` are null where the nightly round has not come to it yet. */
export type KeptRecord = {
  readonly person: SubjectId
  readonly name: string | null
  readonly born: Day | null
  readonly until: Day | null
  readonly of: RetentionClass | null
  readonly why: KeptWhy | null
  readonly held: boolean
  readonly asking: Asking | null
}

/** A legal hold as it was told, and when it ended. */
export type Hold = {
  readonly id: EntryId
  readonly on: Day
  readonly because: keyof typeof holdWords
  readonly why: string
  readonly reference: string | null
  readonly by: string | null
  readonly ended: Day | null
}

/** One record with what holds it, and why it is asked that it be destroyed. */
export type KeptRecordWhole = KeptRecord & { readonly holds: readonly Hold[]; readonly reason: string | null }

/** What was answered: a certificate where it was agreed, otherwise why not. */
export type Decided = {
  readonly id: string
  readonly person: SubjectId
  readonly until: Day
  readonly of: RetentionClass
  readonly why: KeptWhy
  readonly asker: string
  readonly asked: Moment
  readonly decider: string
  readonly decided: Moment
  readonly agreed: boolean
  readonly answer: string
  readonly entries: number | null
}

/** As many as somebody goes through at once. */
const most = 50

const columns = `r.subject_id as person, r.name, r.born_on as born, r.until_on as until, r.class as of, r.why, r.held,
  case when r.ending_id is null then null else jsonb_build_object('id', r.ending_id, 'by', r.asked_name,
    'at', to_char(r.asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'mine', r.mine) end as asking`
const shows = (row: { person: SubjectId }) => ({ subjects: [row.person] })

const ended = statement<KeptRecord>('records-ended', shows, `select ${columns} from gt.records_ended($1, $2, ${most}) r`)
const one = statement<KeptRecordWhole>(
  'record-kept',
  row => ({ subjects: [row.person], entries: row.holds.map(hold => hold.id) }),
  `select ${columns}, r.reason, r.holds from gt.record_kept($1, $2) r`,
)
const named = statement<{ person: SubjectId; name: string; born: Day | null }>(
  'records-named',
  shows,
  'select subject_id as person, name, born_on as born from gt.records_named($1, $2, $3, $4, 20)',
)
const decided = statement<Decided>(
  'endings-decided',
  shows,
  `select ending_id as id, subject_id as person, until_on as until, class as of, why, asked_name as asker, asked_at as asked, decided_name as decider,
     decided_at as decided, agreed, answer, entries from gt.endings_decided($1, ${most})`,
)

/** What has come to its end by a day and nothing holds, the longest first; for whoever keeps the records. */
export const recordsEnded = (tx: Tx, today: Day): Promise<readonly KeptRecord[]> => tx.run(ended, [tx.actor.partnership, today])

/** One record, where the asker keeps records and it is open to them. */
export const recordKeptOf = async (tx: Tx, person: SubjectId): Promise<KeptRecordWhole | undefined> =>
  (await tx.run(one, [tx.actor.partnership, person]))[0]

/** Who is on record under this name as it is spelt, on this date of birth where one is given. */
export const recordsNamed = (tx: Tx, asked: { given: string; family: string; born?: Day | undefined }) =>
  tx.run(named, [tx.actor.partnership, nameWords(asked.given)[0] ?? '', nameWords(asked.family)[0] ?? '', asked.born ?? null])

/** What was destroyed and what was turned down, newest first. */
export const endingsDecided = (tx: Tx): Promise<readonly Decided[]> => tx.run(decided, [tx.actor.partnership])
