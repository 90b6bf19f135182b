import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AccountId, EntryId, SubjectId } from '../../../thread/ids.ts'

/** Somebody to whom a record is or was opened for an audit or an inspection. */
export type Sampled = {
  readonly entry: EntryId
  readonly name: string
  readonly agency: string
  readonly from: Moment
  readonly until: Moment
  readonly why: string | null
}

const sampled = statement<Sampled & { person: SubjectId }>(
  'sampled-of',
  row => ({ subjects: [row.person], entries: [row.entry] }),
  `select $2::uuid as person, i.entry_id as entry, a.name, g.name as agency, i.from_at as from, i.until_at as until,
     (select q.narrative ->> 'reason' from gt.entry_part q where q.partnership_id = $1 and q.entry_id = i.entry_id and q.field_group = 'record') as why
   from gt.involvement i
   join gt.account a on a.partnership_id = $1 and a.account_id = i.holder_id
   join gt.agency g on g.partnership_id = $1 and g.agency_id = a.agency_id
   where i.partnership_id = $1 and i.subject_id = $2 and i.relation = 'sampled' order by i.until_at desc, i.entry_id limit 100`,
)
const opener = statement<{ called: string | null; may: boolean }>(
  'sampled-whose',
  null,
  `select (select coalesce(nullif(trim(n.given || ' ' || n.family), ''), 'A person not yet named') from gt.person n where n.partnership_id = $1 and n.subject_id = $2 limit 1) as called,
     exists (select from gt.reach r where r.partnership_id = $1 and r.subject_id = $2 and r.holder_id = any ($3) and r.relation = any ($4)
       and r.from_at <= $5 and r.until_at > $5) as may`,
)
const reader = statement<{ account: AccountId; name: string }>(
  'sampled-reader',
  null,
  `select account_id as account, name from gt.account where partnership_id = $1 and email = $2 and active and role in ('multi-agency-auditor', 'inspector')`,
)

/** Whose record it is, where the asker may open it to an audit; nothing otherwise. The database decides again when it is done. */
export const recordToSample = async (tx: Tx, person: SubjectId): Promise<{ called: string } | undefined> => {
  const { partnership, holders, grants, at } = tx.actor
  const as = ['manager', 'conference-office'].filter(relation => grants.has(`${relation}/involve:sampled`))
  const [row] = await tx.run(opener, [partnership, person, holders, as, at])
  if (!row?.may || row.called === null) return undefined
  tx.saw([person])
  return { called: row.called }
}

/** To whom a record is or was opened for an audit or an inspection, whoever may read it longest first. */
export const sampledOf = (tx: Tx, person: SubjectId): Promise<readonly Sampled[]> => tx.run(sampled, [tx.actor.partnership, person])

/** The auditor or inspector with this work e-mail address; nobody in another role. */
export const readerWith = async (tx: Tx, email: string): Promise<AccountId | undefined> =>
  (await tx.run(reader, [tx.actor.partnership, email.toLowerCase()]))[0]?.account
