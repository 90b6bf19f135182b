import { z } from 'zod'
import { addDays, dayOf, plusHours, startOfDay } from '../../../guidance/index.ts'
import { defineChore } from '../../../kernel/jobs/index.ts'
import { daysKept } from './drafts.ts'

/** Each night: words that were thrown away thirty days ago are gone for good, and what was looked for more than a day ago. */
export const forgetDiscarded = defineChore({
  name: 'forget-discarded',
  payload: z.strictObject({}),
  every: '17 3 * * *',
  run: async (_payload, { database, at }) => {
    await database.door('select gt.forget_discarded($1)', [startOfDay(addDays(dayOf(at), -daysKept))])
    await database.door('select gt.forget_searches($1)', [plusHours(at, -24)])
  },
})
