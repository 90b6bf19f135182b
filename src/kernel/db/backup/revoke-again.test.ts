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
