import type { Reply } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import { meetingMoved } from '../calling/meeting.ts'
import { atMeeting, openMeeting } from '../page/open-meeting.ts'
import { calendarOf } from './icalendar.ts'

/**
 * The meeting for one's own calendar. A diary is seen by others and copied to many devices: it says that there is a meeting and when, and not whom it is about, of what kind
 * it is, nor where.
 */
export const calendarRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/meetings/:meeting/invitation.ics',
    words: 'a meeting for one’s calendar',
    params: atMeeting,
    handle: async (ask): Promise<Reply> => {
      const meeting = await ask.tx(tx => openMeeting(tx, ask.params.meeting), 'putting a meeting into a calendar')
      const text = calendarOf({
        id: `${meeting.matter}@golden-thread`,
        at: meeting.at,
        summary: 'A meeting',
        description: 'Sign in to Golden Thread to read about it.',
        sequence: meeting.of(meetingMoved).length + (meeting.cancelled ? 1 : 0),
        cancelled: meeting.cancelled !== null,
        made: ask.now,
      })
      return { kind: 'file', body: Buffer.from(text), type: 'text/calendar; charset=utf-8', name: 'meeting.ics' }
    },
  }),
]
