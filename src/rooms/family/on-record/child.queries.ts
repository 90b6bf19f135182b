import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { FieldGroup, Part, Precision } from '../../../thread/entry.ts'
import type { Level, Plain } from '../../../thread/finding.ts'
import type { AccountId, ActId, EntryId, SubjectId } from '../../../thread/ids.ts'
import type { Relation } from '../../../thread/own-kinds/index.ts'
import { recordsOf } from '../../../thread/store/records.ts'

/** The child of a page, and as what whoever asks stands to them. */
export type ChildRow = {
  readonly subject: SubjectId
  readonly entry: EntryId
  readonly is_a: 'child' | 'adult' | 'unborn'
  readonly given: string
  readonly family: string
  readonly known_as: string | null
  readonly born_on: Day | null
  readonly language: string | null
  readonly relations: readonly Relation[]
  readonly on_duty: boolean
}

const child = statement<ChildRow>(
  'child-on-plan',
  row => ({ subjects: [row.subject], entries: [row.entry] }),
  `select n.subject_id as subject, n.entry_id as entry, n.is_a, n.given, n.family, n.known_as, n.born_on, n.language,
     array(select distinct r.relation from gt.reach r where r.partnership_id = $1 and r.subject_id = $2 and r.holder_id = any ($3)
       and r.from_at <= $5 and r.until_at > $5) as relations,
     gt.told_on_duty($1, $2, $4) as on_duty
   from gt.person n where n.partnership_id = $1 and n.subject_id = $2`,
)

/** One entry of some kinds about a child as it now stands, with those of its parts that whoever asks may read. */
export type ToldOfChild = {
  readonly subject: SubjectId
  readonly root: EntryId
  readonly entry: EntryId
  readonly kind: string
  readonly act: ActId
  readonly on: Day
  readonly at: Moment
  readonly precision: Precision
  readonly author: AccountId
  readonly by: string
  readonly role: string
  readonly of: string
  readonly answers: EntryId | null
  readonly parts: readonly ({ readonly group: FieldGroup } & Part)[]
}

/** The most entries of each kind that a page about a plan reads, newest first. */
const mostOfEach = 200

const told = statement<ToldOfChild>(
  'told-of-plan',
  row => ({ subjects: [row.subject], entries: [row.root, row.entry] }),
  `select e.subject_id as subject, e.entry_id as root, l.entry_id as entry, e.kind, e.act_id as act, l.happened_on as on, l.happened_at as at, l.precision,
     l.author_id as author, coalesce(a.name, 'Somebody who is no longer here') as by, l.author_role as role, coalesce(g.name, '') as of, e.answers,
     (select json_agg(json_build_object('group', q.field_group, 'facts', q.facts, 'narrative', q.narrative) order by q.field_group)
       from gt.entry_part q where q.partnership_id = $1 and q.entry_id = l.entry_id) as parts
   from ${recordsOf('$2')} as s(id) cross join unnest($3::text[]) as k(name)
   cross join lateral (select x.* from gt.entry x where x.partnership_id = $1 and x.subject_id = s.id and x.kind = k.name and x.corrects is null
     order by x.happened_at desc, x.entry_id limit ${mostOfEach}) e
   cross join lateral (select y.* from (
       select c.* from gt.entry c where c.partnership_id = $1 and c.corrects = e.entry_id
       union all select e.*) y
     order by y.corrects is null, y.known_at desc, y.entry_id desc limit 1) l
   left join gt.account a on a.partnership_id = $1 and a.account_id = l.author_id
   left join gt.agency g on g.partnership_id = $1 and g.agency_id = l.agency_id
   where not l.withdraws
   order by l.happened_at, e.known_at, e.entry_id`,
)

/** Something that stands about the child now. */
export type StandingRow = {
  readonly rule: string
  readonly key: string
  readonly name: string
  readonly from: Moment
  readonly due_on: Day | null
  readonly level: Level | null
  readonly facts: { readonly [name: string]: Plain }
}

const standing = statement<StandingRow>(
  'standing-about-plan',
  null,
  `select f.rule, f.key, f.name, f.from_at as from, f.due_on, f.facts,
     case when f.shows_critical <= $3 then 'CRITICAL' when f.shows_overdue <= $3 then 'OVERDUE' when f.shows_gate <= $3 then 'GATE'
       when f.shows_due <= $3 then 'DUE' when f.shows_info <= $3 then 'INFO' end as level
   from gt.finding f
   where f.partnership_id = $1 and f.subject_id = $2 and f.until_at > $3 and f.from_at <= $3 and f.rule = any ($4) and f.layer = 'open'
   order by case when f.shows_critical <= $3 then 0 when f.shows_overdue <= $3 then 1 when f.shows_gate <= $3 then 2
     when f.shows_due <= $3 then 3 when f.shows_info <= $3 then 4 else 5 end, f.due_at nulls last, f.from_at desc, f.rule, f.key limit 60`,
)

/** Somebody who works with the child now. */
export type WorkerRow = {
  readonly holder: string
  readonly form: 'account' | 'team' | 'agency'
  readonly as: Relation
  readonly name: string
  readonly agency: string | null
  readonly agency_id: string | null
  readonly agency_kind: string | null
}

const workers = statement<WorkerRow>(
  'workers-of-plan',
  null,
  `select i.holder_id as holder, i.form, i.relation as as, coalesce(a.name, g.name, t.name, 'Somebody who is no longer here') as name,
     b.name as agency, b.agency_id, b.kind as agency_kind
   from gt.involvement i
   left join gt.account a on a.partnership_id = $1 and a.account_id = i.holder_id
   left join gt.agency g on g.partnership_id = $1 and g.agency_id = i.holder_id
   left join gt.team t on t.partnership_id = $1 and t.team_id = i.holder_id
   left join gt.agency b on b.partnership_id = $1 and b.agency_id = coalesce(a.agency_id, g.agency_id, t.agency_id)
   where i.partnership_id = $1 and i.subject_id = $2 and i.from_at <= $3 and i.until_at > $3 order by i.from_at, i.key`,
)

/** The child, where whoever asks may know them; nothing for an adult. */
export const readChildRow = async (tx: Tx, person: SubjectId): Promise<ChildRow | null> => {
  const { partnership, holders, account, at } = tx.actor
  const [row] = await tx.run(child, [partnership, person, holders, account, at])
  return row && row.is_a !== 'adult' ? row : null
}

/** What was told of a child of some kinds, oldest first, as it now stands. */
export const readToldOfChild = (tx: Tx, person: SubjectId, kinds: readonly string[]): Promise<ToldOfChild[]> =>
  tx.run(told, [tx.actor.partnership, person, kinds])

/** What some rules say of a child now, most pressing first. */
export const readStanding = (tx: Tx, person: SubjectId, rules: readonly string[]): Promise<StandingRow[]> =>
  tx.run(standing, [tx.actor.partnership, person, tx.actor.at, rules])

/** Who works with a child now. */
export const readWorkers = (tx: Tx, person: SubjectId): Promise<WorkerRow[]> => tx.run(workers, [tx.actor.partnership, person, tx.actor.at])
