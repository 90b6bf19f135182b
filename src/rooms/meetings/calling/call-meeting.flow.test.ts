import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { moment } from '../../../guidance/index.ts'
import { type CommandId, newId } from '../../../thread/ids.ts'
import { note } from '../../recording/index.ts'
import { called, calling } from '../../testing/called.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { linesOf } from '../../testing/lines.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)
const police = { as: 'professional', name: 'PC Sample', account: ids.account('police-officer') } as const
const health = { as: 'professional', name: 'Invented Community Health', agency: ids.agency.health, agencyKind: 'health' } as const

const entriesOf = (matter: string) =>
  database.admin<{ kind: string; act_id: string; facts: Record<string, unknown> }>(
    `select e.kind, e.act_id, p.facts from gt.entry e join gt.entry_part p using (partnership_id, entry_id) where e.subject_id = $1 order by e.kind, p.facts ->> 'as'`,
    [matter],
  )

describe('calling a meeting', () => {
  it('is one act on the meeting and on each child: who chairs it, who takes its minutes, who is invited, and who is not and why', async () => {
    const made = await called(database, 'team-manager', {
      children: [home.amira, home.omar],
      invitees: [police, health, { as: 'has-responsibility', name: 'Marta Testcase', person: home.marta }],
      leftOut: [{ expected: 'school', who: 'Sample Primary School', reason: 'They have sent all that they know' }],
      managers: [ids.team.north],
    })
    const told = await entriesOf(made.matter)
    assert.deepEqual(
      told.map(one => one.kind),
      [...Array(5).fill('involvement'), 'meeting', ...Array(3).fill('meeting-invited'), 'meeting-left-out'],
    )
    assert.deepEqual(told.flatMap(one => (one.kind === 'involvement' ? [`${one.facts['as']} ${one.facts['form']}`] : [])).sort(), [
      'invited account',
      'invited agency',
      'manager team',
      'meeting-chair account',
      'minutes account',
    ])
    for (const child of [home.amira, home.omar]) {
      const about = (await entriesOf(child)).filter(one => one.kind === 'meeting-about')
      assert.deepEqual(
        about.map(one => one.facts['meeting']),
        [made.matter],
      )
      assert.equal(about[0]?.act_id, told[0]?.act_id)
    }
    const kindOf = told.flatMap(one =>
      one.facts['account'] === ids.account('police-officer') ? [one.facts['agency'], one.facts['agencyKind']] : [],
    )
    assert.deepEqual(kindOf, [ids.agency.police, 'police'])
    const [episode] = await database.admin<{ n: number }>(
      `select count(*)::integer as n from gt.episode where subject_id = $1 and kind = 'meeting-chaired' and until_at = 'infinity'`,
      [made.matter],
    )
    assert.equal(episode?.n, 1)
  })

  it('tells each who is asked by a mail that says only that something waits', async () => {
    await called(database, 'team-manager', { children: [home.amira], invitees: [police, health] })
    const mails = await database.admin<{ account: string; link: string }>(
      `select j.payload -> 'for' ->> 'account' as account, j.payload -> 'with' ->> 'link' as link from graphile_worker._private_jobs j where j.key like '%/meetings'`,
    )
    assert.deepEqual(mails.map(one => one.account).sort(), ['police-officer', 'health-practitioner'].map(ids.account).sort())
    assert.deepEqual([...new Set(mails.map(one => one.link))], ['/meetings'])
  })

  it('is done once, however often it is sent', async () => {
    const id = newId<CommandId>()
    const at = moment('2027-01-04T10:00:00Z')
    const first = await called(database, 'team-manager', { id, at, children: [home.amira] })
    const again = await calling(database, 'team-manager', { id, at, children: [home.amira] })
    assert.equal(again.done, 'before')
    assert.deepEqual('answer' in again && again.answer, first)
  })

  it('takes what the caller tells with it into the same act, or nothing of it', async () => {
    const { amira } = home
    const made = await called(database, 'team-manager', {
      children: [amira],
      also: {
        kinds: [note],
        asked: 'a note',
        entries: ({ act }) => [
          {
            act,
            subject: amira,
            kind: note,
            happened: { on: '2026-11-02' as never, precision: 'day' },
            audience: 'professionals',
            parts: {
              record: { facts: { contact: 'telephone', reached: true, consulted: [] }, narrative: { purpose: 'Why it is called' } },
            },
          },
        ],
      },
    })
    const acts = (await entriesOf(amira)).filter(one => one.act_id === made.act).map(one => one.kind)
    assert.deepEqual(acts, ['meeting-about', 'note'])
  })

  it('is refused where somebody asked is kept out of the record of one of the children, and nothing is written', async () => {
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      home.omar,
      ids.account('police-officer'),
    ])
    const before = await entriesOf(home.amira)
    const outcome = await calling(database, 'team-manager', { children: [home.amira, home.omar], invitees: [police] })
    assert.equal(outcome.done, 'kept-out')
    assert.deepEqual(await entriesOf(home.amira), before)
    await database.admin('delete from gt.excluded where subject_id = $1', [home.omar])
  })

  it('is refused for whoever has a role that reads no meeting', async () => {
    const records = { as: 'professional', name: 'Records', account: ids.account('records-officer') } as const
    assert.equal((await calling(database, 'team-manager', { children: [home.amira], invitees: [records] })).done, 'kept-out')
  })
})

