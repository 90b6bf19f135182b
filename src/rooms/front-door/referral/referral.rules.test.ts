import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays, addMonths, day, type Moment, startOfDay } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { gatesAsked } from '../../../thread/gates.ts'
import { homeOf } from '../../../thread/home.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { death, residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import { entryId, subjectId, told } from '../../../thread/testing/tell.ts'
import { book } from '../../book.ts'
import { caseClosed, childInNeedReview } from '../../child-in-need/index.ts'
import { conference, conferenceInvitations, cpPlanAgreed, planEnd } from '../../child-protection/index.ts'
import { meetingMinutes } from '../../meetings/index.ts'
import { byTodaysRules, findingsOf, openedBy, shown, threadsOf } from '../../testing/replayed.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { cumulativeReferrals } from './cumulative-referrals.rules.ts'
import { familyTold } from './family-told.ts'
import { multiSourceCorroboration } from './multi-source-corroboration.rules.ts'
import { historyAsked, historyReceived, livedElsewhere } from './other-authority.ts'
import { reReferralAfterClosure } from './re-referral-after-closure.rules.ts'
import { referral } from './referral.ts'
import { repeatReferral } from './repeat-referral.rules.ts'

type More = {
  of?: string
  act?: string
  matter?: string
  source?: string
  name?: string
  concerns?: string[]
  elsewhere?: string
  known?: string
  familyTold?: string
}

const concern = (id: string, on: string, { of = 'child', act, known, matter, name, ...facts }: More = {}): Told =>
  told(id, referral, on, {
    of,
    ...(act ? { act } : {}),
    ...(known ? { known } : {}),
    facts: {
      source: 'education',
      concerns: ['neglect'],
      ...(name ? { sourceName: name } : {}),
      ...(matter ? { matter: subjectId(matter) } : {}),
      ...facts,
    },
  })

const decided = (id: string, answers: string, on: string, facts: Record<string, unknown> = {}, of = 'child'): Told =>
  told(id, referralDecision, on, { of, answers, facts: { outcome: 'child-in-need', ...facts } })

const lives = (of: string, on: string, where = 'home'): Told =>
  told(`${of} at ${where} ${on}`, residence, on, { of, facts: { household: subjectId(where) } })

