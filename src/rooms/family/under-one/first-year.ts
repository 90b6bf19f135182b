import { addDays, birthdayOn, type Day } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { bornOn } from '../../../thread/life.ts'
import { birth, identity, pregnancy } from '../../../thread/own-kinds/index.ts'
import type { Thread } from '../../../thread/thread.ts'

/**
 * From when to when a child is under one: `until` is the first day on which the child surely is one. A date of birth known to its month or year is taken as
 * widely as it is known; a birth that was told as an event holds by its day, or the day that stands in for it.
 */
export type FirstYear = { readonly opened: Entry; readonly from: Day; readonly until: Day }

/** A child's first year as it is known: from the birth, the date of birth in the record, or the day the birth was expected. */
export const firstYearOf = (child: Thread): FirstYear | undefined => {
  const told = child.of(birth).at(-1)
  if (told) return { opened: told, from: told.on, until: firstBirthday(told.on, 'day') }
  const born = bornOn(child)
  const said = born === undefined ? undefined : child.of(identity).find(entry => entry.facts.born === born)
  if (born !== undefined && said) {
    const precision = said.facts.bornPrecision ?? 'day'
    return { opened: said, from: firstDayWithin(born, precision), until: firstBirthday(born, precision) }
  }
  const expecting = child.of(pregnancy).findLast(entry => entry.facts.expected !== undefined)
  const expected = expecting?.facts.expected
  return expecting && expected ? { opened: expecting, from: expected, until: firstBirthday(expected, 'day') } : undefined
}

type Precision = 'day' | 'month' | 'year'

const firstDayWithin = (born: Day, precision: Precision): Day =>
  precision === 'day' ? born : precision === 'month' ? (`${born.slice(0, 7)}-01` as Day) : (`${born.slice(0, 4)}-01-01` as Day)

/** The first day on which a child born then surely is one: where only the month or the year is known, the last day of it is counted from. */
const firstBirthday = (born: Day, precision: Precision): Day => {
  if (precision === 'day') return birthdayOn(born, 1)
  const [year = '', month = ''] = born.split('-')
  const next =
    precision === 'year' || month === '12' ? `${Number(year) + 1}-01-01` : `${year}-${`${Number(month) + 1}`.padStart(2, '0')}-01`
  return birthdayOn(addDays(next as Day, -1), 1)
}
