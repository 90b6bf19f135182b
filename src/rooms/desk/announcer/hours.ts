import type { Day } from '../../../guidance/index.ts'
import { settingOn } from '../../../thread/derive.ts'
import { type Setting, setting } from '../../../thread/rule.ts'
import { type BridgeHours, bridgeHours, hoursFrom } from '../../front-door/index.ts'

export { isOpen, nextClosing, nextOpening } from '../../front-door/index.ts'

/** The announcer's numbers, each with its basis; an authority sets its own as `announcer.<name>`. All in minutes. */
export const announcerSettings = {
  'acknowledge-within': setting<number>(
    60,
    'our own choice',
    'how many minutes something critical may go without a person taking notice before the next duty is told too; nobody has published a number',
  ),
  'bridge-opens': bridgeHours.opens,
  'bridge-closes': bridgeHours.closes,
} as const satisfies Record<string, Setting<number>>

/** A value that an authority has set, from a day on, under its full name. */
export type SetValue = { readonly setting: string; readonly from_on: Day; readonly value: number }

/** The numbers in force on a day: minutes of patience, and The Bridge's hours as HH:MM, London time. */
export type Hours = BridgeHours & { readonly patience: number }

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
    ...hoursFrom(numberFor('bridge-opens'), numberFor('bridge-closes')),
  }
}
