import { type Day, dayOf, dueAfter, englandAndWales, type Limit, type Moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { settingOn } from '../../../thread/derive.ts'
import { settingName } from '../../../thread/rule.ts'
import { liveLens } from '../../../thread/store/lens.ts'
import { breakGlassRule } from './break-glass.rules.ts'

/** What holds for an opening at a moment: for how many hours, by which day it is reviewed, and how many within 24 hours one person may open alone. */
export type OpeningNumbers = { readonly hours: number; readonly reviewDue: Day; readonly most: number }

/** An opening never lasts longer, whatever a partnership sets. */
const longest = 12

/** The numbers in force in this partnership at a moment. */
export const openingNumbers = async (tx: Tx, at: Moment): Promise<OpeningNumbers> => {
  const { changed } = await liveLens(tx)
  const on = dayOf(at)
  const { settings } = breakGlassRule
  const value = (name: keyof typeof settings): Limit | number =>
    settingOn(settings[name], changed.get(settingName(breakGlassRule, name, settings[name])) ?? [], on)
  const hours = value('open')
  return {
    hours: Math.min(longest, Math.max(1, typeof hours === 'number' ? hours : hours.count)),
    reviewDue: dueAfter(value('review') as Limit, on, englandAndWales).dueOn,
    most: value('most') as number,
  }
}
