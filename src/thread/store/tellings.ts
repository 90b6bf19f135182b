import { statement } from '../../kernel/db/statement.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import { type FieldGroup, fieldGroups, type Part } from '../entry.ts'
import type { EntryId, SubjectId } from '../ids.ts'
import type { Telling } from './insert.ts'
import { type ToldRow, toldFrom } from './told-rows.ts'

type TellingRow = Omit<ToldRow, 'facts' | 'form' | 'entry_id'> & {
  entry_id: EntryId
  parts: { group: FieldGroup; facts: Record<string, unknown>; narrative: Record<string, string> }[]
  links: { subject: SubjectId; as: 'present' | 'mentioned' }[] | null
}

const columns = `e.subject_id, e.entry_id, e.act_id, e.kind, e.happened_on, e.happened_at, e.precision, e.known_at, e.author_id, e.author_role,
    e.agency_id, e.agency_kind, e.audience, e.answers, e.corrects, e.withdraws,
    (select json_agg(json_build_object('group', q.field_group, 'facts', q.facts, 'narrative', q.narrative)) from gt.entry_part q
      where q.partnership_id = e.partnership_id and q.entry_id = e.entry_id) as parts,
    (select json_agg(json_build_object('subject', l.subject_id, 'as', l.as_what)) from gt.entry_link l
      where l.partnership_id = e.partnership_id and l.entry_id = e.entry_id) as links
  from gt.entry e`

/** All that was told of some subjects, for an export: every entry it gives is noted as shown. */
const ofSubjects = statement<TellingRow>(
  'tellings-of-subjects',
  row => ({ subjects: [row.subject_id], entries: [row.entry_id] }),
  `select ${columns} where e.partnership_id = $1 and e.subject_id = any ($2)`,
)
/** The same for working out what belongs together: nothing of it is shown to anybody. */
const unshown = statement<TellingRow>('tellings-unshown', null, `select ${columns} where e.partnership_id = $1 and e.subject_id = any ($2)`)
/** The same of some entries, for seeing whether they are what an import brings: nothing of them is shown to anybody. */
const ofEntries = statement<TellingRow>(
  'tellings-of-entries',
  null,
  `select ${columns} where e.partnership_id = $1 and e.entry_id = any ($2)`,
)

/** Every version told of these subjects with all its content, in no particular order. For the role that brings history in and out: it reads past the matrix. */
export const tellingsOf = async (tx: Tx, subjects: readonly SubjectId[]): Promise<Telling[]> =>
  (await tx.run(ofSubjects, [tx.actor.partnership, subjects])).map(tellingFrom)

/** The same, where it is only looked through and not given to anybody. */
export const tellingsUnshown = async (tx: Tx, subjects: readonly SubjectId[]): Promise<Telling[]> =>
  (await tx.run(unshown, [tx.actor.partnership, subjects])).map(tellingFrom)

/** Those of these entries that are written down already. */
export const tellingsThere = async (tx: Tx, entries: readonly EntryId[]): Promise<Telling[]> =>
  (await tx.run(ofEntries, [tx.actor.partnership, entries])).map(tellingFrom)

const tellingFrom = (row: TellingRow): Telling => {
  const parts = row.parts.map(({ group, facts, narrative }) => ({ group, part: { facts, narrative } }))
  const record = parts.find(one => one.group === 'record')?.part
  return { told: toldFrom({ ...row, facts: record?.facts }, row.entry_id), parts, links: row.links ?? [] }
}

/** A telling as text, the same for the same content however a database orders it: two that differ in it say different things. */
export const canonical = ({ told, parts, links }: Telling): string => {
  const { facts: _facts, ...head } = told
  const ordered: Partial<Record<FieldGroup, Part>> = {}
  for (const group of fieldGroups) {
    const part = parts.find(one => one.group === group)?.part
    if (part) ordered[group] = part
  }
  return JSON.stringify(byName({ head, parts: ordered, links: links.map(({ subject, as }) => `${subject} ${as}`).sort() }))
}

const byName = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(byName)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, item]) => item !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, item]) => [name, byName(item)]),
        )
      : value
