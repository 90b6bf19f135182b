import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { as, ids, testPurpose } from '../../../../tests/database.ts'
import {
  addDays,
  addMonths,
  addWorkingDays,
  type Day,
  dayOf,
  londonAt,
  type Moment,
  momentOf,
  plusHours,
  Temporal,
} from '../../../guidance/index.ts'
import { type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { identity, involvement, relationship, residence } from '../../../thread/own-kinds/index.ts'
import { book } from '../../book.ts'
import { callMeeting } from '../../commands.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { type Telling, tell } from '../../testing/tell.ts'
import { inBoxes, rolesWith, rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { conference, planEnd } from './conference.ts'
import { conferenceRequested } from './request.ts'

const { database, as: signed } = await openForTests(rooms, { first: '/meetings' })
const today = dayOf(momentOf(Temporal.Now.instant()))

/** In an hour, or just before midnight: a conference opens on its own day alone. */
const laterToday = (now: Moment): Moment => {
  const [inAnHour, lastMinute] = [plusHours(now, 1), londonAt(today, '23:59')]
  return inAnHour < lastMinute ? inAnHour : lastMinute
}

/** Two children of one home: one who was on a plan that ended half a year ago, and one who never was. */
const family = async (): Promise<{ ines: SubjectId; luca: SubjectId; home: SubjectId }> => {
  const [ines, luca, home] = [newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>()]
  const on = '2025-01-10'
  const of = (subject: SubjectId, given: string, born: string): Telling[] => [
    { subject, kind: identity, on, parts: { record: { facts: { is: 'child', given, family: 'Testcase', born } } } },
    { subject, kind: residence, on, parts: { record: { facts: { household: home } } } },
    ...[
      [ids.account('social-worker'), 'account', 'lead'],
      [ids.team.north, 'team', 'manager'],
      [ids.agency.school, 'agency', 'agency'],
    ].map(
      ([holder, form, relation]): Telling => ({
        subject,
        kind: involvement,
        on,
        parts: { record: { facts: { holder, form, as: relation } } },
      }),
    ),
  ]
  const chaired: Telling = {
    subject: ines,
    kind: involvement,
    on,
    parts: { record: { facts: { holder: ids.account('conference-chair'), form: 'account', as: 'chair' } } },
  }
  await tell(database, 'bridge-manager', [...of(ines, 'Ines', '2012-02-02'), ...of(luca, 'Luca', '2018-05-05'), chaired], {
    known: on,
    begins: [...[ines, luca].map(subject => ({ subject, form: 'person' as const })), { subject: home, form: 'context' as const }],
  })
  return { ines, luca, home }
}

const wasOnPlan = (child: SubjectId) =>
  tell(
    database,
    'conference-chair',
    [
      {
        subject: child,
        kind: conference,
        on: addDays(today, -400),
        parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
      },
      {
        subject: child,
        kind: planEnd,
        on: addDays(today, -180),
        parts: { record: { facts: { ground: 'left-the-country' }, narrative: { reasons: 'Lived abroad for some months.' } } },
      },
    ],
    { known: addDays(today, -180) },
  )

type Home = Awaited<ReturnType<typeof family>>
let home: Home
let matter: SubjectId

const asks = (path: string) => `/people/${home.ines}${path}`

describe('a conference, from the request to what follows', () => {
  before(async () => {
    home = await family()
    const on = '2025-01-10'
    const sibling = (subject: SubjectId, given: string): Telling[] => [
      { subject, kind: identity, on, parts: { record: { facts: { is: 'child', given, family: 'Testcase', born: '2022-03-03' } } } },
      { subject, kind: relationship, on, parts: { record: { facts: { to: home.ines, as: 'half-sibling' } } } },
    ]
    const [milo, nora] = [newId<SubjectId>(), newId<SubjectId>()]
    const chairs = { holder: ids.account('conference-chair'), form: 'account', as: 'chair' }
    await tell(
      database,
      'bridge-manager',
      [...sibling(milo, 'Milo'), ...sibling(nora, 'Nora'), { subject: milo, kind: involvement, on, parts: { record: { facts: chairs } } }],
      { known: on, begins: [milo, nora].map(subject => ({ subject, form: 'person' as const })) },
    )
    await wasOnPlan(home.ines)
  })

  it('a social worker asks for it, for both children in one act, and the unit comes in', async () => {
    const worker = await signed('social-worker')
    const page = await worker.get(asks('/conference/request'))
    assert.equal(page.status, 200)
    assert.match(page.page, /Ines Testcase/)
    assert.match(page.page, /Luca Testcase/)
    const nothing = await worker.post(asks('/conference/request'), { children: [], what: 'review-early' })
    assert.equal(nothing.status, 422)
    for (const says of ['Choose at least one child', 'Choose why the review is to be early', 'Write why a conference is needed'])
      assert.match(nothing.page, new RegExp(says))
    const sent = await worker.post(asks('/conference/request'), {
      children: [home.ines, home.luca],
      what: 'initial',
      reasons: 'Both were alone at home at night again.',
    })
    assert.equal(sent.to, `/people/${home.ines}`)
    const rows = await database.admin<{ subject_id: string }>(
      `select subject_id from gt.involvement where relation = 'conference-office' and subject_id = any ($1)`,
      [[home.ines, home.luca]],
    )
    assert.deepEqual(new Set(rows.map(row => row.subject_id)), new Set([home.ines, home.luca]))
  })

  it('the office finds both children on its desk, and that the professionals reflect first for the one who returns', async () => {
    const office = await signed('conference-administrator')
    const { page } = await office.get('/conferences')
    assert.match(page, /An initial conference about Ines Testcase was asked for/)
    assert.match(page, /An initial conference about Luca Testcase was asked for/)
    assert.match(page, /Before the conference about Ines Testcase the professionals reflect together/)
    assert.doesNotMatch(page, /Before the conference about Luca Testcase the professionals/)
    assert.doesNotMatch(page, /alone at home at night/, 'what was recorded stays closed to the office')
  })

  it('the office sets a day, and the invitations wait for the time of the reflective session', async () => {
    const outcome = await database.worker.withActor(as('conference-administrator'), testPurpose, tx =>
      callMeeting(tx, book, {
        id: newId<CommandId>(),
        type: 'initial-conference',
        at: laterToday(tx.actor.at),
        way: 'in-person',
        chair: ids.account('conference-chair'),
        minutes: ids.account('conference-administrator'),
        invitees: [
          { as: 'professional', name: 'Sample Primary School', agency: ids.agency.school, agencyKind: 'education' },
          { as: 'professional', name: 'Invented Community Health', agency: ids.agency.health, agencyKind: 'health' },
        ],
        children: [
          { child: home.ines, name: 'Ines Testcase' },
          { child: home.luca, name: 'Luca Testcase' },
        ],
        now: tx.actor.at,
      }),
    )
    assert.equal(outcome.done, 'now')
    if (outcome.done !== 'now') return
    matter = outcome.answer.matter
    const office = await signed('conference-administrator')
    const here = `/meetings/${matter}/conference`
    assert.equal((await office.get(here)).status, 200)
    const without = await office.post(`${here}/invitations`, {})
    assert.equal(without.status, 422)
    assert.match(without.page, /Before the invitations go out, set when the professionals reflect together/)
    assert.equal((await office.post(`${here}/invitations`, { sessionTime: 'soon' })).status, 422)
    const sent = await office.post(`${here}/invitations`, { sessionTime: '0:05', sessionPlace: 'Room 4' })
    assert.equal(sent.to, here)
    const rows = await database.admin<{ holder_id: string }>(
      `select holder_id from gt.involvement where relation = 'chair' and subject_id = any ($1)`,
      [[home.ines, home.luca]],
    )
    assert.deepEqual(
      rows.map(row => row.holder_id),
      [ids.account('conference-chair'), ids.account('conference-chair')],
    )
  })

  it('the chair writes down the session, and the themes stay with it', async () => {
    const chair = await signed('conference-chair')
    const path = `/meetings/${matter}/conference/${home.ines}/reflective`
    assert.equal((await chair.get(path)).status, 200)
    assert.equal((await chair.post(path, {})).status, 422)
    const done = await chair.post(path, {
      question1: 'What difference has our work made to this child’s daily life?',
      answer1: 'Mornings were calm while somebody came by.',
      themes: ['drift', 'childs-voice'],
    })
    assert.equal(done.to, `/meetings/${matter}/conference`)
  })

  it('with too few nothing is decided but with a reason; with enough the chair decides each child apart', async () => {
    const chair = await signed('conference-chair')
    const here = `/meetings/${matter}/conference`
    assert.equal((await chair.get(`${here}/${home.ines}`)).status, 404, 'nobody has said yet who is there')
    const page = await chair.get(here)
    assert.match(page.page, /Who is here/)
    const opened = await chair.post(`${here}/open`, { there: ['social-care'], goesOn: 'goes-on' })
    assert.equal(opened.to, here)
    assert.match((await chair.get(here)).page, /Too few agencies are at the conference about Ines Testcase/)
    const invited = [...page.page.matchAll(/name="there" type="checkbox" value="([0-9a-f-]{36})"/g)].map(match => match[1] ?? '')
    assert.equal(invited.length, 2)
    assert.equal((await chair.post(`${here}/open`, { there: ['social-care', ...invited], goesOn: 'goes-on' })).to, here)

    const path = `${here}/${home.ines}`
    // Set again, it decides nothing until it is held.
    const again = { there: ['social-care'], goesOn: 'set-again', interimPlan: 'Both sleep at their grandmother’s.' }
    assert.equal((await chair.post(`${here}/open`, again)).to, here)
    assert.equal((await chair.get(path)).status, 404)
    assert.equal((await chair.post(path, {})).status, 404)
    assert.equal((await chair.post(`${here}/open`, { there: ['social-care', ...invited], goesOn: 'goes-on' })).to, here)
    const empty = await chair.post(path, {})
    assert.equal(empty.status, 422)
    assert.match(empty.page, /On record: Milo Testcase\. There may be others/)
    assert.doesNotMatch(empty.page, /Nora/, 'a sister the chair has nothing to do with')
    for (const says of [
      'Say whether other children who live elsewhere',
      'Write what is working well',
      'Decide whether this child is on a plan',
      'Write the reasons for the decision',
    ])
      assert.match(empty.page, new RegExp(says))
    const decision = {
      workingWell: 'Grandmother fetches Ines from school.',
      worried: 'Ines and Luca are alone at night.',
      needsToHappen: 'An adult is there every night.',
      childsView: '“I hear the door and then nobody is there.”',
      childTookPart: 'yes',
      elsewhere: 'considered',
      childrenElsewhere: 'Milo is with his father; the health visitor sees him on Friday.',
      family: ['metChair', 'readReports'],
      familysView: 'Mother says work ends at ten.',
      plan: 'yes',
      category: 'neglect',
      reasons: 'It has gone on for months.',
      outlinePlan: 'Evenings are covered.',
      contingency: 'If nobody is there, grandmother comes, and the social worker is rung.',
      lead: 'Jo Invented',
      coreGroup: 'Mother, grandmother, school, school nurse',
      who_1: 'School and social care',
      about_1: 'The children were alone on six nights.',
      fear_1: 'Ines will be hurt at night and nobody will know.',
      parents_1: 'An adult is at home from dusk.',
      child_1: 'Ines falls asleep knowing who is there.',
      scale1_child: '3',
      scale1_mother: '8',
      raise_child: 'That Gran stays.',
      scale1_agency1: '4',
      agency_agency1: 'education',
      view_agency1: 'yes',
    }
    const days = (core: Day, review: Day) => ({ ...inBoxes('coreGroupOn', core), ...inBoxes('reviewOn', review) })
    const late = await chair.post(path, { ...decision, ...days(addWorkingDays(today, 11), addMonths(today, 4)) })
    assert.equal(late.status, 422)
    assert.match(late.page, /Enter a day from the conference on, by/)
    const { about_1: _about, parents_1: _goal, ...noGoal } = decision
    assert.match(
      (await chair.post(path, { ...noGoal, ...days(addDays(today, 7), addMonths(today, 2)) })).page,
      /Each danger has one safety goal/,
    )
    const whole = { ...decision, ...days(addDays(today, 7), addMonths(today, 2)), commandId: newId() }
    assert.equal((await chair.post(path, whole)).to, here)
    assert.equal((await chair.post(path, whole)).to, here, 'sent twice it is written once')
    // From another window, still open from before.
    const second = await chair.post(path, { ...whole, commandId: newId(), plan: 'no' })
    assert.equal(second.status, 422)
    assert.match(second.page, /This conference has decided about Ines already[\s\S]*Grandmother fetches Ines/)
    const after = await chair.get(here)
    assert.match(after.page, /On a child protection plan: neglect/)
    assert.match(after.page, /Not decided yet/, 'the other child is decided apart')
    assert.match(after.page, /The core group first meets on/)
    const [ofMilo] = await database.admin<{ said: string; field_group: string }>(
      `select q.narrative ->> 'childrenElsewhere' as said, q.field_group from gt.entry_part q where q.subject_id = $1 and q.narrative ? 'childrenElsewhere'`,
      [home.ines],
    )
    assert.deepEqual([ofMilo?.field_group, ofMilo?.said.slice(0, 4)], ['third-party', 'Milo'])
    const [plan] = await database.admin<{ state: string }>(
      `select state from gt.episode where subject_id = $1 and kind = 'child-protection-plan' and until_at = 'infinity'`,
      [home.ines],
    )
    assert.equal(plan?.state, 'neglect')
    const kinds = await database.admin<{ kind: string; n: number }>(
      `select kind, count(*)::int as n from gt.entry where subject_id = $1 and act_id = (select act_id from gt.entry where subject_id = $1 and kind = 'danger-statement') group by 1 order by 1`,
      [home.ines],
    )
    assert.deepEqual(
      kinds.map(row => [row.kind, row.n]),
      [
        ['conference', 1],
        ['danger-statement', 1],
        ['safety-goal', 1],
        ['safety-scaled', 3],
      ],
    )
    const [apart] = await database.admin<{ facts: { lowest: number; highest: number } }>(
      `select facts from gt.finding where subject_id = $1 and rule = 'scaling-apart'`,
      [home.ines],
    )
    assert.deepEqual([apart?.facts.lowest, apart?.facts.highest], [3, 8])
  })

  it('what is typed of a decision is kept', async () => {
    const chair = await signed('conference-chair')
    const path = `/meetings/${matter}/conference/${home.luca}`
    await chair.get(path)
    assert.equal((await chair.post(`${path}/keep`, { draftVersion: '0', workingWell: 'Luca likes school.' })).status, 200)
    assert.match((await chair.get(path)).page, /Luca likes school/)
    assert.equal((await chair.post(`${path}/discard`, {})).to, `/meetings/${matter}/conference`)
    assert.doesNotMatch((await chair.get(path)).page, /Luca likes school/)
  })

  it('any agency that works with a child may ask for one', async () => {
    const school = await signed('school-safeguarding-lead')
    assert.match((await school.get(asks('/conference/request'))).page, /senior person/)
    const sent = await school.post(asks('/conference/request'), {
      children: [home.ines],
      what: 'review-early',
      grounds: ['agency-asks'],
      reasons: 'Nothing has changed in the mornings.',
      backed: 'yes',
    })
    assert.equal(sent.status, 303)
    const [row] = await database.admin<{ kind: string }>(
      `select kind from gt.entry where subject_id = $1 and kind = $2 and agency_id = $3`,
      [home.ines, conferenceRequested.name, ids.agency.school],
    )
    assert.ok(row)
  })
})

describe('who may not', () => {
  const pages = () =>
    [
      ['GET', '/people/:person/conference/request', asks('/conference/request')],
      ['POST', '/people/:person/conference/request', asks('/conference/request')],
      ['GET', '/conferences', '/conferences'],
      ['GET', '/meetings/:meeting/conference', `/meetings/${matter}/conference`],
      ['POST', '/meetings/:meeting/conference/invitations', `/meetings/${matter}/conference/invitations`],
      ['POST', '/meetings/:meeting/conference/open', `/meetings/${matter}/conference/open`],
      ['GET', '/meetings/:meeting/conference/:child', `/meetings/${matter}/conference/${home.luca}`],
      ['POST', '/meetings/:meeting/conference/:child', `/meetings/${matter}/conference/${home.luca}`],
      ['POST', '/meetings/:meeting/conference/:child/keep', `/meetings/${matter}/conference/${home.luca}/keep`],
      ['POST', '/meetings/:meeting/conference/:child/discard', `/meetings/${matter}/conference/${home.luca}/discard`],
      ['GET', '/meetings/:meeting/conference/:child/reflective', `/meetings/${matter}/conference/${home.luca}/reflective`],
      ['POST', '/meetings/:meeting/conference/:child/reflective', `/meetings/${matter}/conference/${home.luca}/reflective`],
    ] as const

  it('every role without the page finds nothing', async () => {
    for (const [method, url, path] of pages())
      for (const role of rolesWithout(`${method} ${url}`)) {
        const visitor = await signed(role)
        const answer = method === 'GET' ? await visitor.get(path) : await visitor.post(path, {})
        assert.equal(answer.status, 404, `${role} ${method} ${path}`)
      }
  })

  it('nor does a role with the page that stands in no relation to the child or the meeting', async () => {
    const strangers: Record<string, string> = {
      'service-manager': asks('/conference/request'),
      'police-officer': asks('/conference/request'),
    }
    for (const [role, path] of Object.entries(strangers)) {
      assert.ok(rolesWith('GET /people/:person/conference/request').includes(role))
      assert.equal((await (await signed(role)).get(path)).status, 404, role)
    }
    const unit = await signed('safeguarding-unit-manager')
    const other = newId<SubjectId>()
    for (const path of [`/meetings/${other}/conference`, `/meetings/${matter}/conference/${other}/reflective`])
      assert.equal((await unit.get(path)).status, 404, path)
  })

  it('the office arranges and does not decide; who looked stands in the access line', async () => {
    const office = await signed('conference-administrator')
    assert.equal((await office.get(`/meetings/${matter}/conference/${home.luca}`)).status, 404)
    const [line] = await database.admin<{ subject_ids: string[] }>(
      `select subject_ids from gt.access_line where route = 'GET /conferences' order by at desc limit 1`,
    )
    assert.ok(line?.subject_ids.includes(home.ines))
  })
})
