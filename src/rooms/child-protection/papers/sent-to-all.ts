import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { disclosesOf, type MeetingOnRecord } from '../../commands.ts'
import { meetingHeld } from '../../meetings/index.ts'
import { papersOf } from './papers.queries.ts'
import { type ConferenceReader, conferenceReaders } from './prepare.ts'

/** Those who were invited, are not kept out, and may have the letter about a child. */
const expected = async (tx: Tx, meeting: MeetingOnRecord, child: SubjectId): Promise<ConferenceReader[] | null> => {
  const who = await disclosesOf(tx, child)
  if (!who?.may) return null
  const readers = await conferenceReaders(tx, meeting, child, who.is_a)
  return readers.filter(one => one.invited && !one.keptOut && one.decided)
}

/** The letters that say what was decided as it stands: one from before it was put right does not. */
const gone = async (tx: Tx, meeting: MeetingOnRecord) =>
  (await papersOf(tx, meeting.matter)).filter(
    one => one.kind === 'conference-decisions' && one.state === 'released' && !one.stopped && !one.saysBefore,
  )

/** Of each of these children, who was invited and has not been sent what was decided. Nobody before the conference was held. */
export const notSentTo = async (
  tx: Tx,
  meeting: MeetingOnRecord,
  children: readonly SubjectId[],
): Promise<ReadonlyMap<SubjectId, readonly string[]>> => {
  if (meeting.of(meetingHeld).length === 0) return new Map()
  const sent = await gone(tx, meeting)
  const missing = new Map<SubjectId, readonly string[]>()
  for (const child of children) {
    const readers = (await expected(tx, meeting, child)) ?? []
    missing.set(
      child,
      readers.filter(one => !sent.some(paper => paper.child === child && paper.to === one.id)).map(one => `${one.name}, ${one.as}`),
    )
  }
  return missing
}

/** The invitations of everybody who was invited, once each of them has been sent the letter about every child they may have it of; nothing while somebody has not, or where whoever asks cannot know. */
export const sentToAll = async (tx: Tx, meeting: MeetingOnRecord): Promise<readonly EntryId[] | null> => {
  const sent = await gone(tx, meeting)
  const all = new Set<EntryId>()
  for (const { child } of meeting.children) {
    const readers = await expected(tx, meeting, child)
    if (!readers?.every(one => sent.some(paper => paper.child === child && paper.to === one.id))) return null
    for (const one of readers) if (one.invited) all.add(one.invited)
  }
  return all.size > 0 ? [...all] : null
}
