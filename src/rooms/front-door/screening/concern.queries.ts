import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { Level } from '../../../thread/finding.ts'
import { levels } from '../../../thread/finding.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { Relation } from '../../../thread/own-kinds/index.ts'
import { recordsOf } from '../../../thread/store/records.ts'
import { type AsRead, asRead, momentAsJson, type Version, versionAsJson } from './as-read.ts'

/** Somebody who works on a matter or with a child now. `name` is the person's, the team's or the agency's. */
export type Working = { holder: string; form: 'account' | 'team' | 'agency'; as: Relation; entry: EntryId; name: string | null }

/** What a rule says now, as it is kept. */
export type FindingRow = {
  subject: SubjectId
  rule: string
  key: string
  name: string
  from: Moment
  until: Moment | null
  dueOn: Day | null
  facts: Record<string, never>
  evidence: EntryId[]
} & Record<Level, Moment | null>

/** A concern as one of those who screen it may read it. */
export type ConcernAsRead = { matter: SubjectId; read: AsRead; working: readonly Working[]; findings: readonly FindingRow[] }

/** SQL for one finding as JSON, for the alias f of `gt.finding`. */
export const findingAsJson = `json_build_object('subject', f.subject_id, 'rule', f.rule, 'key', f.key, 'name', f.name, 'from', ${momentAsJson('f.from_at')},
  'until', case when f.until_at = 'infinity' then null else ${momentAsJson('f.until_at')} end,
  'dueOn', f.due_on, 'facts', f.facts, 'evidence', f.evidence, ${levels.map(level => `'${level}', ${momentAsJson(`f.shows_${level.toLowerCase()}`)}`).join(', ')})`

type Row = { matter: SubjectId; versions: Version[]; working: Working[]; findings: FindingRow[] }

/** A referrer who asked not to be named is known to the manager alone (practice: referral-identity): for all others the words stay in the database. The reader's role is $5. */
export const unlessWithheld = `case when q.field_group = 'referrer' and (q.facts ->> 'withheld')::boolean and $5 <> 'bridge-manager' then '{}'::jsonb else q.narrative end`

const concern = statement<Row>(
  'bridge-concern',
  row => ({ subjects: [row.matter], entries: row.versions.map(version => version.id) }),
  `select r.subject_id as matter,
     (select coalesce(json_agg(${versionAsJson('e', unlessWithheld)} order by e.known_at, e.entry_id), '[]')
       from gt.entry e where e.partnership_id = $1 and e.subject_id = $2) as versions,
     (select coalesce(json_agg(json_build_object('holder', i.holder_id, 'form', i.form, 'as', i.relation, 'entry', i.entry_id, 'name', case i.form
           when 'account' then (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = i.holder_id)
           when 'team' then (select t.name from gt.team t where t.partnership_id = $1 and t.team_id = i.holder_id)
           else (select g.name from gt.agency g where g.partnership_id = $1 and g.agency_id = i.holder_id) end) order by i.from_at, i.key), '[]')
       from gt.involvement i where i.partnership_id = $1 and i.subject_id = $2 and i.from_at <= $4 and i.until_at > $4) as working,
     (select coalesce(json_agg(${findingAsJson} order by f.rule, f.key), '[]')
       from gt.finding f where f.partnership_id = $1 and f.subject_id = $2 and (f.from_at <= $4 or f.rule = 'bridge-hold') and f.until_at > $4) as findings
   from gt.reach r
   where r.partnership_id = $1 and r.subject_id = $2 and r.holder_id = any ($3::uuid[]) and r.relation = 'queue' and r.from_at <= $4 and r.until_at > $4
   limit 1`,
)

/** The concern, where it waits in the asker's queue; nothing otherwise. */
export const readConcern = async (tx: Tx, matter: SubjectId): Promise<ConcernAsRead | undefined> => {
  const { partnership, holders, at, role } = tx.actor
  const [row] = await tx.run(concern, [partnership, matter, holders, at, role])
  if (!row) return undefined
  const read = asRead(matter, 'matter', row.versions)
  noteHead(tx, read)
  return { matter, read, working: row.working, findings: row.findings }
}

/** A person of whom something is known already: who it is, what stands open, what is due, what was raised before, who lives there. */
export type KnownPerson = {
  person: SubjectId
  is: 'child' | 'adult' | 'unborn' | null
  given: string | null
  family: string | null
  knownAs: string | null
  born: Day | null
  bornPrecision: 'day' | 'month' | 'year' | null
  expected: Day | null
  school: string | null
  interpreter: boolean | null
  language: string | null
  read: AsRead
  findings: readonly FindingRow[]
  episodes: readonly { kind: string; state: string; from: Moment; until: Moment | null }[]
  working: readonly { as: Relation; name: string | null }[]
  home: readonly {
    person: SubjectId
    is: string
    given: string
    family: string
    born: Day | null
    bornPrecision: 'day' | 'month' | 'year' | null
    expected: Day | null
  }[]
}

