import type { Because, Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { Duty, Level, Plain } from '../../../thread/finding.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { sayOf } from '../../family/index.ts'
import { type About, type AboutRow, aboutColumns, aboutOf, aboutShown, calledIn } from './about.ts'

/** What one was told and has not answered yet. */
export type Waiting = {
  readonly id: string
  readonly subject: SubjectId
  readonly about: About
  /** The duty by which one was told. */
  readonly duty: Duty
  readonly rule: string
  readonly level: Level
  /** What the rule says of it, in the book's words. */
  readonly says: string
  readonly because: readonly Because[]
  readonly dueOn: Day | null
  readonly toldAt: Moment
  /** Told because nobody else had taken notice in time. */
  readonly passedOn: boolean
  /** Must it be acknowledged by name (critical), or may it simply be put aside? */
  readonly byName: boolean
}

type Row = AboutRow & {
  announcement_id: string
  duty: Duty
  rule: string
  level: Level
  told_at: Moment
  step: number
  name: string
  facts: { readonly [name: string]: Plain }
  due_on: Day | null
  total: number
  facts_only: number
}

// From the account's own open announcements (announcement_waiting) to their findings by key: what it costs is what waits, not what there is.
const waiting = statement<Row>(
  'announcements-waiting',
  aboutShown,
  `select a.announcement_id, a.subject_id, a.rule, a.level, a.duty, a.told_at, a.step, f.name, f.facts, f.due_on, (count(*) over ())::integer as total,
     (count(*) filter (where a.level = 'INFO') over ())::integer as facts_only,
     ${aboutColumns('a')}
   from gt.announcement a
   join gt.finding f on f.partnership_id = a.partnership_id and f.subject_id = a.subject_id and f.rule = a.rule and f.key = a.key
   where a.partnership_id = $1 and a.account_id = $2 and a.acknowledged_at is null and a.closed_at is null
   order by array_position(array['CRITICAL', 'OVERDUE', 'GATE', 'DUE', 'INFO'], a.level), a.told_at desc, a.announcement_id limit $3`,
)

/**
 * What waits for the account of this transaction: the most pressing first, then newest first, at most `most`; `total`, and how many of all are `facts` that ask for nothing, are exact. What the account may no longer see
 * is not among it.
 */
export const announcementsFor = async (tx: Tx, book: Book, most = 50): Promise<{ total: number; facts: number; items: Waiting[] }> => {
  const rows = await tx.run(waiting, [tx.actor.partnership, tx.actor.account, most])
  const rules = new Map(book.rules.map(rule => [rule.id, rule]))
  return {
    total: rows[0]?.total ?? 0,
    facts: rows[0]?.facts_only ?? 0,
    items: rows.flatMap(row => {
      const rule = rules.get(row.rule)
      if (!rule) return []
      return {
        id: row.announcement_id,
        subject: row.subject_id,
        about: aboutOf(row),
        duty: row.duty,
        rule: row.rule,
        level: row.level,
        says: sayOf(rule.says({ name: row.name, facts: row.facts, dueOn: row.due_on }), calledIn(row)),
        because: rule.because,
        dueOn: row.due_on,
        toldAt: row.told_at,
        passedOn: row.step > 0,
        byName: row.level === 'CRITICAL',
      }
    }),
  }
}
