import type { Limit } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { SettingOn } from '../../../thread/rule.ts'
import { dayAfter, lastFifth, type Said, within } from '../../../thread/say.ts'
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
const conferenceTypes = ['initial-conference', 'review-conference', 'transfer-in-conference'] as const

/** The limit within which one thing of a conference is sent to everybody who was invited, counted from its end: to whoever takes the minutes, then to the chair. */
export const sentAfterConference = (matter: Thread, what: What, limit: SettingOn<Limit>): Said[] => {
  const found = sharedAfter(matter, conferenceTypes, [what])
  return found
    ? [
        within(limit, {
          name: what,
          of: found.held,
          metBy: found.shared,
          stop: undefined,
          shows: { DUE: lastFifth, OVERDUE: dayAfter },
          tell: [
            { to: 'minutes', from: lastFifth },
            { to: 'meeting-chair', from: dayAfter },
          ],
        }),
      ]
    : []
}