describe('a repeated concern is shown with its past', () => {
  it('twelve months leave out the same day last year and take in the day after', () => {
    const on = (first: string) =>
      openedBy(findingsOf([concern('a', first), concern('b', '2024-05-10')]), 'repeat-referral', 'b')?.facts.in12
    assert.equal(on('2023-05-10'), undefined)
    assert.equal(on('2023-05-11'), 2)
  })

  it('from 29 February the window reaches back to the last of February', () => {
    const on = (first: string) =>
      openedBy(findingsOf([concern('a', first), concern('b', '2024-02-29')]), 'repeat-referral', 'b')?.facts.in12
    assert.equal(on('2023-02-28'), undefined)
    assert.equal(on('2023-03-01'), 2)
  })

  it('is shown until the decision on it', () => {
    const said = findingsOf([concern('a', '2024-01-01'), concern('b', '2024-02-01'), decided('d', 'b', '2024-02-05')])
    assert.deepEqual(shown(said, 'repeat-referral', 'child', '2024-02-04'), ['INFO'])
    assert.deepEqual(shown(said, 'repeat-referral', 'child', '2024-02-05'), [])
    assert.equal(openedBy(said, 'repeat-referral', 'b')?.end?.by, entryId('d'))
  })

  it('counts what is about the child, the household, since the closure, ever here and elsewhere, from how many sources, about what', () => {
    const said = findingsOf([
      lives('child', '2020-01-01'),
      lives('brother', '2020-01-01'),
      concern('old', '2022-01-01', { name: 'school' }),
      concern('away', '2022-06-01', { elsewhere: 'Bolton' }),
      told('closed', caseClosed, '2023-06-01', {}),
      concern('his', '2023-09-01', { of: 'brother', name: 'nursery', concerns: ['physical'] }),
      concern('one', '2023-10-01', { name: 'School', concerns: ['neglect', 'domestic-abuse'] }),
      concern('two', '2024-01-01', { name: 'nursery', concerns: ['neglect', 'sexual'] }),
    ])
    assert.deepEqual(openedBy(said, 'repeat-referral', 'two')?.facts, {
      in12: 2,
      household12: 3,
      sinceClosure: 2,
      lifetime: 3,
      elsewhere: 1,
      sources: 2,
      concernsOverlap: ['neglect'],
    })
  })

  it('what was told of a sister counts only from a time when they belonged together', () => {
    const said = (moved: string) =>
      openedBy(
        findingsOf([
          lives('child', '2020-01-01'),
          lives('sister', '2020-01-01'),
          lives('sister', moved, 'elsewhere'),
          concern('hers', '2024-01-01', { of: 'sister' }),
          concern('mine', '2024-02-01'),
        ]),
        'repeat-referral',
        'mine',
      )
    assert.equal(said('2024-01-02')?.facts.household12, 2)
    assert.equal(said('2024-01-01'), undefined)
  })

  it('what was told of a brother before he came to live here does not count', () => {
    const versions = [
      lives('child', '2020-01-01'),
      concern('his', '2024-01-01', { of: 'brother' }),
      lives('brother', '2024-01-15'),
      concern('mine', '2024-02-01'),
    ]
    assert.equal(openedBy(findingsOf(versions), 'repeat-referral', 'mine'), undefined)
  })

  it('one telling of several children, or one matter matched to several, is one concern', () => {
    const together = [lives('child', '2020-01-01'), lives('sister', '2020-01-01')]
    for (const same of [{ act: 'one telling' }, { matter: 'one matter' }]) {
      const said = findingsOf([...together, concern('hers', '2024-01-01', { of: 'sister', ...same }), concern('mine', '2024-01-01', same)])
      assert.deepEqual(
        said.filter(({ rule }) => rule === 'repeat-referral'),
        [],
        JSON.stringify(same),
      )
    }
    const apart = findingsOf([...together, concern('hers', '2024-01-01', { of: 'sister' }), concern('mine', '2024-01-02')])
    assert.equal(openedBy(apart, 'repeat-referral', 'mine')?.facts.household12, 2)
  })

  it('a corrected concern stays the one concern it was', () => {
    const corrected = told('b2', referral, '2024-02-03', {
      corrects: 'b',
      known: '2024-03-01',
      act: 'a later act',
      facts: { source: 'health', concerns: ['sexual'] },
    })
    const [before, after] = [[], [corrected]].map(more =>
      openedBy(findingsOf([concern('a', '2024-01-01'), concern('b', '2024-02-01'), ...more]), 'repeat-referral', 'b'),
    )
    assert.equal(before?.key, after?.key)
    assert.equal(after?.facts.in12, 2)
  })
})

describe('the third concern in twelve months asks for the whole picture', () => {
  const three = [concern('a', '2024-01-01'), concern('b', '2024-02-01'), concern('c', '2024-03-01')]
  const ask = (facts: Record<string, unknown>, more: Told[] = [], answers = 'c') => {
    const candidate = decided('d', answers, '2024-03-02', facts)
    const threads = threadsOf([...three, ...more])
    const [child] = threads
    assert.ok(child)
    const { corrects: _corrects, withdraws: _withdraws, ...entry } = candidate
    return gatesAsked(book, child, homeOf(child, threads), { ...entry, root: candidate.id }, byTodaysRules)
  }

  it('no further action, or advice alone, is not decided without a written review', () => {
    for (const outcome of ['no-further-action', 'information-and-advice'])
      assert.deepEqual(
        ask({ outcome }).map(({ rule }) => rule),
        ['cumulative-referrals'],
      )
  })

  it('with the review, or with help that follows, it is', () => {
    assert.deepEqual(ask({ outcome: 'no-further-action', cumulativeReview: true }), [])
    assert.deepEqual(ask({ outcome: 'early-help' }), [])
    assert.deepEqual(ask({ outcome: 'section-47' }), [])
  })

  it('a closure within the year asks as well', () => {
    const asked = ask({ outcome: 'no-further-action' }, [told('closed', caseClosed, '2024-02-20', {})])
    assert.deepEqual(
      asked.map(({ rule }) => rule),
      ['cumulative-referrals', 're-referral-after-closure'],
    )
  })

  it('gates stop decisions, plans and reviews alone: nobody is ever stopped from raising a concern', () => {
    const mayBeAsked: readonly AnyKind[] = [
      referralDecision,
      childInNeedReview,
      conference,
      conferenceInvitations,
      cpPlanAgreed,
      planEnd,
      caseClosed,
      meetingMinutes,
    ]
    const gates = book.rules.flatMap(rule => (rule.gate ? [{ id: rule.id, kinds: rule.gate.kinds }] : []))
    assert.ok(gates.some(gate => gate.id === 'cumulative-referrals'))
    for (const { id, kinds } of gates) for (const kind of kinds) assert.ok(mayBeAsked.includes(kind), `${id} asks about ${kind.name}`)
  })

  it('ends with the decision: met by one that is allowed, past by one that went over it', () => {
    const end = (facts: Record<string, unknown>) =>
      openedBy(findingsOf([...three, decided('d', 'c', '2024-03-02', facts)]), 'cumulative-referrals', 'c')?.end?.as
    assert.equal(end({ outcome: 'no-further-action', cumulativeReview: true }), 'met')
    assert.equal(end({ outcome: 'section-47' }), 'met')
    assert.equal(end({ outcome: 'no-further-action' }), 'lapsed')
  })
})

