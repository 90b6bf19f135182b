import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AccountId, EntryId, SubjectId } from '../../../thread/ids.ts'
import type { ViewSort } from '../telling/family-view.ts'
import type { SharedSort } from '../telling/shared-with-family.ts'
import { type Field, shareableFields, shareableKinds } from './shareable.ts'

/** An account in the family of a child. `stands`: it opens what is shared now. */
export type FamilyAccount = {
  readonly account: AccountId
  readonly person: SubjectId
  readonly name: string
  readonly sort: 'parent' | 'young-person'
  readonly basis: 'responsibility' | 'carer' | 'self'
  readonly signIn: string
  readonly begun: boolean
  readonly usedAt: Moment | null
  readonly safe: boolean
  readonly mail: boolean
  readonly knownHow: string
  readonly invitedBy: string
  readonly invitedAt: Moment
  readonly stands: boolean
  readonly endedAt: Moment | null
  readonly endedBy: string | null
  readonly endedAs: string | null
  readonly endedWhy: string | null
}

/** One thing that is or was shared. `corrected`: the entry it came from was put right or withdrawn since. */
export type Shared = {
  readonly item: string
  readonly account: AccountId
  readonly sort: SharedSort
  readonly title: string
  readonly words: string
  readonly onDay: Day | null
  readonly atTime: string | null
  readonly place: string | null
  readonly told: EntryId
  readonly sharedBy: string
  readonly sharedAt: Moment
  readonly readAt: Moment | null
  readonly corrected: boolean
  readonly takenBackAt: Moment | null
  readonly takenBackBy: string | null
  readonly takenBackWhy: string | null
}

/** What the family wrote, and whether it waits. */
export type Written = {
  readonly entry: EntryId
  readonly account: AccountId
  readonly sort: ViewSort
  readonly words: string
  readonly at: Moment
  readonly waits: boolean
}

const nameOf = (column: string): string => `(select a.name from gt.account a where a.partnership_id = $1 and a.account_id = ${column})`

const child = statement<{ person: SubjectId; name: string; called: string }>(
  'family-child',
  row => ({ subjects: [row.person] }),
  `select n.subject_id as person, coalesce(nullif(trim(n.given || ' ' || n.family), ''), 'A child not yet named') as name, coalesce(n.known_as, nullif(n.given, ''), 'the child') as called
   from gt.person n where n.partnership_id = $1 and n.subject_id = $2 and gt.family_may($1, $2, $3)`,
)
const accounts = statement<FamilyAccount>(
  'family-accounts',
  row => ({ subjects: [row.person] }),
  `select f.account_id as account, f.person_id as person, coalesce(nullif(f.name, ''), 'A person not yet named') as name, f.sort, f.basis, f.sign_in as "signIn", f.begun, f.used_at as "usedAt",
     f.safe, f.mail, f.known_how as "knownHow", ${nameOf('f.invited_by')} as "invitedBy", f.invited_at as "invitedAt", f.stands, f.ended_at as "endedAt",
     ${nameOf('f.ended_by')} as "endedBy", f.ended_as as "endedAs", f.ended_why as "endedWhy"
   from gt.family_of($1, $2) f`,
)
const items = statement<Shared>(
  'family-items',
  row => ({ entries: [row.told] }),
  `select i.item_id as item, i.account_id as account, i.sort, i.title, i.words, i.on_day as "onDay", i.at_time as "atTime", i.place, i.told_entry as told,
     ${nameOf('i.shared_by')} as "sharedBy", i.shared_at as "sharedAt", i.read_at as "readAt", i.corrected, i.taken_back_at as "takenBackAt",
     ${nameOf('i.taken_back_by')} as "takenBackBy", i.taken_back_why as "takenBackWhy"
   from gt.family_items($1, $2) i`,
)
const written = statement<Written>(
  'family-written',
  row => ({ entries: [row.entry] }),
  `select e.entry_id as entry, e.author_id as account, q.facts ->> 'sort' as sort, q.narrative ->> 'inTheirWords' as words, e.known_at as at,
     q.facts ->> 'sort' <> 'view' and not exists (select from gt.entry s where s.partnership_id = $1 and s.answers = e.entry_id and s.kind = 'shared-with-family') as waits
   from gt.entry e join gt.entry_part q on q.partnership_id = $1 and q.entry_id = e.entry_id and q.field_group = 'record'
   where e.partnership_id = $1 and e.subject_id = $2 and e.kind = 'family-view' order by e.known_at desc, e.entry_id limit 50`,
)

