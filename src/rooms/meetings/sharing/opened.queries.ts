import type { Moment } from '../../../guidance/index.ts'
import { safeguardingLeads } from '../../../kernel/access/matrix.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AccountId, AgencyId, EntryId, SubjectId } from '../../../thread/ids.ts'
import type { MeetingOnRecord, OnMeeting } from '../page/on-record.ts'
import { meetingShared, type sharedOfMeeting } from './shared.ts'

const opened = statement<{ account: AccountId; agency: AgencyId; at: Moment }>(
  'meeting-opened-since',
  null,
  `select o.account_id as account, a.agency_id as agency, o.at from gt.meeting_opened($1, $2, $3) o
     cross join lateral (select x.agency_id from gt.account x where x.partnership_id = $1 and x.account_id = o.account_id limit 1) a order by o.at`,
)

/** Something of a meeting that was shared: with whom, and when each of them first opened the meeting after that. */
export type Shared = {
  readonly entry: EntryId
  readonly what: keyof typeof sharedOfMeeting
  readonly at: Moment
  readonly by: string
  readonly words: string | null
  readonly with: readonly { readonly invited: EntryId; readonly name: string; readonly of: string; readonly openedAt: Moment | null }[]
}

const sharedFrom = (
  meeting: MeetingOnRecord,
  one: OnMeeting<{ what: Shared['what']; with: EntryId[] }>,
  rows: readonly { account: AccountId; agency: AgencyId; at: Moment }[],
): Shared => ({
  entry: one.root,
  what: one.facts.what,
  at: one.at,
  by: one.by,
  words: one.said['words'] ?? null,
  with: one.facts.with.flatMap(root => {
    const who = meeting.invited.find(invited => invited.entry === root)
    if (!who) return []
    const first = rows.find(row => (who.account ? row.account === who.account : row.agency === who.agency))
    return [{ invited: root, name: who.name, of: who.of, openedAt: first?.at ?? null }]
  }),
})

/** All that was shared of a meeting, newest first, with when each recipient opened it: read from who looked. For whoever chairs it or takes its minutes; nobody else learns who opened what. */
export const sharedOf = async (tx: Tx, meeting: MeetingOnRecord): Promise<Shared[]> => {
  const all: Shared[] = []
  for (const one of meeting.of(meetingShared).toReversed())
    all.push(sharedFrom(meeting, one, await tx.run(opened, [tx.actor.partnership, meeting.matter, one.at])))
  return all
}

const whom = statement<{ account: AccountId }>(
  'meeting-shared-with',
  null,
  `select distinct a.account_id as account
   from gt.entry_part s
   cross join lateral jsonb_array_elements_text(s.facts -> 'with') as w(root)
   join gt.entry_part i on i.partnership_id = $1 and i.subject_id = $2 and i.entry_id = w.root::uuid and i.field_group = 'record'
   join gt.account a on a.partnership_id = $1 and a.active and (a.account_id = (i.facts ->> 'account')::uuid
     or (not i.facts ? 'account' and a.agency_id = (i.facts ->> 'agency')::uuid and a.role = any ($4)))
   where s.partnership_id = $1 and s.subject_id = $2 and s.entry_id = $3 and s.field_group = 'record' limit 500`,
)

/** The accounts with whom an entry says that something was shared; of an agency as a whole its safeguarding lead. */
export const accountsSharedWith = async (tx: Tx, meeting: SubjectId, entry: EntryId): Promise<AccountId[]> =>
  (await tx.run(whom, [tx.actor.partnership, meeting, entry, safeguardingLeads])).map(row => row.account)

/** Those of them who have not opened the meeting since: of an agency as a whole its safeguarding lead, where nobody of it has. */
export const accountsNotOpened = async (tx: Tx, meeting: SubjectId, shared: Pick<Shared, 'entry' | 'at'>): Promise<AccountId[]> => {
  const rows = await tx.run(opened, [tx.actor.partnership, meeting, shared.at])
  const seen = new Set(rows.map(row => row.account))
  return (await accountsSharedWith(tx, meeting, shared.entry)).filter(account => !seen.has(account))
}
