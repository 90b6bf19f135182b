import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids, testOtpSecret, testPassword } from '../../../../tests/database.ts'
import { momentOf, Temporal } from '../../../guidance/index.ts'
import type { AccountId } from '../../../thread/ids.ts'
import { signIn, strangerAt } from '../../testing/visitor.ts'
import { linkIn, openLookingAfter, statusOf } from '../testing/looked-after.ts'
import { switchOffDormant } from './dormant.ts'

const { database, web, administrator, log, personIn, mailTo, begin } = await openLookingAfter()

describe('an account that nobody uses', () => {
  const lastUsed = (id: AccountId, days: number) =>
    database.admin(
      `with f as (update gt.account_life set used_at = clock_timestamp() - make_interval(days => $2), since = clock_timestamp() - interval '1 year' where account_id = $1)
       update gt.session set seen_at = clock_timestamp() - make_interval(days => $2) where account_id = $1`,
      [id, days],
    )
  const tonight = () =>
    switchOffDormant.run(
      {},
      { database: database.worker, log, at: momentOf(Temporal.Now.instant()), job: '1', stopping: new AbortController().signal },
    )
  const active = async (id: AccountId) =>
    (await database.admin<{ active: boolean }>('select active from gt.account where account_id = $1', [id]))[0]?.active

  it('is switched off after 45 days and not before, is named on the page, and comes back by a new link alone', async () => {
    const [used, unused] = [
      await personIn(ids.agency.school, 'school-safeguarding-lead'),
      await personIn(ids.agency.school, 'school-safeguarding-lead'),
    ]
    await lastUsed(used.id, 44)
    await lastUsed(unused.id, 47)
    await tonight()
    assert.deepEqual([await active(used.id), await active(unused.id)], [true, false])
    await assert.rejects(signIn(strangerAt(web), { email: unused.email, password: testPassword, otpSecret: testOtpSecret }))
    assert.match((await administrator.get(`/accounts?agency=${ids.agency.school}`)).page, /Switched off: not used/)
    await administrator.get(`/accounts/${unused.id}`)
    await administrator.post(`/accounts/${unused.id}/link`, {})
    await assert.rejects(
      signIn(strangerAt(web), { email: unused.email, password: testPassword, otpSecret: testOtpSecret }),
      'the password of before is over',
    )
    const visitor = await begin(linkIn(await mailTo(unused.email)))
    assert.equal(await statusOf(visitor, '/concerns'), 200)
    await tonight()
    assert.equal(await active(unused.id), true)
  })

  it('is switched off after as many days as the partnership has set, and the public’s own account never is', async () => {
    const one = await personIn(ids.agency.school, 'school-safeguarding-lead')
    await lastUsed(one.id, 20)
    await tonight()
    assert.equal(await active(one.id), true)
    await database.admin(
      `insert into gt.setting_value (partnership_id, setting, from_on, value, account_id, why) values ($1, 'accounts.dormant-after', '2020-01-01', '14', $2, 'a test')`,
      [ids.partnership, ids.account('system-administrator')],
    )
    await tonight()
    assert.equal(await active(one.id), false)
    await database.admin("delete from gt.setting_value where setting = 'accounts.dormant-after'")
  })

  it('begins to count when this is first looked at', async () => {
    const one = await personIn(ids.agency.school, 'school-safeguarding-lead')
    await database.admin('delete from gt.account_life where account_id = $1', [one.id])
    await database.admin('delete from gt.session where account_id = $1', [one.id])
    await tonight()
    assert.equal(await active(one.id), true)
  })
})