describe('a concern after a closure', () => {
  const after = (on: string) =>
    openedBy(findingsOf([told('closed', caseClosed, '2023-02-28', {}), concern('r', on)]), 're-referral-after-closure', 'r')

  it('of two closures on one day the child’s own counts, whichever was written down last and however the two are called', () => {
    const closed = (id: string, of: string, at = '2024-03-01', known = at) => told(id, caseClosed, at, { of, known })
    const whose = (own: Told, other: Told) =>
      openedBy(
        findingsOf([lives('child', '2020-01-01'), lives('brother', '2020-01-01'), own, other, concern('r', '2024-06-01')]),
        're-referral-after-closure',
        'r',
      )?.facts.whose
    for (const [a, b] of [
      ['closed', 'closed too'],
      ['closed too', 'closed'],
    ] as const) {
      assert.equal(whose(closed(a, 'child'), closed(b, 'brother')), 'child')
      assert.equal(whose(closed(a, 'child'), closed(b, 'brother', '2024-03-01', '2024-03-09')), 'child')
      assert.equal(whose(closed(a, 'child'), closed(b, 'brother', '2024-03-01T15:00:00Z')), 'child')
    }
    assert.equal(whose(closed('closed', 'child'), closed('closed too', 'brother', '2024-03-02')), 'household')
  })

  it('is looked at in its light up to and on the anniversary', () => {
    assert.equal(after('2024-02-28')?.facts.days, 365)
    assert.equal(after('2024-02-29'), undefined)
    assert.equal(after('2023-02-27'), undefined)
  })

  it('is so in the household too, and says whose case it was', () => {
    const said = findingsOf([
      lives('child', '2020-01-01'),
      lives('sister', '2020-01-01'),
      told('closed', caseClosed, '2024-01-01', { of: 'sister' }),
      concern('r', '2024-03-01'),
    ])
    assert.equal(openedBy(said, 're-referral-after-closure', 'r')?.facts.whose, 'household')
    assert.equal(openedBy(said, 're-referral-after-closure', 'r')?.facts.sinceClosure, null)
  })
})

