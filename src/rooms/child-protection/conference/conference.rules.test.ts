import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Entry, Told } from '../../../thread/entry.ts'
import { metLate } from '../../../thread/finding.ts'
import { gatesAsked } from '../../../thread/gates.ts'
import { homeOf } from '../../../thread/home.ts'
import { death, findingDecision, residence } from '../../../thread/own-kinds/index.ts'
import type { AnyRule } from '../../../thread/rule.ts'
import { subjectId, told } from '../../../thread/testing/tell.ts'
import { book } from '../../book.ts'
import { meeting, meetingAbout, meetingCancelled, meetingHeld, meetingInvited, meetingMoved, meetingReport } from '../../meetings/index.ts'
import { byTodaysRules, findingsOf, firstShown, openedBy, shown, threadsOf } from '../../testing/replayed.ts'
import { siblingOnPlan } from '../plan/sibling-on-plan.rules.ts'
import { conference, planEnd } from './conference.ts'
import { conferenceReportLate } from './conference-report-late.rules.ts'
import { conferenceToArrange } from './conference-to-arrange.rules.ts'
import { inquorate } from './inquorate.rules.ts'
import { inquorateTwice } from './inquorate-twice.rules.ts'
import { rcpcDue } from './rcpc-due.rules.ts'
import { rcpcEarlyDue } from './rcpc-early-due.rules.ts'
import { repeatPlan } from './repeat-plan.rules.ts'
import { conferenceOpened, conferenceRequested, earlyReviewDecided } from './request.ts'

const of = 'A'
const initial = (id: string, on: string, child = of) =>
  told(id, conference, on, { of: child, facts: { type: 'initial', plan: true, category: 'neglect' } })
const review = (id: string, on: string, plan = true) => told(id, conference, on, { of, facts: { type: 'review', plan } })
const levels = (rule: AnyRule, entries: readonly Told[], on: string, child = of) =>
  shown(findingsOf(entries, { rules: [rule] }), rule.id, child, on)

describe('a plan is reviewed within three months, and then at least every six', () => {
  it('the first review is due on 15 July 2013 after a conference on 15 April, and overdue a day later (case 17)', () => {
    const plan = [initial('E11', '2013-04-15')]
    assert.equal(openedBy(findingsOf(plan, { rules: [rcpcDue] }), 'rcpc-due', 'E11')?.dueOn, '2013-07-15')
    assert.deepEqual(levels(rcpcDue, plan, '2013-06-02'), [])
    assert.deepEqual(levels(rcpcDue, plan, '2013-06-03'), ['DUE'], 'six weeks before')
    assert.deepEqual(levels(rcpcDue, plan, '2013-07-15'), ['DUE'])
    assert.deepEqual(levels(rcpcDue, plan, '2013-07-16'), ['DUE', 'OVERDUE'])
    const [turn] = findingsOf(plan, { rules: [rcpcDue] })
    assert.deepEqual(
      turn?.told.map(({ to, from }) => [to, from.slice(0, 10)]),
      [
        ['chair', '2013-06-02'],
        ['conference-office', '2013-06-02'],
        ['lead', '2013-06-23'],
        ['manager', '2013-07-15'],
        ['service-manager', '2013-07-18'],
      ],
    )
  })

  it('a month too short gives its last day: 30 November 2026 and three months is Sunday 28 February 2027', () => {
    assert.equal(findingsOf([initial('plan', '2026-11-30')], { rules: [rcpcDue] })[0]?.dueOn, '2027-02-28')
  })

  it('the next counts from the day a late review was really held, and the late one stays late', () => {
    const turns = findingsOf([initial('plan', '2024-01-15'), review('late', '2024-05-02')], { rules: [rcpcDue] })
    assert.deepEqual(
      turns.map(({ name, dueOn, end }) => [name, dueOn, end?.as]),
      [
        ['first', '2024-04-15', 'met'],
        ['next', '2024-11-02', undefined],
      ],
    )
    assert.ok(turns[0] && metLate(turns[0]))
  })

  it('ends with the plan: the review that ends it meets the clock, and no further one begins', () => {
    const turns = findingsOf([initial('plan', '2024-01-15'), review('over', '2024-04-10', false)], { rules: [rcpcDue] })
    assert.deepEqual(
      turns.map(({ name, end }) => [name, end?.as]),
      [['first', 'met']],
    )
    const later = findingsOf([initial('plan', '2024-01-15'), review('on', '2024-04-10'), review('over', '2024-09-10', false)], {
      rules: [rcpcDue],
    })
    assert.deepEqual(
      later.map(({ name, end }) => [name, end?.as]),
      [
        ['first', 'met'],
        ['next', 'met'],
      ],
    )
    const ended = told('end', planEnd, '2024-03-01', { of, facts: { ground: 'left-the-country' } })
    assert.equal(findingsOf([initial('plan', '2024-01-15'), ended], { rules: [rcpcDue] })[0]?.end?.as, 'lapsed')
  })

  it('death cancels it: the baby’s review of 15 January 2014 is cancelled, not missed (case 17)', () => {
    const [turn] = findingsOf([initial('E14', '2013-10-15'), told('E17', death, '2014-01-15', { of })], { rules: [rcpcDue] })
    assert.equal(turn?.dueOn, '2014-01-15')
    assert.equal(turn?.end?.as, 'cancelled')
  })
})

