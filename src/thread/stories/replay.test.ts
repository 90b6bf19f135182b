import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, moment } from '../../guidance/index.ts'
import { testBook } from '../testing/field-visits.ts'
import { printReplay } from './print.ts'
import { readStoryObject } from './read.ts'
import { asJson, type ReplayOptions, replay } from './replay.ts'
import { printTrouble } from './trouble.ts'

type Fields = Record<string, unknown>

const rules = day('2024-12-01')
const readTest = (entries: readonly Fields[], expect: readonly Fields[] = [], more: Fields = {}) => {
  const read = readStoryObject(
    {
      story: 'a-test',
      title: 'A test',
      fixture: 'invented',
      agencies: { council: { kind: 'childrens-social-care', name: 'Council' }, police: { kind: 'police', name: 'Police' } },
      authors: {
        worker: { agency: 'council', role: 'social-worker' },
        manager: { agency: 'council', role: 'team-manager' },
        officer: { agency: 'police', role: 'police-officer' },
      },
      subjects: { child: { form: 'person', name: 'the child' }, sibling: { form: 'person' }, home: { form: 'context' } },
      entries: entries.map(entry => ({ subject: 'child', by: 'worker', ...entry })),
      expect,
      ...more,
    },
    testBook,
    'a-test.json',
  )
  assert.ok(read.ok, read.ok ? '' : read.troubles.map(printTrouble).join('\n'))
  return read.story
}
const run = (entries: readonly Fields[], expect: readonly Fields[] = [], options: Partial<ReplayOptions> = {}) =>
  replay(readTest(entries, expect), testBook, { rules, ...options })

const plan = { id: 'plan', kind: 'test-plan', happened: '2024-01-01' }
const visit = { id: 'visit', kind: 'test-seen', happened: '2024-01-20' }
const lateVisit = { ...visit, known: '2024-03-10' }
const worry = (id: string, happened: string, more: Fields = {}) => ({ id, kind: 'test-worry', happened, ...more })
const said = (entries: readonly Fields[], options: Partial<ReplayOptions> = {}) =>
  run(entries, [], options).said.map(one => `${one.day} ${one.subject} ${one.level} ${one.event}${one.how ? ` ${one.how}` : ''}`)

describe('a replay says on each day', () => {
  it('what the rules would have said then: begun, risen, ended', () => {
    assert.deepEqual(said([plan, { ...visit, happened: '2024-02-05' }], { asOf: day('2024-03-05') }), [
      '2024-01-22 child DUE begins',
      '2024-01-30 child OVERDUE rises',
      '2024-02-05 child OVERDUE ends met',
      '2024-02-26 child DUE begins',
      '2024-03-05 child OVERDUE rises',
    ])
  })

  it('what was known then, where something is recorded late', () => {
    assert.deepEqual(said([plan, lateVisit]), [
      '2024-01-22 child DUE begins',
      '2024-01-30 child OVERDUE rises',
      '2024-03-10 child OVERDUE ends met',
      '2024-03-10 child OVERDUE begins',
    ])
  })

  it('that a level eased, where a correction moves what had begun', () => {
    const corrected = { ...plan, id: 'plan-2', happened: '2024-01-08', corrects: 'plan', known: '2024-01-31' }
    assert.deepEqual(said([plan, corrected]), [
      '2024-01-22 child DUE begins',
      '2024-01-30 child OVERDUE rises',
      '2024-01-31 child DUE eases',
    ])
  })

  it('that it was no longer so, where what it rested on was withdrawn', () => {
    const withdrawn = { ...plan, id: 'gone', withdraws: 'plan', known: '2024-02-02' }
    const replayed = run([plan, withdrawn])
    assert.deepEqual(
      replayed.said.map(one => [one.day, one.event, one.how]),
      [
        ['2024-01-22', 'begins', null],
        ['2024-01-30', 'rises', null],
        ['2024-02-02', 'ends', null],
      ],
    )
    assert.deepEqual(replayed.findings, [])
  })

  it('of a brother or sister from the day they live together, also where that is learnt later', () => {
    const lives = (who: string, happened: string, known = happened) => ({
      id: `${who}-lives`,
      subject: who,
      kind: 'residence',
      happened,
      known,
      facts: { household: `\${home}` },
    })
    const entries = [
      lives('child', '2023-01-01'),
      worry('w', '2024-01-10', { subject: 'sibling' }),
      lives('sibling', '2024-01-01', '2024-02-15'),
    ]
    assert.deepEqual(said(entries), ['2024-02-15 child INFO begins'])
    const left = { id: 'left', subject: 'sibling', kind: 'residence-end', happened: '2024-03-01', facts: { household: `\${home}` } }
    assert.deepEqual(said([...entries, left]), ['2024-02-15 child INFO begins', '2024-03-01 child INFO ends lapsed'])
    const never = { ...lives('sibling', '2024-01-01'), id: 'never', withdraws: 'sibling-lives', known: '2024-02-20', facts: undefined }
    assert.deepEqual(said([...entries, JSON.parse(JSON.stringify(never))]), ['2024-02-15 child INFO begins', '2024-02-20 child INFO ends'])
  })

  it('nothing after the day or moment it is told to', () => {
    assert.deepEqual(said([plan, visit], { asOf: day('2024-01-21') }), [])
    const entries = [worry('w1', '2024-01-01'), worry('w2', '2024-01-02T10:00Z')]
    assert.deepEqual(said(entries, { asOf: moment('2024-01-02T09:59:59Z') }), [])
    assert.deepEqual(said(entries, { asOf: moment('2024-01-02T10:00Z') }), ['2024-01-02 child GATE begins'])
  })

  it('what everybody’s entries together say: whoever replays a story holds all of it', () => {
    assert.equal(said([worry('w1', '2024-01-01', { audience: 'agency', by: 'officer' }), worry('w2', '2024-01-02')]).length, 1)
  })
})

