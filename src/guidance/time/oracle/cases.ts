import fc from 'fast-check'
import { Temporal } from '../temporal.ts'
import { stepWorking, type Walk, walk } from './calendar.ts'

/** One question about time: what is asked, from which day, how many, and at which minute of that day's UTC. */
export type Case = { readonly asks: Question; readonly from: string; readonly count: number; readonly minute: number }

const questions = [
  'working days',
  'working days before',
  'between',
  'last working day',
  'days',
  'weeks',
  'months',
  'years old',
  'hours',
  'day of a moment',
  'noon',
  'due',
] as const
export type Question = (typeof questions)[number]

/** What answers such questions with text: the module under test, or a control that must be caught. */
export type Answers = Readonly<Record<Question, (one: Case) => string>>

/** The days around which clocks change and years turn weigh more than their share. */
const interesting = ['2022-09-16', '2026-03-29', '2026-10-25', '2024-02-29', '2027-12-24', '1999-12-31', '2011-04-21', '2025-12-24']

const from = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 25_567, max: 25_567 + 33_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 400, max: 100_000 }) },
)

/** Random cases: mostly from 1970 to 2060, some from 1901 to 2173. */
export const cases = ({ days }: Walk): fc.Arbitrary<Case> =>
  fc.record({
    asks: fc.constantFrom(...questions),
    from: fc.oneof(
      { weight: 9, arbitrary: from.map(at => days[at] ?? '2000-01-01') },
      { weight: 1, arbitrary: fc.constantFrom(...interesting) },
    ),
    count: fc.integer({ min: 0, max: 60 }),
    minute: fc.integer({ min: 0, max: 1439 }),
  })

const london = 'Europe/London'
const fixed = (instant: Temporal.Instant): string => instant.toString({ fractionalSecondDigits: 6 })

/** The oracle's answers: Temporal for calendar and clocks, single steps for working days. */
export const oracle = (): { readonly walked: Walk; readonly answers: Answers } => {
  const walked = walk()
  const date = (day: string) => Temporal.PlainDate.from(day)
  const instantOf = ({ from: day, minute }: Case) => Temporal.Instant.from(`${day}T00:00:00Z`).add({ minutes: minute })
  const midnightAfter = (day: string) => fixed(date(day).add({ days: 1 }).toZonedDateTime({ timeZone: london }).toInstant())
  const answers: Answers = {
    'working days': one => stepWorking(walked, one.from, one.count),
    'working days before': one => stepWorking(walked, one.from, -one.count),
    between: one => {
      const begins = walked.at.get(one.from) ?? 0
      return `${walked.worked.slice(begins + 1, begins + 1 + one.count).filter(Boolean).length}`
    },
    'last working day': one => (walked.worked[walked.at.get(one.from) ?? 0] ? one.from : stepWorking(walked, one.from, -1)),
    days: one => date(one.from).add({ days: one.count }).toString(),
    weeks: one => date(one.from).add({ weeks: one.count }).toString(),
    months: one => date(one.from).add({ months: one.count }, { overflow: 'constrain' }).toString(),
    // Born on a leap day, a child is a year older only once the last of February is over.
    'years old': one => {
      const on = date(one.from).add({ days: one.count * 97 + one.minute })
      const years = date(one.from).until(on, { largestUnit: 'years' }).years
      const leapling = one.from.endsWith('02-29') && !on.inLeapYear && on.month === 2 && on.day === 28
      return `${leapling ? years - 1 : years}`
    },
    hours: one => fixed(instantOf(one).add({ hours: one.count * 3 })),
    'day of a moment': one => instantOf(one).toZonedDateTimeISO(london).toPlainDate().toString(),
    noon: one => fixed(date(one.from).toZonedDateTime({ timeZone: london, plainTime: '12:00' }).toInstant()),
    due: one => midnightAfter(stepWorking(walked, one.from, one.count % 20)),
  }
  return { walked, answers }
}

/** Asks both sides `runs` random questions and gives fast-check's report; `counterexample` holds the first disagreement. */
export const compare = (tested: Answers, runs: number, seed: number, { walked, answers } = oracle()): fc.RunDetails<[Case]> =>
  fc.check(
    fc.property(cases(walked), one => {
      const expected = answers[one.asks](one)
      const given = tested[one.asks](one)
      if (given !== expected) throw new Error(`${one.asks}: gave ${given}, the oracle says ${expected}`)
    }),
    { numRuns: runs, seed },
  )
