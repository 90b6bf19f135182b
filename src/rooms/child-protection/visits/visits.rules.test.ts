import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day, dayOf, daysBetween, weeks } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { levelsAt, metLate } from '../../../thread/finding.ts'
import { birth, death, findingDecision, identity, pregnancy } from '../../../thread/own-kinds/index.ts'
import { entryId, told } from '../../../thread/testing/tell.ts'
import { byTodaysRules, findingsOf, firstShown, openedBy, shown } from '../../testing/replayed.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { cpVisitDue } from './cp-visit-due.rules.ts'
import { notSeenAtHome } from './not-seen-at-home.rules.ts'
import { homeConditions, visit, visitAttempted } from './visit.ts'

const children = ['A', 'B', 'C']
const each = (id: string, make: (of: string) => Told): Told[] =>
  children.map(of => ({ ...make(of), id: entryId(`${id}-${of}`), act: make('act').act }))

const initial = (of: string, on: string) =>
  told(`plan-${of}`, conference, on, { of, facts: { type: 'initial', plan: true, category: 'neglect' } })
const seen = (of: string, on: string, facts: { place?: string; seen?: string; by?: string } = {}, more: { known?: string } = {}) =>
  told(`visit-${of}-${on}-${facts.place ?? 'school'}`, visit, on, {
    of,
    facts: { by: 'lead', place: 'school', seen: 'seen-alone', ...facts },
    ...more,
  })

const seenAtSchoolOnly: Told[] = [
  ...each('V01', of => initial(of, '2024-01-15')),
  ...each('V02', of => told(`try-${of}`, visitAttempted, '2024-01-22', { of, facts: { access: 'no-answer' } })),
  ...each('V04', of => seen(of, '2024-02-06')),
  ...each('V05', of => told(`try2-${of}`, visitAttempted, '2024-02-20', { of, facts: { access: 'refused' } })),
  ...each('V06', of => seen(of, '2024-03-05')),
  ...each('V07', of => told(`try3-${of}`, visitAttempted, '2024-03-20', { of, facts: { access: 'refused' } })),
  ...each('V08', of => seen(of, '2024-04-02')),
  ...each('V09', of => told(`home-${of}`, homeConditions, '2024-04-03', { of, facts: { seenBy: 'police', fit: false } })),
]

