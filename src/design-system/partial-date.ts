/** A date as well as it is known: "2011", "2011-05" or "2011-05-16". A picture never shows it more exactly. */
export type PartialDate = string

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** The name of a month, 1 to 12. */
export const monthName = (month: number): string => monthNames[month - 1] ?? ''

type Parts = { readonly year: number; readonly month: number | undefined; readonly day: number | undefined }

const daysIn = (year: number, month: number): number => {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

function partsOf(date: PartialDate): Parts {
  const found = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/.exec(date)
  const year = Number(found?.[1])
  const month = found?.[2] === undefined ? undefined : Number(found[2])
  const day = found?.[3] === undefined ? undefined : Number(found[3])
  if (!found || (day !== undefined && month !== undefined && day > daysIn(year, month))) {
    throw new Error(`"${date}" is not a date: write a year, a month (2011-05) or a day (2011-05-16)`)
  }
  return { year, month, day }
}

/** A date in words, as exact as it is known and no more: "16 May 2011", "May 2011", "2011". */
export function partialDateInWords(date: PartialDate): string {
  const { year, month, day } = partsOf(date)
  return [day, month === undefined ? undefined : monthName(month), year].filter(part => part !== undefined).join(' ')
}

/**
 * Where a date lies on a line of months, counted from the year 0: a day is a point, a month the whole of its month, a year the whole of its year.
 * Gives the beginning and the end; for a day both are the same.
 */
export function monthsOf(date: PartialDate): { readonly from: number; readonly to: number } {
  const { year, month, day } = partsOf(date)
  if (month === undefined) return { from: year * 12, to: year * 12 + 12 }
  const start = year * 12 + month - 1
  if (day === undefined) return { from: start, to: start + 1 }
  const point = start + (day - 0.5) / daysIn(year, month)
  return { from: point, to: point }
}
