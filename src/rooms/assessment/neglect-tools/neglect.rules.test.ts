import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { gatesAsked } from '../../../thread/gates.ts'
import { homeOf } from '../../../thread/home.ts'
import { death, findingDecision, identity } from '../../../thread/own-kinds/index.ts'
import { accountId, agencyId, told } from '../../../thread/testing/tell.ts'
import { book } from '../../book.ts'
import { caseClosed, childInNeedReview } from '../../child-in-need/index.ts'
import { conference } from '../../child-protection/index.ts'
import { earlyHelpAssessment } from '../../early-help/index.ts'
import { referral } from '../../front-door/index.ts'
import { byTodaysRules, findingsOf, openedBy, shown, threadsOf } from '../../testing/replayed.ts'
import { goodEnoughJudged } from './good-enough.ts'
import { neglectSign } from './neglect-sign.ts'
import { isInUse, neglectTool, toolsOn, worstFirst, worstGrade } from './neglect-tool.ts'

const worry = (id: string, on: string, facts: Record<string, unknown> = {}): Told =>
  told(id, referral, on, { facts: { source: 'education', concerns: ['neglect'], ...facts } })
const tool = (id: string, on: string, worst = 4): Told =>
  told(id, neglectTool, on, { facts: { tool: 'graded-care-profile-2', areas: [{ area: 'physical', grade: worst }] } })
const closed = (id: string, on: string): Told => told(id, caseClosed, on, {})
const judged = (id: string, on: string, facts: Record<string, unknown>): Told => told(id, goodEnoughJudged, on, { facts })

/** What the gate of a rule asks about an entry after some others. */
const ask = (rule: string, candidate: Told, ...before: Told[]) => {
  const threads = threadsOf(before)
  const [thread] = threads
  assert.ok(thread)
  const { corrects: _corrects, withdraws: _withdraws, ...content } = candidate
  return gatesAsked(book, thread, homeOf(thread, threads), { ...content, root: candidate.id }, byTodaysRules).filter(
    one => one.rule === rule,
  )
}