/** A child whose sharing with the family is the asker's: what the asker may do is `family-shared` or `family-invite`. */
export type ChildOfFamily = { readonly person: SubjectId; readonly name: string; readonly called: string }

/** The child, where the asker may do this; nothing otherwise. */
export const childOfFamily = async (
  tx: Tx,
  person: SubjectId,
  may: 'family-shared' | 'family-invite',
): Promise<ChildOfFamily | undefined> => (await tx.run(child, [tx.actor.partnership, person, may]))[0]

/** The accounts in a child's family, those that stand first. */
export const familyAccountsOf = (tx: Tx, person: SubjectId): Promise<readonly FamilyAccount[]> =>
  tx.run(accounts, [tx.actor.partnership, person])

/** What is and was shared of a child. */
export const sharedOf = (tx: Tx, person: SubjectId): Promise<readonly Shared[]> => tx.run(items, [tx.actor.partnership, person])

/** What the family of a child wrote, the newest first. */
export const writtenBy = (tx: Tx, person: SubjectId): Promise<readonly Written[]> => tx.run(written, [tx.actor.partnership, person])

/** Somebody of the family on record, who may be given an account. */
export type OnRecord = {
  readonly person: SubjectId
  readonly name: string
  readonly as: string
  readonly basis: FamilyAccount['basis']
  readonly has: boolean
}

const onRecord = statement<OnRecord>(
  'family-on-record',
  row => ({ subjects: [row.person] }),
  `select f.person_id as person, coalesce(nullif(f.name, ''), 'A person not yet named') as name, f.as_what as as, f.basis, f.has_account as has from gt.family_on_record($1, $2, $3) f`,
)

/** Who of the family on record may be given an account, the child too from the birthday `ownFrom`. */
export const familyOnRecord = (tx: Tx, person: SubjectId, ownFrom: number): Promise<readonly OnRecord[]> =>
  tx.run(onRecord, [tx.actor.partnership, person, ownFrom])

/** An entry of which something may be shared word for word. */
export type ShareableEntry = {
  readonly entry: EntryId
  readonly kind: string
  readonly on: Day
  readonly facts: Record<string, unknown>
  readonly fields: readonly Field[]
}

const entries = statement<Omit<ShareableEntry, 'fields'> & { said: readonly string[] }>(
  'family-shareable',
  row => ({ entries: [row.entry] }),
  `select e.entry_id as entry, e.kind, e.happened_on as on, q.facts, array(select jsonb_object_keys(q.narrative)) as said
   from gt.entry e join gt.entry_part q on q.partnership_id = $1 and q.entry_id = e.entry_id and q.field_group = 'record'
   where e.partnership_id = $1 and e.subject_id = $2 and e.kind = any ($3) and e.corrects is null and e.audience <> 'agency' and ($4::uuid is null or e.entry_id = $4)
     and not exists (select from gt.entry v where v.partnership_id = $1 and v.corrects = e.entry_id and v.withdraws)
   order by e.happened_at desc, e.entry_id limit 30`,
)

/** The latest entries of a child's record of which something may be shared with this account; or one of them. */
export const shareableEntries = async (
  tx: Tx,
  person: SubjectId,
  account: Pick<FamilyAccount, 'basis'>,
  only: EntryId | null = null,
): Promise<readonly ShareableEntry[]> =>
  (await tx.run(entries, [tx.actor.partnership, person, shareableKinds(account.basis === 'self'), only])).flatMap(({ said, ...row }) => {
    const fields = shareableFields(row.kind).filter(one => said.includes(one.field))
    return fields.length > 0 ? [{ ...row, fields }] : []
  })

const wordsOf = statement<{ words: string | null }>('family-words', null, 'select gt.family_words($1, $2, $3, $4, $5) as words')

/** The words of an entry exactly as whoever has the account would read them; null where nothing of it may be shared with them. */
export const wordsToShare = async (
  tx: Tx,
  person: SubjectId,
  account: AccountId,
  entry: EntryId,
  fields: readonly Field[],
): Promise<string | null> =>
  (await tx.run(wordsOf, [tx.actor.partnership, person, account, entry, JSON.stringify(fields)]))[0]?.words ?? null
