import type { Moment } from '../../../guidance/index.ts'
import { show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { AccountId } from '../../../thread/ids.ts'
import { MeetingPage } from './meeting.page.tsx'
import type { MeetingOnRecord } from './on-record.ts'
import { atMeeting, openMeeting } from './open-meeting.ts'
import { readOpened } from './opened.queries.ts'
import { sections } from './sections.ts'

export { atMeeting, openMeeting }

const jsonOf = ({ may: _may, of: _of, called: _called, held: _held, ...facts }: MeetingOnRecord) => facts

/** The marks of forms and the days that sections are shown with. */
export const sectionAsk = (
  ask: Pick<Ask, 'csrf' | 'newCommandId' | 'today' | 'now' | 'actor'>,
  meeting: MeetingOnRecord,
  opened: ReadonlyMap<AccountId, Moment> = new Map(),
) => ({
  meeting,
  opened,
  mark: () => ({ csrf: ask.csrf, commandId: ask.newCommandId() }),
  today: ask.today,
  now: ask.now,
  account: ask.actor().account,
})

/** One page for whoever may see a meeting. */
export const meetingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/meetings/:meeting',
    words: 'a meeting',
    params: atMeeting,
    handle: async ask => {
      const { meeting, opened } = await ask.tx(async tx => {
        const meeting = await openMeeting(tx, ask.params.meeting)
        return { meeting, opened: meeting.keeps ? await readOpened(tx, meeting.matter, meeting.called.at) : new Map<AccountId, Moment>() }
      }, 'reading a meeting')
      return show(
        ask.page({
          title: meeting.words,
          way: { kind: 'back', href: '/meetings' },
          children: <MeetingPage {...sectionAsk(ask, meeting, opened)} sections={sections} />,
        }),
        { json: jsonOf(meeting) },
      )
    },
  }),
]
