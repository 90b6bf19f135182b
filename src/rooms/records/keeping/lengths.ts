import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { settingOn } from '../../../thread/derive.ts'
import { settingName } from '../../../thread/rule.ts'
import { liveLens } from '../../../thread/store/lens.ts'
import type { Lengths } from './kept-until.ts'
import { recordKept } from './record-kept.rules.ts'

type Numbers = Readonly<Record<keyof typeof recordKept.settings, number>>

/** The lengths of time that follow from the numbers of the rule. */
export const lengthsFrom = (years: Numbers): Lengths => ({
  untilAge: {
    'cared-for': years.caredForAge,
    'child-protection': years.childProtectionAge,
    'child-in-need': years.childInNeedAge,
    'early-help': years.earlyHelpAge,
  },
  afterAdoption: years.afterAdoption,
  afterDeath: years.afterDeath,
  sinceLast: {
    'cared-for': years.sinceLast,
    adoption: years.sinceLast,
    'child-protection': years.sinceLast,
    'child-in-need': years.sinceLast,
    'early-help': years.sinceLast,
    'contact-only': years.contactOnly,
  },
})

/** The lengths in force in a partnership on a day: a change of a number holds for every record from then on, old ones too. */
export const lengthsOn = async (tx: Tx, on: Day): Promise<Lengths> => {
  const { changed } = await liveLens(tx)
  const { settings } = recordKept
  const years = Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [
      name,
      settingOn(setting, changed.get(settingName(recordKept, name, setting)) ?? [], on),
    ]),
  ) as Numbers
  return lengthsFrom(years)
}
