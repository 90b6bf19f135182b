import { dateOfNumber, numberOfDate, two, weekdayOfNumber } from './calendar.ts'
import { Temporal } from './temporal.ts'

/** London's offsets from UTC within one calendar year (UTC): each holds from its second until the next. */
type Offset = { readonly from: number; readonly minutes: number }

const lastSunday = (year: number, month: 3 | 10): number => {
  const last = numberOfDate(year, month, 31)
  return last - weekdayOfNumber(last)
}

/** From 1996 the rule is fixed: forward at 01:00 UTC on the last Sunday of March, back at 01:00 UTC on the last of October. */
const byRule = (year: number): readonly Offset[] => [
  { from: Number.NEGATIVE_INFINITY, minutes: 0 },
  { from: lastSunday(year, 3) * 86_400 + 3600, minutes: 60 },
  { from: lastSunday(year, 10) * 86_400 + 3600, minutes: 0 },
]

/** Before 1996 the dates were set year by year, with double summer time and a whole year on summer time among them. */
const byRecord = (year: number): readonly Offset[] => {
  const starts = Temporal.Instant.from(`${year}-01-01T00:00:00Z`).toZonedDateTimeISO('Europe/London')
  const offsets: Offset[] = [{ from: Number.NEGATIVE_INFINITY, minutes: starts.offsetNanoseconds / 60e9 }]
  const end = numberOfDate(year + 1, 1, 1) * 86_400_000
  for (let next = starts.getTimeZoneTransition('next'); next && next.epochMilliseconds < end; next = next.getTimeZoneTransition('next')) {
    offsets.push({ from: next.epochMilliseconds / 1000, minutes: next.offsetNanoseconds / 60e9 })
  }
  return offsets
}

const remembered = new Map<number, readonly Offset[]>()

/** Exported for its test: London's offsets in a year. */
export const offsetsOf = (year: number): readonly Offset[] => {
  const known = remembered.get(year)
  if (known) return known
  const offsets = year >= 1996 ? byRule(year) : byRecord(year)
  remembered.set(year, offsets)
  return offsets
}

/** Minutes by which London is ahead of UTC at a second of UTC (counted from 1 January 1970). */
export const minutesAhead = (second: number): number => {
  let ahead = 0
  for (const { from, minutes } of offsetsOf(dateOfNumber(Math.floor(second / 86_400)).year)) if (from <= second) ahead = minutes
  return ahead
}

/** The seconds of UTC at which London's clocks show a minute of a day: one, none where the clocks skip it, two where they repeat it. */
export const secondsShowing = (dayNumber: number, minuteOfDay: number): readonly number[] => {
  const asUtc = dayNumber * 86_400 + minuteOfDay * 60
  return [120, 60, 0]
    .map(ahead => ({ ahead, second: asUtc - ahead * 60 }))
    .flatMap(({ ahead, second }) => (minutesAhead(second) === ahead ? [second] : []))
}

/** 'HH:MM' for a minute of the day. */
export const clock = (minuteOfDay: number): string => `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`
