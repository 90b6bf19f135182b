import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../../tests/database.ts'
import { addDays, dayOf, momentOf, Temporal } from '../../guidance/index.ts'
import { newId, type SubjectId } from '../../thread/ids.ts'
import { birth, identity, involvement, pregnancy } from '../../thread/own-kinds/index.ts'
import { called } from '../testing/called.ts'
import { householdOnRecord } from '../testing/household.ts'
import { linesOf } from '../testing/lines.ts'
import { openForTests } from '../testing/open-for-tests.ts'
import { type Telling, tell } from '../testing/tell.ts'
import { inBoxes, rolesWithout } from '../testing/visitor.ts'
import { rooms } from '../web.ts'
import { conference } from './conference/conference.ts'

const { database, as } = await openForTests(rooms, { first: '/meetings' })
const home = await householdOnRecord(database, { chaired: 'both' })
const today = dayOf(momentOf(Temporal.Now.instant()))
const of = (path: string, person: string = home.amira) => `/people/${person}/${path}`

type Row = { kind: string; subject_id: string; act_id: string; facts: Record<string, unknown>; answers: string | null }
const told = (kind: string) =>
  database.admin<Row>(
    `select e.kind, e.subject_id, e.act_id, p.facts, e.answers from gt.entry e join gt.entry_part p using (partnership_id, entry_id)
     where e.kind = $1 and p.field_group = 'record' order by e.subject_id`,
    [kind],
  )
const stands = async (rule: string, person: string = home.amira) =>
  (
    await database.admin<{ due_on: string }>(
      `select due_on::text from gt.finding where rule = $1 and subject_id = $2 and until_at = 'infinity'`,
      [rule, person],
    )
  ).map(one => one.due_on)

const plan = (subject: SubjectId): Telling => ({
  subject,
  kind: conference,
  on: addDays(today, -60),
  parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
})
before(() => tell(database, 'conference-chair', [plan(home.amira), plan(home.omar)]))

/** Everybody who has no row, and some who have one and do not stand so to the child, gets the page that is not there. */
const refused = async (at: string, others: readonly string[], person: string = home.amira) => {
  for (const role of [...rolesWithout(`GET /people/:person/${at}`), ...others]) {
    const visitor = await as(role)
    assert.equal((await visitor.get(of(at, person))).status, 404, role)
    for (const way of ['', '/keep', '/discard'])
      assert.equal((await visitor.post(of(`${at}${way}`, person), {})).status, 404, `${role} ${way}`)
  }
}

describe('a child on a plan moves between areas', () => {
  it('is written down by nobody but whoever works with the child or keeps the register of moves', () =>
    refused('moves', ['conference-administrator', 'safeguarding-unit-manager']))

  it('what is missing is asked for, and a day to come is refused', async () => {
    const worker = await as('social-worker')
    assert.match((await worker.get(of('moves'))).page, /Omar Testcase/)
    const empty = await worker.post(of('moves'), { draftVersion: '0' })
    assert.equal(empty.status, 422)
    for (const says of ['Choose what happened', 'Write which authority']) assert.match(empty.page, new RegExp(says))
    const late = {
      ...inBoxes('on', addDays(today, 3)),
      what: 'moved-away',
      authority: 'Testshire',
      children: [home.amira],
      draftVersion: worker.hidden('draftVersion'),
    }
    assert.match((await worker.post(of('moves'), late)).page, /The day must be today or earlier/)
  })

  it('away for a time: of both children in one act, the unit comes in, and the other authority is to be told', async () => {
    const worker = await as('social-worker')
    await worker.get(of('moves'))
    const sent = await worker.post(of('moves'), {
      ...inBoxes('on', today),
      what: 'away-for-a-time',
      authority: 'Testshire',
      children: [home.amira, home.omar],
      visits: 'The lead worker, every second week',
      draftVersion: worker.hidden('draftVersion'),
    })
    assert.equal(sent.to, `/people/${home.amira}`)
    const rows = await told('temporary-residence')
    assert.deepEqual(new Set(rows.map(one => one.subject_id)), new Set([home.amira, home.omar]))
    assert.equal(new Set(rows.map(one => one.act_id)).size, 1)
    assert.equal((await stands('transfer-due')).length, 1)
    assert.equal((await stands('transfer-due', home.omar)).length, 1)
    const { page } = await worker.get(of('moves'))
    assert.match(page, /The other authority is told in writing/)
    const office = await as('conference-administrator')
    assert.equal((await office.get(of('moves'))).status, 200)
    assert.match((await office.get('/conferences')).page, new RegExp(`/people/${home.amira}/moves`))
  })

  it('the notice to the other authority clears it', async () => {
    const office = await as('conference-administrator')
    await office.get(of('moves'))
    const sent = await office.post(of('moves'), {
      ...inBoxes('on', today),
      what: 'moved-away',
      authority: 'Testshire',
      children: [home.amira, home.omar],
      draftVersion: office.hidden('draftVersion'),
    })
    assert.equal(sent.status, 303)
    assert.deepEqual(await stands('transfer-due'), [])
  })

  it('moved here: a conference is held within fifteen working days, and until then the other authority stays responsible', async () => {
    const worker = await as('social-worker')
    await worker.get(of('moves', home.omar))
    const sent = await worker.post(of('moves', home.omar), {
      ...inBoxes('on', today),
      what: 'moved-here',
      authority: 'Samplefield',
      children: [home.omar],
      category: 'neglect',
      draftVersion: worker.hidden('draftVersion'),
    })
    assert.equal(sent.status, 303)
    const { page } = await worker.get(of('moves', home.omar))
    assert.match(page, /A conference is held here by/)
    assert.match(page, /Until then the other authority stays responsible/)
    assert.ok(
      (await linesOf(database, home.omar)).some(line => line.route.includes('/moves')),
      'what was shown stands in the access lines',
    )
  })
})

