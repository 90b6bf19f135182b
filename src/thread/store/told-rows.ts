import type { Day, Moment } from '../../guidance/index.ts'
import type { AgencyKind, Audience, Precision, SubjectForm, Told } from '../entry.ts'
import type { AccountId, ActId, AgencyId, EntryId, SubjectId } from '../ids.ts'
import { Thread } from '../thread.ts'

/** A version of an entry as the derivation's door hands it over; the entry's columns are null for a subject that has none. */
export type ToldRow = {
  subject_id: SubjectId
  form: SubjectForm
  entry_id: EntryId | null
  act_id: ActId
  kind: string
  happened_on: Day
  happened_at: Moment
  precision: Precision
  known_at: Moment
  author_id: AccountId
  author_role: string
  agency_id: AgencyId
  agency_kind: AgencyKind
  audience: Audience
  answers: EntryId | null
  corrects: EntryId | null
  withdraws: boolean
  facts: unknown
}

/** Takes the rows of some subjects and gives their threads by subject; a subject without entries has an empty thread. */
export const threadsFrom = (rows: readonly ToldRow[]): Map<SubjectId, Thread> => {
  const told = new Map<SubjectId, { form: SubjectForm; told: Told[] }>()
  for (const row of rows) {
    let subject = told.get(row.subject_id)
    if (!subject) {
      subject = { form: row.form, told: [] }
      told.set(row.subject_id, subject)
    }
    if (row.entry_id !== null) subject.told.push(toldFrom(row, row.entry_id))
  }
  return new Map([...told].map(([id, subject]) => [id, new Thread(id, subject.form, subject.told)]))
}

/** One version from its row. */
export const toldFrom = (row: Omit<ToldRow, 'form' | 'entry_id'>, id: EntryId): Told => ({
  id,
  subject: row.subject_id,
  act: row.act_id,
  kind: row.kind,
  on: row.happened_on,
  at: row.happened_at,
  precision: row.precision,
  known: row.known_at,
  author: row.author_id,
  role: row.author_role,
  agency: row.agency_id,
  agencyKind: row.agency_kind,
  audience: row.audience,
  answers: row.answers,
  corrects: row.corrects,
  withdraws: row.withdraws,
  // An entry told in other parts alone has no facts for rules, as it had none when it was appended.
  facts: row.facts ?? {},
})
