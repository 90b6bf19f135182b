import assert from 'node:assert/strict'
import { before, beforeEach, describe, it } from 'node:test'
import { ids, testOtpSecret, testPassword } from '../../../../tests/database.ts'
import { type AccountId, type AgencyId, newId } from '../../../thread/ids.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWithout, signIn, strangerAt, type Visitor } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import type { LookedAfter } from '../looking-after/looking-after.ts'

const { database, web, as } = await openForTests(rooms)

type Person = { id: AccountId; visitor: Visitor }
/** Somebody whom a command line set up: nobody here brought them in. */
const personIn = async (agency: AgencyId, role: string): Promise<Person> => {
  const id = newId<AccountId>()
  const email = `${id}@example.test`
  await database.admin(
    `insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values ($1, $2, $3, 'Pat Sample', $4, $5)`,
    [ids.partnership, id, agency, email, role],
  )
  await begun(id)
  const visitor = strangerAt(web)
  await signIn(visitor, { email, password: testPassword, otpSecret: testOtpSecret })
  return { id, visitor }
}
const begun = (id: string) =>
  database.admin(
    `insert into gt.credential (partnership_id, account_id, password_hash, otp_secret)
     select $1, $2, password_hash, otp_secret from gt.credential where account_id = $3`,
    [ids.partnership, id, ids.account('social-worker')],
  )
const invite = async (by: Visitor, more: Record<string, string> = {}) => {
  await by.get('/accounts/new')
  const email = `${newId()}@example.test`
  const fields = { agency: ids.agency.school, name: 'Ines Sample', email, role: 'school-safeguarding-lead', ...more }
  const { to, status } = await by.post('/accounts/new', fields)
  const id = /^\/accounts\/([0-9a-f-]{36})/.exec(to ?? '')?.[1] ?? ''
  return { status, to, id, email: fields.email }
}
const stands = async (id: string) =>
  (await database.admin<{ active: boolean }>('select active from gt.account where account_id = $1', [id]))[0]?.active
const linksWanted = async (id: string) =>
  (await database.admin("select 1 from graphile_worker.jobs where task_identifier = 'mail-link' and key like '%' || $1", [id])).length
const apart = async (one: string, other: string): Promise<boolean | undefined> =>
  (await database.admin<{ apart: boolean }>('select gt.apart($1, $2, $3) as apart', [ids.partnership, one, other]))[0]?.apart

let manager: Person
let administrator: Person
before(async () => {
  manager = await personIn(ids.agency.school, 'account-manager')
  administrator = await personIn(ids.agency['social-care'], 'system-administrator')
})
beforeEach(() => database.admin('update gt.session set proved_at = clock_timestamp()'))

