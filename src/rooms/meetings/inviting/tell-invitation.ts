import type { z } from 'zod'
import type { Moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, type EntryId, newId } from '../../../thread/ids.ts'
import { involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import type { NewEntry, Outcome } from '../../../thread/store/append.ts'
import { type Invitee, invitationParts, type KeptOut, letIn, whoMayNotCome, withAgencies } from '../calling/call-meeting.ts'
import type { Invited, MeetingOnRecord } from '../page/on-record.ts'
import { tellOnMeeting } from '../page/tell-on-meeting.ts'
import { meetingAnswered, meetingExcluded, meetingInvited } from './invitation.ts'
import type { answerForm, keepOutForm } from './invitation-forms.ts'

type By = { readonly id: CommandId; readonly meeting: MeetingOnRecord; readonly now: Moment }

/** Says whether somebody who is invited comes: they themselves, or the chair or minute taker for them. */
export const answerInvitation = (
  tx: Tx,
  book: Book,
  { id, meeting, now, invited, form }: By & { invited: Invited; form: z.output<typeof answerForm.schema> },
): Promise<Outcome<null>> =>
  tellOnMeeting(tx, book, {
    id,
    matter: meeting.matter,
    now,
    asked: { invited: invited.entry, form },
    kinds: [meetingAnswered],
    entries: shared => [
      {
        ...shared,
        kind: meetingAnswered,
        answers: invited.entry,
        parts: {
          record: {
            facts: { reply: form.reply, ...(form.reportPromised ? { reportPromised: true } : {}) },
            narrative: { words: form.words },
          },
        },
      },
    ],
  })

/** The chair keeps somebody out, with a reason. Of the whole meeting: what let them in ends, and the next request is refused. */
export const keepOut = (
  tx: Tx,
  book: Book,
  { id, meeting, now, invited, form }: By & { invited: Invited; form: z.output<typeof keepOutForm.schema> },
): Promise<Outcome<null>> => {
  const whole = form.part === 'whole'
  const holder = invited.account ?? invited.agency
  const ends = whole && holder ? meeting.holders.filter(one => (one.as === 'invited' || one.as === 'minutes') && one.holder === holder) : []
  return tellOnMeeting(tx, book, {
    id,
    matter: meeting.matter,
    now,
    asked: { invited: invited.entry, form },
    kinds: [meetingExcluded, involvementEnd],
    entries: shared => [
      {
        ...shared,
        kind: meetingExcluded,
        answers: invited.entry,
        parts: { record: { facts: { part: !whole }, narrative: { reason: form.reason } } },
      },
      ...ends.map(
        (one): NewEntry => ({
          ...shared,
          kind: involvementEnd,
          answers: one.entry,
          parts: { record: { facts: {}, narrative: { reason: form.reason } } },
        }),
      ),
    ],
  })
}

/** Asks somebody else to come. Gives `kept-out` where they may not. */
export const inviteFurther = async (
  tx: Tx,
  book: Book,
  { id, meeting, now, invitee }: By & { invitee: Invitee },
): Promise<Outcome<null> | KeptOut> => {
  const children = meeting.children.map(one => one.child)
  const names = invitee.account ? await whoMayNotCome(tx, [{ account: invitee.account, as: 'invited' }], children) : []
  if (names.length > 0) return { done: 'kept-out', names }
  const [placed = invitee] = await withAgencies(tx, [invitee])
  const holder = placed.account ?? placed.agency
  const isIn = holder !== undefined && meeting.holders.some(one => one.as === 'invited' && one.holder === holder)
  return tellOnMeeting(tx, book, {
    id,
    matter: meeting.matter,
    now,
    asked: invitee,
    kinds: [meetingInvited, involvement],
    entries: shared => [
      { ...shared, id: newId<EntryId>(), kind: meetingInvited, parts: invitationParts(placed) },
      ...(holder && !isIn ? [letIn(shared, holder, invitee.account ? 'account' : 'agency', 'invited')] : []),
    ],
  })
}
