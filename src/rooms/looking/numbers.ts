import { dayOf, type Moment } from '../../guidance/index.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import { settingOn } from '../../thread/derive.ts'
import { type Setting, setting } from '../../thread/rule.ts'
import { liveLens } from '../../thread/store/lens.ts'

/** What is unusual enough for somebody to go through it; an authority sets its own as `looking.<name>`. None of them says that a look was wrong. */
export const lookingSettings = {
  'night-from': setting<number>(22, 'our own choice', 'from this hour (London) a look by somebody who is not on duty is unusual'),
  'night-to': setting<number>(6, 'our own choice', 'until this hour (London) a look by somebody who is not on duty is unusual'),
  mass: setting<number>(
    150,
    'our own choice',
    'so many different people within an hour of the clock; a manager’s team and a day’s queue are fewer',
  ),
  'sampled-days': setting<number>(
    28,
    'our own choice',
    'for so many days at most a record is open to an auditor or an inspector; then it is opened again, or it is closed',
  ),
} as const satisfies Record<string, Setting<number>>

/** For how many days at most a record is opened to an audit or an inspection, as set for this moment. */
export const sampledDays = async (tx: Tx, at: Moment): Promise<number> => {
  const { changed } = await liveLens(tx)
  return settingOn(lookingSettings['sampled-days'], changed.get('looking.sampled-days') ?? [], dayOf(at)) as number
}
