import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { Plain } from '../../../thread/finding.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { sayOf } from '../../family/index.ts'
import { type NameRow, nameOf } from '../worked-with.ts'

/** Something critical that the reader took notice of, with what they said they would do. `stands`: it is not over yet. */
export type TakenNotice = {
  readonly subject: SubjectId
  readonly name: string | null
  readonly says: string
  readonly at: Moment
  readonly willDo: string
  readonly stands: boolean
}

type Row = {
  subject_id: SubjectId
  rule: string
  name: string
  facts: { readonly [name: string]: Plain }
  acknowledged_at: Moment
  acknowledged_by: EntryId
  stands: boolean
  reason: string | null
  person: Pick<NameRow, 'given' | 'family' | 'known_as' | 'is_a'> | null
}

const taken = statement<Row>(
  'announcements-taken-notice',
  row => ({ subjects: [row.subject_id], entries: [row.acknowledged_by] }),
  `select a.subject_id, a.rule, a.acknowledged_at, a.acknowledged_by, a.closed_at is null and f.until_at > $3 as stands, f.name, f.facts,
     (select q.narrative ->> 'reason' from gt.entry_part q where q.partnership_id = $1 and q.entry_id = a.acknowledged_by and q.field_group = 'record') as reason,
     (select json_build_object('given', p.given, 'family', p.family, 'known_as', p.known_as, 'is_a', p.is_a) from gt.person p
      where p.partnership_id = $1 and p.subject_id = a.subject_id limit 1) as person
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
        subject: row.subject_id,
        name: row.person && nameOf(row.person),
        says: sayOf(rule.says({ name: row.name, facts: row.facts, dueOn: null }), row.person?.known_as || row.person?.given || null),
        at: row.acknowledged_at,
        willDo: row.reason ?? '',
        stands: row.stands,
      },
    ]
  })
}
