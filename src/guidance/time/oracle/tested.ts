import {
  addDays,
  addMonths,
  addWeeks,
  addWorkingDays,
  ageOn,
  type Day,
  day,
  dayOf,
  dueAfter,
  englandAndWales,
  type Holidays,
  lastWorkingDayOnOrBefore,
  londonAt,
  moment,
  plusHours,
  workingDays,
  workingDaysBetween,
} from '../index.ts'
import type { Answers, Case } from './cases.ts'

const startOf = ({ from, minute }: Case) =>
  moment(`${from}T${`${Math.floor(minute / 60)}`.padStart(2, '0')}:${`${minute % 60}`.padStart(2, '0')}:00Z`)
const dayIn = ({ from }: Case): Day => day(from)

/** The module's answers, with its own list of holidays or another. */
export const tested = (holidays: Holidays = englandAndWales): Answers => ({
  'working days': one => addWorkingDays(dayIn(one), one.count, holidays),
  'working days before': one => addWorkingDays(dayIn(one), 0 - one.count, holidays),
  between: one => `${workingDaysBetween(dayIn(one), addDays(dayIn(one), one.count), holidays)}`,
  'last working day': one => lastWorkingDayOnOrBefore(dayIn(one), holidays),
  days: one => addDays(dayIn(one), one.count),
  weeks: one => addWeeks(dayIn(one), one.count),
  months: one => addMonths(dayIn(one), one.count),
  'years old': one => `${ageOn(dayIn(one), addDays(dayIn(one), one.count * 97 + one.minute))}`,
  hours: one => plusHours(startOf(one), one.count * 3),
  'day of a moment': one => dayOf(startOf(one)),
  noon: one => londonAt(dayIn(one), '12:00'),
  due: one => dueAfter(workingDays(one.count % 20), dayIn(one), holidays).due,
})