describe('neglect-tool-due: the tool is done early and done again', () => {
  const rule = 'neglect-tool-due'
  const levelsOn = (entries: readonly Told[], on: string) => shown(findingsOf(entries), rule, 'child', on)

  it('a concern of 15 April 2011 asks for the tool by 19 May, over Easter and two bank holidays, and is overdue on the 20th', () => {
    const said = findingsOf([worry('first', '2011-04-15')])
    assert.equal(openedBy(said, rule, 'first')?.dueOn, '2011-05-19')
    assert.deepEqual(shown(said, rule, 'child', '2011-05-19'), ['DUE'])
    assert.deepEqual(shown(said, rule, 'child', '2011-05-20'), ['DUE', 'OVERDUE', 'GATE'])
    assert.deepEqual(shown(said, rule, 'child', '2013-12-31'), ['DUE', 'OVERDUE', 'GATE'])
  })

  it('what another authority was told starts no clock here, however it arrives', () => {
    assert.deepEqual(levelsOn([worry('elsewhere', '2009-12-15', { elsewhere: 'Trafford' })], '2014-01-01'), [])
    const both = findingsOf([worry('elsewhere', '2009-12-15', { elsewhere: 'Trafford' }), worry('first', '2011-04-15')])
    assert.deepEqual(
      both.filter(one => one.rule === rule).map(one => one.dueOn),
      ['2011-05-19'],
    )
  })

  it('another worry begins none, a plan for neglect does', () => {
    assert.deepEqual(levelsOn([worry('physical', '2024-01-08', { concerns: ['physical'] })], '2024-06-01'), [])
    const plan = told('plan', conference, '2024-01-08', { facts: { type: 'initial', plan: true, category: 'neglect' } })
    assert.equal(openedBy(findingsOf([plan]), rule, 'plan')?.dueOn, '2024-02-05')
  })

  it('a second concern while the first stands opens nothing new', () => {
    const said = findingsOf([worry('first', '2024-01-08'), worry('second', '2024-01-15')]).filter(one => one.rule === rule)
    assert.equal(said.length, 1)
  })

  it('the tool meets it, late for good where it was late, and is asked for again after twelve weeks', () => {
    const said = findingsOf([worry('first', '2011-04-15'), tool('late', '2011-06-01')])
    const first = openedBy(said, rule, 'first')
    assert.equal(first?.end?.as, 'met')
    assert.ok(first?.due && first.end && first.end.at >= first.due, 'it stays late')
    const again = said.find(one => one.rule === rule && one.name === 'again')
    assert.equal(again?.dueOn, '2011-08-24')
    assert.deepEqual(shown(said, rule, 'child', '2011-08-25'), ['DUE', 'OVERDUE', 'GATE'])
    const twice = findingsOf([worry('first', '2011-04-15'), tool('late', '2011-06-01'), tool('second', '2011-08-20')])
    assert.deepEqual(shown(twice, rule, 'child', '2011-08-25'), [])
    assert.deepEqual(shown(twice, rule, 'child', '2011-11-13'), ['DUE', 'OVERDUE', 'GATE'])
  })

  it('closing the work ends the doing again and not the first; the next worry begins anew', () => {
    const without = [worry('first', '2024-01-08'), closed('closed', '2024-06-03')]
    assert.ok(levelsOn(without, '2024-12-01').includes('OVERDUE'))
    const withTool = [worry('first', '2024-01-08'), tool('one', '2024-01-22'), closed('closed', '2024-06-03')]
    assert.deepEqual(levelsOn(withTool, '2024-06-04'), [])
    const again = findingsOf([...withTool, worry('next', '2024-09-02')])
    assert.equal(openedBy(again, rule, 'next')?.dueOn, '2024-09-30')
  })

  it('good enough ends the doing again once it has lasted twelve weeks, and better alone does not', () => {
    const before = [worry('first', '2024-01-08'), tool('one', '2024-01-22')]
    const on = '2024-07-01'
    const say = (facts: Record<string, unknown>) => levelsOn([...before, judged('j', '2024-06-03', facts)], on)
    assert.deepEqual(say({ judged: 'enough', since: '2024-03-11' }), [])
    assert.deepEqual(say({ judged: 'enough', since: '2024-03-12' }), ['DUE', 'OVERDUE', 'GATE'], 'one day short of twelve weeks')
    assert.deepEqual(say({ judged: 'better' }), ['DUE', 'OVERDUE', 'GATE'])
  })

  it('death and growing up end it; a limit of that day is cancelled and not missed', () => {
    const died = findingsOf([worry('first', '2024-01-08'), told('died', death, '2024-02-05')])
    assert.equal(openedBy(died, rule, 'first')?.end?.as, 'cancelled')
    const grown = [
      told('who', identity, '2024-01-01', { facts: { is: 'child', given: 'Robin', born: '2006-03-01' } }),
      worry('first', '2024-01-08'),
    ]
    assert.ok(levelsOn(grown, '2024-02-29').includes('OVERDUE'))
    assert.deepEqual(levelsOn(grown, '2024-03-01'), [])
  })

  it('a review and a closure do not go without it once it is late, unless another person writes down why', () => {
    const [first] = [worry('first', '2011-04-15')]
    const review = told('review', childInNeedReview, '2011-11-28', { precision: 'month' })
    assert.equal(ask(rule, review, first as Told).length, 1)
    assert.equal(ask(rule, closed('closed', '2012-05-15'), first as Told).length, 1)
    assert.deepEqual(ask(rule, told('early', childInNeedReview, '2011-05-19', {}), first as Told), [], 'within its time')
    assert.deepEqual(ask(rule, review, first as Told, tool('done', '2011-11-01')), [])
    const [asked] = ask(rule, review, first as Told)
    const decided = (author: string) =>
      told('decided', findingDecision, '2011-11-21', {
        by: author,
        facts: { rule, key: asked?.key ?? '', decision: 'overridden' },
      })
    assert.deepEqual(ask(rule, { ...review, author: accountId('worker') }, first as Told, decided('manager')), [])
    assert.equal(ask(rule, { ...review, author: accountId('worker') }, first as Told, decided('worker')).length, 1, 'never one’s own')
  })
})

describe('good-enough-test: is care good enough, and not only better?', () => {
  const rule = 'good-enough-test'
  const before = worry('first', '2024-01-08')
  const review = (on: string, facts: Record<string, unknown> = {}) => told('review', childInNeedReview, on, { facts })

  it('a review that says nothing of it and every closure ask for a judgment', () => {
    assert.equal(ask(rule, review('2024-04-01'), before).length, 1)
    assert.deepEqual(ask(rule, review('2024-04-01', { goodEnough: false }), before), [])
    assert.equal(ask(rule, closed('closed', '2024-04-01'), before).length, 1)
    assert.deepEqual(ask(rule, review('2024-04-01'), worry('other', '2024-01-08', { concerns: ['physical'] })), [])
  })

  it('a judgment answers it for twelve weeks, the last day included, whatever it says', () => {
    const judgment = judged('j', '2024-04-01', { judged: 'worse' })
    assert.deepEqual(ask(rule, closed('c', '2024-04-01'), before, judgment), [])
    assert.deepEqual(ask(rule, closed('c', '2024-06-24'), before, judgment), [])
    assert.equal(ask(rule, closed('c', '2024-06-25'), before, judgment).length, 1)
    assert.deepEqual(
      findingsOf([before, judgment])
        .filter(one => one.rule === rule)
        .map(one => [one.end?.as ?? null, one.facts['before']]),
      [
        ['met', false],
        [null, true],
      ],
    )
  })

  it('stands from the worry until the work is closed, and again from the next worry', () => {
    const said = findingsOf([before, closed('closed', '2024-06-03'), worry('next', '2024-09-02')])
    assert.deepEqual(shown(said, rule, 'child', '2024-01-07'), [])
    assert.deepEqual(shown(said, rule, 'child', '2024-01-08'), ['GATE'])
    assert.deepEqual(shown(said, rule, 'child', '2024-06-03'), [])
    assert.deepEqual(shown(said, rule, 'child', '2024-09-02'), ['GATE'])
  })
})