describe('a child is seen alone at least every four weeks, and at home as well', () => {
  const said = findingsOf(seenAtSchoolOnly)

  it('visits at school keep the clock of being seen alone throughout: gaps of 22, 28 and 28 days', () => {
    for (const child of children) {
      const turns = said.filter(
        ({ rule, subject }) => rule === 'cp-visit-due' && subject === seenAtSchoolOnly[children.indexOf(child)]?.subject,
      )
      assert.deepEqual(
        turns.filter(({ end }) => end).map(turn => [turn.end?.as, metLate(turn), turn.dueOn]),
        [
          ['met', false, '2024-02-12'],
          ['met', false, '2024-03-05'],
          ['met', false, '2024-04-02'],
        ],
      )
      for (let on = day('2024-01-15'); on <= '2024-04-03'; on = addDays(on, 1))
        assert.ok(!shown(said, 'cp-visit-due', child, on).includes('OVERDUE'), `${child} ${on}`)
    }
  })

  it('being seen alone is due from the twenty-first day', () => {
    assert.equal(firstShown(said, 'cp-visit-due', 'A', 'DUE'), '2024-02-05')
  })

  it('a child seen at school only is critical on the twenty-ninth day, each child, told to worker, manager and chair', () => {
    for (const child of children) {
      assert.deepEqual(shown(said, 'not-seen-at-home', child, '2024-02-12'), ['DUE'])
      assert.deepEqual(shown(said, 'not-seen-at-home', child, '2024-02-13'), ['DUE', 'CRITICAL'])
      assert.deepEqual(
        openedBy(said, 'not-seen-at-home', `V01-${child}`)?.told.map(({ to }) => to),
        ['lead', 'manager', 'chair'],
      )
    }
  })

  it('the police getting in is no visit of a social worker: the home clock runs on', () => {
    assert.deepEqual(shown(said, 'not-seen-at-home', 'A', '2024-04-03'), ['DUE', 'CRITICAL'])
    const early = findingsOf([
      ...seenAtSchoolOnly,
      told('police', homeConditions, '2024-02-10', { of: 'A', facts: { seenBy: 'police', fit: false } }),
    ])
    assert.deepEqual(shown(early, 'not-seen-at-home', 'A', '2024-02-13'), ['DUE', 'CRITICAL'])
  })

  it('what one child’s visit shows says nothing of another: B seen with the mother there is overdue, A is not', () => {
    const withMother = findingsOf(
      seenAtSchoolOnly.map(entry =>
        entry.id === entryId('V06-B') ? { ...entry, facts: { ...(entry.facts as object), seen: 'seen-with-carer' } } : entry,
      ),
    )
    assert.deepEqual(shown(withMother, 'cp-visit-due', 'B', '2024-03-05'), ['DUE'])
    assert.deepEqual(shown(withMother, 'cp-visit-due', 'B', '2024-03-06'), ['DUE', 'OVERDUE'])
    assert.deepEqual(shown(withMother, 'cp-visit-due', 'A', '2024-03-06'), [])
  })

  it('a visit by another professional, by video or without the child being seen restarts neither clock', () => {
    const nothing = [
      initial('A', '2024-01-15'),
      seen('A', '2024-02-01', { by: 'other', place: 'home' }),
      seen('A', '2024-02-02', { place: 'home', seen: 'not-seen' }),
      seen('A', '2024-02-03', { place: 'video', seen: 'not-seen' }),
    ]
    const said = findingsOf(nothing)
    assert.deepEqual(shown(said, 'cp-visit-due', 'A', '2024-02-13'), ['DUE', 'OVERDUE'])
    assert.deepEqual(shown(said, 'not-seen-at-home', 'A', '2024-02-13'), ['DUE', 'CRITICAL'])
  })

  it('a named cover may visit; being seen at home with a carer there counts for the home and not for being alone', () => {
    const said = findingsOf([initial('A', '2024-01-15'), seen('A', '2024-02-01', { by: 'cover', place: 'home', seen: 'seen-with-carer' })])
    assert.equal(said.find(({ rule, end }) => rule === 'not-seen-at-home' && end)?.end?.as, 'met')
    assert.equal(
      said.find(({ rule, end }) => rule === 'cp-visit-due' && end),
      undefined,
    )
  })

  it('the clock restarts from the day of the visit, not from the day it was due; a late one stays late', () => {
    const said = findingsOf([initial('A', '2024-01-15'), seen('A', '2024-02-20', { place: 'home' })], { rules: [notSeenAtHome] })
    assert.deepEqual(
      said.map(({ dueOn }) => dueOn),
      ['2024-02-12', '2024-03-19'],
    )
    assert.ok(said[0] && metLate(said[0]))
  })

  it('stops with the plan, whether by its recorded end or by the review that decides against it', () => {
    for (const last of [
      told('end', planEnd, '2024-02-10', { of: 'A', facts: { ground: 'no-longer-likely' } }),
      told('review', conference, '2024-02-10', { of: 'A', facts: { type: 'review', plan: false } }),
    ]) {
      const said = findingsOf([initial('A', '2024-01-15'), last])
      assert.deepEqual(shown(said, 'not-seen-at-home', 'A', '2024-02-13'), [])
      assert.equal(openedBy(said, 'cp-visit-due', 'plan-A')?.end?.as, 'lapsed')
    }
  })

  it('a review that carries the plan on changes neither clock', () => {
    const said = findingsOf([
      initial('A', '2024-01-15'),
      told('review', conference, '2024-02-01', { of: 'A', facts: { type: 'review', plan: true } }),
    ])
    assert.deepEqual(shown(said, 'not-seen-at-home', 'A', '2024-02-13'), ['DUE', 'CRITICAL'])
  })

  it('an unborn child has no visit clock; it starts at birth, and death cancels it', () => {
    const expected = [
      told('unborn', identity, '2024-01-01', { of: 'A', facts: { is: 'unborn' } }),
      told('expecting', pregnancy, '2024-01-01', { of: 'A' }),
    ]
    assert.deepEqual(findingsOf([...expected, initial('A', '2024-01-15')], { rules: [cpVisitDue, notSeenAtHome] }), [])
    const born = [...expected, initial('A', '2024-01-15'), told('born', birth, '2024-03-01', { of: 'A' })]
    assert.equal(openedBy(findingsOf(born), 'not-seen-at-home', 'plan-A')?.dueOn, '2024-03-29')
    const died = openedBy(findingsOf([...born, told('died', death, '2024-03-29', { of: 'A' })]), 'not-seen-at-home', 'plan-A')
    assert.equal(died?.end?.as, 'cancelled')
    assert.ok(died && !levelsAt(died, died.due ?? died.from).includes('CRITICAL'))
  })

  it('a decision to end the alert opens a turn of its own: the clock never falls silent', () => {
    const [first] = findingsOf([initial('A', '2024-01-15')], { rules: [notSeenAtHome] })
    const decided = told('decided', findingDecision, '2024-02-20', {
      of: 'A',
      facts: { rule: 'not-seen-at-home', key: first?.key, decision: 'ended' },
    })
    const said = findingsOf([initial('A', '2024-01-15'), decided], { rules: [notSeenAtHome] })
    assert.deepEqual(
      said.map(({ dueOn, end }) => [dueOn, end?.as]),
      [
        ['2024-02-12', 'cancelled'],
        ['2024-03-19', undefined],
      ],
    )
  })

  it('a visit recorded late is met on the day it happened, and both days are kept; before, the child stood as not seen', () => {
    const entries = [initial('A', '2024-01-15'), seen('A', '2024-02-12', { place: 'home' }, { known: '2024-03-10' })]
    assert.deepEqual(shown(findingsOf(entries, { knownAt: '2024-03-01T12:00:00Z' }), 'not-seen-at-home', 'A', '2024-03-01'), [
      'DUE',
      'CRITICAL',
    ])
    const [turn] = findingsOf(entries, { rules: [notSeenAtHome] })
    assert.equal(turn?.end?.at, '2024-02-12T00:00:00.000000Z')
    assert.equal(turn?.end?.known, '2024-03-10T00:00:00.000000Z')
    assert.ok(turn && !metLate(turn))
  })

  it('a changed number holds for the turns that begin after it', () => {
    const lens = {
      ...byTodaysRules,
      rules: 'of-the-day' as const,
      changed: new Map([['not-seen-at-home.atMost', [{ from: '2025-02-01' as Day, value: weeks(3) }]]]),
    }
    const said = findingsOf([initial('A', '2025-01-15'), seen('A', '2025-02-05', { place: 'home' })], { rules: [notSeenAtHome], lens })
    assert.deepEqual(
      said.map(({ dueOn }) => dueOn),
      ['2025-02-12', '2025-02-26'],
    )
  })
})

