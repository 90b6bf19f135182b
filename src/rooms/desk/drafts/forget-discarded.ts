import { z } from 'zod'
import { addDays, dayOf, startOfDay } from '../../../guidance/index.ts'
import { defineChore } from '../../../kernel/jobs/index.ts'
import { daysKept } from './drafts.ts'

/** Each night: words that were thrown away thirty days ago are gone for good. */
export const forgetDiscarded = defineChore({
  name: 'forget-discarded',
  payload: z.strictObject({}),
  every: '17 3 * * *',
  run: async (_payload, { database, at }) => {
    await database.door('select gt.forget_discarded($1)', [startOfDay(addDays(dayOf(at), -daysKept))])
  },
})