describe('an invitation to an address that is none of the agency’s', () => {
  it('waits until somebody else has said that they know who it is: no link is mailed before, by whatever way', async () => {
    const { to, id } = await invite(manager.visitor, { email: `ines-${newId()}@elsewhere.example.org` })
    assert.match(to ?? '', /\?done=waits$/)
    assert.equal(await stands(id), false)
    const { page } = await manager.visitor.get(`/accounts/${id}`)
    assert.match(page, /Waits for a second person/)
    assert.doesNotMatch(page, /Let them be invited/)
    assert.equal((await manager.visitor.post(`/accounts/${id}/known`, { known: 'yes' })).status, 404, 'not by who invited them')
    assert.equal((await manager.visitor.post(`/accounts/${id}/link`, {})).status, 404)
    assert.equal(await linksWanted(id), 0)
    assert.equal((await administrator.visitor.get(`/accounts/${id}`)).status, 200)
    assert.equal((await administrator.visitor.post(`/accounts/${id}/known`, {})).status, 422, 'in so many words')
    assert.equal((await administrator.visitor.post(`/accounts/${id}/known`, { known: 'yes' })).to, `/accounts/${id}?done=known`)
    assert.equal(await stands(id), true)
    assert.equal(await linksWanted(id), 1)
    assert.equal((await administrator.visitor.post(`/accounts/${id}/known`, { known: 'yes' })).status, 404, 'once')
    const { body } = await administrator.visitor.json<LookedAfter & { changes: { what: string }[] }>(`/accounts/${id}`)
    assert.deepEqual(
      body.changes.map(change => change.what),
      ['confirmed', 'invited'],
    )
    assert.equal(body.invitation?.confirmedBy, 'Pat Sample')
  })

  it('tells those who may say yes, and not who invited', async () => {
    await database.admin("delete from graphile_worker._private_jobs where key like 'mail/%'")
    const { id } = await invite(manager.visitor, { email: `${newId()}@elsewhere.example.org` })
    const told = await database.admin<{ key: string }>("select key from graphile_worker.jobs where key like 'mail/%'")
    assert.ok(told.some(one => one.key.includes(administrator.id)))
    assert.ok(!told.some(one => one.key.includes(manager.id) || one.key.includes(id)))
  })

  it('of the agency’s own domain is mailed at once, and only of that very domain', async () => {
    const own = await invite(manager.visitor)
    assert.match(own.to ?? '', /\?done=invited$/)
    assert.deepEqual([await stands(own.id), await linksWanted(own.id)], [true, 1])
    for (const email of ['x@example.test.elsewhere.example.org', 'x@staff.example.test', 'x@anexample.test'])
      assert.match((await invite(manager.visitor, { email: `${newId()}${email}` })).to ?? '', /\?done=waits$/, email)
  })

  it('is not confirmed by an account that the very same person brought in', async () => {
    const second = await invite(administrator.visitor, { agency: ids.agency['social-care'], role: 'system-administrator' })
    await begun(second.id)
    const puppet = strangerAt(web)
    await signIn(puppet, { email: second.email, password: testPassword, otpSecret: testOtpSecret })
    const { id } = await invite(administrator.visitor, { email: `${newId()}@elsewhere.example.org` })
    assert.equal((await puppet.get(`/accounts/${id}`)).status, 200)
    assert.equal((await puppet.post(`/accounts/${id}/known`, { known: 'yes' })).status, 404)
    const third = await personIn(ids.agency['social-care'], 'system-administrator')
    await third.visitor.get(`/accounts/${second.id}`)
    assert.equal((await third.visitor.post(`/accounts/${second.id}/known`, { known: 'yes' })).to, `/accounts/${second.id}?done=known`)
    await puppet.get(`/accounts/${id}`)
    assert.equal((await puppet.post(`/accounts/${id}/known`, { known: 'yes' })).to, `/accounts/${id}?done=known`)
  })
})

