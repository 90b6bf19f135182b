import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, londonAt, moment } from '../../guidance/index.ts'
import type { Told } from '../../thread/entry.ts'
import { type Finding, type Level, levelsAt } from '../../thread/finding.ts'
import { gatesAsked } from '../../thread/gates.ts'
import { homeOf } from '../../thread/home.ts'
import { told } from '../../thread/testing/tell.ts'
import { book } from '../book.ts'
import { caseClosed } from '../child-in-need/index.ts'
import { byTodaysRules, findingsOf, threadsOf } from '../testing/replayed.ts'
import { frontDoor } from './chapter.ts'
import { bridgeConsultation, consultationFollowed } from './consultation/consultation.ts'
import { referralDecision } from './decision/referral-decision.ts'
import { referralAcknowledged, referralFeedback } from './feedback/referrer-feedback.ts'
import { dutyHandover } from './hours/duty-handover.ts'
import { familyTold } from './referral/family-told.ts'
import { historyAsked, historyReceived, livedElsewhere } from './referral/other-authority.ts'
import { referral } from './referral/referral.ts'
import { referralTold } from './referral/referral-told.ts'
import { agencyCheckAnswered, agencyCheckAsked } from './screening/agency-check.ts'
import { agencyCheckPleaded } from './screening/check-pleaded.ts'
import { concernFacts } from './testing/concern-told.ts'

/** Every clock and alert of the front door, each under its own name: what it says of one plain case by the clock of a week without holidays, and what ends it. */

const of = 'matter'
const received = '2026-06-03T09:00:00Z'
const concern = (on = received, facts: Record<string, unknown> = {}): Told =>
  told('concern', referralTold, on, {
    of,
    facts: concernFacts(facts),
  })
const about = (id: string, on: string, facts: Record<string, unknown> = {}): Told =>
  told(id, referral, on, { facts: { source: 'education', concerns: ['neglect'], familyTold: 'yes', ...facts } })
const decided = (on: string, facts: Record<string, unknown> = {}, answers = 'concern', subject = of): Told =>
  told('decided', referralDecision, on, { of: subject, answers, facts: { outcome: 'child-in-need', ...facts } })

/** A wait that has passed a moment or not: what each alert shows at moments of London, and whom it tells. */
const shows = (rule: string, versions: readonly Told[]) => {
  const findings = findingsOf(versions).filter(finding => finding.rule === rule)
  return {
    at: (on: string, time: string): Level[] => [...new Set(findings.flatMap(finding => levelsAt(finding, londonAt(day(on), time))))],
    tells: [...new Set(findings.flatMap(finding => finding.told.map(one => one.to)))].sort(),
    ended: findings.map((finding: Finding) => finding.end?.as ?? null),
  }
}

