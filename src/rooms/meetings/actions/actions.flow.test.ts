import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { involvementEnd } from '../../../thread/own-kinds/index.ts'
import { called } from '../../testing/called.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { linesOf } from '../../testing/lines.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { inBoxes, rolesWith, rolesWithout, type Typed } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { actionAnswered, actionDone } from './action.ts'

const { database, as } = await openForTests(rooms, { first: '/sign-in' })
const home = await householdOnRecord(database)
const police = { as: 'professional', name: 'PC Sample', account: ids.account('police-officer'), agencyKind: 'police' } as const

const whole: Typed = {
  what: 'The landlord opens the flat on Friday at 10 so that the bedrooms are seen',
  measure: 'The social worker has seen both bedrooms',
  risk: 'Nobody has seen where the children sleep',
  owner: 'mail',
  ownerMail: ids.email('housing-officer'),
  ...inBoxes('dueOn', '2030-03-14'),
}

/** A strategy meeting about Omar and Amira that says what must not be seen, with one action asked of the housing officer. */
const withAction = async (more: Typed = {}) => {
  const made = await called(database, 'team-manager', {
    children: [home.amira, home.omar],
    invitees: [police],
    purpose: 'Secret purpose of the meeting',
  })
  const chair = await as('team-manager')
  await chair.get(`/meetings/${made.matter}/actions`)
  const sent = await chair.post(`/meetings/${made.matter}/actions`, { ...whole, ...more })
  assert.equal(sent.status, 303, sent.page.slice(0, 4000))
  const { body } = await chair.json<{ actions: { entry: string; lacks: string[]; accepted: boolean | null }[] }>(
    `/meetings/${made.matter}/actions`,
  )
  const [row] = await database.admin<{ action: string }>(
    `select q.facts ->> 'action' as action from gt.entry_part q where q.subject_id = $1 and q.facts ? 'action' limit 1`,
    [made.matter],
  )
  return { meeting: made.matter, action: row?.action ?? '', entry: body.actions[0]?.entry ?? '', lacks: body.actions[0]?.lacks ?? [] }
}