describe('a second person', () => {
  it('is never somebody whom the first has brought in alone, either way round, until another knows them', async () => {
    const { id } = await invite(manager.visitor)
    assert.deepEqual([await apart(manager.id, id), await apart(id, manager.id), await apart(id, id)], [false, false, false])
    await database.admin("update gt.invitation set invited_at = clock_timestamp() - interval '3 years' where account_id = $1", [id])
    assert.equal(await apart(manager.id, id), false, 'however long ago')
    assert.equal(await apart(administrator.id, id), true)
    await administrator.visitor.get(`/accounts/${id}`)
    assert.equal((await administrator.visitor.post(`/accounts/${id}/known`, { known: 'yes' })).to, `/accounts/${id}?done=known`)
    assert.deepEqual([await apart(manager.id, id), await apart(id, manager.id)], [true, true])
  })

  it('is nobody at the end of a chain of invitations, however long, nor whom two of the same chain know', async () => {
    const admin = { agency: ids.agency['social-care'], role: 'system-administrator' }
    const [one, other] = [await invite(administrator.visitor, admin), await invite(administrator.visitor, admin)]
    const broughtInBy = async (whom: string) => {
      const id = newId<AccountId>()
      await database.admin(
        `with a as (insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values ($1, $2, $3, 'Pat Sample', $4, $5))
         insert into gt.invitation (partnership_id, account_id, invited_by, outside) values ($1, $2, $6, false)`,
        [ids.partnership, id, admin.agency, `${id}@example.test`, admin.role, whom],
      )
      return id
    }
    const next = await broughtInBy(one.id)
    const last = await broughtInBy(next)
    const towards = async (...all: string[]) => Promise.all(all.flatMap(id => [apart(administrator.id, id), apart(id, administrator.id)]))
    assert.deepEqual(await towards(next, last), [false, false, false, false], 'at once')
    assert.equal(await apart(last, other.id), false, 'the same person stands behind both')
    await database.admin("update gt.invitation set invited_at = invited_at - interval '3 years' where partnership_id = $1", [
      ids.partnership,
    ])
    assert.deepEqual(await towards(next, last), [false, false, false, false], 'however long ago')
    assert.deepEqual([await apart(one.id, last), await apart(last, other.id), await apart(manager.id, last)], [false, true, true])
    await begun(other.id)
    const puppet = strangerAt(web)
    await signIn(puppet, { email: other.email, password: testPassword, otpSecret: testOtpSecret })
    await puppet.get(`/accounts/${next}`)
    assert.equal((await puppet.post(`/accounts/${next}/known`, { known: 'yes' })).to, `/accounts/${next}?done=known`)
    assert.equal(await apart(one.id, next), true, 'another knows them')
    assert.deepEqual(await towards(next, last), [false, false, false, false], 'but the one who brought in both is the same')
  })

  it('is for thirty days none of two whom the same person brought in alone', async () => {
    const [one, other] = [await invite(manager.visitor), await invite(manager.visitor)]
    assert.equal(await apart(one.id, other.id), false)
    await database.admin("update gt.invitation set invited_at = clock_timestamp() - interval '31 days' where account_id = $1", [one.id])
    assert.equal(await apart(one.id, other.id), false, 'the later one counts')
    await database.admin("update gt.invitation set invited_at = clock_timestamp() - interval '31 days' where account_id = $1", [other.id])
    assert.equal(await apart(one.id, other.id), true)
  })

  it('whom the one who has lost everything brought in does not let them begin again', async () => {
    const second = await invite(administrator.visitor, { agency: ids.agency['social-care'], role: 'system-administrator' })
    await begun(second.id)
    const puppet = strangerAt(web)
    await signIn(puppet, { email: second.email, password: testPassword, otpSecret: testOtpSecret })
    const [{ recovery } = { recovery: '' }] = await database.admin<{ recovery: string }>(
      'insert into gt.recovery (partnership_id, account_id) values ($1, $2) returning recovery_id as recovery',
      [ids.partnership, administrator.id],
    )
    const confirm = async (visitor: Visitor) => {
      await visitor.get(`/accounts/${administrator.id}`)
      return visitor.post(`/accounts/${administrator.id}/recovery`, { recovery, met: 'yes' })
    }
    assert.equal((await confirm(puppet)).status, 404)
    await database.admin('delete from gt.recovery where recovery_id = $1', [recovery])
  })

  it('does not agree to the destruction of a record by the hand of whoever asked: the row itself refuses', async () => {
    const { id } = await invite(manager.visitor)
    await assert.rejects(
      database
        .admin(
          `with s as (insert into gt.subject (partnership_id, subject_id, form) values ($1, $2, 'person') returning subject_id),
           e as (insert into gt.ending (partnership_id, ending_id, subject_id, until_on, class, why, reason, asked_by)
             select $1, $2, subject_id, '2026-01-01', 'x', 'x', 'x', $3 from s returning ending_id)
         select 1 from e`,
          [ids.partnership, newId(), manager.id],
        )
        .then(() =>
          database.admin('update gt.ending set agreed = true, decided_at = clock_timestamp(), decided_by = $1 where asked_by = $2', [
            id,
            manager.id,
          ]),
        ),
      /no second person/,
    )
  })
})

describe('what is let go by two', () => {
  it('is let go by none whom the one who made it brought in alone: the row itself refuses', async () => {
    const { id } = await invite(manager.visitor)
    const outgoing = newId<never>() as string
    await database.admin(
      `with s as (insert into gt.subject (partnership_id, subject_id, form) values ($1, $2, 'person') returning subject_id)
       insert into gt.outgoing (partnership_id, outgoing_id, subject_id, act_id, kind, reader, reader_as, media_type, size, pages, sha256, made_by, checked_by,
         state, second_because) select $1, $2, subject_id, $2, 'chosen-entries', 'A reader', 'a reader', 'application/pdf', 1, 1, '\\x00', $3, $3, 'checked', '{shielded}' from s`,
      [ids.partnership, outgoing, manager.id],
    )
    const letGo = (by: string) =>
      database.admin(
        "update gt.outgoing set released_by = $2, released_at = clock_timestamp(), opens_at = clock_timestamp(), state = 'released' where outgoing_id = $1",
        [outgoing, by],
      )
    await assert.rejects(letGo(id), /no second person/)
    await letGo(administrator.id)
  })
})

