import type { Day, Moment } from '../../../guidance/index.ts'
import { addDays, dayOf, isWorkingDay, londonAt } from '../../../guidance/index.ts'
import { settingOn } from '../../../thread/derive.ts'
import { type Setting, setting } from '../../../thread/rule.ts'

/** The announcer's numbers, each with its basis; an authority sets its own as `announcer.<name>`. All in minutes. */
export const announcerSettings = {
  'acknowledge-within': setting<number>(
    60,
    'our own choice',
    'how many minutes something critical may go without a person taking notice before the next duty is told too; nobody has published a number',
  ),
  'bridge-opens': setting<number>(510, 'local practice', 'minutes after midnight at which The Bridge opens, on working days: 08:30'),
  'bridge-closes': setting<number>(
    990,
    'local practice',
    'minutes after midnight at which The Bridge closes: 16:30; then the emergency duty team',
  ),
} as const satisfies Record<string, Setting<number>>

/** A value that an authority has set, from a day on, under its full name. */
export type SetValue = { readonly setting: string; readonly from_on: Day; readonly value: number }

/** The numbers in force on a day: minutes of patience, and The Bridge's hours as HH:MM, London time. */
export type Hours = { readonly patience: number; readonly opens: string; readonly closes: string }

/** The announcer's numbers on a day, from what we ship and what the authority has set, earliest first. */
export const hoursOn = (on: Day, changed: readonly SetValue[]): Hours => {
  const numberFor = (name: keyof typeof announcerSettings): number =>
    settingOn(
      announcerSettings[name],
      changed.filter(one => one.setting === `announcer.${name}`).map(one => ({ from: one.from_on, value: one.value })),
      on,
    ) as number
  return {
    patience: numberFor('acknowledge-within'),
    opens: clockTime(numberFor('bridge-opens')),
    closes: clockTime(numberFor('bridge-closes')),
  }
}

const clockTime = (minutes: number): string => `${`${Math.floor(minutes / 60)}`.padStart(2, '0')}:${`${minutes % 60}`.padStart(2, '0')}`

/** Is The Bridge open at this moment? Never on a weekend or a bank holiday: the emergency duty team is. */
export const isOpen = (at: Moment, { opens, closes }: Hours): boolean => {
  const on = dayOf(at)
  return isWorkingDay(on) && at >= londonAt(on, opens) && at < londonAt(on, closes)
}

/** The first moment after this one at which The Bridge opens. */
export const nextOpening = (after: Moment, { opens }: Hours): Moment => {
  let on = dayOf(after)
  while (!isWorkingDay(on) || londonAt(on, opens) <= after) on = addDays(on, 1)
  return londonAt(on, opens)
}

/** The first moment after this one at which The Bridge closes. */
export const nextClosing = (after: Moment, { closes }: Hours): Moment => {
  let on = dayOf(after)
  while (!isWorkingDay(on) || londonAt(on, closes) <= after) on = addDays(on, 1)
  return londonAt(on, closes)
}