describe('the owner of one action', () => {
  it('sees that action on a list of their own, says yes, and says what came of it; the meeting reads both', async () => {
    const { meeting, action, lacks } = await withAction()
    assert.deepEqual(lacks, ['a yes from its owner that it can be done'])
    const officer = await as('housing-officer')
    const list = (await officer.get('/actions')).page
    assert.match(list, /opens the flat on Friday/)
    assert.match(list, /Not answered yet/)
    const page = (await officer.get(`/actions/${action}`)).page
    assert.match(page, /First: can you do it\?/)
    assert.match(page, /Nobody has seen where the children sleep/)
    assert.doesNotMatch(page, /Secret purpose|Testcase|PC Sample/)
    assert.ok((await linesOf(database, action as never)).some(line => line.route === 'GET /actions/:action'))
    const no = await officer.post(`/actions/${action}/answer`, { accepted: 'no' })
    assert.equal(no.status, 422)
    assert.match(no.page, /Write why it cannot be done/)
    assert.equal((await officer.post(`/actions/${action}/answer`, { accepted: 'yes', words: 'The key is with me' })).status, 303)
    assert.equal((await officer.post(`/actions/${action}/done`, { outcome: 'done' })).status, 422)
    const became = { outcome: 'done', became: 'Opened at 10. The bedrooms were seen.' }
    assert.equal((await officer.post(`/actions/${action}/done`, became)).status, 303)
    const chair = await as('team-manager')
    const read = (await chair.get(`/meetings/${meeting}/actions`)).page
    assert.match(read, /The key is with me/)
    assert.match(read, /The bedrooms were seen/)
    const written = await database.admin<{ kind: string; act_id: string; subjects: number }>(
      `select kind, act_id, count(distinct subject_id)::int as subjects from gt.entry where kind in ('action-answered', 'action-done') and subject_id = any ($1) group by kind, act_id order by kind`,
      [[meeting, action]],
    )
    assert.deepEqual(
      written.map(one => [one.kind, one.subjects]),
      [
        ['action-answered', 2],
        ['action-done', 2],
      ],
    )
  })

  it('says once what became of it: whoever comes second reads that first, and loses nothing they typed', async () => {
    const { meeting, action, entry } = await withAction()
    const officer = await as('housing-officer')
    await officer.get(`/actions/${action}`)
    await officer.post(`/actions/${action}/answer`, { accepted: 'yes' })
    const chair = await as('team-manager')
    await chair.get(`/meetings/${meeting}/actions/${entry}`)
    const became = { outcome: 'done', became: 'Opened at 10.', commandId: newId() }
    assert.equal((await officer.post(`/actions/${action}/done`, became)).to, '/actions')
    assert.equal((await officer.post(`/actions/${action}/done`, became)).to, '/actions', 'sent twice it is said once')
    const second = await chair.post(`/meetings/${meeting}/actions/${entry}/done`, {
      outcome: 'no-longer-needed',
      became: 'The family has moved out.',
    })
    assert.equal(second.status, 422, second.page.slice(0, 3000))
    assert.match(second.page, /It was said already what became of this/)
    const third = await officer.post(`/actions/${action}/done`, { outcome: 'in-part', became: 'One room only.' })
    assert.equal(third.status, 422)
    const said = await database.admin<{ n: number }>(
      `select count(*)::int as n from gt.entry where kind = 'action-done' and subject_id = any ($1)`,
      [[meeting, action]],
    )
    assert.equal(said[0]?.n, 2, 'one of the action, one of the meeting')
    await assert.rejects(
      tell(database, 'team-manager', [
        {
          subject: meeting,
          kind: actionDone,
          answers: entry as EntryId,
          parts: { record: { facts: { outcome: 'not-done' }, narrative: { words: 'Another word.' } } },
        },
      ]),
      { constraint: 'ended_once' },
    )
  })

  it('leaves the meeting once nothing is asked of them any more, and not before; nor do they send anybody else away', async () => {
    const { meeting, action } = await withAction()
    const chair = await as('team-manager')
    await chair.get(`/meetings/${meeting}/actions`)
    assert.equal((await chair.post(`/meetings/${meeting}/actions`, { ...whole, what: 'The boiler is mended by Tuesday' })).status, 303)
    const actions = await database.admin<{ entry: string; action: string }>(
      `select e.entry_id as entry, q.facts ->> 'action' as action from gt.entry e join gt.entry_part q using (partnership_id, entry_id) where e.subject_id = $1 and e.kind = 'meeting-action' order by e.known_at`,
      [meeting],
    )
    const [first, second] = actions
    assert.equal(first?.action, action)
    const stands = () =>
      database.admin<{ n: number }>(
        `select count(*)::int as n from gt.reach where holder_id = $1 and subject_id = $2 and relation = 'asked-by-meeting' and until_at = 'infinity'`,
        [ids.account('housing-officer'), meeting],
      )
    const done = async (of: string | undefined) => {
      const officer = await as('housing-officer')
      await officer.get(`/actions/${of}`)
      await officer.post(`/actions/${of}/answer`, { accepted: 'yes' })
      return officer.post(`/actions/${of}/done`, { outcome: 'done', became: 'It is done, and the rooms are warm.' })
    }
    assert.equal((await done(first?.action)).to, '/actions')
    assert.equal((await stands())[0]?.n, 2, 'something else is asked of them')
    const [chairs] = await database.admin<{ entry: EntryId }>(
      `select e.entry_id as entry from gt.entry e join gt.entry_part q using (partnership_id, entry_id) where e.subject_id = $1 and e.kind = 'involvement' and q.facts ->> 'as' = 'meeting-chair'`,
      [meeting],
    )
    await assert.rejects(
      tell(database, 'housing-officer', [
        { subject: meeting as SubjectId, kind: involvementEnd, answers: chairs?.entry as EntryId, parts: { record: {} } },
      ]),
      { constraint: 'asked_leaves_alone' },
    )
    assert.equal((await done(second?.action)).to, '/actions')
    assert.equal((await stands())[0]?.n, 0)
    const more = {
      subject: meeting as SubjectId,
      kind: actionAnswered,
      answers: second?.entry as EntryId,
      parts: { record: { facts: { accepted: true } } },
    }
    await assert.rejects(tell(database, 'housing-officer', [more]), /held for those who have to do with it/)
    assert.match((await (await as('housing-officer')).get(`/actions/${action}`)).page, /the rooms are warm/, 'what they did stays readable')
  })

  it('may be a whole agency: whoever of it signs in answers', async () => {
    const { action } = await withAction({ owner: `agency:${ids.agency.health}`, ownerMail: '' })
    const nurse = await as('health-practitioner')
    assert.match((await nurse.get('/actions')).page, /Asked of your agency/)
    assert.match((await nurse.get('/')).page, /href="\/actions">\s*1 thing a meeting asked of you\s*<\/a>/)
    await nurse.get(`/actions/${action}`)
    assert.equal((await nurse.post(`/actions/${action}/answer`, { accepted: 'yes' })).status, 303)
    assert.match((await nurse.get('/')).page, /1 thing a meeting asked of you/, 'saying that it can be done does not do it')
    const others = await as('early-help-practitioner')
    assert.equal((await others.get(`/actions/${action}`)).status, 404)
  })
})

