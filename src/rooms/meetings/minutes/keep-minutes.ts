import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId } from '../../../thread/ids.ts'
import { findingDecision } from '../../../thread/own-kinds/index.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import type { MeetingOnRecord } from '../page/on-record.ts'
import { meetingMinutes } from './minutes.ts'
import type { MinutesPart } from './minutes-form.ts'

/**
 * Keeps minutes as a version: the first, or one that corrects what stood before, which stays readable. Final ones are stopped by the gate of the actions (practice:
 * strategy-actions-smart) while one of them lacks something.
 */
export const keepMinutes = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; meeting: MeetingOnRecord; final: boolean; parts: Readonly<Partial<Record<MinutesPart, string | undefined>>> },
): Promise<Outcome<null>> => {
  const { meeting, final, parts } = command
  const [before] = meeting.of(meetingMinutes)
  return carryOut(tx, book, {
    id: command.id,
    asked: { meeting: meeting.matter, final, parts },
    writes: [meeting.matter],
    kinds: [meetingMinutes],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: meeting.matter,
          act: newId<ActId>(),
          kind: meetingMinutes,
          happened: { at: tx.actor.at, precision: 'moment' },
          audience: 'professionals',
          ...(before ? { corrects: before.root } : {}),
          parts: { record: { facts: { final }, narrative: parts } },
        },
      ],
    }),
  })
}

/** Whoever chairs lets minutes be final though an action lacks something, in writing; it never lets through minutes that they make final themselves. */
export const goOverAction = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; meeting: MeetingOnRecord; rule: string; key: string; reason: string },
): Promise<Outcome<null>> => {
  const { meeting, rule, key, reason } = command
  return carryOut(tx, book, {
    id: command.id,
    asked: { meeting: meeting.matter, rule, key, reason },
    writes: [meeting.matter],
    kinds: [findingDecision],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: meeting.matter,
          act: newId<ActId>(),
          kind: findingDecision,
          happened: { at: tx.actor.at, precision: 'moment' },
          audience: 'professionals',
          parts: { record: { facts: { rule, key, decision: 'overridden' }, narrative: { reason } } },
        },
      ],
    }),
  })
}
