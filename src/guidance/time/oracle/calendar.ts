import { Temporal } from '../temporal.ts'

/**
 * The independent calendar that the tests compare with. It shares no arithmetic with what it tests: days are walked one by one with
 * Temporal, Easter comes from the printed table of paschal full moons, weekdays are Temporal's, and the decided days are typed anew.
 */

/** The paschal full moon by golden number, 1900 to 2199, as the tables of the prayer book print it: month and day. */
const fullMoons = [
  [4, 14],
  [4, 3],
  [3, 23],
  [4, 11],
  [3, 31],
  [4, 18],
  [4, 8],
  [3, 28],
  [4, 16],
  [4, 5],
  [3, 25],
  [4, 13],
  [4, 2],
  [3, 22],
  [4, 10],
  [3, 30],
  [4, 17],
  [4, 7],
  [3, 27],
] as const

/** Easter Sunday: the Sunday after the full moon of the year's golden number. */
export const easter = (year: number): Temporal.PlainDate => {
  const [month, day] = fullMoons[year % 19] ?? [0, 0]
  let on = Temporal.PlainDate.from({ year, month, day }).add({ days: 1 })
  while (on.dayOfWeek !== 7) on = on.add({ days: 1 })
  return on
}

/** Days taken from the standing list, and days put in, as people remember them. */
const gone = ['1995-05-01', '2002-05-27', '2012-05-28', '2020-05-04', '2022-05-30']
const given = [
  '1981-07-29',
  '1995-05-08',
  '1999-12-31',
  '2002-06-03',
  '2002-06-04',
  '2011-04-29',
  '2012-06-04',
  '2012-06-05',
  '2020-05-08',
  '2022-06-02',
  '2022-06-03',
  '2022-09-19',
  '2023-05-08',
]

const nth = (year: number, month: number, which: 'first' | 'last'): string => {
  let on = Temporal.PlainDate.from(which === 'first' ? { year, month, day: 1 } : { year, month, day: 31 })
  while (on.dayOfWeek !== 1) on = on.add({ days: which === 'first' ? 1 : -1 })
  return on.toString()
}

/** Christmas and New Year by the weekday on which 25 December falls: which days are kept instead of those lost to the weekend. */
const christmas: Readonly<Record<number, readonly string[]>> = {
  1: ['12-25', '12-26'],
  2: ['12-25', '12-26'],
  3: ['12-25', '12-26'],
  4: ['12-25', '12-26'],
  5: ['12-25', '12-28'],
  6: ['12-27', '12-28'],
  7: ['12-26', '12-27'],
}

const holidaysOfYear = (year: number): string[] => {
  const newYear = { 6: '01-03', 7: '01-02' }[Temporal.PlainDate.from({ year, month: 1, day: 1 }).dayOfWeek] ?? '01-01'
  const festive = christmas[Temporal.PlainDate.from({ year, month: 12, day: 25 }).dayOfWeek] ?? []
  const usual = [
    ...(year < 1974 ? [] : [`${year}-${newYear}`]),
    easter(year).subtract({ days: 2 }).toString(),
    easter(year).add({ days: 1 }).toString(),
    ...(year < 1978 ? [] : [nth(year, 5, 'first')]),
    nth(year, 5, 'last'),
    nth(year, 8, 'last'),
    ...festive.map(day => `${year}-${day}`),
  ]
  return [...usual.filter(day => !gone.includes(day)), ...given.filter(day => day.startsWith(`${year}`))]
}

export type Walk = {
  /** Every day from 1900 to 2199 in order, and whether it is worked. */
  readonly days: readonly string[]
  readonly worked: readonly boolean[]
  readonly at: ReadonlyMap<string, number>
}

/** Walks every day from 1 January 1900 to 31 December 2199. */
export const walk = (): Walk => {
  const off = new Set(Array.from({ length: 300 }, (_, at) => holidaysOfYear(1900 + at)).flat())
  const days: string[] = []
  const worked: boolean[] = []
  for (let on = Temporal.PlainDate.from('1900-01-01'); on.year < 2200; on = on.add({ days: 1 })) {
    const day = on.toString()
    days.push(day)
    worked.push(on.dayOfWeek < 6 && !off.has(day))
  }
  return { days, worked, at: new Map(days.map((day, at) => [day, at])) }
}

/** The day after `count` working days, stepping over one day at a time. */
export const stepWorking = ({ days, worked, at }: Walk, from: string, count: number): string => {
  let here = at.get(from) ?? Number.NaN
  for (let left = Math.abs(count); left > 0; ) {
    here += Math.sign(count)
    if (worked[here]) left--
  }
  return days[here] ?? 'outside'
}
