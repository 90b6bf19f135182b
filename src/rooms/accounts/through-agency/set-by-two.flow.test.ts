import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids, testOtpSecret, testPassword, testSecret } from '../../../../tests/database.ts'
import { readConfig } from '../../../kernel/config.ts'
import { onceForEachRole, openWebOf, rolesWithout, signIn, strangerAt, type Visitor, visitorOf } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { failed, isRefused, known, nobody, nurse, openAgencies, pathOf, secondId, settings } from '../testing/agencies-let-in.ts'

const { database, web, administrator, second, agencies, askFor, answer, set, through } = await openAgencies()

describe('two people set how an agency’s people come in', () => {
  const at = `/accounts/agencies/${ids.agency.health}`
  const inForce = async () =>
    (await database.admin<{ issuer: string }>('select issuer from gt.agency_sign_in where agency_id = $1', [ids.agency.health]))[0]?.issuer
  const elsewhereSet = () => askFor(ids.agency.health, settings(agencies.police))

  it('what one asks for waits, what was set before stays in force, and who asked does not confirm it', async () => {
    const before = await inForce()
    assert.equal((await elsewhereSet()).to, `${at}?done=asked`)
    assert.equal(await inForce(), before)
    assert.equal((await through(agencies.health, known(agencies.health))).status, 303)
    assert.equal((await answer(administrator, ids.agency.health, 'yes')).status, 404)
    assert.equal(await inForce(), before)
    assert.doesNotMatch((await administrator.get(at)).page, /I have made sure at the agency/)
    assert.match((await second.get(at)).page, /I have made sure at the agency/)
    assert.ok(!(await second.get(at)).page.includes(agencies.police.secret))
    assert.equal((await answer(administrator, ids.agency.health, 'no')).to, `${at}?done=no`, 'who asked may take it off')
    assert.equal(await inForce(), before)
    const kept = await database.admin("select 1 from gt.agency_sign_in_asked where decided_at is not null and secret_sealed <> ''")
    assert.deepEqual(kept, [], 'a secret that is not used is not kept')
  })

  it('is confirmed as it was seen: what was asked for since is not', async () => {
    await elsewhereSet()
    await second.get(at)
    const asked = second.hidden('asked')
    await askFor(ids.agency.health, settings(agencies.police, { accepts: 'anything' }))
    assert.equal((await second.post(`${at}/answer`, { asked, answer: 'yes' })).status, 404)
    assert.equal((await answer(second, ids.agency.health, 'no')).to, `${at}?done=no`)
  })

  it('is not confirmed by whom the one who asked has brought in alone', async () => {
    await elsewhereSet()
    await database.admin('insert into gt.invitation (partnership_id, account_id, invited_by, outside) values ($1, $2, $3, false)', [
      ids.partnership,
      secondId,
      ids.account('system-administrator'),
    ])
    try {
      assert.equal((await answer(second, ids.agency.health, 'yes')).status, 404)
    } finally {
      await database.admin('delete from gt.invitation')
      assert.equal((await answer(second, ids.agency.health, 'no')).to, `${at}?done=no`)
    }
  })

  it('ends at once every session that began through the agency, where another says who its people are, or nobody does any more', async () => {
    const nurseIn = async () => (await through(agencies.health, known(agencies.health))).visitor
    const isOut = async (visitor: Visitor) => assert.equal((await visitor.get('/account')).status, 303)
    const officer = (await through(agencies.police, known(agencies.police, { email: ids.email('police-officer') }), ids.agency.police))
      .visitor
    const withPassword = await visitorOf(web, database, nurse, '/account')
    const first = await nurseIn()
    await elsewhereSet()
    assert.equal((await first.get('/account')).status, 200, 'not before it is confirmed')
    await answer(second, ids.agency.health, 'yes')
    await isOut(first)
    await set(ids.agency.health, settings(agencies.health))
    await database.admin('delete from gt.outside_account')
    const next = await nurseIn()
    assert.equal((await next.get('/account')).status, 200)
    await askFor(ids.agency.health, settings(agencies.health, { secret: '', active: 'no' }))
    await isOut(next)
    assert.deepEqual([(await officer.get('/account')).status, (await withPassword.get('/account')).status], [200, 200], 'nobody else')
    await set(ids.agency.health, settings(agencies.health, { secret: '' }))
  })

  it('asks no issuer in the clear but where the service itself is tried', async () => {
    const served = await openWebOf(database, rooms, {
      config: { ...readConfig({ LOG_LEVEL: 'silent', GT_ADDRESS: 'https://golden-thread.example.test' }), secret: testSecret },
    })
    try {
      const stranger = strangerAt(served)
      const begun = await stranger.get(`/sign-in/agency/${ids.agency.health}`)
      assert.equal(begun.status, 422)
      const visitor = strangerAt(served)
      await database.admin('update gt.credential set otp_step = 0')
      await signIn(visitor, { email: ids.email('system-administrator'), password: testPassword, otpSecret: testOtpSecret })
      await visitor.get(at)
      const refused = await visitor.post(at, settings(agencies.health))
      assert.equal(refused.status, 422)
      assert.match(refused.page, /begins with https/)
    } finally {
      await served.close()
    }
  })
})

