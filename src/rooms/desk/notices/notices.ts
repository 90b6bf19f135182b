import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { type AccountId, newId, type SubjectId, type TeamId } from '../../../thread/ids.ts'
import type { OfferEnd } from '../../../thread/own-kinds/index.ts'

const write = statement<never>(
  'notice-write',
  null,
  `insert into gt.notice (partnership_id, notice_id, account_id, by_account, came, people, other_account, from_on, reason, about, team_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
)

/** Who had led a child, by child. */
type Passing = {
  readonly moved: readonly { readonly subject: SubjectId; readonly before: readonly AccountId[] }[]
  readonly to: AccountId
  readonly on: Day
  readonly reason: string
}

/** Tells the new lead worker which children came to them, and each worker before how many went, to whom, from when and why. */
export const tellOfPassing = async (tx: Tx, { moved, to, on, reason }: Passing): Promise<void> => {
  const { partnership, account } = tx.actor
  if (moved.length === 0) return
  const tell = (whom: AccountId, came: boolean, people: readonly SubjectId[], other: AccountId | null) =>
    tx.run(write, [partnership, newId(), whom, account, came, people, other, on, reason, 'lead-worker', null])
  const before = new Map<AccountId, SubjectId[]>()
  for (const { subject, before: leads } of moved) for (const lead of leads) before.set(lead, [...(before.get(lead) ?? []), subject])
  await tell(
    to,
    true,
    moved.map(one => one.subject),
    before.size === 1 ? ([...before.keys()][0] ?? null) : null,
  )
  for (const [lead, people] of before) await tell(lead, false, people, to)
}

const openTo = statement<{ subject: SubjectId }>(
  'notice-open-to',
  null,
  'select u.id as subject from unnest($3::uuid[]) with ordinality as u(id, n) where gt.lets_in($1, u.id, $2) order by u.n',
)

/** What is told of an offer to another team: `named`: does whoever is told keep or gain a way into the records, so that they are named? */
type OfOffer = {
  readonly about: Exclude<Notice['about'], 'lead-worker' | 'closed'>
  readonly whom: readonly AccountId[]
  readonly people: readonly SubjectId[]
  readonly named: boolean
  readonly team: TeamId
  readonly lead?: AccountId
  readonly on: Day
  readonly reason: string
}

/**
 * Tells of an offer to another team, or of its answer. `team`: the other one, as whoever is told sees it. Of a child whose record is shut to somebody they are
 * told nothing, and they are not counted.
 */
export const tellOfOffer = async (tx: Tx, { about, whom, people, named, team, lead, on, reason }: OfOffer): Promise<void> => {
  const { partnership, account } = tx.actor
  if (people.length === 0) return
  for (const one of new Set(whom)) {
    const open = (await tx.run(openTo, [partnership, one, people])).map(row => row.subject)
    if (open.length > 0) await tx.run(write, [partnership, newId(), one, account, named, open, lead ?? null, on, reason, about, team])
  }
}

/** Tells whoever worked with children whose cases have closed how many they were, and why: their way into the records ended with it, so that nobody is named. Whoever closed them is not told. */
export const tellOfClosing = async (
  tx: Tx,
  { closed, on, reason }: { closed: readonly { readonly subject: SubjectId; readonly by: AccountId }[]; on: Day; reason: string },
): Promise<void> => {
  const { partnership, account } = tx.actor
  for (const [whom, theirs] of Map.groupBy(closed, one => one.by)) {
    if (whom === account) continue
    const people = [...new Set(theirs.map(one => one.subject))]
    await tx.run(write, [partnership, newId(), whom, account, false, people, null, on, reason, 'closed', null])
  }
}

/** Word that children came to the reader or went to somebody else, of an offer to another team, or of cases that were closed. `people` are those the reader may open: none who went. */
export type Notice = {
  readonly id: string
  readonly about: 'lead-worker' | OfferEnd | 'offered' | 'closed'
  readonly team: string | null
  readonly came: boolean
  readonly count: number
  readonly people: readonly { readonly subject: SubjectId; readonly name: string }[]
  readonly by: string
  readonly other: string | null
  readonly on: Day
  readonly reason: string
  readonly toldAt: Moment
}

type Row = {
  notice_id: string
  about: Notice['about']
  team: string | null
  came: boolean
  count: number
  people: readonly { subject: SubjectId; name: string }[] | null
  by: string
  other: string | null
  from_on: Day
  reason: string
  told_at: Moment
}

// Names only of those who came: who went may not be opened any more, and is not named here either where somebody still has another way in.
const unseen = statement<Row>(
  'notices-unseen',
  row => ({ subjects: (row.people ?? []).map(one => one.subject) }),
  `select n.notice_id, n.about, (select t.name from gt.team t where t.partnership_id = $1 and t.team_id = n.team_id) as team, n.came, cardinality(n.people) as count, n.from_on, n.reason, n.told_at,
     coalesce((select a.name from gt.account a where a.partnership_id = $1 and a.account_id = n.by_account), 'a manager') as by,
     (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = n.other_account) as other,
     case when n.came then (select json_agg(json_build_object('subject', p.subject_id, 'name', coalesce(nullif(trim(concat_ws(' ', p.given, p.family)), ''), 'A person not yet named'))
        order by p.family, p.given) from unnest(n.people) as u(id)
      cross join lateral (select x.* from gt.person x where x.partnership_id = $1 and x.subject_id = u.id limit 1) p) end as people
   from (select x.* from gt.notice x where x.partnership_id = $1 and x.account_id = $2 and x.seen_at is null order by x.told_at desc limit $3) n
   order by n.told_at desc`,
)
const seen = statement<{ notice_id: string }>(
  'notice-seen',
  null,
  'update gt.notice set seen_at = $4 where partnership_id = $1 and account_id = $2 and notice_id = $3 and seen_at is null returning notice_id',
)

/** What the asker was told of children passed on and has not put aside, newest first. */
export const noticesFor = async (tx: Tx, most = 20): Promise<Notice[]> =>
  (await tx.run(unseen, [tx.actor.partnership, tx.actor.account, most])).map(row => ({
    id: row.notice_id,
    about: row.about,
    team: row.team,
    came: row.came,
    count: row.count,
    people: row.people ?? [],
    by: row.by,
    other: row.other,
    on: row.from_on,
    reason: row.reason,
    toldAt: row.told_at,
  }))

/** The asker has read a notice: it no longer stands on their page. True where it was there. */
export const noticeRead = async (tx: Tx, notice: string): Promise<boolean> =>
  (await tx.run(seen, [tx.actor.partnership, tx.actor.account, notice, tx.actor.at])).length === 1
