import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { mailThoseInvited } from '../inviting/mail-invited.ts'
import type { MeetingOnRecord } from '../page/on-record.ts'
import { meetingAbout, meetingCancelled, meetingMoved } from './meeting.ts'

/** A meeting is moved to another time, or is not held; `to` tells which. */
export type MeetingChange = {
  readonly id: CommandId
  readonly meeting: MeetingOnRecord
  readonly now: Moment
  /** The new time; null where it is not held. */
  readonly to: Moment | null
  readonly reason: string
  readonly place?: string | undefined
  /** What the caller tells of each child with it, in the same act: `of` is whom it may be told of. */
  readonly also?: {
    readonly kinds: readonly AnyKind[]
    readonly children: readonly SubjectId[]
    readonly entry: (shared: Pick<NewEntry, 'subject' | 'act' | 'happened' | 'audience'>) => NewEntry
    /** What of it a repeat of the same command is known by. */
    readonly asked: unknown
  }
}

const standing = statement<{ child: SubjectId; relations: string[]; on_duty: boolean }>(
  'children-of-changed-meeting',
  row => ({ subjects: [row.child] }),
  `select c.child, array(select distinct r.relation from gt.reach r where r.partnership_id = $1 and r.subject_id = c.child and r.holder_id = any ($3)
      and r.from_at <= $5 and r.until_at > $5) as relations, gt.told_on_duty($1, c.child, $4) as on_duty
   from unnest($2::uuid[]) c(child)`,
)

/** The children of the meeting on whose own records whoever asks may say what has become of it. */
const childrenToTell = async (tx: Tx, meeting: MeetingOnRecord): Promise<SubjectId[]> => {
  const { partnership, holders, account, at, grants } = tx.actor
  const rows = await tx.run(standing, [partnership, meeting.children.map(one => one.child), holders, account, at])
  return rows
    .filter(row =>
      ['anyone', ...row.relations, ...(row.on_duty ? ['duty'] : [])].some(relation =>
        grants.has(`${relation}/append:${meetingAbout.name}`),
      ),
    )
    .map(row => row.child)
}

/**
 * Moves a meeting or says that it is not held, in one act: on the meeting, with the reason, and on the record of each child it is about with whom whoever does it works. Those who
 * were asked get a mail that says only that something waits.
 */
export const changeMeeting = async (tx: Tx, book: Book, change: MeetingChange): Promise<Outcome<null>> => {
  const { meeting, to, reason, place, now, also } = change
  const told = await childrenToTell(tx, meeting)
  const outcome = await carryOut<null>(tx, book, {
    id: change.id,
    asked: { matter: meeting.matter, to, reason, place, also: also?.asked ?? null },
    writes: [...new Set([meeting.matter, ...told, ...(also?.children ?? [])])],
    kinds: [meetingMoved, meetingCancelled, meetingAbout, ...(also?.kinds ?? [])],
    decide: () => {
      const shared = { act: newId<ActId>(), happened: { at: now, precision: 'moment' }, audience: 'professionals' } as const
      return {
        answer: null,
        entries: [
          {
            ...shared,
            subject: meeting.matter,
            answers: meeting.called.root,
            ...(to
              ? { kind: meetingMoved, parts: { record: { facts: { at: to }, narrative: { reason, place } } } }
              : { kind: meetingCancelled, parts: { record: { facts: {}, narrative: { reason } } } }),
          },
          ...told.map(
            (subject): NewEntry => ({
              ...shared,
              subject,
              kind: meetingAbout,
              parts: {
                record: {
                  facts: { meeting: meeting.matter, type: meeting.type, at: to ?? meeting.at, change: to ? 'moved' : 'cancelled' },
                },
              },
            }),
          ),
          ...(also?.children ?? []).map(subject => also?.entry({ ...shared, subject })).filter(entry => entry !== undefined),
        ],
      }
    },
  })
  if (outcome.done === 'now')
    await mailThoseInvited(
      tx,
      meeting.matter,
      meeting.invited.flatMap(one => one.account ?? one.agency ?? []),
    )
  return outcome
}
