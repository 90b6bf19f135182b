import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { Duty, Plain } from '../../../thread/finding.ts'
import type { EntryId } from '../../../thread/ids.ts'
import { sayOf } from '../../family/index.ts'
import { type About, type AboutRow, aboutColumns, aboutOf, aboutShown, calledIn } from './about.ts'

/** Something critical that the reader took notice of, with what they said they would do. `stands`: it is not over yet. */
export type TakenNotice = {
  readonly about: About
  readonly duty: Duty
  readonly says: string
  readonly at: Moment
  readonly willDo: string
  readonly stands: boolean
}

type Row = AboutRow & {
  duty: Duty
  rule: string
  name: string
  facts: { readonly [name: string]: Plain }
  acknowledged_at: Moment
  acknowledged_by: EntryId
  stands: boolean
  reason: string | null
}

const taken = statement<Row>(
  'announcements-taken-notice',
  row => ({ ...aboutShown(row), entries: [...(aboutShown(row).entries ?? []), row.acknowledged_by] }),
  `select a.subject_id, a.rule, a.duty, a.acknowledged_at, a.acknowledged_by, a.closed_at is null and f.until_at > $3 as stands, f.name, f.facts,
     (select q.narrative ->> 'reason' from gt.entry_part q where q.partnership_id = $1 and q.entry_id = a.acknowledged_by and q.field_group = 'record') as reason,
     ${aboutColumns('a')}
   from (select x.* from gt.announcement x where x.partnership_id = $1 and x.account_id = $2 and x.acknowledged_at > $4 and x.acknowledged_by is not null
     order by x.acknowledged_at desc limit 20) a
   join gt.finding f on f.partnership_id = $1 and f.subject_id = a.subject_id and f.rule = a.rule and f.key = a.key
   order by a.acknowledged_at desc`,
)

/** What the asker took notice of by name since a moment, newest first, at most twenty; what they may no longer see is not among it. */
export const takenNotice = async (tx: Tx, book: Book, now: Moment, since: Moment): Promise<TakenNotice[]> => {
  const rows = await tx.run(taken, [tx.actor.partnership, tx.actor.account, now, since])
  return rows.flatMap(row => {
    const rule = book.rules.find(({ id }) => id === row.rule)
    if (!rule) return []
    return [
      {
        about: aboutOf(row),
        duty: row.duty,
        says: sayOf(rule.says({ name: row.name, facts: row.facts, dueOn: null }), calledIn(row)),
        at: row.acknowledged_at,
        willDo: row.reason ?? '',
        stands: row.stands,
      },
    ]
  })
}
