import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, idNamed } from '../../../thread/ids.ts'
import { answerField, answerKey, checkOutgoing, type Found, Refused, readOutgoing, sendOutgoing, shareOfMeeting } from '../../commands.ts'
import { meetingShared } from '../../meetings/index.ts'
import type { Prepared } from './prepare.ts'
import { sentToAll } from './sent-to-all.ts'

/**
 * Checks each paper that waits and lets it go, all in one act (practice: conference-after; information-sharing-decision). One that says a protected address stays where it is, and
 * one that needs two people waits for the second. Refuses (Refused) what the database does not let go, and then nothing has happened. Once the letter of what was decided has gone to
 * everybody who was invited, the meeting says so.
 */
export const letThemGo = async (
  tx: Tx,
  book: Book,
  command: {
    id: string
    prepared: Prepared
    waiting: readonly { readonly id: string; readonly found: readonly Found[]; readonly secondBecause: readonly string[] }[]
    /** What was typed in a field. */
    said: (field: string) => string
    why: { readonly purpose: string; readonly basis: string; readonly known: string }
    today: Day
  },
): Promise<void> => {
  const { prepared, waiting, said, why, today } = command
  for (const one of waiting) {
    if (one.found.some(found => found.sort === 'protected')) continue
    const answers = Object.fromEntries(one.found.map(found => [answerKey(found), said(answerField(found))]))
    const checked = await checkOutgoing(tx, one.id, answers, why)
    if (checked !== 'done') throw new Refused(checked)
    if (one.secondBecause.length > 0) continue
    const outgoing = await readOutgoing(tx, prepared.child, one.id)
    if (!outgoing) throw new Refused('not-found')
    const outcome = await sendOutgoing(tx, book, { id: idNamed<CommandId>(command.id, one.id), outgoing, on: today })
    if (outcome.done === 'asked') throw new Error('no gate is asked about sharing')
  }
  await sayThatAllHaveIt(tx, book, command.id, prepared)
}

/** The meeting says that what it decided was shared, as soon as everybody who was invited has the letter about each child; by whoever may say so. */
const sayThatAllHaveIt = async (tx: Tx, book: Book, id: string, { meeting }: Prepared): Promise<void> => {
  if (!meeting.may(meetingShared) || meeting.of(meetingShared).some(one => one.facts.what === 'decisions')) return
  const all = await sentToAll(tx, meeting)
  if (!all) return
  const outcome = await shareOfMeeting(tx, book, {
    id: idNamed<CommandId>(id, 'everybody has it'),
    meeting,
    what: 'decisions',
    with: all,
    words: 'By letter, each reader a letter of their own.',
  })
  if (outcome.done === 'asked') throw new Error('a gate stood before what is shared')
}
