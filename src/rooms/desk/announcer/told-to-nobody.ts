import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { Duty, Plain } from '../../../thread/finding.ts'
import { sayOf } from '../../family/index.ts'
import type { Pressing } from '../worked-with.ts'
import { type About, type AboutRow, aboutColumns, aboutOf, aboutShown, calledIn } from './about.ts'

/** Something that stands and was to be told to somebody who does not exist: nobody holds the duty. */
export type ToldToNobody = {
  readonly about: About
  readonly says: string
  readonly level: Pressing
  readonly duty: Duty
}

type Row = AboutRow & {
  rule: string
  key: string
  name: string
  facts: { readonly [name: string]: Plain }
  due_on: Day | null
  level: Pressing
  duty: Duty
}

/** As many children and concerns as one page looks through, those worked with longest ago first. */
const mostLooked = 500
const mostShown = 50

/**
 * $1 partnership, $2 the account and its teams, $3 now, $4 relations of which the asker answers for what is told to whom. What is told is looked up by the
 * id of each; the policies decide which findings are read.
 */
const unheard = statement<Row>(
  'told-to-nobody',
  aboutShown,
  `with mine as materialized (
    select distinct r.subject_id from gt.reach r
    where r.partnership_id = $1 and r.holder_id = any ($2) and r.relation = any ($4) and r.from_at <= $3 and r.until_at > $3 limit ${mostLooked})
   select n.subject_id, n.rule, n.key, n.duty, f.name, f.facts, f.due_on,
     case when f.shows_critical <= $3 then 'CRITICAL' when f.shows_overdue <= $3 then 'OVERDUE' when f.shows_gate <= $3 then 'GATE' else 'DUE' end as level,
     ${aboutColumns('n')}
   from gt.told_to_nobody($1, array(select m.subject_id from mine m)) n
   cross join lateral (select x.* from gt.finding x where x.partnership_id = $1 and x.subject_id = n.subject_id and x.rule = n.rule and x.key = n.key limit 1) f
   order by f.shows_critical is null, f.shows_overdue is null, f.due_at nulls last, n.subject_id, n.rule, n.key, n.duty limit ${mostShown}`,
)

/** The relations in which somebody answers for whether an alert reaches anybody: a manager of a child, and who works a queue. */
const answersFor = ['manager', 'queue']

/**
 * What stands about the asker's children and queue and was to be told to a duty that nobody holds, most pressing first. An alert that reaches nobody is
 * told to those who can see to it (practice: alert-never-silent).
 */
export const toldToNobody = async (tx: Tx, book: Book, now: Moment): Promise<ToldToNobody[]> => {
  const { partnership, agency, holders } = tx.actor
  const rows = await tx.run(unheard, [partnership, holders.filter(holder => holder !== agency), now, answersFor])
  return rows.flatMap(row => {
    const rule = book.rules.find(({ id }) => id === row.rule)
    if (!rule) return []
    return [
      {
        about: aboutOf(row),
        says: sayOf(rule.says({ name: row.name, facts: row.facts, dueOn: row.due_on }), calledIn(row)),
        level: row.level,
        duty: row.duty,
      },
    ]
  })
}