const tests: Record<string, () => void> = {
  'immediate-danger': () => {
    const danger = concern(received, { inDangerNow: true })
    const alert = shows('immediate-danger', [danger])
    assert.deepEqual([alert.at('2026-06-03', '09:59'), alert.at('2026-06-03', '10:00')], [[], ['CRITICAL']])
    assert.deepEqual(alert.tells, ['bridge-manager', 'duty'])
    assert.deepEqual(shows('immediate-danger', [danger, decided('2026-06-03T11:00:00Z')]).ended, ['met'])
    assert.deepEqual(shows('immediate-danger', [concern()]).ended, [])
  },
  'referral-decision-due': () => {
    const alert = shows('referral-decision-due', [concern()])
    assert.deepEqual(alert.at('2026-06-04', '11:59'), [])
    assert.deepEqual(alert.at('2026-06-04', '12:00'), ['DUE'])
    assert.deepEqual(alert.at('2026-06-04', '23:59'), ['DUE'])
    assert.deepEqual(alert.at('2026-06-05', '00:00'), ['DUE', 'OVERDUE'])
    assert.deepEqual(alert.tells, ['bridge-manager', 'service-manager'])
    assert.deepEqual(shows('referral-decision-due', [concern(), decided('2026-06-05T09:00:00Z')]).ended, ['met'])
  },
  'bridge-hold': () => {
    const alert = shows('bridge-hold', [concern()])
    assert.deepEqual(alert.at('2026-06-04', '23:59'), ['DUE'])
    assert.deepEqual(alert.at('2026-06-05', '00:00'), ['DUE', 'OVERDUE'])
    assert.deepEqual(alert.tells, ['screener'])
    assert.deepEqual(
      shows('bridge-hold', [concern('2026-06-05T18:00:00Z')]).at('2026-06-09', '23:59'),
      ['DUE'],
      'from the opening on Monday',
    )
  },
  'out-of-hours-concern': () => {
    const night = [concern('2026-06-03T18:00:00Z')]
    const alert = shows('out-of-hours-concern', night)
    assert.deepEqual([alert.at('2026-06-03', '19:00'), alert.at('2026-06-04', '08:30')], [['DUE'], []])
    assert.deepEqual(alert.tells, ['duty'])
    const note = told('note', dutyHandover, '2026-06-03T20:00:00Z', { of, answers: 'concern', facts: { did: 'could-wait' } })
    assert.deepEqual(shows('out-of-hours-concern', [...night, note]).at('2026-06-04', '08:29'), ['DUE'])
    assert.deepEqual(shows('out-of-hours-concern', [concern()]).ended, [])
  },
  'referrer-acknowledgement-due': () => {
    const alert = shows('referrer-acknowledgement-due', [concern()])
    assert.deepEqual([alert.at('2026-06-04', '23:59'), alert.at('2026-06-05', '00:00')], [['DUE'], ['DUE', 'OVERDUE']])
    assert.deepEqual(alert.tells, ['bridge-manager', 'screener'])
    const heard = told('heard', referralAcknowledged, '2026-06-03T10:00:00Z', { of, answers: 'concern' })
    assert.deepEqual(shows('referrer-acknowledgement-due', [concern(), heard]).ended, ['met'])
  },
  'agency-check-unanswered': () => {
    const asked = told('asked', agencyCheckAsked, received, { of, answers: 'concern', facts: { agency: 'police' } })
    const alert = shows('agency-check-unanswered', [concern(), asked])
    assert.deepEqual([alert.at('2026-06-04', '11:59'), alert.at('2026-06-04', '12:00')], [[], ['DUE']])
    assert.deepEqual(alert.tells, ['agency-safeguarding-lead', 'screener'])
    const answered = told('answered', agencyCheckAnswered, '2026-06-04T08:00:00Z', { of, answers: 'asked', facts: { held: false } })
    assert.deepEqual(shows('agency-check-unanswered', [concern(), asked, answered]).ended, ['met'])
  },
  'data-protection-pleaded': () => {
    const asked = told('asked', agencyCheckAsked, received, { of, answers: 'concern', facts: { agency: 'health' } })
    const pleaded = told('pleaded', agencyCheckPleaded, '2026-06-03T10:00:00Z', {
      of,
      answers: 'asked',
      facts: { plea: 'data-protection' },
    })
    const alert = shows('data-protection-pleaded', [concern(), asked, pleaded])
    assert.deepEqual([alert.at('2026-06-03', '10:59'), alert.at('2026-06-03', '11:00')], [[], ['INFO']])
    assert.deepEqual(alert.tells, ['agency-safeguarding-lead', 'screener'])
    assert.deepEqual(alert.ended, [null])
    // It is no answer: the clock of the check goes on, and only an answer ends it.
    assert.deepEqual(shows('agency-check-unanswered', [concern(), asked, pleaded]).ended, [null])
    const answered = told('answered', agencyCheckAnswered, '2026-06-03T12:00:00Z', { of, answers: 'asked', facts: { held: true } })
    assert.deepEqual(shows('data-protection-pleaded', [concern(), asked, pleaded, answered]).ended, ['met'])
    assert.deepEqual(shows('data-protection-pleaded', [concern(), asked, pleaded, decided('2026-06-03T13:00:00Z')]).ended, ['lapsed'])
    assert.deepEqual(shows('data-protection-pleaded', [concern(), asked]).ended, [])
  },
  'family-unaware': () => {
    const untold = concern(received, { familyTold: 'no', notToldReason: 'would-raise-risk' })
    const alert = shows('family-unaware', [untold])
    assert.deepEqual(alert.at('2026-06-03', '10:00'), ['INFO'])
    assert.deepEqual(alert.tells, ['screener'])
    const since = told('since', familyTold, '2026-06-04', { of, answers: 'concern' })
    assert.deepEqual(shows('family-unaware', [untold, since]).ended, ['met'])
    assert.deepEqual(shows('family-unaware', [concern()]).ended, [])
  },
  'referrer-prompt': () => {
    const alert = shows('referrer-prompt', [concern()])
    assert.deepEqual([alert.at('2026-06-08', '23:59'), alert.at('2026-06-09', '00:00')], [[], ['INFO']])
    assert.deepEqual(alert.tells, ['referrer'])
    const outcome = told('outcome', referralFeedback, '2026-06-04', { of, answers: 'concern' })
    assert.deepEqual(shows('referrer-prompt', [concern(), outcome]).ended, ['met'])
  },
  'repeat-referral': () => {
    const second = [about('first', '2026-01-10'), about('second', '2026-06-03')]
    assert.deepEqual(shows('repeat-referral', second).at('2026-06-03', '12:00'), ['INFO'])
    assert.deepEqual(shows('repeat-referral', second).tells, ['screener'])
    assert.deepEqual(shows('repeat-referral', [about('first', '2025-06-03'), about('second', '2026-06-03')]).ended, [])
  },
  'cumulative-referrals': () => {
    const three = [about('first', '2026-01-10'), about('second', '2026-03-10'), about('third', '2026-06-03')]
    assert.deepEqual(shows('cumulative-referrals', three).at('2026-06-03', '12:00'), ['GATE'])
    assert.deepEqual(shows('cumulative-referrals', three).tells, ['bridge-manager'])
    assert.deepEqual(shows('cumulative-referrals', three.slice(1)).ended, [])
    const asks = (facts: Record<string, unknown>) => {
      const [child, ...others] = threadsOf(three)
      assert.ok(child)
      const decision = threadsOf([decided('2026-06-04', facts, 'third', 'child')])[0]?.entries[0]
      assert.ok(decision)
      return gatesAsked(book, child, homeOf(child, [child, ...others]), decision, byTodaysRules).length
    }
    assert.equal(asks({ outcome: 'no-further-action' }), 1)
    assert.equal(asks({ outcome: 'no-further-action', cumulativeReview: true }), 0)
    assert.equal(asks({ outcome: 'section-47' }), 0)
  },
  're-referral-after-closure': () => {
    const after = (on: string) => shows('re-referral-after-closure', [told('closed', caseClosed, '2025-06-03'), about('again', on)])
    assert.deepEqual(after('2026-06-03').at('2026-06-03', '12:00'), ['GATE'], 'the anniversary included')
    assert.deepEqual(after('2026-06-03').tells, ['bridge-manager'])
    assert.deepEqual(after('2026-06-04').ended, [])
  },
  'multi-source-corroboration': () => {
    const two = (source: string) =>
      shows('multi-source-corroboration', [about('first', '2026-01-10'), about('second', '2026-06-03', { source })])
    assert.deepEqual(two('health').at('2026-06-03', '12:00'), ['INFO'])
    assert.deepEqual(two('health').tells, ['lead', 'screener'])
    assert.deepEqual(two('education').ended, [])
  },
  'other-authority-history': () => {
    const known = told('known', livedElsewhere, '2026-06-03', { facts: { authority: 'Sampleshire' } })
    const asked = told('asked', historyAsked, '2026-06-03', { facts: { authority: 'Sampleshire' } })
    const alert = shows('other-authority-history', [known, asked])
    assert.deepEqual([alert.at('2026-06-10', '23:59'), alert.at('2026-06-11', '00:00')], [[], ['DUE']])
    assert.deepEqual([alert.at('2026-06-17', '23:59'), alert.at('2026-06-18', '00:00')], [['DUE'], ['DUE', 'OVERDUE']])
    assert.deepEqual(alert.tells, ['bridge-manager', 'screener', 'service-manager'])
    const came = told('came', historyReceived, '2026-06-12', { facts: { authority: 'Sampleshire', held: false } })
    assert.deepEqual(shows('other-authority-history', [known, asked, came]).ended, ['met'])
  },
  'consultation-follow-up': () => {
    const advised = (advice: string) =>
      told('advised', bridgeConsultation, received, { of, facts: { number: 'C-7QRT-3ACD', source: 'education', advice } })
    const alert = shows('consultation-follow-up', [advised('referral')])
    assert.deepEqual([alert.at('2026-06-04', '23:59'), alert.at('2026-06-05', '00:00')], [[], ['DUE']])
    assert.deepEqual(alert.tells, ['referrer'])
    const followed = told('followed', consultationFollowed, '2026-06-04', { of, answers: 'advised', facts: {} })
    assert.deepEqual(shows('consultation-follow-up', [advised('referral'), followed]).ended, ['met'])
    assert.deepEqual(shows('consultation-follow-up', [advised('no-action')]).ended, [])
  },
}

/** The alerts that have no test of their own, and the tests of alerts that are not there. */
const unmatched = (alerts: readonly string[], named: readonly string[]): string[] => [
  ...alerts.filter(alert => !named.includes(alert)).map(alert => `${alert} has no test named for it`),
  ...named.filter(name => !alerts.includes(name)).map(name => `${name} is no alert of the front door`),
]

describe('every clock and alert of the front door', () => {
  for (const [name, holds] of Object.entries(tests)) it(name, holds)

  it('each has a test named for it, and one that has none is found', () => {
    const alerts = frontDoor.rules.map(rule => rule.id)
    assert.deepEqual(unmatched(alerts, Object.keys(tests)), [])
    assert.deepEqual(unmatched([...alerts, 'forgotten'], Object.keys(tests)), ['forgotten has no test named for it'])
    assert.deepEqual(unmatched(alerts.slice(1), Object.keys(tests)), [`${alerts[0]} is no alert of the front door`])
  })

  it('what was told at no hour began at the start of its day', () =>
    assert.equal(findingsOf([concern('2026-06-03')]).find(one => one.rule === 'bridge-hold')?.from, moment('2026-06-02T23:00:00Z')))
})
