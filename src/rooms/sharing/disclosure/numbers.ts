import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { settingOn } from '../../../thread/derive.ts'
import { type Setting, setting } from '../../../thread/rule.ts'
import { liveLens } from '../../../thread/store/lens.ts'

/** The numbers of sharing; an authority sets its own as `sharing.<name>`. */
export const sharingSettings = {
  'recall-minutes': setting<number>(
    10,
    'our own choice',
    'so many minutes after it was let go a document can be taken back and nobody has it: long enough to notice a slip, short enough for a child who needs help today',
  ),
} as const satisfies Record<string, Setting<number>>

/** For how many minutes what was let go can be taken back, on a day. */
export const recallMinutes = async (tx: Tx, on: Day): Promise<number> => {
  const { changed } = await liveLens(tx)
  return Number(settingOn(sharingSettings['recall-minutes'], changed.get('sharing.recall-minutes') ?? [], on))
}