describe('a replay finds', () => {
  it('by what is known at the end of the telling, one row for each level shown', () => {
    const { findings } = asJson(run([plan, { ...visit, happened: '2024-02-05' }], [], { asOf: day('2024-02-10') }))
    assert.deepEqual(
      findings.map(({ because: _because, ...row }) => row),
      [
        {
          rule: 'test-seen-every',
          alert: 'test-seen-every',
          subject: 'child',
          level: 'DUE',
          from: '2024-01-22',
          until: '2024-02-05',
          due: '2024-01-29',
          met: '2024-02-05',
          evidence: ['plan', 'visit'],
        },
        {
          rule: 'test-seen-every',
          alert: 'test-seen-every',
          subject: 'child',
          level: 'OVERDUE',
          from: '2024-01-30',
          until: '2024-02-05',
          due: '2024-01-29',
          met: '2024-02-05',
          evidence: ['plan', 'visit'],
        },
        {
          rule: 'test-seen-every',
          alert: 'test-seen-every',
          subject: 'child',
          level: null,
          from: '2024-02-05',
          until: null,
          due: '2024-03-04',
          met: null,
          evidence: ['plan', 'visit'],
        },
      ],
    )
    assert.deepEqual(findings[0]?.because, ['our own choice: a rule of the tests'])
  })

  it('by what was known at another moment, where that is asked', () => {
    const levels = (options: Partial<ReplayOptions>) =>
      run([plan, lateVisit], [], { asOf: day('2024-02-09'), ...options }).findings.map(row => row.level)
    assert.deepEqual(levels({}), ['DUE', 'OVERDUE'], 'as known on that day')
    assert.deepEqual(levels({ knownAt: day('2024-03-10') }), [null, null], 'with hindsight the visit was in time')
  })

  it('by the rules in force on each day, or on one', () => {
    assert.deepEqual(run([{ ...plan, happened: '1999-01-01' }], [], { rules: 'of-the-day' }).findings, [])
    assert.equal(run([{ ...plan, happened: '1999-01-01' }]).findings.length, 1)
  })

  it('the moment where a rule speaks of hours of the day', () => {
    const [row] = run([worry('w1', '2024-01-01'), worry('w2', '2024-01-02T10:00Z')]).findings
    assert.equal(row?.from, '2024-01-02T10:00:00.000000Z')
  })
})

describe('a gate in a replay', () => {
  const dismissed = { id: 'no', kind: 'test-verdict', happened: '2024-02-06', answers: 'w2', facts: { dismissed: true } }
  const worries = [worry('w1', '2024-01-05'), worry('w2', '2024-02-05')]

  it('refuses nothing that has happened: it would have been asked', () => {
    const replayed = run([...worries, dismissed])
    assert.deepEqual(replayed.wouldHaveAsked, [{ entry: 'no', rule: 'test-many-worries', asks: 'Sum up what was raised before' }])
    assert.equal(replayed.told.length, 3)
  })

  it('is not asked by what was learnt only later', () => {
    assert.deepEqual(run([worry('w1', '2024-01-05', { known: '2024-03-01' }), worries[1] ?? {}, dismissed]).wouldHaveAsked, [])
  })
})

