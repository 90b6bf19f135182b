import type { Day, Holidays, Moment } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { type BridgeHours, hoursFrom, isOpen, nextOpening } from './bridge-hours.ts'

/** The hours as a rule is given them: by the day. */
export type HoursOn = { readonly opens: (on: Day) => number; readonly closes: (on: Day) => number }

const hoursOf = (on: Day, given: HoursOn): BridgeHours => hoursFrom(given.opens(on), given.closes(on))

/** When The Bridge has a concern in its hands: at once within its hours, otherwise when it opens. Of a concern known to its day alone, that day. */
export const receivedByTheBridge = (concern: Entry, given: HoursOn, holidays: Holidays): Moment =>
  cameOutOfHours(concern, given, holidays) ? nextOpening(concern.at, hoursOf(concern.on, given), holidays) : concern.at

/** Did it come while The Bridge was closed? Nobody says so of a concern of which only the day is known. */
export const cameOutOfHours = (concern: Entry, given: HoursOn, holidays: Holidays): boolean =>
  concern.precision === 'moment' && !isOpen(concern.at, hoursOf(concern.on, given), holidays)
