import { type Day, type Moment, moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'
import { callAdult } from '../../commands.ts'
import { adultInContact, type OnChild, readByKind } from '../../family/index.ts'
import { visit } from './visit.ts'
import type { VisitedChild } from './visit-form.ts'

type Row = {
  subject: SubjectId
  entry: EntryId
  is_a: 'child' | 'adult' | 'unborn'
  given: string
  family: string
  known_as: string | null
  born_on: Day | null
  relations: string[]
  plan: string | null
  planned: { root: EntryId; entry: EntryId; facts: { for: Day; at?: string; announced: boolean }; narrative: Record<string, string> } | null
  clocks: { rule: string; due_on: Day | null; from_at: string; late: boolean }[] | null
}

/** One of the two clocks of visits that runs for a child: its rule, since when, and its last day. */
export type Clock = { readonly rule: string; readonly dueOn: Day | null; readonly since: Moment; readonly late: boolean }

/** A visit that was planned and has not come yet. */
export type Planned = {
  readonly root: EntryId
  readonly for: Day
  /** The time by the clock, where one was set. */
  readonly at: string | null
  readonly announced: boolean
  readonly purpose: string
  readonly wished: string
}

/** A child of a home, for those who visit it. */
export type ChildAtHome = VisitedChild & {
  readonly name: string
  readonly born: Day | null
  readonly plan: Planned | null
  readonly clocks: readonly Clock[]
  readonly may: (kind: AnyKind) => boolean
}

const most = 30

const atHome = statement<Row>(
  'children-of-visit',
  row => ({ subjects: [row.subject], entries: [row.entry, ...(row.planned ? [row.planned.root, row.planned.entry] : [])] }),
  `with home as materialized (
    select distinct z.subject_id from gt.stay s join gt.stay z on z.partnership_id = $1 and z.household_id = s.household_id
    where s.partnership_id = $1 and s.subject_id = $2 and s.from_at <= $4 and s.until_at > $4 and z.from_at <= $4 and z.until_at > $4 limit ${most}),
  wanted as materialized (select $2::uuid as subject_id union select subject_id from home)
  select w.subject_id as subject, n.entry_id as entry, n.is_a, n.given, n.family, n.known_as, n.born_on,
    array(select distinct r.relation from gt.reach r where r.partnership_id = $1 and r.subject_id = w.subject_id and r.holder_id = any ($3)
      and r.from_at <= $4 and r.until_at > $4) as relations,
    (select p.state from gt.episode p where p.partnership_id = $1 and p.subject_id = w.subject_id and p.kind = 'child-protection-plan'
      and p.until_at = 'infinity' limit 1) as plan,
    (select json_build_object('root', e.entry_id, 'entry', e.entry_id, 'facts', q.facts, 'narrative', q.narrative)
      from gt.entry e join gt.entry_part q on q.partnership_id = $1 and q.entry_id = e.entry_id and q.field_group = 'record'
      where e.partnership_id = $1 and e.subject_id = w.subject_id and e.kind = 'visit-planned' and e.corrects is null
        and not exists (select from gt.entry x where x.partnership_id = $1 and (x.answers = e.entry_id or x.corrects = e.entry_id))
      order by e.happened_at desc, e.entry_id limit 1) as planned,
    (select json_agg(json_build_object('rule', f.rule, 'due_on', f.due_on, 'from_at', f.from_at, 'late', f.due_at <= $4) order by f.rule)
      from gt.finding f where f.partnership_id = $1 and f.subject_id = w.subject_id and f.until_at > $4 and f.from_at <= $4 and f.layer = 'open'
        and f.rule = any ($5)) as clocks
  from wanted w
  cross join lateral (select x.* from gt.person x where x.partnership_id = $1 and x.subject_id = w.subject_id limit 1) n
  where n.is_a = 'child' or w.subject_id = $2
  order by w.subject_id <> $2, n.born_on nulls last, w.subject_id`,
)

/** The rules of the two clocks, each once for a child on a plan. */
export const clockRules = { alone: 'cp-visit-due', home: 'not-seen-at-home' } as const

/** The child of a page first, then the other children of the home, as far as whoever asks may know them. Refuses (not found) whoever may not know the child. */
export const readChildrenAtHome = async (tx: Tx, person: SubjectId): Promise<readonly [ChildAtHome, ...ChildAtHome[]]> => {
  const { partnership, holders, at, grants } = tx.actor
  const rows = await tx.run(atHome, [partnership, person, holders, at, Object.values(clockRules)])
  const children = rows.map((row): ChildAtHome => {
    const name = wholeName(row)
    const { planned } = row
    return {
      child: row.subject,
      name,
      called: row.known_as || row.given || (row.is_a === 'unborn' ? 'the unborn child' : name),
      born: row.born_on,
      lead: row.relations.includes('lead'),
      onPlan: row.plan !== null,
      planned: planned?.root ?? null,
      plan: planned && {
        root: planned.root,
        for: planned.facts.for,
        at: planned.facts.at ?? null,
        announced: planned.facts.announced,
        purpose: planned.narrative['purpose'] ?? '',
        wished: planned.narrative['wished'] ?? '',
      },
      clocks: (row.clocks ?? []).map(one => ({ rule: one.rule, dueOn: one.due_on, since: moment(one.from_at), late: one.late })),
      may: kind => ['anyone', ...row.relations].some(relation => grants.has(`${relation}/append:${kind.name}`)),
    }
  })
  const [first, ...others] = children
  if (!first || first.child !== person || rows[0]?.is_a === 'adult') throw new NotFound()
  return [first, ...others]
}

type AdultRow = { subject: SubjectId; entry: EntryId; given: string; family: string; known_as: string | null; at_home: boolean }

const adults = statement<AdultRow>(
  'adults-of-visit',
  row => ({ subjects: [row.subject], entries: [row.entry] }),
  `with home as materialized (
    select distinct z.subject_id from gt.stay s join gt.stay z on z.partnership_id = $1 and z.household_id = s.household_id
    where s.partnership_id = $1 and s.subject_id = $2 and s.from_at <= $3 and s.until_at > $3 and z.from_at <= $3 and z.until_at > $3 limit ${most}),
  related as materialized (
    select r.subject_id from gt.relationship r where r.partnership_id = $1 and r.to_id = $2 and r.from_at <= $3 and r.until_at > $3 limit ${most}),
  wanted as materialized (select subject_id from home union select subject_id from related)
  select w.subject_id as subject, n.entry_id as entry, n.given, n.family, n.known_as, exists (select from home h where h.subject_id = w.subject_id) as at_home
  from wanted w
  cross join lateral (select x.* from gt.person x where x.partnership_id = $1 and x.subject_id = w.subject_id limit 1) n
  where n.is_a = 'adult' and n.died_on is null
  order by 6 desc, w.subject_id`,
)

type Register = OnChild<ReturnType<(typeof adultInContact)['record']['facts']['parse']>>

/** An adult of the register of one child: the first entry about them and what is known now. */
export type OnRegister = { readonly child: SubjectId; readonly first: EntryId; readonly last: Register }

/** Somebody who may have been there: on record as a person, or on the register of adults of these children under one name or description. */
export type MayBeThere = {
  readonly key: string
  readonly name: string
  readonly person: SubjectId | null
  readonly lines: readonly OnRegister[]
}

/** The adults of a home and of the registers of its children, each once, as far as whoever asks may know them. */
export const readMayBeThere = async (tx: Tx, children: readonly ChildAtHome[]): Promise<readonly MayBeThere[]> => {
  const [first] = children
  if (!first) return []
  const people = await tx.run(adults, [tx.actor.partnership, first.child, tx.actor.at])
  const lines: OnRegister[] = []
  for (const { child } of children) {
    const own = new Map<EntryId, OnRegister>()
    for (const one of (await readByKind(tx, child, [adultInContact])).of(adultInContact)) {
      const root = one.answers && own.has(one.answers) ? one.answers : one.root
      own.set(root, { child, first: root, last: one as Register })
    }
    lines.push(...[...own.values()].filter(({ last }) => !last.facts.ended))
  }
  const found: { -readonly [K in keyof MayBeThere]: MayBeThere[K] }[] = people.map(row => ({
    key: row.subject,
    name: wholeName(row),
    person: row.subject,
    lines: [],
  }))
  for (const line of lines) {
    const { facts, said } = line.last
    const name = callAdult({ facts, called: said['calledOrDescribed'] })
    // What nobody may read of two adults says nothing of whether they are one.
    const same = found.find(one =>
      facts.person ? one.person === facts.person : said['calledOrDescribed'] !== undefined && one.person === null && one.name === name,
    )
    if (same) same.lines = [...same.lines, line]
    else found.push({ key: line.first, name, person: facts.person ?? null, lines: [line] })
  }
  return found
}

/** Whom a visit is about and who may have been there, for whoever may write it down; otherwise nothing to be found. */
export const openVisit = async (
  tx: Tx,
  person: SubjectId,
): Promise<{ readonly children: readonly [ChildAtHome, ...ChildAtHome[]]; readonly there: readonly MayBeThere[] }> => {
  const [child, ...others] = await readChildrenAtHome(tx, person)
  if (!child.may(visit)) throw new NotFound()
  const children = [child, ...others.filter(one => one.may(visit))] as const
  return { children, there: await readMayBeThere(tx, children) }
}