describe('an expectation', () => {
  const held = (
    expect: Fields,
    entries: readonly Fields[] = [plan, { ...visit, happened: '2024-02-05' }],
    options: Partial<ReplayOptions> = {},
  ) => {
    const { checks, notAsked } = run(entries, [{ rule: 'test-seen-every', subject: 'child', ...expect }], {
      asOf: day('2024-03-20'),
      ...options,
    })
    return notAsked > 0 ? 'not asked' : checks[0]?.held
  }

  it('“fires” asks what stands at the end of the day', () => {
    assert.equal(held({ is: 'fires', on: '2024-01-29', level: 'DUE' }), true)
    assert.equal(held({ is: 'fires', on: '2024-01-30', level: 'DUE' }), false, 'it had risen by then')
    assert.equal(held({ is: 'fires', on: '2024-01-30', level: 'OVERDUE' }), true)
    assert.equal(held({ is: 'fires', on: '2024-02-05', level: 'OVERDUE' }), false, 'met that day')
    assert.equal(held({ is: 'fires', on: '2024-01-21' }), false)
    assert.equal(held({ is: 'fires', on: '2024-01-30', subject: 'sibling' }), false)
    assert.equal(held({ is: 'fires', on: '2024-01-30', name: 'other' }), false)
    assert.equal(held({ is: 'fires', on: '2024-02-26', of: 'visit' }), true)
    assert.equal(held({ is: 'fires', on: '2024-01-30', of: 'visit' }), false, 'the turn the visit opened began later')
  })

  it('“fires from” asks also that it never did before', () => {
    assert.equal(held({ is: 'fires', on: '2024-01-30', level: 'OVERDUE', from: true }), true)
    assert.equal(held({ is: 'fires', on: '2024-01-31', level: 'OVERDUE', from: true }), false)
    assert.equal(held({ is: 'fires', on: '2024-03-05', level: 'OVERDUE', from: true }), false, 'an earlier turn was overdue too')
    assert.equal(held({ is: 'fires', on: '2024-03-05', level: 'OVERDUE', from: true, of: 'visit' }), true)
  })

  it('“does not fire” asks it of the end of a day, or of the whole story', () => {
    assert.equal(held({ is: 'does-not-fire', on: '2024-02-05' }), true)
    assert.equal(held({ is: 'does-not-fire', on: '2024-02-04' }), false)
    assert.equal(held({ is: 'does-not-fire' }), false)
    assert.equal(held({ is: 'does-not-fire', level: 'CRITICAL' }), true)
    assert.equal(held({ is: 'does-not-fire', level: 'OVERDUE' }), false)
  })

  it('“due” asks the last day inside the limit', () => {
    assert.equal(held({ is: 'due', on: '2024-01-29' }), true)
    assert.equal(held({ is: 'due', on: '2024-01-30' }), false)
    assert.equal(held({ is: 'due', on: '2024-03-04', of: 'visit' }), true)
    assert.equal(held({ is: 'due', on: '2024-03-04', of: 'plan' }), false)
  })

  it('“cleared” asks by which entry, how and when', () => {
    assert.equal(held({ is: 'cleared', by: 'visit' }), true)
    assert.equal(held({ is: 'cleared', by: 'visit', as: 'met', on: '2024-02-05' }), true)
    assert.equal(held({ is: 'cleared', by: 'visit', as: 'lapsed' }), false)
    assert.equal(held({ is: 'cleared', by: 'visit', on: '2024-02-04' }), false)
    assert.equal(held({ is: 'cleared', by: 'plan' }), false)
  })

  it('of a day that lies beyond what is told or known is not asked', () => {
    const beyond = { is: 'fires', on: '2024-03-05', level: 'OVERDUE' }
    assert.equal(held(beyond, undefined, { asOf: day('2024-03-04') }), 'not asked')
    assert.equal(held(beyond, undefined, { knownAt: day('2024-03-04') }), 'not asked')
    assert.equal(held({ is: 'cleared', by: 'visit' }, undefined, { asOf: day('2024-02-04') }), 'not asked')
    assert.equal(held({ is: 'due', on: '2024-01-29' }, undefined, { asOf: day('2024-02-04') }), true)
  })

  it('lengthens the telling to the day it names, where nobody says how far to tell', () => {
    const expectation = { is: 'fires', rule: 'test-seen-every', on: '2024-01-30', level: 'OVERDUE' }
    assert.deepEqual(
      run([plan], [expectation]).checks.map(one => one.held),
      [true],
    )
    assert.deepEqual(run([plan]).said, [])
  })

  it('that fails says what was expected and what was found instead', () => {
    const [failed] = run([plan], [{ is: 'fires', rule: 'test-seen-every', subject: 'child', on: '2024-01-30', level: 'GATE' }]).checks
    assert.equal(failed?.expected, 'test-seen-every for child shows GATE on 2024-01-30')
    assert.equal(failed?.found, 'DUE from 2024-01-22 until 2024-01-30; OVERDUE from 2024-01-30 on')
  })
})

describe('a printed replay', () => {
  const print = (entries: readonly Fields[], expect: readonly Fields[] = []) => {
    const story = readTest(entries, expect, { note: 'The days are ours.' })
    return printReplay(story, replay(story, testBook, { rules, asOf: day('2024-03-20') }), testBook)
  }

  it('never prints the day that stands in for a month, nor one reckoned from it', () => {
    const text = print([{ ...plan, happened: '2024-01' }])
    assert.match(text, /^Jan 2024\n {2}told {2}Plan \[the child\]$/m)
    assert.match(text, /^Feb 2024\n {2}said {2}DUE/m)
    assert.doesNotMatch(text, /15 Jan|12 Feb|2024-0/)
  })

  it('prints both days of what was recorded late', () => {
    assert.match(print([plan, lateVisit]), /^10 Mar 2024\n {2}told {2}Seen \(happened 20 Jan 2024\) \[the child\]$/m)
  })

  it('names an expectation that did not hold', () => {
    assert.match(
      print([plan], [{ is: 'does-not-fire', rule: 'test-seen-every' }]),
      /^NOT AS EXPECTED: test-seen-every does not show at any time; instead: DUE/m,
    )
  })
})
