import pg from 'pg'

/**
 * What was revoked since a backup was taken: accounts to close, roles that were changed, what was lost, memberships to end, people to bar, records to close to all but those named, passkeys to take off,
 * records that were destroyed, ways in through an agency and mail domains that stand no more, papers that were taken back. */
export type RevokedSince = { readonly partnership: string; readonly key: string; readonly value: unknown }

/** What each sort of key does to a restored database; each takes only away. What the restored database does not know of is left. */
const deeds: Readonly<Record<string, string>> = {
  account: 'update gt.account set active = false where partnership_id = $1 and account_id = $2 and active',
  role: `update gt.account set role = $3::jsonb #>> '{}' where partnership_id = $1 and account_id = $2 and role <> $3::jsonb #>> '{}'`,
  member: `update gt.team_member set until_at = least(until_at, ($5::jsonb #>> '{}')::timestamptz)
    where partnership_id = $1 and account_id = $2 and team_id = $3 and from_at = $4::timestamptz and until_at > ($5::jsonb #>> '{}')::timestamptz`,
  excluded: `insert into gt.excluded (partnership_id, subject_id, account_id) select $1, s.subject_id, a.account_id from gt.subject s join gt.account a using (partnership_id)
    where s.partnership_id = $1 and s.subject_id = $2 and a.account_id = $3 on conflict do nothing`,
  passkey: 'delete from gt.passkey where partnership_id = $1 and passkey_id = $2',
  way: `update gt.agency_sign_in set active = false where partnership_id = $1 and agency_id = $2 and active
    and (not ($3::jsonb -> 'active')::boolean or issuer <> $3::jsonb ->> 'issuer' or client_id <> $3::jsonb ->> 'client' or not $3::jsonb -> 'accepts' ?& accepts)`,
  'domain-off': `update gt.mail_domain d set ended_at = clock_timestamp(), ended_by = (select a.account_id from gt.account a
    where a.partnership_id = $1 and a.account_id = ($3::jsonb #>> '{}')::uuid) where d.partnership_id = $1 and d.domain_id = $2 and d.ended_at is null`,
  recalled: `update gt.outgoing set state = $3::jsonb #>> '{}', recalled_at = clock_timestamp(), recalled_because = 'taken back before a backup was brought back'
    where partnership_id = $1 and outgoing_id = $2 and state in ('drafted', 'checked', 'released') and opened_at is null and handed_at is null`,
  // Nobody opens what was destroyed but whoever may destroy it again: two people, as it was the first time.
  erased: `insert into gt.closed_to_most (partnership_id, subject_id) select $1, s.subject_id from gt.subject s
    where s.partnership_id = $1 and s.subject_id = $2 and s.erased_at is null on conflict do nothing`,
  closed: `insert into gt.closed_to_most (partnership_id, subject_id) select $1, s.subject_id from gt.subject s where s.partnership_id = $1 and s.subject_id = $2
    on conflict do nothing`,
}
/** What somebody had lost is worth nothing, where the restored database is of before a second person had let them begin again. */
const lost = ['credential', 'passkey', 'account_link'].map(
  table => `delete from gt.${table} where partnership_id = $1 and account_id = $2 and not exists (select from gt.recovery r
    where r.partnership_id = $1 and r.recovery_id = ($3::jsonb #>> '{}')::uuid and r.confirmed_at is not null)`,
)
const namedNoLonger = `delete from gt.named_only where partnership_id = $1 and subject_id = $2 and not ($3::jsonb ? account_id::text)`
const namedNow = `insert into gt.named_only (partnership_id, subject_id, account_id) select $1, s.subject_id, a.account_id from gt.subject s join gt.account a using (partnership_id)
  where s.partnership_id = $1 and s.subject_id = $2 and $3::jsonb ? a.account_id::text on conflict do nothing`
const keepers = `gt.account a join gt.role_grants g on g.role = a.role and 'anyone/kept' = any (g.grants) where a.partnership_id = $1 and a.active`
const namedButKeepers = `delete from gt.named_only where partnership_id = $1 and subject_id = $2 and account_id not in (select a.account_id from ${keepers})
  and exists (select from gt.subject s where s.partnership_id = $1 and s.subject_id = $2 and s.erased_at is null)`
const keepersNamed = `insert into gt.named_only (partnership_id, subject_id, account_id) select $1, s.subject_id, k.account_id
  from gt.subject s cross join (select a.account_id from ${keepers}) k where s.partnership_id = $1 and s.subject_id = $2 and s.erased_at is null on conflict do nothing`

/**
 * Takes away again, in one transaction, what the list of revocations says was taken away and the restored database still gives. Entries are not among it
 * (`tellAgain`), and nothing is given back: that is for people to do. `url`: a login that no row policy holds. Gives how much was taken away.
 */
export const revokeAgain = async (url: string, revoked: readonly RevokedSince[]): Promise<number> => {
  const client = new pg.Client({ connectionString: url, application_name: 'golden-thread restore' })
  client.on('error', () => {})
  await client.connect()
  let taken = 0
  const run = async (text: string, values: readonly unknown[]) => {
    taken += (await client.query(text, [...values])).rowCount ?? 0
  }
  try {
    await client.query("set timezone = 'UTC'; begin")
    for (const { partnership, key, value } of revoked) {
      const [sort = '', ...ids] = key.split('/')
      if (sort === 'lost' && value !== null) for (const text of lost) await run(text, [partnership, ...ids, JSON.stringify(value)])
      const deed = deeds[sort]
      if (!deed || value === null) continue
      await run(deed, [partnership, ...ids, ...(deed.includes('::jsonb') ? [JSON.stringify(value)] : [])])
      if (sort === 'erased') {
        await run(namedButKeepers, [partnership, ...ids])
        await client.query(keepersNamed, [partnership, ...ids])
      }
      if (sort !== 'closed') continue
      await run(namedNoLonger, [partnership, ...ids, JSON.stringify(value)])
      // Somebody must be able to open what is closed to most: those who were named when it was lost.
      await client.query(namedNow, [partnership, ...ids, JSON.stringify(value)])
    }
    await client.query('commit')
    return taken
  } finally {
    await client.end()
  }
}
