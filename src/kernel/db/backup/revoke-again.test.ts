import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { freshDatabase, ids, type TestDatabase } from '../../../../tests/database.ts'
import { newId } from '../../../thread/ids.ts'
import { type RevokedSince, revokeAgain } from './revoke-again.ts'

let now: TestDatabase
let restored: TestDatabase
before(async () => {
  now = await freshDatabase()
  // A database of before: the same organisation, and nothing that was taken from anybody since.
  restored = await freshDatabase()
})
after(async () => {
  await now?.drop()
  await restored?.drop()
})

const [moved, robbed, calm] = ['social-worker', 'police-officer', 'team-manager'].map(role => ids.account(role))
const noted = async (): Promise<RevokedSince[]> =>
  (await now.worker.door<{ key: string; value: unknown }>('select * from gt.revocations($1, $2)', [ids.partnership, '0'])).map(one => ({
    partnership: ids.partnership,
    ...one,
  }))
const credentials = async (account: string | undefined) =>
  (await restored.admin('select 1 from gt.credential where account_id = $1', [account])).length
const roleOf = async (account: string | undefined) =>
  (await restored.admin<{ role: string }>('select role from gt.account where account_id = $1', [account]))[0]?.role

test('a restore from before gives nobody their old role back, and nobody who found a telephone its codes', async () => {
  const recovery = newId<never>() as string
  await now.admin("update gt.account set role = 'bridge-screener' where account_id = $1", [moved])
  await now.admin(
    "insert into gt.account_change (partnership_id, account_id, what, role_before, role_after) values ($1, $2, 'changed', 'social-worker', 'bridge-screener')",
    [ids.partnership, moved],
  )
  await now.admin(
    'insert into gt.recovery (partnership_id, recovery_id, account_id, confirmed_at) values ($1, $2, $3, clock_timestamp())',
    [ids.partnership, recovery, robbed],
  )
  const revoked = await noted()
  assert.deepEqual(revoked.map(one => one.key).sort(), [`lost/${robbed}`, `role/${moved}`].sort())
  assert.ok((await revokeAgain(restored.adminUrl, revoked)) >= 2)
  assert.deepEqual([await roleOf(moved), await credentials(robbed)], ['bridge-screener', 0])
  assert.deepEqual([await roleOf(calm), await credentials(calm)], ['team-manager', 1], 'what was not taken stays')
  // A database of after: what its owner has chosen since, when they began again, is theirs.
  await restored.admin(
    'insert into gt.recovery (partnership_id, recovery_id, account_id, confirmed_at) values ($1, $2, $3, clock_timestamp())',
    [ids.partnership, recovery, robbed],
  )
  await restored.admin("insert into gt.credential (partnership_id, account_id, password_hash, otp_secret) values ($1, $2, 'x', 'y')", [
    ids.partnership,
    robbed,
  ])
  assert.equal(await revokeAgain(restored.adminUrl, revoked), 0)
  assert.equal(await credentials(robbed), 1)
})

test('a passkey that its owner took off does not come back, and a record that was destroyed is open to nobody but who may destroy it again', async () => {
  const [taken, kept] = [newId<never>() as string, newId<never>() as string]
  for (const one of [now, restored])
    for (const id of [taken, kept])
      await one.admin(
        `insert into gt.passkey (partnership_id, credential_id, passkey_id, account_id, public_key, counter, name) values ($1, $2, $3, $4, '\\x00', 0, 'A phone')`,
        [ids.partnership, `credential ${id}`, id, calm],
      )
  const [gone, left] = [newId<never>() as string, newId<never>() as string]
  for (const one of [now, restored])
    for (const id of [gone, left])
      await one.admin("insert into gt.subject (partnership_id, subject_id, form) values ($1, $2, 'person')", [ids.partnership, id])
  await now.admin('delete from gt.passkey where passkey_id = $1', [taken])
  await now.admin('update gt.subject set erased_at = clock_timestamp() where subject_id = $1', [gone])
  const revoked = await noted()
  for (const key of [`passkey/${taken}`, `erased/${gone}`])
    assert.ok(
      revoked.some(one => one.key === key && one.value === true),
      key,
    )
  assert.ok((await revokeAgain(restored.adminUrl, revoked)) >= 2)
  assert.deepEqual(
    (await restored.admin<{ id: string }>('select passkey_id as id from gt.passkey where passkey_id = any ($1)', [[taken, kept]])).map(
      one => one.id,
    ),
    [kept],
  )
  const letsIn = async (role: string, subject: string) =>
    (await restored.admin<{ yes: boolean }>('select gt.lets_in($1, $2, $3) as yes', [ids.partnership, subject, ids.account(role)]))[0]?.yes
  assert.deepEqual(
    [
      await letsIn('social-worker', gone),
      await letsIn('team-manager', gone),
      await letsIn('records-officer', gone),
      await letsIn('social-worker', left),
    ],
    [false, false, true, true],
  )
  assert.equal(await revokeAgain(restored.adminUrl, revoked), 0, 'once')
})