describe('a conference is put off, or a meeting moved', () => {
  let matter: SubjectId
  const at = (way = '') => `/meetings/${matter}/conference/put-off${way}`
  const about = async (meeting: SubjectId) =>
    (await told('meeting-about')).filter(one => one.facts['meeting'] === meeting && one.facts['change'] !== undefined)
  const reasons = { managersReason: 'The father is in hospital until Friday.', chairsReason: 'Without him there is no plan to agree.' }
  before(async () => {
    const made = await called(database, 'conference-administrator', {
      type: 'review-conference',
      chair: ids.account('conference-chair'),
      minutes: ids.account('conference-administrator'),
      children: [home.amira, home.omar],
    })
    matter = made.matter
  })

  it('by nobody but who keeps the meeting', async () => {
    for (const role of [...rolesWithout('GET /meetings/:meeting/conference/put-off'), 'safeguarding-unit-manager']) {
      const visitor = await as(role)
      assert.equal((await visitor.get(at())).status, 404, role)
      for (const way of ['', '/keep', '/discard']) assert.equal((await visitor.post(at(way), {})).status, 404, `${role} ${way}`)
    }
  })

  it('both reasons, the new day and how the children are safe are asked for; what it was to be held by does not move', async () => {
    const office = await as('conference-administrator')
    const page = await office.get(at())
    assert.match(page.page, /It was to be held by/)
    assert.match(page.page, /Putting it off does not move that day/)
    const empty = await office.post(at(), { what: 'later', draftVersion: '0' })
    for (const says of [
      'Enter the day on which it is held',
      'Write the reason of the manager',
      'Write the reason of the chair',
      'safe meanwhile',
    ])
      assert.match(empty.page, new RegExp(says))
    const due = await stands('rcpc-due')
    await office.get(at())
    const sent = await office.post(at(), {
      ...inBoxes('on', addDays(today, 9)),
      what: 'later',
      time: '10:00',
      ...reasons,
      safeMeanwhile: 'Grandmother stays in the home.',
      draftVersion: office.hidden('draftVersion'),
    })
    assert.equal(sent.to, `/meetings/${matter}/conference`)
    assert.deepEqual(await stands('rcpc-due'), due)
    const rows = await told('conference-postponed')
    assert.equal(rows.length, 2)
    assert.ok(rows.every(one => one.facts['to'] === addDays(today, 9)))
    assert.deepEqual(
      (await about(matter)).map(one => [one.facts['change'], String(one.facts['at']).slice(0, 10)]),
      [
        ['moved', addDays(today, 9)],
        ['moved', addDays(today, 9)],
      ],
      'each child’s record says when it is now',
    )
  })

  it('not held: the record of each child says so', async () => {
    const chair = await as('conference-chair')
    await chair.get(at())
    const sent = await chair.post(at(), {
      what: 'not-held',
      ...reasons,
      safeMeanwhile: 'As before.',
      draftVersion: chair.hidden('draftVersion'),
    })
    assert.equal(sent.to, '/conferences')
    assert.equal((await about(matter)).filter(one => one.facts['change'] === 'cancelled').length, 2)
    assert.equal((await chair.get(at())).status, 404)
  })

  it('a strategy meeting that is moved stands for its new time on each child’s record, and one that is cancelled is offered no more', async () => {
    const made = await called(database, 'team-manager', { children: [home.amira, home.omar] })
    const manager = await as('team-manager')
    await manager.get(`/meetings/${made.matter}/move`)
    const sent = await manager.post(`/meetings/${made.matter}/move`, {
      ...inBoxes('on', addDays(today, 5)),
      time: '9:00',
      reason: 'The police cannot come before.',
    })
    assert.equal(sent.status, 303)
    assert.deepEqual(
      (await about(made.matter)).map(one => one.facts['change']),
      ['moved', 'moved'],
    )
    assert.equal([...(await manager.get(of('strategy'))).page.matchAll(/The meeting called for/g)].length, 1)
    await manager.get(`/meetings/${made.matter}/cancel`)
    await manager.post(`/meetings/${made.matter}/cancel`, { reason: 'One is held by telephone instead.' })
    assert.equal([...(await manager.get(of('strategy'))).page.matchAll(/The meeting called for/g)].length, 0)
  })
})

