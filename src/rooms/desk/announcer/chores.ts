import { z } from 'zod'
import { type AnyJob, defineChore } from '../../../kernel/jobs/index.ts'
import { idFrom, isId, type SubjectId } from '../../../thread/ids.ts'
import { mailNotices } from '../notices/mail-notices.ts'
import { announceDue } from './announce.ts'

const id = z.string().refine(isId)

/** Asked for by the database in the transaction of an append that has something to say at once. */
const announceThread = defineChore({
  name: 'announce',
  payload: z.strictObject({ partnership: id, subject: id }),
  run: async ({ subject }, standing) => {
    await announceDue(standing, idFrom<SubjectId>(subject))
  },
})

/** Each minute: what has become due by the passing of time alone, and mail to those to whom children were passed on. */
const announceRound = defineChore({
  name: 'announce-round',
  payload: z.strictObject({}),
  every: '* * * * *',
  run: async (_payload, standing) => {
    await announceDue(standing, null)
    await mailNotices(standing)
  },
})

/** The announcer's work, for the worker. */
export const announcerJobs: readonly AnyJob[] = [announceThread, announceRound]
