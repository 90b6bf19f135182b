import { ids, type TestDatabase } from '../../../../tests/database.ts'
import { momentOf, Temporal } from '../../../guidance/index.ts'
import type { Standing } from '../../../kernel/jobs/index.ts'
import { openLog } from '../../../kernel/log.ts'

/** Sets the hours of The Bridge of a test's partnership, in minutes after midnight, whatever the clock of the machine says. */
export const setHours = async (database: TestDatabase, opens: number, closes: number): Promise<void> => {
  for (const [name, value] of [
    ['announcer.bridge-opens', opens],
    ['announcer.bridge-closes', closes],
  ] as const)
    await database.admin(
      `insert into gt.setting_value (partnership_id, setting, from_on, value, account_id, why) values ($1, $2, '2000-01-01', $3, $4, 'a test')`,
      [ids.partnership, name, JSON.stringify(value), ids.account('system-administrator')],
    )
}

/** It is out of hours now: The Bridge opens half a day from now, and not for long. */
export const closeTheBridge = async (database: TestDatabase): Promise<void> => {
  const now = Temporal.Now.zonedDateTimeISO('Europe/London')
  const opposite = (now.hour * 60 + now.minute + 720) % 1440
  await setHours(database, opposite, opposite)
}

/** What a worker's chore is given, as of now. */
export const standingNow = (database: TestDatabase): Standing => ({
  database: database.worker,
  log: openLog('error'),
  at: momentOf(Temporal.Now.instant()),
  job: '1',
  stopping: new AbortController().signal,
})