describe('two agencies see the same', () => {
  const fires = (...versions: Told[]) => openedBy(findingsOf(versions), 'multi-source-corroboration', 'last')

  it('an agency that repeats itself corroborates nothing', () => {
    assert.equal(fires(concern('a', '2024-01-01', { name: 'school' }), concern('last', '2024-02-01', { name: ' SCHOOL' })), undefined)
  })

  it('another agency with the same concern does, and names what both see', () => {
    const said = fires(
      concern('a', '2024-01-01', { name: 'school', concerns: ['neglect', 'sexual'] }),
      concern('last', '2024-02-01', { source: 'health', name: 'school', concerns: ['neglect', 'physical'] }),
    )
    assert.deepEqual(said?.facts, { concerns: ['neglect'], source: 'school', otherSource: 'school' })
  })

  it('another agency with another concern does not, nor two that both say only "another worry"', () => {
    assert.equal(
      fires(concern('a', '2024-01-01', { name: 'school' }), concern('last', '2024-02-01', { source: 'health', concerns: ['physical'] })),
      undefined,
    )
    assert.equal(
      fires(concern('a', '2024-01-01', { concerns: ['other'] }), concern('last', '2024-02-01', { source: 'health', concerns: ['other'] })),
      undefined,
    )
  })

  it('a source without a name may be any of its kind, and is not taken for another', () => {
    assert.equal(fires(concern('a', '2024-01-01', { name: 'school' }), concern('last', '2024-02-01')), undefined)
    assert.equal(fires(concern('a', '2024-01-01'), concern('last', '2024-02-01', { name: 'nursery' })), undefined)
    assert.ok(fires(concern('a', '2024-01-01'), concern('last', '2024-02-01', { source: 'police' })))
  })

  it('an agency is new again when twelve months have gone by, if another raised it meanwhile', () => {
    const meanwhile = concern('b', '2023-10-01', { source: 'health', name: 'clinic' })
    assert.ok(fires(concern('a', '2023-02-01', { name: 'school' }), meanwhile, concern('last', '2024-02-01', { name: 'school' })))
    assert.equal(
      fires(concern('a', '2023-02-02', { name: 'school' }), meanwhile, concern('last', '2024-02-01', { name: 'school' })),
      undefined,
    )
  })

  it('the nursery of the younger corroborates the school of the elder while they live together, and not after', () => {
    const family = (until: Told[]) =>
      fires(
        lives('child', '2020-01-01'),
        lives('elder', '2020-01-01'),
        ...until,
        concern('a', '2024-01-01', { of: 'elder', name: 'school' }),
        concern('last', '2024-02-01', { name: 'nursery' }),
      )
    assert.ok(family([]))
    assert.equal(family([told('left', residenceEnd, '2023-12-01', { of: 'elder', facts: { household: subjectId('home') } })]), undefined)
  })

  it('what another authority was told corroborates nothing here', () => {
    assert.equal(fires(concern('a', '2024-01-01', { source: 'health', elsewhere: 'Bolton' }), concern('last', '2024-02-01')), undefined)
  })
})

describe('danger, and a family that does not know', () => {
  const danger = told('r', referral, '2024-01-05T18:00:00Z', {
    facts: { source: 'public', concerns: ['physical'], inDangerNow: true, familyTold: 'no' },
  })

  it('danger is critical at once, to whoever is on duty, until it is decided', () => {
    const said = findingsOf([
      danger,
      told('d', referralDecision, '2024-01-05T19:00:00Z', { answers: 'r', facts: { outcome: 'emergency-protection' } }),
    ])
    const found = openedBy(said, 'immediate-danger', 'r')
    assert.equal(found?.shows.CRITICAL, danger.at)
    assert.deepEqual(
      found?.told.map(({ to }) => to),
      ['duty', 'bridge-manager'],
    )
    assert.equal(found?.end?.at, '2024-01-05T19:00:00.000000Z')
  })

  it('that the family does not know is shown until they are told, a decision that leaves them untold included', () => {
    const until = (...more: Told[]) => openedBy(findingsOf([danger, ...more]), 'family-unaware', 'r')?.end?.by
    assert.equal(until(), undefined)
    assert.equal(until(decided('d', 'r', '2024-01-08')), undefined)
    assert.equal(until(decided('d', 'r', '2024-01-08', { familyTold: true })), entryId('d'))
    assert.equal(until(told('t', familyTold, '2024-01-09', { answers: 'r' })), entryId('t'))
  })

  it('death ends what was shown about a concern', () => {
    const said = findingsOf([danger, told('died', death, '2024-01-06', {})])
    // What a death itself asks for begins with it.
    const before = said.filter(({ rule, from }) => rule !== 'referral-decision-due' && from < startOfDay(day('2024-01-06')))
    assert.ok(before.length > 0)
    for (const finding of before) assert.equal(finding.end?.as, 'cancelled', finding.rule)
  })
})

describe('the history another authority holds', () => {
  const known = (on: string, more: Told[] = []) =>
    findingsOf([told('lived', livedElsewhere, on, { facts: { authority: 'Trafford' } }), ...more])

  it('is asked for once for each authority, however often and however written', () => {
    assert.equal(known('2024-01-08', [told('again', livedElsewhere, '2024-02-01', { facts: { authority: ' trafford' } })]).length, 1)
    assert.equal(known('2024-01-08', [told('more', livedElsewhere, '2024-02-01', { facts: { authority: 'Bolton' } })]).length, 2)
  })

  it('asking is not having: only the answer meets it, that nothing is held as well', () => {
    const asked = told('asked', historyAsked, '2024-01-09', { facts: { authority: 'Trafford' } })
    const answer = told('answer', historyReceived, '2024-01-12', { facts: { authority: 'trafford', held: false } })
    const [waiting] = known('2024-01-08', [asked])
    assert.deepEqual([waiting?.end, waiting?.facts.asked], [null, true])
    assert.equal(known('2024-01-08', [asked, answer])[0]?.end?.as, 'met')
  })
})

