import { randomBytes } from 'node:crypto'
import { statement } from '../../kernel/db/statement.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import type { FieldGroup, Part, SubjectForm, Told } from '../entry.ts'
import type { CommandId, SubjectId } from '../ids.ts'

/** A version about to be written down: what was told, its content in parts (never none), and whom it links to. */
export type Telling = {
  told: Told
  parts: readonly { group: FieldGroup; part: Part }[]
  links: readonly { subject: SubjectId; as: 'present' | 'mentioned' }[]
}

const insertSubjects = statement<never>(
  'subjects-begin',
  null,
  `insert into gt.subject (partnership_id, subject_id, form) select $1, x.id, x.form from unnest($2::uuid[], $3::text[]) as x(id, form)`,
)
// Never RETURNING: an author may append what he may not read back (a school's referral), and the insert would be refused.
const insertEntries = statement<never>(
  'entries-insert',
  null,
  `insert into gt.entry (partnership_id, entry_id, subject_id, act_id, command_id, kind, happened_on, happened_at, precision, known_at,
     author_id, author_role, agency_id, agency_kind, audience, answers, corrects, withdraws, field_groups)
   select $1, e.entry_id, e.subject_id, e.act_id, $2, e.kind, e.happened_on, e.happened_at, e.precision, e.known_at,
     e.author_id, e.author_role, e.agency_id, e.agency_kind, e.audience, e.answers, e.corrects, e.withdraws, e.field_groups
   from jsonb_to_recordset($3) as e(entry_id uuid, subject_id uuid, act_id uuid, kind text, happened_on date, happened_at timestamptz, precision text,
     known_at timestamptz, author_id uuid, author_role text, agency_id uuid, agency_kind text,
     audience text, answers uuid, corrects uuid, withdraws boolean, field_groups text[])`,
)
const insertParts = statement<never>(
  'parts-insert',
  null,
  `with salted as (insert into gt.entry_salt (partnership_id, entry_id, salt)
     select $1, s.entry_id, decode(s.salt, 'hex') from jsonb_to_recordset($3) as s(entry_id uuid, salt text)),
   linked as (insert into gt.entry_link (partnership_id, entry_id, subject_id, as_what)
     select $1, l.entry_id, l.subject_id, l.as_what from jsonb_to_recordset($4) as l(entry_id uuid, subject_id uuid, as_what text))
   insert into gt.entry_part (partnership_id, entry_id, field_group, subject_id, agency_id, audience, facts, narrative)
   select $1, q.entry_id, q.field_group, q.subject_id, q.agency_id, q.audience, q.facts, q.narrative
   from jsonb_to_recordset($2) as q(entry_id uuid, field_group text, subject_id uuid, agency_id uuid, audience text, facts jsonb, narrative jsonb)`,
)

/** Begins threads: each with its head and nothing told yet. Refuses (the database) a subject that is there already. */
export const beginSubjects = async (tx: Tx, begins: readonly { subject: SubjectId; form: SubjectForm }[]): Promise<void> => {
  if (begins.length > 0) await tx.run(insertSubjects, [tx.actor.partnership, begins.map(one => one.subject), begins.map(one => one.form)])
}

/**
 * Writes versions down with all that belongs to them: parts, links, and the salt of each one's digest, by which it is sealed. The one way an entry comes
 * into the database, live or brought in; the policies decide what the caller may write. `command` is null for history that was brought in.
 */
export const insertTold = async (tx: Tx, command: CommandId | null, tellings: readonly Telling[]): Promise<void> => {
  if (tellings.length === 0) return
  const { partnership } = tx.actor
  const entries = tellings.map(({ told, parts }) => ({
    entry_id: told.id,
    subject_id: told.subject,
    act_id: told.act,
    kind: told.kind,
    happened_on: told.on,
    happened_at: told.at,
    precision: told.precision,
    known_at: told.known,
    author_id: told.author,
    author_role: told.role,
    agency_id: told.agency,
    agency_kind: told.agencyKind,
    audience: told.audience,
    answers: told.answers,
    corrects: told.corrects,
    withdraws: told.withdraws,
    field_groups: parts.map(one => one.group),
  }))
  await tx.run(insertEntries, [partnership, command, JSON.stringify(entries)])
  const parts = tellings.flatMap(({ told, parts }) =>
    parts.map(({ group, part }) => ({
      entry_id: told.id,
      field_group: group,
      subject_id: told.subject,
      agency_id: told.agency,
      audience: told.audience,
      ...part,
    })),
  )
  const salts = tellings.map(({ told }) => ({ entry_id: told.id, salt: randomBytes(16).toString('hex') }))
  const links = tellings.flatMap(({ told, links }) =>
    links.map(link => ({ entry_id: told.id, subject_id: link.subject, as_what: link.as })),
  )
  await tx.run(insertParts, [partnership, JSON.stringify(parts), JSON.stringify(salts), JSON.stringify(links)])
}
