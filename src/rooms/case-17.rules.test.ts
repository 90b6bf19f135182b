import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../thread/entry.ts'
import { birth, death, pregnancy, residence } from '../thread/own-kinds/index.ts'
import { entryId, subjectId, told } from '../thread/testing/tell.ts'
import { preProceedings } from './cared-for/index.ts'
import { caseClosed, childInNeedReview } from './child-in-need/index.ts'
import { conference } from './child-protection/index.ts'
import { livedElsewhere, referral } from './front-door/index.ts'
import { byTodaysRules, findingsOf, firstShown, openedBy, shown } from './testing/replayed.ts'

/**
 * Case 17 as the slides on neglect tell it (real to the month; the days are ours). Two children of one household; each concern is told of both in one act.
 */
const month = { precision: 'month' as const }
const household = { facts: { household: subjectId('home') } }
const neglectFrom = (source: 'education' | 'health', sourceName: string) => ({ source, sourceName, concerns: ['neglect'] })

const both = (label: string, on: string, make: (of: string, id: string) => Told): Told[] =>
  ['A', 'B'].map(of => ({ ...make(of, `${label}-${of}`), act: told(label, referral, on, { facts: neglectFrom('education', 'act') }).act }))

const concern = (label: string, on: string, source: 'education' | 'health', sourceName: string): Told[] =>
  both(label, on, (of, id) => told(id, referral, on, { of, facts: neglectFrom(source, sourceName), ...month }))

const case17: Told[] = [
  ...both('home', '2009-01-01', (of, id) => told(id, residence, '2009-01-01', { of, ...household })),
  ...both('E01', '2009-12-15', (of, id) =>
    told(id, referral, '2009-12-15', { of, facts: { source: 'public', concerns: ['neglect'], elsewhere: 'Trafford' }, ...month }),
  ),
  ...concern('E02', '2011-04-15', 'education', 'school'),
  ...both('trafford', '2011-04-15', (of, id) => told(id, livedElsewhere, '2011-04-15', { of, facts: { authority: 'Trafford' } })),
  ...concern('E03', '2011-05-16', 'education', 'school'),
  ...concern('E04', '2011-07-15', 'education', 'school'),
  ...concern('E05', '2011-11-14', 'education', 'nursery'),
  ...both('E06', '2011-11-28', (of, id) => told(id, childInNeedReview, '2011-11-28', { of, ...month })),
  ...both('E07', '2012-05-15', (of, id) => told(id, caseClosed, '2012-05-15', { of, ...month })),
  ...concern('E08', '2012-08-15', 'education', 'school'),
  ...concern('E09', '2013-01-15', 'education', 'school'),
  ...concern('E10', '2013-03-15', 'health', 'PANDA unit'),
  ...both('E11', '2013-04-15', (of, id) =>
    told(id, conference, '2013-04-15', { of, facts: { type: 'initial', plan: true, category: 'neglect' }, ...month }),
  ),
  ...both('E13', '2013-09-16', (of, id) => told(id, preProceedings, '2013-09-16', { of, facts: { step: 'begun' }, ...month })),
  told('expected', pregnancy, '2013-10-01', { of: 'baby', facts: { expected: '2013-12-20' } }),
  told('baby-home', residence, '2013-10-01', { of: 'baby', ...household }),
  told('E14', conference, '2013-10-15', { of: 'baby', facts: { type: 'initial', plan: true, category: 'neglect' }, ...month }),
  ...both('E15', '2013-12-09', (of, id) => told(id, preProceedings, '2013-12-09', { of, facts: { step: 'ended-no-court' }, ...month })),
  told('E16', birth, '2013-12-16', { of: 'baby', ...month }),
  told('E17', death, '2014-01-15', { of: 'baby', ...month }),
]

const said = findingsOf(case17)
const factsOf = (rule: string, entry: string) => openedBy(said, rule, entry)?.facts ?? {}

