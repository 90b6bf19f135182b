import {
  addDays,
  dayOf,
  englandAndWales,
  type Holidays,
  isWorkingDay,
  localPractice,
  londonAt,
  type Moment,
  supportAndSafeguarding,
} from '../../../guidance/index.ts'
import { setting, sharedSetting } from '../../../thread/rule.ts'

/**
 * When The Bridge is open, as numbers that a partnership sets for itself: minutes after midnight on working days, by the clocks of London. Whoever needs
 * to know (the rule for what comes out of hours, the announcer) uses these, under one name.
 */
export const bridgeHours = {
  opens: sharedSetting(
    'announcer.bridge-opens',
    setting(510, 'local practice', 'minutes after midnight at which The Bridge opens, on working days: 08:30'),
  ),
  closes: sharedSetting(
    'announcer.bridge-closes',
    setting(990, 'local practice', 'minutes after midnight at which The Bridge closes: 16:30; then the emergency duty team'),
  ),
} as const

/** Where the hours are printed, and who answers outside them. */
export const whereHoursStand = [localPractice.bridgeHours.at('hours'), supportAndSafeguarding.section('The Bridge Partnership')] as const

/** The hours of one day, London time, as HH:MM. */
export type BridgeHours = { readonly opens: string; readonly closes: string }

/** The hours from minutes after midnight. */
export const hoursFrom = (opens: number, closes: number): BridgeHours => ({ opens: clockTime(opens), closes: clockTime(closes) })

const clockTime = (minutes: number): string => `${`${Math.floor(minutes / 60)}`.padStart(2, '0')}:${`${minutes % 60}`.padStart(2, '0')}`

/** Is The Bridge open at this moment? Never on a weekend or a bank holiday: the emergency duty team is. */
export const isOpen = (at: Moment, { opens, closes }: BridgeHours, holidays: Holidays = englandAndWales): boolean => {
  const on = dayOf(at)
  return isWorkingDay(on, holidays) && at >= londonAt(on, opens) && at < londonAt(on, closes)
}

/** The first moment after this one at which The Bridge opens. */
export const nextOpening = (after: Moment, { opens }: BridgeHours, holidays: Holidays = englandAndWales): Moment => {
  let on = dayOf(after)
  while (!isWorkingDay(on, holidays) || londonAt(on, opens) <= after) on = addDays(on, 1)
  return londonAt(on, opens)
}

/** The first moment after this one at which The Bridge closes. */
export const nextClosing = (after: Moment, { closes }: BridgeHours, holidays: Holidays = englandAndWales): Moment => {
  let on = dayOf(after)
  while (!isWorkingDay(on, holidays) || londonAt(on, closes) <= after) on = addDays(on, 1)
  return londonAt(on, closes)
}