type KnownRow = Omit<KnownPerson, 'read'> & { versions: Version[] }

const known = statement<KnownRow>(
  'bridge-known',
  row => ({ subjects: [row.person, ...row.home.map(one => one.person)], entries: row.versions.map(version => version.id) }),
  `select wanted.person, n.is_a as is, n.given, n.family, n.known_as as "knownAs", n.born_on as born, n.born_precision as "bornPrecision",
     n.expected_on as expected, n.school, n.interpreter, n.language,
     (select coalesce(json_agg(${versionAsJson('e')} order by e.known_at, e.entry_id), '[]') from (
       select y.* from ${recordsOf('wanted.kept')} as s(id) cross join lateral (select * from gt.entry x where x.partnership_id = $1 and x.subject_id = s.id
         and x.kind = any ($4::text[]) order by x.happened_at desc, x.entry_id limit 200) y order by y.happened_at desc, y.entry_id limit 200) e) as versions,
     (select coalesce(json_agg(${findingAsJson} order by f.rule, f.key), '[]')
       from gt.finding f where f.partnership_id = $1 and f.subject_id = wanted.kept and f.from_at <= $3 and f.until_at > $3) as findings,
     (select coalesce(json_agg(json_build_object('kind', o.kind, 'state', o.state, 'from', ${momentAsJson('o.from_at')},
         'until', case when o.until_at = 'infinity' then null else ${momentAsJson('o.until_at')} end) order by o.from_at desc), '[]')
       from gt.episode o where o.partnership_id = $1 and o.subject_id = wanted.kept) as episodes,
     (select coalesce(json_agg(json_build_object('as', i.relation, 'name', case i.form
           when 'account' then (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = i.holder_id)
           when 'team' then (select t.name from gt.team t where t.partnership_id = $1 and t.team_id = i.holder_id)
           else (select g.name from gt.agency g where g.partnership_id = $1 and g.agency_id = i.holder_id) end) order by i.from_at, i.key), '[]')
       from gt.involvement i where i.partnership_id = $1 and i.subject_id = wanted.kept and i.relation <> 'screener' and i.from_at <= $3 and i.until_at > $3) as working,
     (select coalesce(json_agg(json_build_object('person', h.subject_id, 'is', h.is_a, 'given', h.given, 'family', h.family, 'born', h.born_on,
         'bornPrecision', h.born_precision, 'expected', h.expected_on) order by h.born_on, h.given, h.subject_id), '[]')
       from gt.living_with($1, array[wanted.kept]) h) as home
   from (select u.person, u.place, gt.kept_as($1, u.person) as kept from unnest($2::uuid[]) with ordinality as u(person, place)) wanted
   left join gt.person n on n.partnership_id = $1 and n.subject_id = wanted.person
   order by wanted.place`,
)

/** What a screener reads of the past of a child: what was raised and decided, plans, closures, other authorities. */
const pastKinds = [
  'referral',
  'referral-decision',
  'conference',
  'plan-end',
  'case-closed',
  'lived-elsewhere',
  'history-asked',
  'history-received',
  'early-help-assessment',
]

/** What is known already of these people, as far as the asker may read it; the newest 200 entries of their past with The Bridge and its plans. */
export const readKnown = async (tx: Tx, people: readonly SubjectId[]): Promise<readonly KnownPerson[]> => {
  if (people.length === 0) return []
  const rows = await tx.run(known, [tx.actor.partnership, people, tx.actor.at, pastKinds])
  return rows.map(({ versions, ...row }) => {
    const read = asRead(row.person, 'person', versions)
    noteHead(tx, read)
    return { ...row, read }
  })
}

const noteHead = (tx: Tx, read: AsRead): void => {
  for (const version of read.thread.told) tx.readTo(version.known)
}

/** The most urgent level a finding shows at a moment; nothing where it shows none yet. */
export const levelNow = (finding: FindingRow, now: Moment): Level | undefined =>
  levels.filter(level => finding[level] !== null && finding[level] <= now).at(-1)

/** What the finding says, by the rule that made it; nothing where the rule is no longer in the book. */
export const sayFinding = (book: Book, finding: FindingRow) => {
  const rule = book.rules.find(one => one.id === finding.rule)
  return rule && { text: rule.says(finding), because: rule.because }
}