describe('case 17, by today’s rules', () => {
  it('the neglect tool is due by 19 May 2011 and overdue from the 20th for the rest of the story; what Trafford was told starts nothing', () => {
    for (const child of ['A', 'B']) {
      const first = openedBy(said, 'neglect-tool-due', `E02-${child}`)
      assert.equal(first?.dueOn, '2011-05-19')
      assert.deepEqual(shown(said, 'neglect-tool-due', child, '2011-05-19'), ['DUE'])
      for (const on of ['2011-05-20', '2011-11-28', '2012-05-15', '2014-01-15'])
        assert.deepEqual(shown(said, 'neglect-tool-due', child, on), ['DUE', 'OVERDUE', 'GATE'], on)
      assert.equal(openedBy(said, 'neglect-tool-due', `E01-${child}`), undefined)
      assert.deepEqual(shown(said, 'good-enough-test', child, '2012-05-14'), ['GATE'], 'nobody judged whether it was good enough')
    }
    // The baby’s counts from the birth, not from a conference before it.
    assert.deepEqual(shown(said, 'neglect-tool-due', 'baby', '2013-12-15'), [])
    assert.equal(openedBy(said, 'neglect-tool-due', 'E14')?.dueOn, '2014-01-16')
    assert.equal(openedBy(said, 'neglect-tool-due', 'E14')?.end?.as, 'cancelled')
  })

  it('the first concern told here is to be decided by the end of Monday 18 April 2011', () => {
    const decision = openedBy(said, 'referral-decision-due', 'E02-A')
    assert.equal(decision?.dueOn, '2011-04-18')
    assert.deepEqual(shown(said, 'referral-decision-due', 'A', '2011-04-17'), [])
    assert.deepEqual(shown(said, 'referral-decision-due', 'A', '2011-04-18'), ['DUE'])
    assert.deepEqual(shown(said, 'referral-decision-due', 'A', '2011-04-19'), ['DUE', 'OVERDUE'])
  })

  it('the history of the other authority is due on 27 April and overdue on 6 May 2011, over Easter and a royal wedding', () => {
    assert.deepEqual(shown(said, 'other-authority-history', 'A', '2011-04-26'), [])
    assert.deepEqual(shown(said, 'other-authority-history', 'A', '2011-04-27'), ['DUE'])
    assert.deepEqual(shown(said, 'other-authority-history', 'A', '2011-05-05'), ['DUE'])
    assert.deepEqual(shown(said, 'other-authority-history', 'A', '2011-05-06'), ['DUE', 'OVERDUE'])
  })

  it('repeats are shown from the second concern told here, on 16 May 2011; the one told elsewhere makes none', () => {
    assert.equal(firstShown(said, 'repeat-referral', 'A', 'INFO'), '2011-05-16')
    assert.equal(factsOf('repeat-referral', 'E03-A').in12, 2)
    assert.equal(factsOf('repeat-referral', 'E03-A').household12, 2, 'one act about two children is one concern')
    assert.equal(factsOf('repeat-referral', 'E03-A').elsewhere, 1)
  })

  it('the cumulative picture is asked for from the third concern, on 15 July 2011, and the repeat stays shown beside it', () => {
    assert.equal(firstShown(said, 'cumulative-referrals', 'A', 'GATE'), '2011-07-15')
    assert.equal(factsOf('cumulative-referrals', 'E04-A').in12, 3)
    assert.deepEqual(shown(said, 'repeat-referral', 'A', '2011-07-15'), ['INFO'])
    assert.equal(factsOf('cumulative-referrals', 'E05-A').in12, 4)
  })

  it('corroboration is shown from 14 November 2011, when the nursery joins the school, and no earlier', () => {
    assert.equal(firstShown(said, 'multi-source-corroboration', 'A', 'INFO'), '2011-11-14')
    assert.deepEqual(factsOf('multi-source-corroboration', 'E05-A'), { concerns: ['neglect'], source: 'nursery', otherSource: 'school' })
  })

  it('three months after the closure a concern asks for the whole picture: 92 days', () => {
    assert.equal(firstShown(said, 're-referral-after-closure', 'A', 'GATE'), '2012-08-15')
    assert.equal(factsOf('re-referral-after-closure', 'E08-A').days, 92)
    assert.equal(factsOf('repeat-referral', 'E08-A').in12, 2)
  })

  it('in January 2013 it is the second in twelve months and the sixth here, still within twelve months of the closure', () => {
    assert.equal(factsOf('repeat-referral', 'E09-A').in12, 2)
    assert.equal(factsOf('repeat-referral', 'E09-A').lifetime, 6)
    assert.ok(openedBy(said, 're-referral-after-closure', 'E09-A'))
    assert.equal(openedBy(said, 'cumulative-referrals', 'E09-A'), undefined)
  })

  it('in March 2013 it is the third in twelve months and since the closure, the seventh here, from a new agency', () => {
    const { in12, sinceClosure, lifetime, elsewhere } = factsOf('repeat-referral', 'E10-A')
    assert.deepEqual({ in12, sinceClosure, lifetime, elsewhere }, { in12: 3, sinceClosure: 3, lifetime: 7, elsewhere: 1 })
    assert.ok(openedBy(said, 'cumulative-referrals', 'E10-A'))
    assert.ok(openedBy(said, 're-referral-after-closure', 'E10-A'))
    assert.equal(factsOf('multi-source-corroboration', 'E10-A').source, 'PANDA unit')
  })

  it('the three later concerns may stand in any order and give the same alerts, but for their source', () => {
    const order = (...sources: ['education' | 'health', string][]) =>
      findingsOf(
        case17.map(entry => {
          const at = ['E08', 'E09', 'E10'].findIndex(label => entry.id === entryId(`${label}-A`) || entry.id === entryId(`${label}-B`))
          const source = sources[at]
          return source ? { ...entry, facts: { ...(entry.facts as object), ...neglectFrom(...source) } } : entry
        }),
      )
        .filter(({ rule }) => ['repeat-referral', 'cumulative-referrals', 're-referral-after-closure'].includes(rule))
        .map(({ facts: { sources: _sources, ...facts }, ...finding }) => ({ ...finding, facts }))
    const school: ['education', string] = ['education', 'school']
    const unit: ['health', string] = ['health', 'PANDA unit']
    assert.deepEqual(order(unit, school, school), order(school, school, unit))
    assert.deepEqual(order(school, unit, school), order(school, school, unit))
  })

  it('nobody is on record as having seen the children: overdue and critical on 14 May 2013, four weeks after the conference', () => {
    assert.equal(openedBy(said, 'cp-visit-due', 'E11-A')?.dueOn, '2013-05-13')
    assert.deepEqual(shown(said, 'cp-visit-due', 'A', '2013-05-13'), ['DUE'])
    assert.deepEqual(shown(said, 'cp-visit-due', 'A', '2013-05-14'), ['DUE', 'OVERDUE'])
    assert.deepEqual(shown(said, 'not-seen-at-home', 'B', '2013-05-14'), ['DUE', 'CRITICAL'])
  })

  it('the visit clocks of the unborn child start at birth and end with the death; the siblings’ run on', () => {
    assert.deepEqual(shown(said, 'not-seen-at-home', 'baby', '2013-12-15'), [])
    assert.equal(openedBy(said, 'not-seen-at-home', 'E14')?.dueOn, '2014-01-13')
    assert.deepEqual(shown(said, 'not-seen-at-home', 'baby', '2014-01-14'), ['DUE', 'CRITICAL'])
    assert.deepEqual(shown(said, 'not-seen-at-home', 'baby', '2014-01-15'), [])
    assert.equal(openedBy(said, 'not-seen-at-home', 'E14')?.end?.as, 'cancelled')
    assert.deepEqual(shown(said, 'not-seen-at-home', 'A', '2014-01-15'), ['DUE', 'CRITICAL'])
  })

  it('judged by the rules of its own days, nothing is said', () => {
    assert.deepEqual(findingsOf(case17, { lens: { ...byTodaysRules, rules: 'of-the-day' } }), [])
  })
})
