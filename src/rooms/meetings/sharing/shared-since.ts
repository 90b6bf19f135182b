import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { Thread } from '../../../thread/thread.ts'
import { type MeetingType, meeting } from '../calling/meeting.ts'
import { meetingHeld } from '../held/held.ts'
import { meetingShared, type sharedOfMeeting } from './shared.ts'

type What = keyof typeof sharedOfMeeting

/** A meeting of one of these types, when it ended, and the first time after that something of it was shared; nothing where it is none of them or was not held. */
export const sharedAfter = (
  matter: Thread,
  types: readonly MeetingType[],
  what: readonly What[],
): { readonly held: Entry<FactsOf<typeof meetingHeld>>; readonly shared: Entry<FactsOf<typeof meetingShared>> | undefined } | undefined => {
  const [called] = matter.of(meeting)
  const [held] = matter.of(meetingHeld)
  if (!called || !held || !types.includes(called.facts.type)) return undefined
  return { held, shared: matter.where(meetingShared, one => what.includes(one.facts.what) && one.at >= held.at)[0] }
}

/** The conferences of a child: initial, review, and after a move into the area. */
export const conferenceTypes = ['initial-conference', 'review-conference', 'transfer-in-conference'] as const
