import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays, addMonths, day, type Moment } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { subjectId } from '../../../thread/testing/tell.ts'
import { findingsOf, threadsOf } from '../../testing/replayed.ts'
import { concern, lives } from '../testing/concerns-of-a-family.ts'
import { cumulativeReferrals } from './cumulative-referrals.rules.ts'
import { multiSourceCorroboration } from './multi-source-corroboration.rules.ts'
import { reReferralAfterClosure } from './re-referral-after-closure.rules.ts'
import { repeatReferral } from './repeat-referral.rules.ts'

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
