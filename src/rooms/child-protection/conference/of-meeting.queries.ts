import { type Day, type Moment, moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Plain } from '../../../thread/finding.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'

type ToldRow = {
  kind: string
  root: EntryId
  entry: EntryId
  at: string
  known: string
  why: string | null
  mine: boolean
  facts: { readonly [name: string]: unknown }
}
type Row = {
  child: SubjectId
  /** What the child's record holds of this conference, the latest of each kind, as far as whoever asks may read it. */
  told: ToldRow[] | null
  asks: { rule: string; name: string; facts: { readonly [name: string]: Plain }; due_on: Day | null }[] | null
}

const ofMeeting = statement<Row>(
  'conference-of-meeting',
  row => ({ subjects: [row.child], entries: (row.told ?? []).flatMap(one => [one.root, one.entry]) }),
  `select c.child,
    (select json_agg(t.* order by t.at) from (select distinct on (e.kind) e.kind, e.entry_id as root, l.entry_id as entry, l.happened_at as at,
         l.known_at as known, p.narrative ->> 'correctedWhy' as why, e.author_id = $8 as mine, p.facts
       from gt.entry e
       cross join lateral (select y.* from (select c.* from gt.entry c where c.partnership_id = $1 and c.corrects = e.entry_id union all select e.*) y
         order by y.corrects is null, y.known_at desc, y.entry_id desc limit 1) l
       join gt.entry_part p on p.partnership_id = $1 and p.entry_id = l.entry_id and p.field_group = 'record'
       where e.partnership_id = $1 and e.subject_id = c.child and e.kind = any ($4) and not l.withdraws and e.corrects is null
         and coalesce(p.facts ->> 'meeting', p.facts ->> 'conference') = $3::text
       order by e.kind, e.known_at desc) t) as told,
    (select json_agg(json_build_object('rule', f.rule, 'name', f.name, 'facts', f.facts, 'due_on', f.due_on)) from gt.finding f
       where f.partnership_id = $1 and f.subject_id = c.child and f.rule = any ($5) and f.shows_gate <= $6 and f.until_at > $6) as asks
   from unnest($2::uuid[]) c(child)
   where exists (select from gt.reach r where r.partnership_id = $1 and r.subject_id = c.child and r.holder_id = any ($7) and r.from_at <= $6 and r.until_at > $6)`,
)

/** How far a conference has come for one child. */
export type ConferenceOfChild = {
  readonly child: SubjectId
  readonly invitations: { readonly at: Moment; readonly facts: { readonly [name: string]: unknown } } | null
  readonly session: { readonly entry: EntryId } | null
  readonly opened: { readonly at: Moment; readonly facts: { readonly [name: string]: unknown } } | null
  /** What was decided, as it stands; `entry` is the decision whatever was put right, `putRight` when and why it last was, `mine` whether whoever asks wrote it. */
  readonly decided: {
    readonly entry: EntryId
    readonly at: Moment
    readonly facts: { readonly [name: string]: unknown }
    readonly mine: boolean
    readonly putRight: { readonly at: Moment; readonly why: string | null } | null
  } | null
  /** What stands before the next step: the gates that show now. */
  readonly asks: readonly {
    readonly rule: string
    readonly name: string
    readonly facts: { readonly [name: string]: Plain }
    readonly dueOn: Day | null
  }[]
}

const kinds = ['conference-invitations', 'reflective-session', 'conference-opened', 'conference'] as const
const gates = ['reflective-session-required', 'inquorate', 'inquorate-twice', 'child-voice-missing', 'unidentified-adult'] as const

/** How far the conference of this meeting has come for each child with whom whoever asks works; nothing of a child with whom they do not. */
export const readConference = async (tx: Tx, matter: SubjectId, children: readonly SubjectId[]): Promise<ConferenceOfChild[]> => {
  const { partnership, account, holders, at } = tx.actor
  const rows = await tx.run(ofMeeting, [partnership, children, matter, kinds, gates, at, holders, account])
  return rows.map(row => {
    const of = (kind: (typeof kinds)[number]) => {
      const found = row.told?.find(one => one.kind === kind)
      return found
        ? {
            entry: found.root,
            at: moment(found.at),
            facts: found.facts,
            mine: found.mine,
            putRight: found.entry === found.root ? null : { at: moment(found.known), why: found.why },
          }
        : null
    }
    return {
      child: row.child,
      invitations: of('conference-invitations'),
      session: of('reflective-session'),
      opened: of('conference-opened'),
      decided: of('conference'),
      asks: (row.asks ?? []).map(one => ({ rule: one.rule, name: one.name, facts: one.facts, dueOn: one.due_on })),
    }
  })
}