describe('from a meeting to what it decides', () => {
  const held = async (meeting: SubjectId) => {
    const manager = await as('team-manager')
    await manager.get(`/meetings/${meeting}/held`)
    const sent = await manager.post(`/meetings/${meeting}/held`, { ...inBoxes('on', today), time: '0:00' })
    assert.equal(sent.status, 303, sent.page.slice(0, 2000))
    return (await manager.get(`/meetings/${meeting}`)).page
  }

  it('a core group that is called stands on the child’s agenda with the way to it, and held it leads to what it said of each child', async () => {
    const manager = await as('team-manager')
    assert.match((await manager.get(of('core-group'))).page, /Call it, and say who is asked/)
    const { matter } = await called(database, 'team-manager', { type: 'core-group', children: [home.amira] })
    const agenda = (await manager.get(of('core-group'))).page
    assert.match(agenda, /It is called for/)
    assert.ok(agenda.includes(`href="/meetings/${matter}"`))
    const school = (await (await as('school-safeguarding-lead')).get(of('core-group'))).page
    assert.match(school, /It is called for/)
    assert.ok(!school.includes(`/meetings/${matter}`), 'whoever is not asked to it is not led to it')
    assert.ok((await held(matter)).includes(`href="${of('core-group/new')}"`))
  })

  it('a strategy meeting that was held leads whoever chaired it to the decision', async () => {
    const { matter } = await called(database, 'team-manager', { children: [home.amira] })
    assert.ok((await held(matter)).includes(`href="${of('strategy')}"`))
  })
})

describe('an early review', () => {
  it('is decided by nobody but the chair of the child', () => refused('conference/early', []))

  it('the chair reads why it is asked for, and answers for both children at once; each request is answered on the child’s own record', async () => {
    const worker = await as('social-worker')
    await worker.get(of('conference/request'))
    await worker.post(of('conference/request'), {
      children: [home.amira, home.omar],
      what: 'review-early',
      grounds: ['access-refused'],
      reasons: 'Nobody has seen the home since June.',
    })
    const chair = await as('conference-chair')
    assert.match((await chair.get('/conferences')).page, new RegExp(`/people/${home.amira}/conference/early`))
    const { page } = await chair.get(of('conference/early'))
    assert.match(page, /Nobody has seen the home since June/)
    const empty = await chair.post(of('conference/early'), { children: [home.amira], draftVersion: '0' })
    assert.match(empty.page, /Decide whether the review is to be early/)
    const sent = await chair.post(of('conference/early'), {
      children: [home.amira, home.omar],
      held: 'yes',
      reasons: 'The children have to be seen.',
      draftVersion: chair.hidden('draftVersion'),
    })
    assert.equal(sent.to, of('plan'))
    const rows = await told('early-review-decided')
    assert.equal(rows.length, 2)
    assert.ok(rows.every(one => one.answers !== null))
    assert.equal((await stands('rcpc-early-due')).length, 1)
    assert.match((await chair.get(of('conference/early'))).page, /Nobody waits for an answer/)
  })
})

