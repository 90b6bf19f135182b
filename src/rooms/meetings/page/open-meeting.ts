import { z } from 'zod'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
import { type MeetingOnRecord, readMeeting } from './on-record.ts'

/** What the routes of one meeting take from the address. */
export const atMeeting = z.object({
  meeting: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

/** The meeting of an address, as far as whoever asks may read it; otherwise there is nothing to be found. */
export const openMeeting = async (tx: Tx, matter: SubjectId): Promise<MeetingOnRecord> => {
  const found = await readMeeting(tx, matter)
  if (!found) throw new NotFound()
  return found
}
