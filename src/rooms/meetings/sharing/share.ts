import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId } from '../../../thread/ids.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import type { MeetingOnRecord } from '../page/on-record.ts'
import { meetingShared, type sharedOfMeeting } from './shared.ts'

/** Makes something of a meeting known to some of those invited (practice: strategy-actions-shared, conference-after). `entry`: under which it stands. */
export const shareOfMeeting = (
  tx: Tx,
  book: Book,
  command: {
    id: CommandId
    meeting: MeetingOnRecord
    what: keyof typeof sharedOfMeeting
    with: readonly EntryId[]
    words: string | undefined
  },
): Promise<Outcome<{ entry: EntryId }>> => {
  const { meeting, what, words } = command
  const entry = newId<EntryId>()
  return carryOut(tx, book, {
    id: command.id,
    asked: { meeting: meeting.matter, what, with: command.with, words },
    writes: [meeting.matter],
    kinds: [meetingShared],
    decide: () => ({
      answer: { entry },
      entries: [
        {
          id: entry,
          subject: meeting.matter,
          act: newId<ActId>(),
          kind: meetingShared,
          happened: { at: tx.actor.at, precision: 'moment' },
          audience: 'professionals',
          parts: { record: { facts: { what, with: [...command.with] }, narrative: { words } } },
        },
      ],
    }),
  })
}