describe('an early review', () => {
  const decided = told('yes', earlyReviewDecided, '2024-02-23', { of, answers: 'ask', facts: { held: true } })
  const plan = [
    initial('plan', '2024-01-15'),
    told('ask', conferenceRequested, '2024-02-20', { of, facts: { what: 'review-early', grounds: ['access-refused'] } }),
  ]

  it('that the chair decided on 23 February 2024 is held by 8 March at the latest', () => {
    const entries = [...plan, decided]
    assert.equal(openedBy(findingsOf(entries, { rules: [rcpcEarlyDue] }), 'rcpc-early-due', 'yes')?.dueOn, '2024-03-08')
    assert.ok(!levels(rcpcEarlyDue, entries, '2024-03-08').includes('OVERDUE'))
    assert.deepEqual(levels(rcpcEarlyDue, entries, '2024-03-09'), ['DUE', 'OVERDUE'])
    assert.deepEqual(levels(rcpcEarlyDue, [...entries, review('held', '2024-03-07')], '2024-03-09'), [])
  })

  it('that the chair decided against opens no clock, and the request is answered', () => {
    const no = told('no', earlyReviewDecided, '2024-02-23', { of, answers: 'ask', facts: { held: false } })
    assert.deepEqual(findingsOf([...plan, no], { rules: [rcpcEarlyDue] }), [])
    assert.deepEqual(levels(conferenceToArrange, [...plan, no], '2024-02-22'), ['DUE'])
    assert.deepEqual(levels(conferenceToArrange, [...plan, no], '2024-02-23'), [])
  })

  it('ends with the plan', () => {
    const ended = told('end', planEnd, '2024-03-01', { of, facts: { ground: 'died' } })
    assert.equal(findingsOf([...plan, decided, ended], { rules: [rcpcEarlyDue] })[0]?.end?.as, 'lapsed')
  })
})

describe('a conference that was asked for', () => {
  it('stays with the unit until one is called', () => {
    const ask = told('ask', conferenceRequested, '2024-02-20', { of, facts: { what: 'initial' } })
    const call = (type: string) =>
      told('call', meetingAbout, '2024-02-22', { of, facts: { meeting: subjectId('m'), type, at: '2024-03-05T10:00:00.000000Z' } })
    assert.deepEqual(levels(conferenceToArrange, [ask], '2024-02-21'), ['DUE'])
    assert.deepEqual(levels(conferenceToArrange, [ask, call('core-group')], '2024-02-23'), ['DUE'])
    assert.deepEqual(levels(conferenceToArrange, [ask, call('initial-conference')], '2024-02-23'), [])
  })

  it('moved it stays arranged; where it is not held it is to be arranged again, from that day, until another is called', () => {
    const ask = told('ask', conferenceRequested, '2024-02-20', { of, facts: { what: 'initial' } })
    const about = (id: string, on: string, change?: string, meeting = 'm') =>
      told(id, meetingAbout, on, {
        of,
        facts: {
          meeting: subjectId(meeting),
          type: 'initial-conference',
          at: '2024-03-05T10:00:00.000000Z',
          ...(change ? { change } : {}),
        },
      })
    const arranged = [ask, about('call', '2024-02-22')]
    assert.deepEqual(levels(conferenceToArrange, [...arranged, about('moved', '2024-02-26', 'moved')], '2024-02-27'), [])
    const off = [...arranged, about('off', '2024-02-26', 'cancelled')]
    assert.deepEqual(levels(conferenceToArrange, off, '2024-02-27'), ['DUE'])
    assert.equal(openedBy(findingsOf(off, { rules: [conferenceToArrange] }), 'conference-to-arrange', 'ask')?.end?.as, 'met')
    assert.deepEqual(levels(conferenceToArrange, [...off, about('again', '2024-02-28', undefined, 'n')], '2024-02-29'), [])
    const held = [...arranged, initial('held', '2024-02-25'), about('off', '2024-02-26', 'cancelled')]
    assert.deepEqual(levels(conferenceToArrange, held, '2024-02-27'), [], 'what was held is not arranged again')
  })
})

