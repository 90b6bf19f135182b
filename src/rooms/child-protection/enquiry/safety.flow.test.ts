import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { as as actorOf, ids, testPurpose } from '../../../../tests/database.ts'
import { statement } from '../../../kernel/db/statement.ts'
import { involvement } from '../../../thread/own-kinds/index.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { linesOf } from '../../testing/lines.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { inBoxes, rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { enquiryOutcome, enquirySigned } from './enquiry.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)
const at = (path: string, person: string = home.amira) => `/people/${person}/${path}`

type Safety = {
  due: { rule: string; level: string }[]
  running: { state: string; entry: string } | null
  decisions: { facts: { decision: string } }[]
  records: object[]
  outcomes: { root: string }[]
  orders: { entry: string; isOpen: boolean; until: string | null }[]
  advice: { said: { advice: string } }[] | null
}
const safety = async (role = 'social-worker', person: string = home.amira) =>
  (await (await as(role)).json<Safety>(at('safety', person))).body
const rules = async (role = 'social-worker', person: string = home.amira) => (await safety(role, person)).due.map(one => one.rule)
const count = async (kind: string, person: string = home.amira) =>
  (await database.admin<{ n: number }>('select count(*)::int as n from gt.entry where kind = $1 and subject_id = $2', [kind, person]))[0]?.n
const yesterday = async () =>
  (await database.admin<{ on: string }>(`select to_char((now() at time zone 'Europe/London') - interval '1 day', 'YYYY-MM-DD') as on`))[0]
    ?.on ?? ''

const harm = { what: 'Marks on both arms, seen by the school.', safeNow: 'Amira is at her aunt’s tonight.', injury: 'yes', moves: 'yes' }
const child = (place: number, person: string, decision: string, more: Record<string, string> = {}) => ({
  [`child${place}`]: person,
  [`decision${place}`]: decision,
  [`reasons${place}`]: 'What the school saw and what Amira said.',
  ...(decision === 'considered' ? { [`found${place}`]: 'safe-as-it-stands' } : { [`protection${place}`]: 'agreed' }),
  ...more,
})
const decided = async () => ({
  ...inBoxes('on', await yesterday()),
  parents: 'to-be-told',
  ...child(1, home.amira, 'section-47-joint', { harm1: 'physical', impact1: 'She flinches.' }),
  ...child(2, home.omar, 'considered'),
})
const record = {
  seen: 'alone-and-spoken-to',
  ...inBoxes('seenOn', '2025-06-02'),
  homeSeen: 'yes',
  parentsSeen: 'all',
  told: ['police', 'health'],
  refused: 'housing',
  medical: 'done',
  medicalWords: 'CANARY-HEALTH two bruises',
  others: 'CANARY-OTHER about the partner',
  analysis: 'The marks were made by a hand.',
}

const advised = statement<{ n: number }>(
  'advice-of-a-test',
  null,
  `select count(*)::int as n from gt.entry where partnership_id = $1 and kind = 'legal-advice'`,
)

const forms = ['harm', 'strategy', 'enquiry', 'protection'] as const
const posts = [...forms, 'enquiry/outcome', 'enquiry/sign', 'advice', 'considered', `protection/${home.amira}/end`] as const

describe('who keeps a child safe', () => {
  it('nobody whose role has no row finds any of it, and nobody who does not work with the child', async () => {
    for (const role of [
      ...rolesWithout('GET /people/:person/safety'),
      'health-practitioner',
      'early-help-practitioner',
      'bridge-manager',
      'legal-adviser',
    ])
      assert.equal((await (await as(role)).get(at('safety'))).status, 404, role)
    for (const form of forms)
      for (const role of [...rolesWithout(`GET /people/:person/${form}`), 'bridge-manager', 'emergency-duty-worker'])
        assert.equal((await (await as(role)).get(at(form))).status, 404, `${role} ${form}`)
    for (const path of posts)
      for (const role of [
        'school-safeguarding-lead',
        'health-practitioner',
        'bridge-manager',
        'emergency-duty-worker',
        'conference-administrator',
      ])
        assert.equal((await (await as(role)).post(at(path), {})).status, 404, `${role} ${path}`)
    for (const kept of forms.filter(form => form !== 'protection'))
      for (const what of ['keep', 'discard'])
        assert.equal((await (await as('school-safeguarding-lead')).post(at(`${kept}/${what}`), {})).status, 404, `${kept} ${what}`)
  })

  it('a social worker suspects harm and does not decide what a strategy meeting decides; a school reads and writes nothing', async () => {
    const worker = await as('social-worker')
    assert.equal((await worker.get(at('harm'))).status, 200)
    assert.equal((await worker.get(at('strategy'))).status, 404)
    const school = await (await as('school-safeguarding-lead')).get(at('safety'))
    assert.equal(school.status, 200)
    assert.doesNotMatch(school.page, /<form[^>]*people/)
    assert.doesNotMatch(school.page, /Legal advice/)
  })

  it('of nobody who is no child', async () => assert.equal((await (await as('social-worker')).get(at('safety', home.marta))).status, 404))
})

describe('harm is suspected', () => {
  it('what is missing is asked for, and what was typed comes back and is kept', async () => {
    const worker = await as('social-worker')
    await worker.get(at('harm'))
    const empty = await worker.post(at('harm'), { ...harm, what: '', safeNow: 'She is at school.', draftVersion: '0' })
    assert.equal(empty.status, 422)
    assert.match(empty.page, /Write what was seen, heard or told/)
    assert.match((await worker.get(at('harm'))).page, /She is at school/)
  })

  it('it stands with what keeps the child safe, and asks for a strategy meeting today', async () => {
    const worker = await as('social-worker')
    await worker.get(at('harm'))
    const sent = await worker.post(at('harm'), { ...harm, draftVersion: worker.hidden('draftVersion') })
    assert.equal(sent.to, at('safety'))
    assert.ok((await rules()).includes('strategy-due'))
    const { page } = await worker.get(at('safety'))
    assert.match(page, /Marks on both arms/)
    assert.match(page, /Significant harm to Amira|Significant harm to this child/)
  })

  it('an injury asks that the brother is thought of, on his own record', async () => {
    assert.ok((await rules('social-worker', home.omar)).includes('sibling-consideration'))
    assert.equal(await count('harm-suspected', home.omar), 0)
  })
})

describe('a strategy meeting decides', () => {
  it('every child of the home stands on the screen, and each has to be decided about or thought of', async () => {
    const manager = await as('team-manager')
    const { page } = await manager.get(at('strategy'))
    assert.match(page, /What the strategy meeting decided for Amira and Omar/)
    const half = await manager.post(at('strategy'), { ...(await decided()), decision2: '', found2: '', draftVersion: '0' })
    assert.equal(half.status, 422)
    assert.match(half.page, /Choose what was decided of this child, or that the child was thought of/)
    assert.match(half.page, /She flinches/, 'what was typed comes back')
    assert.equal(await count('strategy-decision'), 0)
  })

  it('a child that is not of this home, or not one’s own to write on, is left out whatever is sent', async () => {
    const manager = await as('team-manager')
    await manager.get(at('strategy'))
    const sent = await manager.post(at('strategy'), {
      ...(await decided()),
      child1: home.marta,
      draftVersion: manager.hidden('draftVersion'),
    })
    assert.equal(sent.status, 422)
    assert.equal(await count('strategy-decision', home.marta), 0)
  })

  it('each child’s part stands on that child’s record alone; the meeting that was due is met, and the enquiry is open', async () => {
    const manager = await as('team-manager')
    await manager.get(at('strategy'))
    const sent = await manager.post(at('strategy'), { ...(await decided()), draftVersion: manager.hidden('draftVersion') })
    assert.equal(sent.to, at('safety'), sent.page)
    assert.deepEqual(
      [await count('strategy-decision'), await count('strategy-decision', home.omar), await count('sibling-considered', home.omar)],
      [1, 0, 1],
    )
    const now = await safety()
    assert.equal(now.running?.state, 'with the police')
    assert.deepEqual(
      now.decisions.map(one => one.facts.decision),
      ['section-47-joint'],
    )
    assert.match((await manager.get(at('safety'))).page, /She flinches/)
  })

  it('The same form sent twice is written once', async () => {
    const manager = await as('team-manager')
    const commandId = '018f0000-0000-7000-8000-0000000000c1'
    const form = { ...(await decided()), ...child(1, home.amira, 'section-47-joint'), commandId }
    await Promise.all([manager.post(at('strategy'), form), manager.post(at('strategy'), form)])
    assert.ok(((await count('strategy-decision')) ?? 9) <= 2)
  })
})

describe('an enquiry', () => {
  it('is recorded for one child, with health and what is about others in parts of their own', async () => {
    const worker = await as('social-worker')
    await worker.get(at('enquiry'))
    assert.equal((await worker.post(at('enquiry'), { ...record, analysis: '', draftVersion: '0' })).status, 422)
    await worker.get(at('enquiry'))
    const sent = await worker.post(at('enquiry'), {
      ...record,
      draftVersion: worker.hidden('draftVersion'),
    })
    assert.equal(sent.to, at('safety'), sent.page)
    const { page } = await worker.get(at('safety'))
    assert.match(page, /Seen alone and spoken to, Monday 2 June 2025/)
    assert.match(page, /Housing would not say/)
    assert.match(page, /CANARY-HEALTH/)
    const school = (await (await as('school-safeguarding-lead')).get(at('safety'))).page
    assert.match(school, /The marks were made by a hand/)
    assert.doesNotMatch(school, /CANARY/)
  })

  it('there is none to record where none is open', async () => {
    assert.equal((await (await as('social-worker')).get(at('enquiry', home.omar))).status, 404)
    assert.equal(
      (await (await as('social-worker')).post(at('enquiry/outcome', home.omar), { outcome: 'not-substantiated', reasons: 'x' })).status,
      404,
    )
  })

  it('harm found and no continuing risk stays open until somebody else has signed', async () => {
    const worker = await as('social-worker')
    await worker.get(at('safety'))
    const sent = await worker.post(at('enquiry/outcome'), {
      outcome: 'no-continuing-risk',
      reasons: 'Her uncle has moved out.',
      help: 'section-17',
    })
    assert.equal(sent.to, at('safety'), sent.page)
    assert.ok((await safety()).running, 'the enquiry is open')
    assert.ok((await rules('team-manager')).includes('enquiry-unsigned'))
    assert.doesNotMatch((await worker.get(at('safety'))).page, /Sign the outcome/)
  })

  it('nobody signs what they wrote themselves, at the page or behind it', async () => {
    const manager = await as('team-manager')
    await manager.get(at('safety'))
    const own = await manager.post(at('enquiry/outcome'), { outcome: 'no-continuing-risk', reasons: 'As the worker says.' })
    assert.equal(own.to, at('safety'))
    const last = (await safety()).outcomes.at(-1)?.root ?? ''
    assert.equal((await manager.post(at('enquiry/sign'), { outcome: last, agreed: 'yes', signReasons: 'I wrote it.' })).status, 404)
    await assert.rejects(
      tell(database, 'team-manager', [
        {
          subject: home.amira,
          kind: enquirySigned,
          answers: last as never,
          parts: { record: { facts: { agreed: true }, narrative: { reasons: 'mine' } } },
        },
      ]),
      /second person/,
    )
    assert.equal(await count('enquiry-signed'), 0)
  })

  it('a manager who did not write it signs it: then it stands and the enquiry is closed', async () => {
    await tell(database, 'social-worker', [
      {
        subject: home.amira,
        kind: enquiryOutcome,
        parts: { record: { facts: { outcome: 'no-continuing-risk' }, narrative: { reasons: 'Again.' } } },
      },
    ])
    const manager = await as('team-manager')
    const { page } = await manager.get(at('safety'))
    assert.match(page, /Sign the outcome, or give it back/)
    const outcome = manager.hidden('outcome')
    assert.equal((await manager.post(at('enquiry/sign'), { outcome, agreed: 'yes' })).status, 422)
    assert.equal((await manager.post(at('enquiry/sign'), { outcome, agreed: 'yes', signReasons: 'I read the medical.' })).to, at('safety'))
    assert.equal((await safety()).running, null)
    assert.ok(!(await rules('team-manager')).includes('enquiry-unsigned'))
  })

  it('whoever put an outcome right does not sign it either', async () => {
    const said = (reasons: string) => ({
      subject: home.omar,
      kind: enquiryOutcome,
      parts: { record: { facts: { outcome: 'no-continuing-risk' }, narrative: { reasons } } },
    })
    const [outcome] = await tell(database, 'social-worker', [said('He is well.')])
    const signed = { facts: { agreed: true }, narrative: { reasons: 'I read it.' } }
    const sign = { subject: home.omar, kind: enquirySigned, answers: outcome as never, parts: { record: signed } }
    await tell(database, 'team-manager', [{ ...said('He is well, I say.'), corrects: outcome as never }])
    await assert.rejects(tell(database, 'team-manager', [sign]), /second person/)
    assert.equal(await count('enquiry-signed', home.omar), 0)
  })
})

describe('police protection and orders', () => {
  const taken = async (more: Record<string, string> = {}) => ({
    what: 'police-protection',
    ...inBoxes('on', await yesterday()),
    time: '20:00',
    reasons: 'Found alone at night.',
    ...more,
  })

  it('an end later than the law allows is asked about before it is written', async () => {
    const worker = await as('social-worker')
    await worker.get(at('protection'))
    const late = await worker.post(at('protection'), await taken(inBoxes('untilOn', '2099-01-01')))
    assert.equal(late.status, 422)
    assert.match(late.page, /The law lets it last until/)
    assert.equal(await count('police-protection'), 0)
  })

  it('it counts down from there, is in force, and ends when what became of it is written down', async () => {
    const worker = await as('social-worker')
    await worker.get(at('protection'))
    assert.equal((await worker.post(at('protection'), await taken())).to, at('safety'))
    const [order] = (await safety()).orders
    assert.ok(order?.isOpen && order.until)
    const { page } = await worker.get(at('safety'))
    assert.match(page, /Police protection/)
    assert.match(page, /has no parental responsibility/)
    assert.equal((await worker.post(at(`protection/${order.entry}/end`), { how: 'agreed' })).status, 422)
    assert.equal((await worker.post(at(`protection/${order.entry}/end`), { how: 'agreed', safety: 'With her aunt.' })).to, at('safety'))
    assert.equal((await safety()).orders[0]?.isOpen, false)
    assert.equal((await worker.post(at(`protection/${order.entry}/end`), { how: 'home', safety: 'Twice.' })).status, 404)
  })

  it('the police write down that they protect a child they work with; an order they do not', async () => {
    const police = await as('police-officer')
    await police.get(at('protection'))
    assert.equal((await police.post(at('protection'), await taken({ what: 'emergency-protection-order' }))).status, 422)
    assert.equal((await police.post(at('protection'), await taken({ time: '21:30' }))).to, at('safety'))
  })
})

describe('legal advice is privileged', () => {
  it('the social worker, the manager and the chair read it; the school and the police learn neither what it says nor that it is there', async () => {
    const worker = await as('social-worker')
    await worker.get(at('safety'))
    assert.equal((await worker.post(at('advice'), { advice: 'CANARY-LAW threshold is met' })).to, at('safety'))
    for (const role of ['social-worker', 'team-manager', 'conference-chair']) {
      assert.match((await (await as(role)).get(at('safety'))).page, /CANARY-LAW/, role)
    }
    for (const role of ['school-safeguarding-lead', 'police-officer']) {
      const visitor = await as(role)
      for (const page of [at('safety'), `/people/${home.amira}`, `/people/${home.amira}/chronology`])
        assert.doesNotMatch(
          (await visitor.get(page)).page,
          page === at('safety') ? /CANARY-LAW|Legal advice/ : /CANARY-LAW/,
          `${role} ${page}`,
        )
      assert.equal((await safety(role)).advice, null, role)
    }
  })

  it('somebody of the core group does not see that it is there', async () => {
    await tell(database, 'team-manager', [
      {
        subject: home.amira,
        kind: involvement,
        parts: { record: { facts: { holder: ids.account('health-practitioner'), form: 'account', as: 'core-group' } } },
      },
    ])
    const member = await as('health-practitioner')
    const { status, page } = await member.get(at('safety'))
    assert.equal(status, 200)
    assert.doesNotMatch(page, /CANARY-LAW|Legal advice/)
    const theirs = await database.worker.withActor(actorOf('health-practitioner'), testPurpose, tx => tx.run(advised, [ids.partnership]))
    assert.deepEqual(theirs, [{ n: 0 }], 'asked of the database itself')
    assert.equal(await count('legal-advice'), 1)
  })
})

describe('what was shown', () => {
  it('leaves a line', async () => {
    await (await as('social-worker')).get(at('safety'))
    assert.ok((await linesOf(database, home.amira)).some(line => line.route.includes('/safety')))
  })
})