describe('cumulative-neglect: several agencies each see a little', () => {
  const rule = 'cumulative-neglect'
  const sign = (id: string, on: string, agency: string): Told =>
    told(id, neglectSign, on, { agency: agencyId(agency), facts: { what: 'hunger' } })
  const said = (...entries: Told[]) => findingsOf(entries).filter(one => one.rule === rule)
  const three = [sign('one', '2024-01-08', 'school'), sign('two', '2024-03-04', 'school'), sign('three', '2024-05-06', 'health')]

  it('the third sign, from a second agency, within six months says that somebody looks at them together', () => {
    const [finding] = said(...three)
    assert.ok(finding)
    assert.deepEqual([finding.facts['signs'], finding.facts['agencies']], [3, 2])
    assert.deepEqual(shown(findingsOf(three), rule, 'child', '2024-05-05'), [])
    assert.deepEqual(shown(findingsOf(three), rule, 'child', '2024-05-06'), ['DUE'])
    assert.equal(finding.evidence.length, 3)
  })

  it('one agency alone never does, however often; and what it writes down twice of one day counts once', () => {
    assert.deepEqual(said(...['a', 'b', 'c', 'd'].map((id, at) => sign(id, `2024-01-0${at + 1}`, 'school'))), [])
    assert.deepEqual(
      said(sign('one', '2024-01-08', 'school'), sign('again', '2024-01-08', 'school'), sign('two', '2024-02-01', 'health')),
      [],
    )
  })

  it('a sign of the same day half a year ago is outside the window', () => {
    const late = [sign('one', '2024-01-08', 'school'), sign('two', '2024-03-04', 'school')]
    assert.deepEqual(said(...late, sign('three', '2024-07-08', 'health')), [])
    assert.equal(said(...late, sign('three', '2024-07-07', 'health')).length, 1)
  })

  it('a neglect tool or an Early Help Assessment ends it, and what was looked at counts no more', () => {
    for (const answer of [tool('tool', '2024-05-20'), told('eha', earlyHelpAssessment, '2024-05-20', { facts: {} })]) {
      const all = said(...three, answer, sign('four', '2024-06-03', 'school'))
      assert.deepEqual(
        all.map(one => one.end?.as),
        ['met'],
      )
    }
    assert.deepEqual(said(tool('tool', '2024-02-01'), ...three), [], 'somebody has looked within the six months')
  })

  it('a fourth sign opens no second while the first stands', () => {
    assert.equal(said(...three, sign('four', '2024-05-07', 'police')).length, 1)
  })
})

describe('the tools', () => {
  it('Salford uses the Graded Care Profile until the end of August 2020 and the Thriving Families Tool from September', () => {
    assert.ok(isInUse('graded-care-profile', '2020-08-31' as never))
    assert.ok(!isInUse('graded-care-profile', '2020-09-01' as never))
    assert.ok(!isInUse('thriving-families-tool', '2020-08-31' as never))
    assert.deepEqual(toolsOn('2020-09-01' as never), ['thriving-families-tool', 'graded-care-profile-2'])
  })

  it('the worst comes first, and nothing is averaged', () => {
    const areas = [
      { area: 'physical', grade: 1 },
      { area: 'safety', grade: 5 },
      { area: 'emotional', grade: 2 },
      { area: 'developmental', grade: 1 },
    ] as const
    assert.deepEqual(
      worstFirst(areas).map(one => one.area),
      ['safety', 'emotional', 'physical', 'developmental'],
    )
    assert.equal(worstGrade({ facts: { areas } }), 5)
    assert.equal(
      neglectTool.title({ tool: 'graded-care-profile', areas: [...areas], items: [] }),
      'Graded Care Profile: worst in safety (5)',
    )
  })
})