const someConcerns = fc.array(
  fc.record({
    after: fc.integer({ min: 0, max: 1500 }),
    of: fc.constantFrom('child', 'sister'),
    source: fc.constantFrom('education', 'health', 'public'),
    name: fc.constantFrom('', 'one', 'two'),
    codes: fc.uniqueArray(fc.constantFrom('neglect', 'sexual', 'other'), { minLength: 1 }),
    act: fc.integer({ min: 0, max: 12 }),
    late: fc.integer({ min: 0, max: 90 }),
    elsewhere: fc.boolean(),
  }),
  { maxLength: 14 },
)

describe('whatever was told', () => {
  const began = day('2020-01-01')
  const tell = (some: readonly (typeof someConcerns extends fc.Arbitrary<(infer C)[]> ? C : never)[], late: boolean): Told[] => [
    lives('child', '2019-01-01'),
    lives('sister', '2019-06-01'),
    ...some.map(({ after, of, source, name, codes, act, late: days, elsewhere }, at) =>
      concern(`r${at}`, addDays(began, after), {
        of,
        source,
        name,
        concerns: codes,
        act: `${act} ${after}`,
        ...(elsewhere ? { elsewhere: 'Bolton' } : {}),
        ...(late ? { known: addDays(began, after + days) } : {}),
      }),
    ),
  ]
  const here = (entry: Told) => entry.kind === 'referral' && !(entry.facts as { elsewhere?: string }).elsewhere
  const rules = [repeatReferral, cumulativeReferrals, reReferralAfterClosure, multiSourceCorroboration]

  it('the counts are those of a plain reading of the list', () => {
    fc.assert(
      fc.property(someConcerns, some => {
        const versions = tell(some, false)
        const child = threadsOf(versions).find(({ subject }) => subject === subjectId('child'))
        for (const { facts, evidence, ...finding } of findingsOf(versions, { rules: [repeatReferral] }).filter(
          ({ subject }) => subject === child?.subject,
        )) {
          const opener = child?.entries.find(({ root }) => finding.key.endsWith(root))
          assert.ok(opener)
          const before = versions.filter(entry => here(entry) && entry.on > addMonths(opener.on, -12) && entry.on < opener.on)
          const sameDay = versions.filter(entry => here(entry) && entry.on === opener.on)
          const most = new Set([...before, ...sameDay].map(({ act }) => act)).size
          const least = new Set(before.map(({ act }) => act)).size + 1
          assert.ok(Number(facts.household12) <= most && Number(facts.household12) >= least, `${facts.household12} of ${least} to ${most}`)
          assert.ok(Number(facts.in12) <= Number(facts.household12))
          assert.ok(evidence.includes(opener.root))
        }
      }),
    )
  })

  it('when something was recorded changes nothing that is said today', () => {
    const apart = someConcerns.filter(some => new Set(some.map(({ after }) => after)).size === some.length)
    fc.assert(
      fc.property(apart, some => {
        assert.deepEqual(findingsOf(tell(some, true), { rules }), findingsOf(tell(some, false), { rules }))
      }),
    )
  })

  it('one more concern never hides an earlier one, and no finding ends before it begins', () => {
    fc.assert(
      fc.property(someConcerns, some => {
        const [fewer, all] = [some.slice(0, -1), some].map(of => findingsOf(tell(of, false), { rules: [cumulativeReferrals] }))
        const later = some.at(-1)
        const earlierOnly = fewer?.filter(({ from }) => later && from < (`${addDays(began, later.after)}` as Moment)) ?? []
        for (const finding of earlierOnly) assert.ok(all?.some(({ key, subject }) => key === finding.key && subject === finding.subject))
        for (const { from, end } of all ?? []) assert.ok(!end || end.at >= from)
      }),
    )
  })

  it('the order in which entries arrive changes nothing', () => {
    fc.assert(
      fc.property(someConcerns, some => {
        const versions = tell(some, true)
        const bySubject = (all: ReturnType<typeof findingsOf>) => all.map(finding => JSON.stringify(finding)).sort()
        assert.deepEqual(bySubject(findingsOf(versions.toReversed())), bySubject(findingsOf(versions)))
      }),
    )
  })
})
