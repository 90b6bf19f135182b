import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AccountId, SubjectId } from '../../../thread/ids.ts'

/** What keeps people from a record: somebody who must never see it; that it is closed to all but named people; one of those named. */
export const sorts = ['excluded', 'closed', 'named'] as const
export type Sort = (typeof sorts)[number]

/** A limit that stands or stood. What was there before anybody had to say why has no `by` and no `why`. */
export type Limit = {
  readonly sort: Sort
  readonly account: AccountId | null
  readonly who: string | null
  readonly stands: boolean
  readonly by: string | null
  readonly saidAt: Moment | null
  readonly why: string | null
  readonly endedBy: string | null
  readonly endedAt: Moment | null
  readonly endedWhy: string | null
}

const record = statement<{ person: SubjectId; may: boolean; name: string | null }>(
  'limits-of-whom',
  row => (row.may ? { subjects: [row.person] } : {}),
  `select $2::uuid as person, gt.may_limit($1, $2) as may,
     (select coalesce(nullif(trim(n.given || ' ' || n.family), ''), 'A person not yet named') from gt.person n
       where n.partnership_id = $1 and n.subject_id = $2 limit 1) as name`,
)
const limits = statement<Limit & { person: SubjectId }>(
  'limits-of',
  row => ({ subjects: [row.person] }),
  `select $2::uuid as person, l.sort, l.account_id as account, l.stands, l.said_at as "saidAt", l.why, l.ended_at as "endedAt", l.ended_why as "endedWhy",
     a.name || ', ' || g.name as who,
     (select b.name from gt.account b where b.partnership_id = $1 and b.account_id = l.by_account) as by,
     (select e.name from gt.account e where e.partnership_id = $1 and e.account_id = l.ended_by) as "endedBy"
   from gt.limits_of($1, $2) l
   left join gt.account a on a.partnership_id = $1 and a.account_id = l.account_id
   left join gt.agency g on g.partnership_id = $1 and g.agency_id = a.agency_id
   order by l.stands desc, l.said_at desc nulls last, a.name`,
)
const accountAt = statement<{ account: AccountId }>(
  'account-at',
  null,
  'select account_id as account from gt.account where partnership_id = $1 and email = $2 and active',
)
const say = statement<{ done: Said }>('limit-say', null, 'select gt.say_limit($1, $2, $3, $4, $5) as done')
const end = statement<{ done: Said }>('limit-end', null, 'select gt.end_limit($1, $2, $3, $4, $5) as done')

/** How saying or taking back a limit ended. */
export type Said = 'done' | 'there' | 'self' | 'not-found'

/** Whose record it is, as far as the asker may know, where they may say who may not see it; nothing otherwise. */
export const recordToLimit = async (tx: Tx, person: SubjectId): Promise<{ name: string | null } | undefined> => {
  const [row] = await tx.run(record, [tx.actor.partnership, person])
  return row?.may ? { name: row.name } : undefined
}

/** The limits of a record: those that stand first. */
export const limitsOf = (tx: Tx, person: SubjectId): Promise<readonly Limit[]> => tx.run(limits, [tx.actor.partnership, person])

/** The account that has this work e-mail address. */
export const accountWith = async (tx: Tx, email: string): Promise<AccountId | undefined> =>
  (await tx.run(accountAt, [tx.actor.partnership, email.trim().toLowerCase()]))[0]?.account

/** Says a limit; it holds on the next request of whoever it is about. The database decides who may. */
export const sayLimit = async (tx: Tx, person: SubjectId, sort: Sort, account: AccountId | null, why: string): Promise<Said> =>
  (await tx.run(say, [tx.actor.partnership, person, sort, account, why]))[0]?.done ?? 'not-found'

/** Takes a limit back, with a reason. */
export const endLimit = async (tx: Tx, person: SubjectId, sort: Sort, account: AccountId | null, why: string): Promise<Said> =>
  (await tx.run(end, [tx.actor.partnership, person, sort, account, why]))[0]?.done ?? 'not-found'
