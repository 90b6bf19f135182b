import { statement } from '../../kernel/db/statement.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import type { AgencyKind } from '../entry.ts'
import { type AccountId, type AgencyId, isId } from '../ids.ts'
import type { Story } from '../stories/index.ts'

/** Whom a story's agencies and authors are in this partnership: our id for each of theirs that differs, and those that are not here yet. */
export type PeopleHere = {
  readonly ours: ReadonlyMap<string, string>
  readonly newAgencies: readonly { id: AgencyId; kind: AgencyKind; name: string }[]
  readonly newAuthors: readonly { id: AccountId; agency: AgencyId; name: string; role: string }[]
}

type AgencyRow = { agency_id: AgencyId; kind: AgencyKind; name: string }
type AccountRow = { account_id: AccountId; agency_id: AgencyId; name: string; email: string }

const agenciesHere = statement<AgencyRow>(
  'import-agencies',
  null,
  'select agency_id, kind, name from gt.agency where partnership_id = $1 order by agency_id',
)
const accountsHere = statement<AccountRow>(
  'import-accounts',
  null,
  `select account_id, agency_id, name, email from gt.account
   where partnership_id = $1 and (account_id = any ($2) or agency_id = any ($3) and (name = any ($4) or split_part(email, '@', 1) = any ($5)))
   order by account_id`,
)
const makeAgencies = statement<never>(
  'import-make-agencies',
  null,
  `insert into gt.agency (partnership_id, agency_id, kind, name)
   select $1, x.id, x.kind, x.name from jsonb_to_recordset($2) as x(id uuid, kind text, name text)`,
)
const makeAccounts = statement<never>(
  'import-make-accounts',
  null,
  `insert into gt.account (partnership_id, account_id, agency_id, name, email, role, active)
   select $1, x.id, x.agency, x.name, x.id || '@imported.invalid', x.role, false
   from jsonb_to_recordset($2) as x(id uuid, agency uuid, name text, role text)`,
)

/**
 * Finds the agencies and authors of a story among those of the partnership. A label that is a UUID means the one with that id and no other (an export
 * comes back as it went); an agency is otherwise the first of its kind and name, an author the account of that agency whose address begins with the
 * label, or else who has the name. Who is not found is to be made.
 */
export const peopleHere = async (tx: Tx, story: Story): Promise<PeopleHere> => {
  const p = tx.actor.partnership
  const agencies = await tx.run(agenciesHere, [p])
  const ours = new Map<string, string>()
  const newAgencies: PeopleHere['newAgencies'][number][] = []
  for (const { label, id, kind, name } of story.agencies) {
    const found =
      agencies.find(one => one.agency_id === id) ??
      (isId(label) ? undefined : agencies.find(one => one.kind === kind && same(one.name, name)))
    if (!found) newAgencies.push({ id, kind, name })
    else if (found.agency_id !== id) ours.set(id, found.agency_id)
  }
  const agencyOf = (id: AgencyId): AgencyId => (ours.get(id) ?? id) as AgencyId
  const accounts = await tx.run(accountsHere, [
    p,
    story.authors.map(one => one.id),
    story.authors.map(one => agencyOf(one.agency)),
    story.authors.flatMap(one => one.name ?? []),
    story.authors.map(one => one.label),
  ])
  const newAuthors: PeopleHere['newAuthors'][number][] = []
  for (const { label, id, agency, role, name } of story.authors) {
    const colleagues = isId(label) ? [] : accounts.filter(one => one.agency_id === agencyOf(agency))
    const found =
      accounts.find(one => one.account_id === id) ??
      colleagues.find(one => one.email.startsWith(`${label}@`)) ??
      (name === null ? undefined : colleagues.find(one => one.name === name))
    if (!found) newAuthors.push({ id, agency: agencyOf(agency), name: name ?? label, role })
    else if (found.account_id !== id) ours.set(id, found.account_id)
  }
  return { ours, newAgencies, newAuthors }
}

const same = (a: string, b: string): boolean => plain(a) === plain(b)
const plain = (name: string): string => name.trim().toLowerCase().replaceAll('’', "'")

/** Makes those who are not here yet. An author made so cannot sign in: the account is switched off, has no secret and an address that no mail reaches. */
export const makePeople = async (tx: Tx, { newAgencies, newAuthors }: PeopleHere): Promise<void> => {
  const p = tx.actor.partnership
  if (newAgencies.length > 0) await tx.run(makeAgencies, [p, JSON.stringify(newAgencies)])
  if (newAuthors.length > 0) await tx.run(makeAccounts, [p, JSON.stringify(newAuthors)])
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Puts our ids in the place of theirs, throughout a value. */
export const withOurs = <T>(value: T, ours: ReadonlyMap<string, string>): T => {
  if (ours.size === 0) return value
  if (typeof value === 'string') return value.replace(uuid, id => ours.get(id) ?? id) as T
  if (Array.isArray(value)) return value.map(item => withOurs(item, ours)) as T
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withOurs(item, ours)])) as T
  return value
}
