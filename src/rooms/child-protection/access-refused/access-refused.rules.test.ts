import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { death, findingDecision } from '../../../thread/own-kinds/index.ts'
import { threadOf, told } from '../../../thread/testing/tell.ts'
import { childSeen } from '../../seen/index.ts'
import { findingsOf, firstShown, shown } from '../../testing/replayed.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { earlyReviewDecided } from '../conference/request.ts'
import { homeConditions, visit, visitAttempted } from '../visits/visit.ts'
import { accessDecided, accessDiscussion, housingLiaison, legalConsidered, options } from './access-refused.ts'
import { refusals } from './refusals.ts'

const plan = told('plan', conference, '2024-01-15', { facts: { type: 'initial', plan: true, category: 'neglect' } })
const tried = (id: string, on: string, access = 'refused', facts: object = {}): Told =>
  told(id, visitAttempted, on, { facts: { access, ...facts } })
const visited = (id: string, on: string, facts: object = {}): Told =>
  told(id, visit, on, { facts: { by: 'lead', place: 'school', seen: 'seen-alone', ...facts } })
const home = (id: string, on: string, facts: object = {}): Told =>
  told(id, homeConditions, on, { facts: { seenBy: 'police', fit: false, childSeen: true, ...facts } })
const talked = (id: string, on: string, to: string, answers = 'refused'): Told =>
  told(id, accessDiscussion, on, { facts: { with: to }, answers })
const decided = (id: string, on: string, left: readonly string[] = options.filter(one => one !== 'housing')): Told =>
  told(id, accessDecided, on, { facts: { chosen: ['housing'], left: [...left] }, answers: 'refused' })
const legal = (id: string, on: string, answers = 'refused'): Told => told(id, legalConsidered, on, { facts: { seek: true }, answers })

const refused = [plan, tried('refused', '2024-02-20')]
const of = (rule: string, versions: readonly Told[], name?: string) =>
  findingsOf(versions).filter(one => one.rule === rule && (!name || one.name === name))
const open = (versions: readonly Told[]) => refusals(threadOf(versions)).map(one => [one.asked, one.again, one.closed?.as ?? 'open'])