describe('who must be there', () => {
  const opened = (id: string, on: string, there: string[], goesOn: string) =>
    told(id, conferenceOpened, on, { of, facts: { there, goesOn } })
  const few = opened('few', '2025-03-03', ['childrens-social-care', 'health'], 'set-again')

  const gates = (rules: readonly AnyRule[], entries: readonly Told[], facts: Record<string, unknown>) => {
    const [thread] = threadsOf(entries)
    assert.ok(thread)
    const version = told('decides', conference, '2025-03-20T15:00:00Z', {
      of,
      by: 'chair',
      facts: { type: 'initial', plan: true, ...facts },
    })
    return gatesAsked(
      { ...book, rules },
      thread,
      homeOf(thread, []),
      { ...version, root: version.id } as unknown as Entry,
      byTodaysRules,
    ).map(one => one.rule)
  }

  it('social care and two other agencies that work with the child; two of one kind are two agencies', () => {
    for (const there of [
      ['childrens-social-care', 'health', 'education'],
      ['childrens-social-care', 'health', 'health'],
    ])
      assert.deepEqual(findingsOf([opened('all', '2025-03-03', there, 'goes-on')], { rules: [inquorate] }), [])
    for (const there of [['childrens-social-care', 'health'], ['police', 'health', 'education'], []])
      assert.deepEqual(levels(inquorate, [opened('few', '2025-03-03', there, 'goes-on')], '2025-03-03'), ['GATE'])
  })

  it('with too few nothing is decided, but where the chair goes on and says why', () => {
    const entries = [opened('few', '2025-03-20', ['childrens-social-care', 'health'], 'goes-on')]
    assert.deepEqual(gates([inquorate], entries, {}), ['inquorate'])
    assert.deepEqual(gates([inquorate], entries, { proceeded: true }), [])
  })

  it('set again, it is held within ten working days: by Monday 17 March 2025 from Monday 3 March', () => {
    const again = findingsOf([few], { rules: [inquorate] }).find(({ name }) => name === 'again')
    assert.equal(again?.dueOn, '2025-03-17')
    assert.deepEqual(levels(inquorate, [few], '2025-03-18'), ['GATE', 'DUE', 'OVERDUE'])
    const held = opened('all', '2025-03-14', ['childrens-social-care', 'health', 'education'], 'goes-on')
    assert.deepEqual(levels(inquorate, [few, held], '2025-03-18'), [])
  })

  it('not twice running: then the chair’s own reason is not enough, and another person lets it go on', () => {
    const second = opened('second', '2025-03-14', ['childrens-social-care', 'police'], 'goes-on')
    const entries = [few, second]
    assert.deepEqual(gates([inquorateTwice], [few], { proceeded: true }), [])
    assert.deepEqual(gates([inquorateTwice], entries, { proceeded: true }), ['inquorate-twice'])
    const [finding] = findingsOf(entries, { rules: [inquorateTwice] })
    const overridden = (by: string) =>
      told('lets', findingDecision, '2025-03-15', { of, by, facts: { rule: 'inquorate-twice', key: finding?.key, decision: 'overridden' } })
    assert.deepEqual(gates([inquorateTwice], [...entries, overridden('unit')], { proceeded: true }), [])
    assert.deepEqual(
      gates([inquorateTwice], [...entries, overridden('chair')], { proceeded: true }),
      ['inquorate-twice'],
      'never whose decision is gated',
    )
  })

  it('what was decided all the same stays as it happened', () => {
    const entries = [few, initial('decided', '2025-03-04')]
    assert.deepEqual(levels(inquorate, entries, '2025-03-04'), [])
    assert.equal(findingsOf(entries, { rules: [inquorate] }).find(({ name }) => name === 'quorum')?.end?.as, 'met')
  })
})

