import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids, testOtpSecret, testPassword } from '../../../../tests/database.ts'
import { type AccountId, newId, type SubjectId, type TeamId } from '../../../thread/ids.ts'
import { identity, residence } from '../../../thread/own-kinds/index.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { tellingsOn } from '../../testing/tellings.ts'
import { rolesWithout, signIn, strangerAt, type Visitor } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import type { Offers } from './offers.ts'

const { database, web, as } = await openForTests(rooms, { first: '/' })
const { works } = tellingsOn('2025-01-01')
/** North is the tests' own team; South is the one that is asked. */
let north: Visitor
let south: Visitor
const [southTeam, southManager, southWorker] = [newId<TeamId>(), newId<AccountId>(), newId<AccountId>()]
const household = newId<SubjectId>()
const [amira, omar, zoe, far] = [newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>()]
const ada = ids.account('social-worker')

before(async () => {
  await database.admin("insert into gt.team (partnership_id, team_id, agency_id, name) values ($1, $2, $3, 'South Team')", [
    ids.partnership,
    southTeam,
    ids.agency['social-care'],
  ])
  for (const [account, name, role] of [
    [southManager, 'Sol Sample', 'team-manager'],
    [southWorker, 'Wren Sample', 'social-worker'],
  ] as const) {
    await database.admin(
      'insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values ($1, $2, $3, $4, $5, $6)',
      [ids.partnership, account, ids.agency['social-care'], name, `${name.slice(0, 3)}@south.example.test`.toLowerCase(), role],
    )
    await database.admin('insert into gt.team_member (partnership_id, account_id, team_id) values ($1, $2, $3)', [
      ids.partnership,
      account,
      southTeam,
    ])
    await database.admin(
      `insert into gt.credential (partnership_id, account_id, password_hash, otp_secret)
       select partnership_id, $2, password_hash, otp_secret from gt.credential where account_id = $1`,
      [ids.account('team-manager'), account],
    )
  }
  const children = [
    [amira, 'Amira'],
    [omar, 'Omar'],
    [zoe, 'Zoë'],
    [far, 'Faraway'],
  ] as const
  await tell(
    database,
    'bridge-manager',
    [
      ...children.map(([subject, given]) => ({
        subject,
        kind: identity,
        on: '2025-01-01',
        parts: { record: { facts: { is: 'child', given, family: 'Testcase', born: '2018-02-02' } } },
      })),
      ...[amira, omar].map(subject => ({ subject, kind: residence, on: '2025-01-01', parts: { record: { facts: { household } } } })),
      ...[amira, omar, zoe].map(subject => works(subject, ids.team.north, 'team', 'manager')),
      works(far, ids.team.bridge, 'team', 'manager'),
    ],
    { begins: [...children.map(([subject]) => ({ subject, form: 'person' as const })), { subject: household, form: 'context' }] },
  )
  await tell(
    database,
    'team-manager',
    [amira, omar].map(subject => works(subject, ada, 'account', 'lead')),
  )
  north = await as('team-manager')
  south = strangerAt(web)
  await signIn(south, { email: 'sol@south.example.test', password: testPassword, otpSecret: testOtpSecret })
  await south.get('/')
})

const offersOf = async (visitor: Visitor): Promise<Offers> => (await visitor.json<Offers>('/team/offers')).body
const names = (of: Offers['here']) => of.map(child => child.name).sort()
const open = (subject: SubjectId, relation: string) =>
  database.admin<{ holder_id: string }>(
    'select holder_id from gt.involvement where subject_id = $1 and relation = $2 and until_at > clock_timestamp()',
    [subject, relation],
  )
const holders = async (subject: SubjectId, relation: string) => (await open(subject, relation)).map(row => row.holder_id)
const offer = (fields: Record<string, string | readonly string[]> = {}) =>
  north.post('/team/offer', { child: [amira, omar], team: southTeam, reason: 'They moved to the south side.', ...fields })
const answer = (fields: Record<string, string | readonly string[]>) =>
  south.post('/team/offers', { child: [amira], answer: 'taken-on', lead: southWorker, reason: 'We know the family.', ...fields })