const someVisits = fc.uniqueArray(
  fc.record({
    after: fc.integer({ min: 0, max: 400 }),
    place: fc.constantFrom('home', 'school'),
    seen: fc.constantFrom('seen-alone', 'seen-with-carer', 'not-seen'),
    by: fc.constantFrom('lead', 'cover', 'other'),
    late: fc.integer({ min: 0, max: 60 }),
  }),
  { selector: ({ after }) => after, maxLength: 25 },
)

describe('whatever the visits', () => {
  const began = day('2024-01-15')
  const threadOf = (visits: readonly { after: number; place: string; seen: string; by: string; late: number }[], late: boolean): Told[] => [
    initial('A', began),
    ...visits.map(({ after, late: days, ...facts }) =>
      seen('A', addDays(began, after), facts, late ? { known: addDays(began, after + days) } : {}),
    ),
  ]

  it('an entry recorded late never lengthens a clock', () => {
    fc.assert(
      fc.property(someVisits, visits => {
        const strip = (late: boolean) =>
          findingsOf(threadOf(visits, late), { rules: [cpVisitDue, notSeenAtHome] }).map(({ end, ...finding }) => ({
            ...finding,
            end: end && { ...end, known: null },
          }))
        assert.deepEqual(strip(true), strip(false))
      }),
    )
  })

  it('no turn is longer than 28 days, each begins where the last act happened, and none ends before it begins', () => {
    fc.assert(
      fc.property(someVisits, visits => {
        for (const rule of [cpVisitDue, notSeenAtHome]) {
          const turns = findingsOf(threadOf(visits, false), { rules: [rule] })
          turns.forEach((turn, at) => {
            assert.ok(turn.dueOn && daysBetween(dayOf(turn.from), turn.dueOn) === 28)
            assert.ok(!turn.end || turn.end.at >= turn.from)
            if (at > 0) assert.equal(turn.from, turns[at - 1]?.end?.at)
          })
          assert.equal(turns.filter(({ end }) => end === null).length, 1)
        }
      }),
    )
  })

  it('taking a visit away never shows less', () => {
    fc.assert(
      fc.property(someVisits, fc.nat(), fc.integer({ min: 0, max: 430 }), (visits, which, after) => {
        const fewer = visits.filter((_, at) => at !== which % Math.max(1, visits.length))
        const on = addDays(began, after)
        for (const [rule, level] of [
          ['cp-visit-due', 'OVERDUE'],
          ['not-seen-at-home', 'CRITICAL'],
        ] as const)
          if (shown(findingsOf(threadOf(visits, false)), rule, 'A', on).includes(level))
            assert.ok(shown(findingsOf(threadOf(fewer, false)), rule, 'A', on).includes(level))
      }),
    )
  })

  it('what was known on a day is what a thread told only until then says', () => {
    fc.assert(
      fc.property(someVisits, fc.integer({ min: 0, max: 460 }), (visits, after) => {
        const moment = `${addDays(began, after)}T12:00:00Z`
        const all = threadOf(visits, true)
        const until = all.filter(({ known }) => known <= moment)
        assert.deepEqual(findingsOf(all, { knownAt: moment }), findingsOf(until))
      }),
    )
  })
})