describe('what a meeting asks for', () => {
  it('is refused once where it is only a vague verb, and kept where its writer says so', async () => {
    const made = await called(database, 'team-manager', { children: [home.amira] })
    const chair = await as('team-manager')
    await chair.get(`/meetings/${made.matter}/actions`)
    const vague = await chair.post(`/meetings/${made.matter}/actions`, { what: 'School to monitor' })
    assert.equal(vague.status, 422)
    assert.match(vague.page, /does not say what exactly is done/)
    assert.equal((await chair.post(`/meetings/${made.matter}/actions`, { what: 'School to monitor', asIs: 'yes' })).status, 303)
  })

  it('of somebody without an account is answered by whoever keeps the meeting, and of nobody else', async () => {
    const { meeting, entry } = await withAction({ owner: 'named', ownerMail: '', ownerName: 'Marta Testcase' })
    const chair = await as('team-manager')
    await chair.get(`/meetings/${meeting}/actions/${entry}`)
    assert.equal((await chair.post(`/meetings/${meeting}/actions/${entry}/answer`, { accepted: 'yes', words: 'She will' })).status, 303)
    const own = await withAction()
    await chair.get(`/meetings/${own.meeting}/actions/${own.entry}`)
    assert.equal((await chair.post(`/meetings/${own.meeting}/actions/${own.entry}/answer`, { accepted: 'yes' })).status, 404)
  })

  it('may be put right, and its owner reads it so; every version is kept', async () => {
    const { meeting, entry, action } = await withAction({ measure: '' })
    const chair = await as('team-manager')
    const before = (await chair.get(`/meetings/${meeting}/actions/${entry}`)).page
    assert.match(before, /how you will know that it was done/)
    assert.equal(
      (
        await chair.post(`/meetings/${meeting}/actions/${entry}`, {
          what: whole['what'] ?? '',
          measure: 'Photographs of both rooms',
          risk: 'Unseen',
          ...inBoxes('dueOn', '2030-03-21'),
        })
      ).status,
      303,
    )
    const officer = await as('housing-officer')
    assert.match((await officer.get(`/actions/${action}`)).page, /Photographs of both rooms/)
    const versions = await database.admin<{ n: number }>(
      `select count(*)::int as n from gt.entry where subject_id = $1 and kind = 'meeting-action'`,
      [meeting],
    )
    assert.equal(versions[0]?.n, 2)
  })

  it('is read by those who were invited, who cannot ask for more', async () => {
    const { meeting, entry } = await withAction()
    const officer = await as('police-officer')
    const page = (await officer.get(`/meetings/${meeting}/actions`)).page
    assert.match(page, /opens the flat/)
    assert.doesNotMatch(page, /Ask for something/)
    assert.equal((await officer.post(`/meetings/${meeting}/actions`, whole)).status, 404)
    assert.equal((await officer.get(`/meetings/${meeting}/actions/${entry}`)).status, 404)
  })

  it('cannot be asked of somebody who is kept out of the record of a child it is about', async () => {
    const made = await called(database, 'team-manager', { children: [home.omar] })
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      home.omar,
      ids.account('housing-officer'),
    ])
    const chair = await as('team-manager')
    await chair.get(`/meetings/${made.matter}/actions`)
    const refused = await chair.post(`/meetings/${made.matter}/actions`, whole)
    assert.equal(refused.status, 422)
    assert.match(refused.page, /cannot be asked/)
    await database.admin('delete from gt.excluded where subject_id = $1', [home.omar])
  })

  it('is a page for nobody whom the matrix does not let in', async () => {
    const { meeting, action, entry } = await withAction()
    for (const url of ['GET /actions', 'GET /actions/:action', 'GET /meetings/:meeting/actions', 'GET /meetings/:meeting/actions/:entry'])
      for (const role of rolesWithout(url)) {
        const path = url.slice(4).replace(':meeting', meeting).replace(':action', action).replace(':entry', entry)
        assert.equal((await (await as(role)).get(path)).status, 404, `${role} ${url}`)
      }
    // Nor does a role that the matrix lets in see anything without standing to it.
    for (const role of rolesWith('GET /actions/:action').filter(one => one !== 'housing-officer'))
      assert.equal((await (await as(role)).get(`/actions/${action}`)).status, 404, role)
  })
})
