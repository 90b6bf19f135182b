import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'
import type { AnyRule } from '../../../thread/rule.ts'
import { sayOf } from '../../family/index.ts'

type FindingRow = {
  rule: string
  key: string
  name: string
  facts: Record<string, never>
  dueOn: Day | null
  layer: 'open' | 'restricted'
  evidence: readonly EntryId[]
}
type OverRow = { entry: EntryId; rule: string; key: string; at: Moment; by: string | null; reason: string | null }
type Row = {
  subject: SubjectId
  entry: EntryId
  given: string
  family: string
  known_as: string | null
  relations: readonly string[]
  findings: readonly FindingRow[] | null
  over: readonly OverRow[] | null
}

const standing = statement<Row>(
  'gates-of-a-person',
  row => ({
    subjects: [row.subject],
    entries: [row.entry, ...(row.findings ?? []).flatMap(one => one.evidence), ...(row.over ?? []).map(one => one.entry)],
  }),
  `select n.subject_id as subject, n.entry_id as entry, n.given, n.family, n.known_as,
     array(select distinct r.relation from gt.reach r where r.partnership_id = $1 and r.subject_id = $2 and r.holder_id = any ($3)
       and r.from_at <= $4 and r.until_at > $4) as relations,
     (select json_agg(json_build_object('rule', f.rule, 'key', f.key, 'name', f.name, 'facts', f.facts, 'dueOn', f.due_on, 'layer', f.layer,
         'evidence', f.evidence) order by f.from_at, f.rule, f.key)
       from gt.finding f where f.partnership_id = $1 and f.subject_id = $2 and f.from_at <= $4 and f.until_at > $4 and f.shows_gate <= $4) as findings,
     (select json_agg(json_build_object('entry', e.entry_id, 'rule', p.facts ->> 'rule', 'key', p.facts ->> 'key', 'at', e.happened_at,
         'by', (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = e.author_id), 'reason', p.narrative ->> 'reason')
         order by e.happened_at)
       from (select x.* from gt.entry x where x.partnership_id = $1 and x.subject_id = $2 and x.kind = 'finding-decision' order by x.happened_at desc limit 60) e
       cross join lateral (select q.facts, q.narrative from gt.entry_part q
         where q.partnership_id = $1 and q.entry_id = e.entry_id and q.field_group = 'record' limit 1) p
       where p.facts ->> 'decision' = 'overridden') as over
   from gt.person n where n.partnership_id = $1 and n.subject_id = $2`,
)

/** A gate that stands about a person now: what it says, what it asks for, and who has gone over it. */
export type StandingGate = {
  readonly rule: AnyRule
  readonly key: string
  readonly layer: 'open' | 'restricted'
  readonly says: string
  readonly asks: string
  readonly over: readonly { readonly by: string; readonly at: Moment; readonly reason: string }[]
}

/** The gates about a person that the asker may go over, for somebody else's work. */
export type Gates = { readonly person: SubjectId; readonly name: string; readonly called: string; readonly gates: readonly StandingGate[] }

/**
 * The gates that stand about a person now and that the asker's role may go over by how they work with the person (access matrix: override); null for
 * everybody who may go over none of all gates there are about this person.
 */
export const readGates = async (tx: Tx, book: Book, person: SubjectId): Promise<Gates | null> => {
  const { partnership, holders, at, grants } = tx.actor
  const [row] = await tx.run(standing, [partnership, person, holders, at])
  if (!row) return null
  const mayGoOver = (rule: string): boolean => row.relations.some(relation => grants.has(`${relation}/override:${rule}`))
  if (!book.rules.some(rule => rule.gate && mayGoOver(rule.id))) return null
  const name = wholeName(row)
  const called = row.known_as || row.given || 'this child'
  const gates = (row.findings ?? []).flatMap((finding): StandingGate[] => {
    const rule = book.rules.find(one => one.id === finding.rule)
    if (!rule?.gate || !mayGoOver(rule.id)) return []
    const over = (row.over ?? []).filter(one => one.rule === rule.id && one.key === finding.key)
    return [
      {
        rule,
        key: finding.key,
        layer: finding.layer,
        says: sayOf(rule.says(finding), called),
        asks: rule.gate.asks,
        over: over.map(one => ({ by: one.by ?? 'somebody', at: one.at, reason: one.reason ?? '' })),
      },
    ]
  })
  return { person: row.subject, name, called, gates }
}
