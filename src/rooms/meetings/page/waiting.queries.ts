import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'

/** How many meetings wait for an answer of the asker or their agency, and how many things they were asked to do are open. */
export type MeetingsWaiting = { readonly toAnswer: number; readonly toDo: number }

const none: MeetingsWaiting = { toAnswer: 0, toDo: 0 }
/** What one page counts, and no more: a number beyond it says nothing that is needed. */
const most = 200

const held = (relation: string): string =>
  `(select distinct x.subject_id from gt.reach x where x.partnership_id = $1 and x.holder_id = any ($2) and x.relation = '${relation}'
     and x.from_at <= $5 and x.until_at > $5 limit ${most}) m`

const has = (kinds: string): string =>
  `exists (select from gt.entry x where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind in (${kinds}) and not x.withdraws)`

const waiting = statement<MeetingsWaiting>(
  'meetings-waiting',
  null,
  `select
    (select count(*)::int from ${held('invited')} where not ${has(`'meeting-held', 'meeting-cancelled'`)}
      and exists (select from gt.entry x join gt.entry_part p on p.partnership_id = $1 and p.entry_id = x.entry_id and p.field_group = 'record'
        where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = 'meeting-invited' and x.corrects is null
          and (p.facts ->> 'account' = $3::text or (not p.facts ? 'account' and p.facts ->> 'agency' = $4::text))
          and not exists (select from gt.entry y where y.partnership_id = $1 and y.answers = x.entry_id and y.kind in ('meeting-answered', 'meeting-excluded'))
          and not exists (select from gt.entry y where y.partnership_id = $1 and y.corrects = x.entry_id and y.withdraws))) as "toAnswer",
    (select count(*)::int from ${held('action-owner')} where not ${has(`'action-done'`)}
      and coalesce((select p.facts ->> 'accepted' from gt.entry x join gt.entry_part p on p.partnership_id = $1 and p.entry_id = x.entry_id and p.field_group = 'record'
        where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = 'action-answered' and not x.withdraws
        order by x.known_at desc, x.entry_id desc limit 1), 'true') <> 'false') as "toDo"`,
)

/** Counts what meetings wait for from the asker; it opens none of them. */
export const meetingsWaiting = async (tx: Tx): Promise<MeetingsWaiting> => {
  const { partnership, holders, account, agency, at } = tx.actor
  const [row] = await tx.run(waiting, [partnership, holders, account, agency, at])
  return row ?? none
}
