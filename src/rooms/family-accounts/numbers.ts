import { type Day, dayOf, type Moment } from '../../guidance/index.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import { settingOn } from '../../thread/derive.ts'
import { type Setting, setting } from '../../thread/rule.ts'
import { liveLens } from '../../thread/store/lens.ts'

/** The numbers of families' accounts; an authority sets its own as `families.<name>`. */
export const familySettings = {
  'own-account-from': setting<number>(
    13,
    'our own choice',
    'the birthday from which a young person may have an account of their own; from 13 a child decides for themselves about services on the internet (Data Protection Act 2018, section 9)',
  ),
  'code-hours': setting<number>(
    24,
    'our own choice',
    'for how many hours the code works by which an account is begun; it is given face to face and works once',
  ),
} as const satisfies Record<string, Setting<number>>

/** The numbers in force in this partnership at a moment: from which birthday, in years, and for how many hours. */
export const familyNumbers = async (tx: Tx, at: Moment): Promise<{ ownFrom: number; codeHours: number }> => {
  const { changed } = await liveLens(tx)
  const on: Day = dayOf(at)
  const value = (name: keyof typeof familySettings) => settingOn(familySettings[name], changed.get(`families.${name}`) ?? [], on) as number
  return { ownFrom: value('own-account-from'), codeHours: value('code-hours') }
}