describe('nobody was let in', () => {
  it('a refusal is critical at once, told to worker, manager, chair, core group and the leads of its agencies', () => {
    assert.equal(firstShown(findingsOf(refused), 'access-refused', 'child', 'CRITICAL'), '2024-02-20')
    assert.deepEqual(
      of('access-refused', refused, 'refused')[0]?.told.map(({ to }) => to),
      ['lead', 'manager', 'chair', 'core-group', 'agency-safeguarding-lead'],
    )
  })

  it('one attempt without an answer is no refusal; two running are treated as one', () => {
    const once = [plan, tried('first', '2024-01-22', 'no-answer')]
    assert.deepEqual(open(once), [])
    assert.deepEqual(open([...once, tried('second', '2024-01-24', 'child-not-there')]), [[false, false, 'open']])
    assert.deepEqual(open([...once, tried('second', '2024-01-24', 'refused')]), [[true, false, 'open']])
  })

  it('the child seen at home between two attempts: they are not running; a visit at school between them changes nothing', () => {
    const around = (between: Told) => [plan, tried('first', '2024-01-22', 'no-answer'), between, tried('second', '2024-02-08', 'no-answer')]
    assert.deepEqual(open(around(visited('seen', '2024-02-06', { place: 'home' }))), [])
    assert.deepEqual(open(around(visited('seen', '2024-02-06'))), [[false, false, 'open']])
  })

  it('a visit at which nobody was let in says it as an attempt does', () => {
    assert.deepEqual(open([plan, visited('v', '2024-02-20', { place: 'home', seen: 'not-seen', access: 'refused' })]), [
      [true, false, 'open'],
    ])
  })

  it('where there is no plan, what others tried, and a child who may not be seen alone, are none', () => {
    assert.deepEqual(open([tried('refused', '2024-01-10')]), [])
    assert.deepEqual(open([tried('before', '2024-01-10'), plan]), [])
    for (const facts of [{ by: 'other' }, { place: 'school' }])
      assert.deepEqual(open([plan, tried('refused', '2024-02-20', 'refused', facts)]), [])
    assert.deepEqual(open([plan, tried('refused', '2024-02-20', 'alone-refused')]), [])
  })

  it('it stands until this child was seen at home and the home is on record: neither alone is enough', () => {
    const state = (...more: Told[]) => open([...refused, ...more])[0]?.[2]
    assert.equal(state(visited('school', '2024-03-05')), 'open')
    assert.equal(state(visited('home', '2024-03-05', { place: 'home' })), 'open')
    assert.equal(state(home('conditions', '2024-03-05', { childSeen: false })), 'open')
    assert.equal(state(told('conditions', homeConditions, '2024-03-05', { facts: { seenBy: 'police', fit: false } })), 'open')
    assert.equal(state(visited('video', '2024-03-05', { place: 'video', seen: 'not-seen' })), 'open')
    assert.equal(state(home('police', '2024-03-05')), 'met')
    assert.equal(
      state(visited('home', '2024-03-05', { place: 'home' }), home('conditions', '2024-03-06', { seenBy: 'lead', childSeen: false })),
      'met',
    )
  })

  it('what was seen before does not close it', () => {
    assert.deepEqual(
      open([plan, home('earlier', '2024-02-01'), tried('refused', '2024-02-20'), visited('home', '2024-02-26', { place: 'home' })]),
      [[true, false, 'open']],
    )
  })

  it('it ends with the plan and with the child’s death', () => {
    assert.deepEqual(open([...refused, told('end', planEnd, '2024-03-01', { facts: { ground: 'no-longer-likely' } })]), [
      [true, false, 'lapsed'],
    ])
    assert.deepEqual(open([...refused, told('died', death, '2024-03-01')]), [[true, false, 'cancelled']])
  })

  it('nobody closes it by hand: a decision to end it ends nothing', () => {
    const [finding] = of('access-refused', refused, 'refused')
    const end = told('end', findingDecision, '2024-02-21', {
      facts: { rule: 'access-refused', key: finding?.key, decision: 'ended' },
      by: 'manager',
    })
    assert.equal(of('access-refused', [...refused, end], 'refused')[0]?.end, null)
  })

  it('it is said again whenever nothing was done or said about it for two working days', () => {
    const lying = (...more: Told[]) => of('access-refused', [...refused, ...more], 'left-lying').map(({ dueOn, end }) => [dueOn, end?.as])
    assert.deepEqual(lying(), [['2024-02-22', undefined]])
    assert.deepEqual(lying(talked('manager', '2024-02-21', 'manager')), [
      ['2024-02-22', 'met'],
      ['2024-02-23', undefined],
    ])
    const noticed = told('noticed', findingDecision, '2024-02-26', {
      facts: { rule: 'access-refused', key: 'left-lying/x', decision: 'acknowledged' },
    })
    assert.deepEqual(lying(noticed), [
      ['2024-02-22', 'met'],
      ['2024-02-28', undefined],
    ])
    assert.deepEqual(
      lying(told('landlord', housingLiaison, '2024-02-21', { facts: { landlord: 'council' } }), home('police', '2024-02-22')).at(-1)?.[1],
      'met',
    )
  })

  it('the second time is told to the service manager and the lawyer as well, also where the first was closed', () => {
    const twice = [...refused, tried('again', '2024-03-20')]
    const later = [...refused, home('police', '2024-02-22'), tried('again', '2024-03-20')]
    for (const versions of [twice, later])
      assert.deepEqual(
        of('access-refused', versions, 'refused').map(({ told }) => told.some(({ to }) => to === 'legal')),
        [false, true],
      )
  })
})