describe('how people come in through an agency', () => {
  it('is set by the system administrator alone; the secret is kept sealed and shown to nobody', async () => {
    const at = `/accounts/agencies/${ids.agency.health}`
    const { page } = await administrator.get(at)
    assert.ok(page.includes(agencies.health.address))
    assert.ok(!page.includes(agencies.health.secret))
    const [row] = await database.admin<{ secret_sealed: string }>('select secret_sealed from gt.agency_sign_in where agency_id = $1', [
      ids.agency.health,
    ])
    assert.ok(row && !row.secret_sealed.includes('secret') && row.secret_sealed.length > 60)
    await set(ids.agency.health, settings(agencies.health, { secret: '' }))
    assert.equal((await through(agencies.health, known(agencies.health))).status, 303)
    for (const issuer of ['http://issuer.example.test', 'javascript:alert(1)', 'https://issuer.example.test/?x=1', 'x'])
      assert.equal((await administrator.post(at, settings(agencies.health, { issuer }))).status, 422, issuer)
    for (const accepts of ['otp', 'mfa pwd', 'SMS'])
      assert.equal((await administrator.post(at, settings(agencies.health, { accepts }))).status, 422, accepts)
    const as = onceForEachRole(() => [web, database])
    const others = rolesWithout('GET /accounts/agencies')
    assert.ok(others.includes('account-manager') && others.includes('team-manager'))
    for (const role of ['account-manager', 'team-manager']) {
      const visitor = await as(role)
      assert.equal((await visitor.get('/accounts/agencies')).status, 404)
      assert.equal((await visitor.post(at, settings(agencies.health))).status, 404)
    }
  })

  it('sends a secret that is kept to no other server, and for no other client; each change is kept with who made it', async () => {
    const at = `/accounts/agencies/${ids.agency.health}`
    const kept = () =>
      database.admin('select issuer, client_id, secret_sealed from gt.agency_sign_in where agency_id = $1', [ids.agency.health])
    const before = await kept()
    await administrator.get(at)
    for (const more of [{ issuer: 'https://issuer.example.test' }, { clientId: 'another' }])
      assert.equal((await administrator.post(at, settings(agencies.health, { secret: '', ...more }))).status, 422)
    assert.deepEqual(await kept(), before)
    await set(ids.agency.health, settings(agencies.health))
    const changes = await database.admin<{ by_account: string; confirmed_by: string; new_secret: boolean; issuer: string }>(
      'select by_account, confirmed_by, new_secret, issuer from gt.agency_sign_in_change where agency_id = $1 order by at desc limit 1',
      [ids.agency.health],
    )
    assert.deepEqual(changes, [
      { by_account: ids.account('system-administrator'), confirmed_by: secondId, new_secret: true, issuer: agencies.health.address },
    ])
    assert.match((await administrator.get(at)).page, /What was set before/)
  })

  it('is set only by whoever has shown lately that it is them', async () => {
    const at = `/accounts/agencies/${ids.agency.health}`
    const account = ids.account('system-administrator')
    await administrator.get(at)
    await database.admin("update gt.session set proved_at = clock_timestamp() - interval '11 minutes' where account_id = $1", [account])
    try {
      for (const { to } of [await administrator.post(at, settings(agencies.health)), await administrator.get(at)])
        assert.match(to ?? '', /^\/account\/prove\?to=/)
    } finally {
      await database.admin('update gt.session set proved_at = clock_timestamp() where account_id = $1', [account])
    }
  })

  it('lets nobody in who gives accounts to others, whether or not the agency knew them before', async () => {
    const subject = known(agencies.health)
    await database.admin("update gt.account set role = 'account-manager' where account_id = $1", [ids.account(nurse)])
    const back = () => database.admin('update gt.account set role = $2 where account_id = $1', [ids.account(nurse), nurse])
    try {
      await isRefused(await through(agencies.health, subject), nobody)
      await back()
      assert.equal((await through(agencies.health, subject)).status, 303)
      await database.admin("update gt.account set role = 'account-manager' where account_id = $1", [ids.account(nurse)])
      await isRefused(await through(agencies.health, subject), nobody)
    } finally {
      await back()
    }
  })

  it('that is off lets nobody in, also whoever had begun before', async () => {
    const at = `/accounts/agencies/${ids.agency.police}`
    const visitor = strangerAt(web)
    const begun = await visitor.get(`/sign-in/agency/${ids.agency.police}`)
    const officer = known(agencies.police, { email: ids.email('police-officer') })
    const answer = await agencies.police.follow(begun.to ?? '', officer)
    assert.equal((await askFor(ids.agency.police, settings(agencies.police, { secret: '', active: 'no' }))).to, `${at}?done=off`)
    await isRefused({ visitor, ...(await visitor.get(pathOf(answer))) }, failed)
    assert.equal((await strangerAt(web).get(`/sign-in/agency/${ids.agency.police}`)).status, 404)
    await set(ids.agency.police, settings(agencies.police, { secret: '' }))
    assert.equal((await through(agencies.police, officer, ids.agency.police)).status, 303)
  })
})
