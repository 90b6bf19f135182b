import { z } from 'zod'
import { day, ownChoice, weeks } from '../../guidance/index.ts'
import { bind } from '../book.ts'
import { kind } from '../kind.ts'
import { rule, setting } from '../rule.ts'
import { dayAfter, daysBefore, ends, every, so } from '../say.ts'

/** A small book for tests of the thread itself: a plan, visits that restart a clock, worries that gather, and a gate that asks for a summing-up. */

export const plan = kind({
  name: 'test-plan',
  words: 'plan',
  of: ['person'],
  title: () => 'Plan',
  record: { facts: z.strictObject({}), narrative: z.strictObject({}) },
  retention: 'oversight',
})
export const seen = kind({ ...plan, name: 'test-seen', words: 'visit', title: () => 'Seen' })
export const worry = kind({ ...plan, name: 'test-worry', words: 'worry', title: () => 'Worry' })
export const verdict = kind({
  ...plan,
  name: 'test-verdict',
  words: 'verdict',
  title: facts => (facts.dismissed ? 'Dismissed' : 'Taken up'),
  record: {
    facts: z.strictObject({ dismissed: z.boolean(), summedUp: z.boolean().default(false) }),
    narrative: z.strictObject({}),
  },
})

const because = [ownChoice('a rule of the tests')] as const

/** Seen at least every four weeks. */
export const seenEvery = rule({
  id: 'test-seen-every',
  says: ({ dueOn }) => `To be seen by ${dueOn}`,
  because,
  kinds: [plan, seen],
  inForce: { from: day('2000-01-01') },
  settings: { atMost: setting(weeks(4), 'our own choice', 'for tests') },
  findings: (child, { atMost }) =>
    child.of(plan).map(from =>
      every(atMost, {
        name: 'seen',
        from,
        notBefore: undefined,
        metBy: child.of(seen),
        stop: undefined,
        shows: { DUE: daysBefore(7), OVERDUE: dayAfter },
        tell: ['lead'],
      }),
    ),
})

/** Two worries or more: nothing is dismissed without a summing-up. */
export const manyWorries = rule({
  id: 'test-many-worries',
  says: ({ facts }) => `${String(facts.count)} worries`,
  because,
  kinds: [worry, verdict],
  inForce: { from: day('2000-01-01') },
  gate: {
    kinds: [verdict],
    stops: ({ facts }) => facts.dismissed && !facts.summedUp,
    asks: 'Sum up what was raised before',
  },
  findings: child =>
    child.of(worry).flatMap((opened, at) =>
      at === 0
        ? []
        : [
            so('GATE', {
              name: 'many',
              opened,
              until: ends(child.answering(verdict, opened).find(({ facts }) => !facts.dismissed || facts.summedUp)),
              tell: ['manager'],
              facts: { count: at + 1 },
            }),
          ],
    ),
})

/** Somebody else of the household has a worry on record while they live together. */
export const worryAtHome = rule({
  id: 'test-worry-at-home',
  says: () => 'There is a worry about somebody of the household',
  because,
  kinds: [worry],
  reads: 'household',
  inForce: { from: day('2000-01-01') },
  findings: (_child, _settings, home) =>
    home.others.flatMap(member =>
      member.thread.of(worry).flatMap(opened =>
        member.together
          .filter(span => span.until === null || opened.at < span.until)
          .slice(0, 1)
          .map(span =>
            so('INFO', {
              name: 'home',
              opened,
              from: opened.at > span.from ? opened.at : span.from,
              until: span.until === null ? undefined : { at: span.until, as: 'lapsed', by: null, known: null },
              tell: ['lead'],
            }),
          ),
      ),
    ),
})

export const testBook = bind([
  { room: 'test', kinds: [plan, seen, worry, verdict], rules: [seenEvery, manyWorries, worryAtHome], episodes: [] },
])
