import { type Day, day, isDay } from './day.ts'
import { asDay, asMoment, isMoment, type Moment, moment } from './moment.ts'
import { printMomentShort, printMonth, printShort } from './words.ts'

/**
 * When something happened, as exactly as anybody knows. Where only the month or year is known, `on` is a stand-in day for order and
 * clocks alone, and is never printed.
 */
export type PartialDate =
  | { readonly on: Day; readonly precision: 'day' | 'month' | 'year' }
  | { readonly at: Moment; readonly precision: 'moment' }

/**
 * Reads 'YYYY', 'YYYY-MM', 'YYYY-MM-DD' or a moment with its offset. A month stands in by its 15th and a year by its 1 July: their
 * middles, so that neither order nor a clock leans to one side. A whole day may be given with `precision` where the source knew less
 * and a stand-in was chosen. Refuses (RangeError) whatever is none of these.
 */
export const partialDate = (text: string, precision?: 'day' | 'month' | 'year'): PartialDate => {
  if (/^\d{4}$/.test(text)) return { on: day(`${text}-07-01`), precision: 'year' }
  if (/^\d{4}-\d{2}$/.test(text)) return { on: day(`${text}-15`), precision: precision === 'year' ? 'year' : 'month' }
  if (text.length > 10 && precision === undefined) return { at: moment(text), precision: 'moment' }
  return { on: day(text), precision: precision ?? 'day' }
}

/** True for a value of that shape whose day or moment exists: what comes from outside is asked first. */
export const isPartialDate = (value: unknown): value is PartialDate => {
  if (typeof value !== 'object' || value === null || !('precision' in value)) return false
  if (value.precision === 'moment') return 'at' in value && isMoment(value.at)
  return (value.precision === 'day' || value.precision === 'month' || value.precision === 'year') && 'on' in value && isDay(value.on)
}

/** The London day that orders it: its own, or the stand-in. */
export const dayOfPartial = (when: PartialDate): Day => (when.precision === 'moment' ? asDay(when.at) : when.on)

/** The moment or day from which a limit counts. */
export const whenOfPartial = (when: PartialDate): Day | Moment => (when.precision === 'moment' ? when.at : when.on)

/** Order in time: by London day first, then on one day by the moment, what has none coming first. Sorts as `Array.sort` asks. */
export const comparePartial = (a: PartialDate, b: PartialDate): number => {
  const [left, right] = [asMoment(whenOfPartial(a)), asMoment(whenOfPartial(b))]
  return left < right ? -1 : left > right ? 1 : 0
}

/** '13 Feb 2024', 'Apr 2011', '2011', '13 Feb 2024 at 2:05pm': no more than is known. */
export const printPartial = (when: PartialDate): string => {
  switch (when.precision) {
    case 'moment':
      return printMomentShort(when.at)
    case 'day':
      return printShort(when.on)
    case 'month':
      return printMonth(when.on)
    case 'year':
      return when.on.slice(0, 4)
  }
}
