import { englandAndWales, type Holidays, holidaysOf } from '../index.ts'

/** A planted fault: the list of England and Wales with one day left out. */
export const withoutDay = (forgotten: string): Holidays => {
  const { list } = englandAndWales
  return holidaysOf({ ...list, years: list.years.map(entry => ({ ...entry, days: entry.days.filter(({ on }) => on !== forgotten) })) })
}