describe('a plan that no conference here ends', () => {
  it('is written down by nobody but the chair', () => refused('plan/over', []))

  it('that harm is no longer likely is not offered: that a conference decides', async () => {
    const chair = await as('conference-chair')
    const { page } = await chair.get(of('plan/over', home.omar))
    assert.doesNotMatch(page, /value="no-longer-likely"/)
    const sly = { ...inBoxes('on', today), ground: 'no-longer-likely', reasons: 'Better.', children: [home.omar], draftVersion: '0' }
    assert.match((await chair.post(of('plan/over', home.omar), sly)).page, /Choose why the plan ended/)
  })

  it('moved and taken over: the plan is over, and its clocks with it', async () => {
    const chair = await as('conference-chair')
    await chair.get(of('plan/over', home.omar))
    const sent = await chair.post(of('plan/over', home.omar), {
      ...inBoxes('on', today),
      ground: 'moved-and-taken-over',
      reasons: 'Testshire wrote that its conference made a plan.',
      children: [home.omar],
      draftVersion: chair.hidden('draftVersion'),
    })
    assert.equal(sent.to, of('plan', home.omar))
    assert.match((await chair.get(of('plan', home.omar))).page, /is not on a child protection plan now/)
    assert.equal((await chair.get(of('plan/over', home.omar))).status, 404)
  })
})

describe('before and after a birth', () => {
  const baby = newId<SubjectId>()
  before(() =>
    tell(
      database,
      'bridge-manager',
      [
        {
          subject: baby,
          kind: identity,
          on: addDays(today, -90),
          parts: { record: { facts: { is: 'unborn', given: '', family: 'Testcase' } } },
        },
        { subject: baby, kind: pregnancy, on: addDays(today, -90), parts: { record: { facts: { expected: addDays(today, -1) } } } },
        ...(
          [
            [ids.account('social-worker'), 'account', 'lead'],
            [ids.team.north, 'team', 'manager'],
            [ids.account('conference-chair'), 'account', 'chair'],
          ] as const
        ).map(
          ([holder, form, relation]): Telling => ({
            subject: baby,
            kind: involvement,
            on: addDays(today, -90),
            parts: { record: { facts: { holder, form, as: relation } } },
          }),
        ),
      ],
      { known: addDays(today, -90), begins: [{ subject: baby, form: 'person' }] },
    ),
  )

  it('is open to nobody but those who work with the child', () => refused('after-birth', [], baby))

  it('before it: when the birth is expected, and the way to a conference', async () => {
    const { page } = await (await as('social-worker')).get(of('after-birth', baby))
    assert.match(page, /Ask for a conference before the birth/)
    const early = await (await as('social-worker')).post(of('after-birth', baby), {
      ...inBoxes('on', today),
      what: 'looked-at',
      as: 'core-group',
      changed: 'Nothing.',
      draftVersion: '0',
    })
    assert.match(early.page, /Write down the birth first/)
  })

  it('after it: ten working days, twenty where the mother is not well enough, met by what is written down', async () => {
    await tell(database, 'conference-chair', [plan(baby)])
    await tell(database, 'social-worker', [{ subject: baby, kind: birth, on: addDays(today, -1), parts: { record: {} } }])
    const [ten] = await stands('post-birth-overdue', baby)
    const worker = await as('social-worker')
    assert.match((await worker.get(of('after-birth', baby))).page, /Not yet. Due by/)
    const unfit = { ...inBoxes('on', today), what: 'mother-unfit', draftVersion: worker.hidden('draftVersion') }
    assert.match((await worker.post(of('after-birth', baby), unfit)).page, /Write who says so, and why/)
    const again = await worker.post(of('after-birth', baby), {
      ...unfit,
      reason: 'The midwife says: not before the end of the month.',
      draftVersion: worker.hidden('draftVersion'),
    })
    assert.equal(again.to, of('plan', baby))
    const [twenty] = await stands('post-birth-overdue', baby)
    assert.ok(ten && twenty && ten < twenty)
    await worker.get(of('after-birth', baby))
    const met = await worker.post(of('after-birth', baby), {
      ...inBoxes('on', today),
      what: 'looked-at',
      as: 'core-group',
      changed: 'The midwife visits twice a week.',
      draftVersion: worker.hidden('draftVersion'),
    })
    assert.equal(met.to, of('plan', baby))
    assert.deepEqual(await stands('post-birth-overdue', baby), [])
  })
})