describe('every agency that is invited brings a report', () => {
  const matter = 'conference'
  const at = (on: string) => `${on}T10:00:00.000000Z`
  const called = (type: string, on: string) =>
    told('called', meeting, '2025-03-03', { of: matter, facts: { type, at: at(on), way: 'in-person', children: [subjectId('A')] } })
  const school = told('school', meetingInvited, '2025-03-03', { of: matter, facts: { as: 'professional', agencyKind: 'education' } })
  const mother = told('mother', meetingInvited, '2025-03-03', { of: matter, facts: { as: 'family' } })
  const late = (entries: readonly Told[], on: string) => levels(conferenceReportLate, entries, on, matter)
  const report = (on: string, more: Parameters<typeof told>[3] = {}) =>
    told('report', meetingReport, on, { of: matter, facts: { agencyKind: 'education' }, ...more })

  it('two working days before an initial conference: for Monday 24 March 2025 by Thursday 20 March', () => {
    const entries = [called('initial-conference', '2025-03-24'), school, mother]
    const [one, ...others] = findingsOf(entries, { rules: [conferenceReportLate] })
    assert.deepEqual(others, [], 'the family brings none')
    assert.equal(one?.dueOn, '2025-03-20')
    assert.equal(one?.from.slice(0, 10), '2025-03-03', 'asked for from the invitation on')
    assert.deepEqual(late(entries, '2025-03-17'), [])
    assert.deepEqual(late(entries, '2025-03-18'), ['DUE'])
    assert.deepEqual(late(entries, '2025-03-20'), ['DUE'])
    assert.deepEqual(late(entries, '2025-03-21'), ['DUE', 'OVERDUE'])
  })

  it('five working days before a review: for 24 March 2025 by 17 March', () => {
    assert.equal(findingsOf([called('review-conference', '2025-03-24'), school], { rules: [conferenceReportLate] })[0]?.dueOn, '2025-03-17')
  })

  it('a report from that agency meets it, however late, and the conference ends it', () => {
    const entries = [called('initial-conference', '2025-03-24'), school]
    assert.deepEqual(late([...entries, report('2025-03-21')], '2025-03-21'), [])
    const [kept] = findingsOf([...entries, report('2025-03-22')], { rules: [conferenceReportLate] })
    assert.ok(kept && metLate(kept))
    assert.deepEqual(late([...entries, report('2025-03-21', { facts: { agencyKind: 'health' } })], '2025-03-21'), ['DUE', 'OVERDUE'])
    assert.deepEqual(late([...entries, report('2025-03-21', { facts: {}, answers: 'school' })], '2025-03-21'), [])
    assert.deepEqual(
      late([...entries, told('held', meetingHeld, '2025-03-24', { of: matter, facts: { attendance: [] } })], '2025-03-24'),
      [],
    )
  })

  it('it moves with the conference, and a cancelled one asks for none', () => {
    const entries = [called('initial-conference', '2025-03-24'), school]
    const moved = told('moved', meetingMoved, '2025-03-10', { of: matter, answers: 'called', facts: { at: at('2025-04-01') } })
    assert.equal(findingsOf([...entries, moved], { rules: [conferenceReportLate] })[0]?.dueOn, '2025-03-28')
    const cancelled = told('cancelled', meetingCancelled, '2025-03-10', { of: matter, answers: 'called' })
    assert.deepEqual(late([...entries, cancelled], '2025-03-21'), [])
    assert.deepEqual(findingsOf([called('core-group', '2025-03-24'), school], { rules: [conferenceReportLate] }), [])
  })
})

describe('what was before', () => {
  it('a second plan is shown to chair and social worker while it lasts, with what the first was for', () => {
    const entries = [
      initial('one', '2020-01-15'),
      told('end', planEnd, '2020-09-01', { of, facts: { ground: 'no-longer-likely' } }),
      told('two', conference, '2024-01-15', { of, facts: { type: 'initial', plan: true, category: 'emotional' } }),
    ]
    assert.deepEqual(levels(repeatPlan, entries, '2020-05-01'), [])
    assert.deepEqual(levels(repeatPlan, entries, '2024-02-01'), ['INFO'])
    assert.deepEqual(openedBy(findingsOf(entries, { rules: [repeatPlan] }), 'repeat-plan', 'two')?.facts, { number: 2, before: 'neglect' })
    assert.deepEqual(levels(repeatPlan, [...entries, review('over', '2024-04-01', false)], '2024-04-01'), [])
  })

  it('a child of the household of one on a plan is shown as such while both hold, the unborn one from the pregnancy on', () => {
    const lives = (child: string, on: string) =>
      told(`home-${child}`, residence, on, { of: child, facts: { household: subjectId('home') } })
    const family = [
      lives('A', '2013-01-01'),
      lives('baby', '2013-10-01'),
      initial('E11', '2013-04-15'),
      initial('E14', '2013-10-15', 'baby'),
    ]
    assert.equal(firstShown(findingsOf(family, { rules: [siblingOnPlan] }), 'sibling-on-plan', 'baby', 'INFO'), '2013-10-01')
    assert.equal(firstShown(findingsOf(family, { rules: [siblingOnPlan] }), 'sibling-on-plan', 'A', 'INFO'), '2013-10-15')
    assert.deepEqual(levels(siblingOnPlan, [...family, review('over', '2013-12-01', false)], '2013-12-01', 'baby'), [])
  })
})
