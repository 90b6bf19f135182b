import type { Moment } from '../../../guidance/index.ts'
import { safeguardingLeads } from '../../../kernel/access/matrix.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AccountId, AgencyId, EntryId, SubjectId } from '../../../thread/ids.ts'
import type { DocumentKind, Recipient } from '../../commands.ts'

/** A paper of a conference and what became of it. Nothing of what it says. */
export type PaperOfConference = {
  readonly id: string
  readonly child: SubjectId
  readonly kind: DocumentKind
  readonly reader: string
  readonly as: string
  readonly sort: 'account' | 'person' | 'professional'
  readonly to: string
  readonly state: 'drafted' | 'checked' | 'released' | 'recalled' | 'thrown-away'
  readonly madeBy: string | null
  readonly madeAt: Moment
  readonly releasedAt: Moment | null
  readonly open: boolean
  readonly stopped: boolean
  readonly openedAt: Moment | null
  readonly handedAt: Moment | null
  readonly handedHow: string | null
  /** Was it made before what was decided about the child was put right? As far as whoever asks reads what was decided. */
  readonly saysBefore: boolean
}

const papers = statement<PaperOfConference>(
  'papers-of-conference',
  row => ({ subjects: [row.child] }),
  `select o.id, o.child, o.kind, o.reader, o.reader_as as as,
     case when o.to_account is not null then 'account' when o.to_person is not null then 'person' else 'professional' end as sort,
     coalesce(o.to_account, o.to_person, o.to_entry) as to, o.state, a.name as "madeBy", o.made_at as "madeAt", o.released_at as "releasedAt",
     coalesce(o.opens_at <= $3, false) as open, o.stopped, o.opened_at as "openedAt", o.handed_at as "handedAt", o.handed_how as "handedHow",
     o.kind = 'conference-decisions' and exists (select from gt.entry e
       join gt.entry_part q on q.partnership_id = $1 and q.entry_id = e.entry_id and q.field_group = 'record'
       join gt.entry c on c.partnership_id = $1 and c.corrects = e.entry_id
       where e.partnership_id = $1 and e.subject_id = o.child and e.kind = 'conference' and e.corrects is null
         and q.facts ->> 'meeting' = $2::text and c.known_at > o.made_at) as "saysBefore"
   from gt.papers_of_conference($1, $2) o left join gt.account a on a.partnership_id = $1 and a.account_id = o.made_by
   order by o.made_at, o.reader, o.id`,
)

/** What was made of a conference to go out, the oldest first: for whoever keeps the conference or may see what leaves the child's record, and nothing for anybody else. */
export const papersOf = (tx: Tx, meeting: SubjectId): Promise<PaperOfConference[]> =>
  tx.run(papers, [tx.actor.partnership, meeting, tx.actor.at])

type InvitedRow = { account: AccountId; name: string; role: string; agency: string; agency_id: AgencyId }
const invited = statement<InvitedRow>(
  'conference-invited-accounts',
  null,
  `select a.account_id as account, a.name, a.role, g.name as agency, a.agency_id from gt.account a
   join gt.agency g on g.partnership_id = $1 and g.agency_id = a.agency_id
   where a.partnership_id = $1 and a.active and a.account_id <> $4
     and (a.account_id = any ($2) or (a.agency_id = any ($3) and a.role = any ($5)))
   order by g.name, a.name limit 200`,
)

/** The accounts of those who were invited, by name or as an agency: of an agency as a whole its safeguarding lead. Never whoever asks. */
export const invitedAccounts = (tx: Tx, accounts: readonly AccountId[], agencies: readonly AgencyId[]): Promise<InvitedRow[]> =>
  tx.run(invited, [tx.actor.partnership, accounts, agencies, tx.actor.account, safeguardingLeads])

type ReceivesRow = {
  account: AccountId | null
  person: SubjectId | null
  entry: EntryId | null
  groups: string[]
  decided: boolean
  brought: string[]
}
const receives = statement<ReceivesRow>(
  'conference-receives',
  null,
  `select k.account, k.person, k.entry, m.groups, m.decided, m.brought from unnest($4::uuid[], $5::uuid[], $6::uuid[]) as k(account, person, entry)
   cross join lateral gt.may_receive_with($1, $2, $3, k.account, k.person, k.entry) m`,
)

/** What each of them may have of a child's record and of a conference about the child, whom they can be; nobody who may have nothing. For whoever may send it. */
export const whatTheyMayHave = (
  tx: Tx,
  child: SubjectId,
  meeting: SubjectId,
  of: readonly Pick<Recipient, 'sort' | 'id'>[],
): Promise<ReceivesRow[]> => {
  const ids = (sort: Recipient['sort']) => of.map(one => (one.sort === sort ? one.id : null))
  return tx.run(receives, [tx.actor.partnership, child, meeting, ids('account'), ids('person'), ids('professional')])
}