test('a way in through an agency, a mail domain and a paper that were taken back do not come back; one that is not as it was is off', async () => {
  const [off, moved, kept] = [ids.agency.health, ids.agency.police, ids.agency.school]
  const [gone, again, there] = [newId<never>() as string, newId<never>() as string, newId<never>() as string]
  const [recalled, thrown, sent, child] = [newId<never>(), newId<never>(), newId<never>(), newId<never>()] as string[]
  const way = (one: TestDatabase, agency: string, issuer: string) =>
    one.admin(
      `insert into gt.agency_sign_in (partnership_id, agency_id, issuer, client_id, secret_sealed, accepts, set_by) values ($1, $2, $3, 'c', 's', '{mfa}', $4)`,
      [ids.partnership, agency, issuer, calm],
    )
  for (const one of [now, restored]) {
    for (const agency of [off, moved, kept]) await way(one, agency, 'https://before.example.test')
    for (const [id, name] of [
      [gone, 'gone'],
      [again, 'again'],
      [there, 'there'],
    ])
      await one.admin('insert into gt.mail_domain (partnership_id, domain_id, agency_id, domain) values ($1, $2, $3, $4)', [
        ids.partnership,
        id,
        kept,
        `${name}.example.test`,
      ])
    await one.admin("insert into gt.subject (partnership_id, subject_id, form) values ($1, $2, 'person')", [ids.partnership, child])
    for (const id of [recalled, thrown, sent])
      await one.admin(
        `insert into gt.outgoing (partnership_id, outgoing_id, subject_id, act_id, kind, reader, reader_as, media_type, size, pages, sha256, made_by)
         values ($1, $2, $3, $2, 'chosen-entries', 'A reader', 'a reader', 'application/pdf', 1, 1, '\\x00', $4)`,
        [ids.partnership, id, child, calm],
      )
  }
  await now.admin('update gt.agency_sign_in set active = false where agency_id = $1', [off])
  await now.admin("update gt.agency_sign_in set issuer = 'https://after.example.test' where agency_id = $1", [moved])
  await now.admin(
    `insert into gt.agency_sign_in_change (partnership_id, agency_id, issuer, client_id, accepts, active, new_secret, by_account)
     select partnership_id, agency_id, 'https://before.example.test', client_id, accepts, true, true, set_by from gt.agency_sign_in`,
  )
  await now.admin('update gt.mail_domain set ended_at = clock_timestamp(), ended_by = $2 where domain_id = any ($1)', [[gone, again], calm])
  await now.admin("insert into gt.mail_domain (partnership_id, agency_id, domain) values ($1, $2, 'again.example.test')", [
    ids.partnership,
    kept,
  ])
  await now.admin("update gt.outgoing set state = 'recalled' where outgoing_id = $1", [recalled])
  await now.admin("update gt.outgoing set state = 'thrown-away' where outgoing_id = $1", [thrown])
  const revoked = await noted()
  assert.deepEqual(
    revoked.map(one => one.key).filter(key => /^(way|domain-off|recalled)\//.test(key)),
    [`way/${off}`, `way/${moved}`, `domain-off/${gone}`, `recalled/${recalled}`, `recalled/${thrown}`].sort(),
  )
  await revokeAgain(restored.adminUrl, revoked)
  const left = async (text: string) => (await restored.admin<{ id: string }>(text)).map(one => one.id).sort()
  assert.deepEqual(await left('select agency_id as id from gt.agency_sign_in where active'), [kept])
  assert.deepEqual(await left("select domain as id from gt.mail_domain where ended_at is null and domain like '%.example.test'"), [
    'again.example.test',
    'there.example.test',
  ])
  assert.deepEqual(await left("select outgoing_id as id from gt.outgoing where state = 'drafted'"), [sent])
  assert.equal(await revokeAgain(restored.adminUrl, revoked), 0, 'once')
})
