import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { actionDoneWords } from './action.ts'

/** Something that the asker, or their agency, was asked to do. */
export type MyAction = {
  readonly action: SubjectId
  readonly entry: EntryId
  readonly at: Moment
  readonly by: string | null
  readonly what: string
  readonly dueOn: Day | null
  readonly accepted: boolean | null
  readonly outcome: keyof typeof actionDoneWords | null
  /** Asked of the agency as a whole. */
  readonly agency: boolean
}

const most = 200

/** The last entry of a kind on the row's matter, as it now stands. */
const last = (kind: string, what: string): string =>
  `(select ${what} from gt.entry x join gt.entry_part p on p.partnership_id = $1 and p.entry_id = x.entry_id and p.field_group = 'record'
     where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = '${kind}' and not x.withdraws order by x.known_at desc, x.entry_id desc limit 1)`

const mine = statement<MyAction>(
  'my-actions',
  row => ({ subjects: [row.action], entries: [row.entry] }),
  `with mine as materialized (
    select r.subject_id, bool_and(r.holder_id <> $3) as agency from (
      select x.subject_id, x.holder_id from gt.reach x where x.partnership_id = $1 and x.holder_id = any ($2) and x.relation = 'action-owner'
        and x.from_at <= $4 and x.until_at > $4 order by x.until_at desc, x.subject_id desc limit ${most}) r
    group by r.subject_id)
   select m.subject_id as action, c.entry_id as entry, c.happened_at as at, c.by, c.narrative ->> 'what' as what, c.facts ->> 'dueOn' as "dueOn",
     ${last('action-answered', `(p.facts ->> 'accepted')::boolean`)} as accepted, ${last('action-done', `p.facts ->> 'outcome'`)} as outcome, m.agency
   from mine m
   cross join lateral (select x.entry_id, x.happened_at, p.facts, p.narrative, (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = x.author_id) as by
     from gt.entry x join gt.entry_part p on p.partnership_id = $1 and p.entry_id = x.entry_id and p.field_group = 'record'
     where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = 'action' order by x.known_at desc, x.entry_id desc limit 1) c
   order by c.facts ->> 'dueOn' nulls last, c.happened_at desc`,
)

/** What the asker or their agency was asked to do by meetings, what is to be done first at the top. */
export const myActions = (tx: Tx): Promise<MyAction[]> =>
  tx.run(mine, [tx.actor.partnership, tx.actor.holders, tx.actor.account, tx.actor.at])
