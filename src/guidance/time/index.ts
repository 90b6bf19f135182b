/** Time as the guidance counts it: London days, moments, working days, limits, ages, and how they are said. No clock, no reading, no writing. */
export { ageInWords, ageOn, ageOnList, type Birth, babyMark, birthdayOn } from './age.ts'
export type { HolidayList, HolidayYear } from './bank-holidays.ts'
export { addDays, addMonths, addWeeks, addYears, type Day, day, daysBetween, isDay, monthsBetween, weekdayOf, yearOf } from './day.ts'
export { type Deadline, days, dueAfter, hours, inTime, type Limit, months, printLimit, shownFrom, weeks, workingDays } from './limit.ts'
export {
  asDay,
  asMoment,
  dayOf,
  endOfDay,
  isMoment,
  isTimed,
  londonAt,
  londonTimes,
  type Moment,
  moment,
  momentOf,
  plusHours,
  startOfDay,
} from './moment.ts'
export { comparePartial, dayOfPartial, isPartialDate, type PartialDate, partialDate, printPartial, whenOfPartial } from './partial.ts'
export type { Holiday } from './standing-holidays.ts'
export { type Instant, Temporal } from './temporal.ts'
export {
  dueInWords,
  leftInWords,
  plural,
  printDate,
  printDay,
  printMoment,
  printMomentShort,
  printMonth,
  printMonthInFull,
  printShort,
  printTimeOfDay,
  spanInWords,
} from './words.ts'
export {
  addWorkingDays,
  englandAndWales,
  type Holidays,
  holidayOn,
  holidaysOf,
  isProvisional,
  isWorkingDay,
  lastWorkingDayOnOrBefore,
  withPublished,
  withYears,
  workingDaysBetween,
} from './working-days.ts'