describe('children offered to another team', () => {
  it('are for those who manage teams: every other role is told that there is no such page', async () => {
    for (const role of rolesWithout('GET /team/offers')) {
      const visitor = await as(role)
      for (const path of ['/team/offers', `/team/offer?child=${amira}`])
        assert.equal((await visitor.get(path)).status, 404, `${role} ${path}`)
      for (const path of ['/team/offer', '/team/offers', '/team/offers/take-back'])
        assert.equal((await visitor.post(path, { child: amira, back: amira, team: southTeam, reason: 'x' })).status, 404, `${role} ${path}`)
    }
  })

  it('are only those of one’s own team, offered to a team that somebody manages, with a reason', async () => {
    const { page, status } = await north.get(`/team/offer?child=${amira}`)
    assert.equal(status, 200)
    assert.match(page, /South Team/)
    assert.doesNotMatch(page, /North Team|The Bridge<\/label>/)
    assert.match(page, /not chosen: Omar Testcase/)
    assert.equal((await north.get(`/team/offer?child=${far}`)).status, 404)
    assert.equal((await offer({ child: far })).status, 404)
    assert.equal((await south.post('/team/offer', { child: amira, team: ids.team.north, reason: 'Mine.' })).status, 404)
    assert.match((await offer({ reason: ' ' })).page, /Write why they are offered/)
    assert.match((await offer({ team: ids.team.bridge })).page, /Choose a team/)
    assert.match((await offer({ team: '' })).page, /Choose a team/)
    assert.deepEqual(await open(amira, 'offered'), [])
  })

  it('stay where they are until the other team answers, and both teams see them', async () => {
    assert.equal((await south.get(`/people/${amira}`)).status, 404)
    const command = newId()
    assert.equal((await offer({ commandId: command })).to, '/team/offers?done=offered')
    assert.equal((await offer({ commandId: command })).to, '/team/offers?done=offered', 'sent twice, done once')
    assert.deepEqual([await holders(amira, 'offered'), await holders(amira, 'manager')], [[southTeam], [ids.team.north]])
    assert.deepEqual(await holders(amira, 'lead'), [ada])
    assert.deepEqual(names((await offersOf(north)).away), ['Amira Testcase', 'Omar Testcase'])
    assert.deepEqual(names((await offersOf(south)).here), ['Amira Testcase', 'Omar Testcase'])
    const [one] = (await offersOf(south)).here
    assert.deepEqual([one?.team, one?.reason], ['North Team', 'They moved to the south side.'])
    assert.match((await north.get('/team')).page, /2 children of yours offered to another team/)
    assert.match((await north.get('/team')).page, /Offered to South Team\./)
    assert.match((await south.get('/team')).page, /2 children offered to your team/)
    assert.match((await south.get('/announcements')).page, /2 children are offered to your team by North Team/)
    assert.equal((await south.get(`/people/${amira}`)).status, 200, 'the record is read before it is decided')
    assert.equal((await (await as('social-worker')).get(`/people/${amira}`)).status, 200)
    const [line] = await database.admin<{ subject_ids: string[] }>(
      "select subject_ids from gt.access_line where route = 'GET /team/offers' and account_id = $1 order by at desc limit 1",
      [southManager],
    )
    assert.deepEqual(new Set(line?.subject_ids), new Set([amira, omar]))
  })

  it('are not offered twice', async () => {
    await offer({ child: [amira, zoe] })
    assert.equal((await open(amira, 'offered')).length, 1)
    assert.deepEqual(names((await offersOf(south)).here), ['Amira Testcase', 'Omar Testcase', 'Zoë Testcase'])
  })

  it('are answered with the reason, and taken on only with somebody of the team who leads', async () => {
    assert.match((await answer({ reason: '' })).page, /Write why/)
    assert.match((await answer({ child: [] })).page, /Choose at least one child/)
    assert.match((await answer({ answer: '' })).page, /Choose whether your team takes them on/)
    assert.match((await answer({ lead: '' })).page, /Choose who leads/)
    assert.match((await answer({ lead: ada })).page, /Choose somebody of your team/)
    assert.equal((await answer({ child: far })).status, 404)
    assert.equal(
      (await north.post('/team/offers', { child: amira, answer: 'turned-down', reason: 'x' })).to,
      '/team/offers?done=turned-down',
    )
    assert.deepEqual(await holders(amira, 'offered'), [southTeam], 'nobody answers for another team')
  })

  it('say nothing to a manager to whom a record is shut', async () => {
    const told = async () =>
      (
        await database.admin<{ people: SubjectId[] }>(
          `select people from gt.notice where account_id = $1 and about = 'offered' order by told_at desc`,
          [southManager],
        )
      ).map(row => row.people)
    const before = (await told()).length
    await north.post('/team/offers/take-back', { back: [omar, zoe] })
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      omar,
      southManager,
    ])
    await offer({ child: [omar] })
    assert.equal((await told()).length, before)
    await north.post('/team/offers/take-back', { back: [omar] })
    await offer({ child: [omar, zoe] })
    assert.deepEqual((await told())[0], [zoe])
    assert.equal((await told()).length, before + 1)
    await database.admin('delete from gt.excluded')
  })

  it('that are taken on change team and lead worker at one moment, once; the team before reads them no more', async () => {
    const command = newId()
    assert.equal((await answer({ commandId: command })).to, '/team/offers?done=taken-on')
    assert.equal((await answer({ commandId: command })).to, '/team/offers?done=taken-on')
    assert.deepEqual(
      [await holders(amira, 'offered'), await holders(amira, 'manager'), await holders(amira, 'lead')],
      [[], [southTeam], [southWorker]],
    )
    const [gap] = await database.admin<{ moments: number }>(
      `select count(distinct m)::int as moments from gt.involvement i cross join lateral (values (i.from_at), (i.until_at)) x (m)
       where i.subject_id = $1 and i.relation in ('manager', 'lead') and m > '2026-01-01' and m < 'infinity'`,
      [amira],
    )
    assert.equal(gap?.moments, 1, 'there is no moment without a team or a lead worker')
    assert.doesNotMatch((await north.get(`/people/${amira}`)).page, /Testcase/, 'what they wrote themselves, and nothing else')
    assert.equal((await (await as('social-worker')).get(`/people/${amira}`)).status, 404)
    const told = (await north.get('/announcements')).page
    assert.match(told, /One child you offered to South Team is with that team now; Wren Sample leads/)
    assert.doesNotMatch(told, /Amira/)
    assert.match((await (await as('social-worker')).get('/announcements')).page, /One child went from you to Wren Sample/)
    assert.deepEqual(names((await offersOf(south)).here), ['Omar Testcase', 'Zoë Testcase'])
  })

  it('that are turned down stay, with the reason, and the other team reads them no more', async () => {
    const refused = await answer({ child: [omar], answer: 'turned-down', reason: 'Nobody here has room before May.' })
    assert.equal(refused.to, '/team/offers?done=turned-down')
    assert.deepEqual([await holders(omar, 'manager'), await holders(omar, 'lead')], [[ids.team.north], [ada]])
    assert.doesNotMatch((await south.get(`/people/${omar}`)).page, /Testcase/, 'what they wrote themselves, and nothing else')
    const page = (await north.get('/team/offers')).page
    assert.match(page, /Omar Testcase[\s\S]*South Team does not take the child on[\s\S]*Nobody here has room before May/)
    assert.match((await north.get('/announcements')).page, /South Team does not take on the child you offered/)
    assert.match((await north.get(`/people/${omar}`)).page, /Offer turned down by another team/)
  })

  it('are taken back by whoever offered them', async () => {
    assert.equal((await south.post('/team/offers/take-back', { back: zoe })).to, '/team/offers?done=taken-back')
    assert.equal((await open(zoe, 'offered')).length, 1, 'not by the team that was asked')
    assert.match((await north.post('/team/offers/take-back', {})).page, /Choose at least one child/)
    assert.equal((await north.post('/team/offers/take-back', { back: zoe })).to, '/team/offers?done=taken-back')
    assert.deepEqual(await open(zoe, 'offered'), [])
    assert.equal((await south.get(`/people/${zoe}`)).status, 404)
    assert.match((await south.get('/announcements')).page, /One child is offered to your team by North Team no more/)
  })
})