describe('who reads a meeting', () => {
  it('whoever is invited reads that meeting and no more: no child, no other meeting, and nothing once the invitation has ended', async () => {
    const mine = await called(database, 'team-manager', { children: [home.omar], invitees: [health], purpose: 'Bruises seen on Monday' })
    const other = await called(database, 'team-manager', { children: [home.omar] })
    const visitor = await as('health-practitioner')
    const { status, page } = await visitor.get(`/meetings/${mine.matter}`)
    assert.equal(status, 200)
    assert.match(page, /Bruises seen on Monday/)
    assert.match(page, /Amira Testcase/)
    assert.match((await visitor.get('/meetings')).page, new RegExp(mine.matter))
    assert.equal((await visitor.get(`/meetings/${other.matter}`)).status, 404)
    assert.equal((await visitor.get(`/people/${home.omar}`)).status, 404)
    assert.ok((await linesOf(database, mine.matter)).some(line => line.route === 'GET /meetings/:meeting'))
    await database.admin(`update gt.reach set until_at = now() where subject_id = $1 and relation = 'invited'`, [mine.matter])
    assert.equal((await visitor.get(`/meetings/${mine.matter}`)).status, 404)
    assert.doesNotMatch((await visitor.get('/meetings')).page, new RegExp(mine.matter))
  })

  it('nobody who is not asked to it, and nobody whose role comes to no meeting', async () => {
    const { matter } = await called(database, 'team-manager', { children: [home.amira], invitees: [police] })
    for (const role of [...rolesWithout('GET /meetings/:meeting'), 'social-worker', 'school-safeguarding-lead', 'conference-chair'])
      assert.equal((await (await as(role)).get(`/meetings/${matter}`)).status, 404, role)
  })

  it('nobody who is kept out of the record of a child, from the moment that is said, and again once it is taken back', async () => {
    const { matter } = await called(database, 'team-manager', { children: [home.amira, home.omar], invitees: [health] })
    const visitor = await as('health-practitioner')
    assert.equal((await visitor.get(`/meetings/${matter}`)).status, 200)
    const keptOut = [ids.partnership, home.omar, ids.account('health-practitioner')]
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', keptOut)
    assert.equal((await visitor.get(`/meetings/${matter}`)).status, 404)
    await database.admin('delete from gt.excluded where partnership_id = $1 and subject_id = $2 and account_id = $3', keptOut)
    assert.equal((await visitor.get(`/meetings/${matter}`)).status, 200)
  })

  it('somebody of an invited agency who is kept out of a child’s record does not come in with the agency', async () => {
    const keptOut = [ids.partnership, home.omar, ids.account('health-practitioner')]
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', keptOut)
    const { matter } = await called(database, 'team-manager', { children: [home.amira, home.omar], invitees: [health] })
    assert.equal((await (await as('health-practitioner')).get(`/meetings/${matter}`)).status, 404)
    await database.admin('delete from gt.excluded where partnership_id = $1 and subject_id = $2 and account_id = $3', keptOut)
  })
})
