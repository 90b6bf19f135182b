import { z } from 'zod'
import { addDays, type Day, dayOf, startOfDay } from '../../../guidance/index.ts'
import { defineChore } from '../../../kernel/jobs/index.ts'
import { settingOn } from '../../../thread/derive.ts'
import type { PartnershipId } from '../../../thread/ids.ts'
import { type Setting, setting } from '../../../thread/rule.ts'

/** The numbers of accounts; an authority sets its own as `accounts.<name>`. In days. */
export const accountSettings = {
  'dormant-after': setting<number>(
    45,
    'our own choice',
    'how many days an account may go unused before it is switched off; a council had 440,000 files encrypted by way of an account that nobody used any more (Information Commissioner’s Office, reprimand to Hackney, July 2024)',
  ),
} as const satisfies Record<string, Setting<number>>

type Row = { partnership_id: PartnershipId; from_on: Day | null; value: number | null }

/** Asked for by whoever says that they have lost what they sign in with: is there such an account? Then those who look after it are told. */
export const lookUpRecoveries = defineChore({
  name: 'look-up-recoveries',
  payload: z.strictObject({}),
  // Also by itself: what more than a round of it finds is not forgotten.
  every: '*/5 * * * *',
  run: async (_payload, { database }) => {
    await database.door('select gt.recoveries_looked_up()', [])
  },
})

/** Each night: wrong tries of yesterday are forgotten, and browsers that nobody has signed in with for ninety days. */
export const forgetTries = defineChore({
  name: 'forget-tries',
  payload: z.strictObject({}),
  every: '43 3 * * *',
  run: async (_payload, { database, at }) => {
    await database.door('select gt.forget_tries($1)', [at])
  },
})

/** Each night: accounts that nobody has used for so long are switched off. Whoever looks after them sees which, and may give a new link. */
export const switchOffDormant = defineChore({
  name: 'switch-off-dormant',
  payload: z.strictObject({}),
  every: '41 3 * * *',
  run: async (_payload, { database, at, log }) => {
    const rows = await database.door<Row>('select * from gt.dormant_settings()', [])
    for (const [partnership, set] of Map.groupBy(rows, row => row.partnership_id)) {
      const changed = set.flatMap(one => (one.from_on !== null && one.value !== null ? [{ from: one.from_on, value: one.value }] : []))
      const days = settingOn(accountSettings['dormant-after'], changed, dayOf(at)) as number
      const [row] = await database.door<{ off: number }>('select gt.dormant_off($1, $2) as off', [
        partnership,
        startOfDay(addDays(dayOf(at), -days)),
      ])
      if (row?.off) log.info('accounts nobody used were switched off', { partnership, accounts: row.off })
    }
  },
})