describe('it is talked over with three, and what comes next is decided', () => {
  const due = (versions: Told[]) =>
    Object.fromEntries(of('access-discussion-missing', versions).map(({ name, dueOn, end }) => [name, [dueOn, end?.as]]))
  const overdue = (versions: Told[], name: string) => of('access-discussion-missing', versions, name)[0]?.shows.OVERDUE?.slice(0, 10)

  it('the manager the same day, the chair by the next working day, core group and decision within three', () => {
    assert.deepEqual(due(refused), {
      manager: ['2024-02-20', undefined],
      chair: ['2024-02-21', undefined],
      'core-group': ['2024-02-23', undefined],
      decision: ['2024-02-23', undefined],
    })
    assert.deepEqual(
      ['manager', 'chair', 'core-group', 'decision'].map(name => overdue(refused, name)),
      ['2024-02-21', '2024-02-22', '2024-02-24', '2024-02-24'],
    )
  })

  it('from a Friday evening: the manager on that Friday, the chair on Monday', () => {
    const friday = due([plan, tried('refused', '2024-02-23T18:30:00Z')])
    assert.deepEqual([friday['manager']?.[0], friday['chair']?.[0], friday['decision']?.[0]], ['2024-02-23', '2024-02-26', '2024-02-28'])
  })

  it('each is met by its own talk, in whatever order; a talk before the refusal meets nothing', () => {
    const met = due([...refused, talked('group', '2024-02-21', 'core-group'), talked('chair', '2024-02-22', 'chair')])
    assert.deepEqual([met['manager']?.[1], met['chair']?.[1], met['core-group']?.[1]], [undefined, 'met', 'met'])
    const before = told('early', accessDiscussion, '2024-02-19', { facts: { with: 'manager' } })
    assert.equal(due([...refused, before])['manager']?.[1], undefined)
  })

  it('a decision that leaves an option without an answer is not the decision that is asked for', () => {
    assert.equal(due([...refused, decided('half', '2024-02-22', ['police'])])['decision']?.[1], undefined)
    assert.equal(due([...refused, decided('whole', '2024-02-22')])['decision']?.[1], 'met')
  })

  it('a second refusal asks for all of it again; what was said of the first does not answer it, what is said of it answers both', () => {
    const twice = [...refused, talked('first', '2024-02-20', 'manager'), tried('again', '2024-03-20')]
    const managers = (versions: Told[]) => of('access-discussion-missing', versions, 'manager').map(({ end }) => end?.as)
    assert.deepEqual(managers(twice), ['met', undefined])
    assert.deepEqual(managers([...twice, talked('second', '2024-03-20', 'manager', 'again')]), ['met', 'met'])
    assert.deepEqual(managers([...refused, tried('again', '2024-03-20'), talked('both', '2024-03-20', 'manager', 'again')]), ['met', 'met'])
    assert.deepEqual(managers([...twice, talked('of the first', '2024-03-20', 'manager')]), ['met', undefined])
  })

  it('what is closed asks for nothing more', () => {
    assert.equal(due([...refused, home('police', '2024-02-21')])['chair']?.[1], 'met')
  })

  it('an early review that the chair decides on 23 February 2024 is held by 8 March', () => {
    const early = told('early', earlyReviewDecided, '2024-02-23', { facts: { held: true } })
    assert.equal(of('rcpc-early-due', [...refused, early])[0]?.dueOn, '2024-03-08')
  })
})

describe('whether a lawyer is asked', () => {
  it('is to be decided when it has stood for more than three working days', () => {
    assert.equal(firstShown(findingsOf(refused), 'consider-legal', 'child', 'CRITICAL'), '2024-02-24')
    assert.deepEqual(
      of('consider-legal', refused)[0]?.told.map(({ to }) => to),
      ['manager', 'service-manager', 'legal'],
    )
  })

  it('never, where police saw the child at home two working days after', () => {
    assert.deepEqual(shown(findingsOf([...refused, home('police', '2024-02-22')]), 'consider-legal', 'child', '2024-02-24'), [])
  })

  it('the decision meets it; the second refusal asks at once, whatever was decided before', () => {
    const answered = [...refused, legal('first', '2024-02-22')]
    assert.equal(of('consider-legal', answered)[0]?.end?.as, 'met')
    const again = [...answered, tried('again', '2024-03-20')]
    assert.deepEqual(shown(findingsOf(again), 'consider-legal', 'child', '2024-03-20'), ['CRITICAL'])
    assert.deepEqual(shown(findingsOf([...again, legal('second', '2024-03-21', 'again')]), 'consider-legal', 'child', '2024-03-22'), [])
  })
})

describe('nobody was let in: the child is seen somewhere within a day', () => {
  const at = [plan, tried('refused', '2024-02-20T15:00:00Z')]
  const unseen = (versions: Told[]) => of('access-child-unseen', versions)[0]

  it('within twenty-four hours, by whoever sees the child', () => {
    assert.equal(unseen(at)?.due?.slice(0, 16), '2024-02-21T15:00')
    assert.equal(unseen([...at, told('school', childSeen, '2024-02-21T09:00:00Z', { facts: { where: 'school' } })])?.end?.as, 'met')
    assert.equal(unseen([...at, visited('before', '2024-02-20T10:00:00Z')])?.end, null)
  })

  it('seen at the door counts', () => {
    const door = visited('door', '2024-02-20T15:00:00Z', { place: 'home', seen: 'seen-with-carer', access: 'refused' })
    assert.equal(unseen([plan, door])?.end?.as, 'met')
  })
})
