import { type Day, type Moment, moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { type Around, readAround } from '../../commands.ts'
import { type FamilyMember, type FamilyOnRecord, readFamily } from '../../family/index.ts'
import { visit } from './visit.ts'
import { mostChildren, type VisitedChild } from './visit-form.ts'

type Row = {
  subject: SubjectId
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

const ahead = statement<Row>(
  'visits-ahead',
  row => ({ subjects: [row.subject], entries: row.planned ? [row.planned.root, row.planned.entry] : [] }),
  `select w.subject_id as subject,
    (select json_build_object('root', e.entry_id, 'entry', e.entry_id, 'facts', q.facts, 'narrative', q.narrative)
      from gt.entry e join gt.entry_part q on q.partnership_id = $1 and q.entry_id = e.entry_id and q.field_group = 'record'
      where e.partnership_id = $1 and e.subject_id = w.subject_id and e.kind = 'visit-planned' and e.corrects is null
        and not exists (select from gt.entry x where x.partnership_id = $1 and (x.answers = e.entry_id or x.corrects = e.entry_id))
      order by e.happened_at desc, e.entry_id limit 1) as planned,
    (select json_agg(json_build_object('rule', f.rule, 'due_on', f.due_on, 'from_at', f.from_at, 'late', f.due_at <= $3) order by f.rule)
      from gt.finding f where f.partnership_id = $1 and f.subject_id = w.subject_id and f.until_at > $3 and f.from_at <= $3 and f.layer = 'open'
        and f.rule = any ($4)) as clocks
  from unnest($2::uuid[]) as w(subject_id)`,
)

/** The rules of the two clocks, each once for a child on a plan. */
export const clockRules = { alone: 'cp-visit-due', home: 'not-seen-at-home' } as const

const childFrom = (one: FamilyMember, row: Row | undefined): ChildAtHome => {
  const planned = row?.planned ?? null
  return {
    child: one.subject,
    name: one.name,
    called: one.called,
    born: one.born,
    lead: one.relations.includes('lead'),
    onPlan: one.onPlan,
    planned: planned?.root ?? null,
    plan: planned && {
      root: planned.root,
      for: planned.facts.for,
      at: planned.facts.at ?? null,
      announced: planned.facts.announced,
      purpose: planned.narrative['purpose'] ?? '',
      wished: planned.narrative['wished'] ?? '',
    },
    clocks: (row?.clocks ?? []).map(clock => ({
      rule: clock.rule,
      dueOn: clock.due_on,
      since: moment(clock.from_at),
      late: clock.late,
    })),
    may: one.may,
  }
}

/** The child of the page first, then the children of the home: `family` is what was read of them. */
const childrenOf = async (tx: Tx, family: FamilyOnRecord | null): Promise<readonly [ChildAtHome, ...ChildAtHome[]]> => {
  if (!family || family.person.isA === 'adult') throw new NotFound()
  const others = family.others.filter(one => one.isA === 'child' && one.atHome)
  const rows = await tx.run(ahead, [
    tx.actor.partnership,
    [family.person, ...others].map(one => one.subject),
    tx.actor.at,
    Object.values(clockRules),
  ])
  const child = (one: FamilyMember) =>
    childFrom(
      one,
      rows.find(row => row.subject === one.subject),
    )
  return [child(family.person), ...others.map(child)]
}

/** The child of a page first, then the other children of the home, as far as whoever asks may know them. Refuses (not found) whoever may not know the child. */
export const readChildrenAtHome = async (tx: Tx, person: SubjectId): Promise<readonly [ChildAtHome, ...ChildAtHome[]]> =>
  childrenOf(tx, await readFamily(tx, person, 'home'))

/** Whom a visit is about, as many as one form asks about, and who is around them, for whoever may write it down; otherwise nothing to be found. */
export const openVisit = async (
  tx: Tx,
  person: SubjectId,
): Promise<{ readonly children: readonly [ChildAtHome, ...ChildAtHome[]]; readonly around: Around }> => {
  const family = await readFamily(tx, person, 'around')
  const [child, ...others] = await childrenOf(tx, family)
  if (!child.may(visit)) throw new NotFound()
  const children = [child, ...others.filter(one => one.may(visit)).slice(0, mostChildren - 1)] as const
  const around = await readAround(
    tx,
    children.map(one => ({ subject: one.child, called: one.called })),
    family?.others ?? [],
  )
  return { children, around }
}