describe('the mail domains of an agency', () => {
  const at = `/accounts/domains/${ids.agency.health}`

  it('are set by the system administrator alone, and what they were stays to be read', async () => {
    await administrator.visitor.get(at)
    assert.equal((await administrator.visitor.post(at, { domains: '@Health.example.test\nexample.test' })).to, `${at}?done=yes`)
    assert.equal((await administrator.visitor.post(at, { domains: 'health.example.test' })).to, `${at}?done=yes`)
    const { page } = await administrator.visitor.get(at)
    assert.match(page, /health\.example\.test[\s\S]*In force/)
    const { body } = await administrator.visitor.json<{ domains: { domain: string; ended: object | null }[] }>(at)
    assert.deepEqual(
      body.domains.map(one => [one.domain, one.ended === null]),
      [
        ['health.example.test', true],
        ['example.test', false],
      ],
    )
    const nurse = { agency: ids.agency.health, role: 'health-practitioner' }
    assert.match((await invite(administrator.visitor, nurse)).to ?? '', /done=waits/)
    const ofThere = (by: Visitor) => invite(by, { ...nurse, email: `${newId()}@health.example.test` })
    assert.match((await ofThere(administrator.visitor)).to ?? '', /done=waits/, 'nobody sets a domain and invites to it alone')
    const second = await personIn(ids.agency['social-care'], 'system-administrator')
    assert.match((await ofThere(second.visitor)).to ?? '', /done=invited/)
    await database.admin('insert into gt.invitation (partnership_id, account_id, invited_by, outside) values ($1, $2, $3, false)', [
      ids.partnership,
      second.id,
      administrator.id,
    ])
    assert.match((await ofThere(second.visitor)).to ?? '', /done=waits/, 'nor by whom they brought in')
    assert.equal((await administrator.visitor.post(at, { domains: '' })).to, `${at}?done=yes`)
    assert.match((await invite(administrator.visitor, { ...nurse, email: `${newId()}@health.example.test` })).to ?? '', /done=waits/)
    for (const domains of ['gmail.com', 'not a domain at all!', 'x', 'a@b.example'])
      assert.equal((await administrator.visitor.post(at, { domains })).status, 422, domains)
    const others = rolesWithout(`POST /accounts/domains/:agency`)
    assert.ok(others.includes('account-manager') && others.includes('team-manager'))
    for (const role of ['account-manager', 'team-manager']) {
      const visitor = await as(role)
      assert.equal((await visitor.get(at)).status === 404 || (await visitor.get(at)).to?.startsWith('/account/prove'), true)
      assert.equal((await visitor.post(at, { domains: 'example.test' })).status, 404)
    }
    assert.equal((await administrator.visitor.get(`/accounts/domains/${newId()}`)).status, 404)
  })

  it('are set only by whoever has shown lately that it is them', async () => {
    await administrator.visitor.get(at)
    await database.admin("update gt.session set proved_at = clock_timestamp() - interval '11 minutes'")
    for (const { to } of [await administrator.visitor.post(at, { domains: 'example.test' }), await administrator.visitor.get(at)])
      assert.match(to ?? '', /^\/account\/prove\?to=/)
    const { id } = await (async () => {
      await database.admin('update gt.session set proved_at = clock_timestamp()')
      return invite(manager.visitor, { email: `${newId()}@elsewhere.example.org` })
    })()
    await administrator.visitor.get(`/accounts/${id}`)
    await database.admin("update gt.session set proved_at = clock_timestamp() - interval '11 minutes'")
    assert.match((await administrator.visitor.post(`/accounts/${id}/known`, { known: 'yes' })).to ?? '', /^\/account\/prove\?to=/)
  })
})
