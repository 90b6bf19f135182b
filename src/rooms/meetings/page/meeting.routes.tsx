import { z } from 'zod'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
import { MeetingPage } from './meeting.page.tsx'
import { type MeetingOnRecord, readMeeting } from './on-record.ts'
import { sections } from './sections.ts'

/** What the routes of one meeting take from the address. */
export const atMeeting = z.object({
  meeting: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

/** The meeting of an address, as far as whoever asks may read it; otherwise there is nothing to be found. */
export const openMeeting = async (tx: Tx, matter: SubjectId): Promise<MeetingOnRecord> => {
  const found = await readMeeting(tx, matter)
  if (!found) throw new NotFound()
  return found
}

const jsonOf = ({ may: _may, of: _of, called: _called, held: _held, ...facts }: MeetingOnRecord) => facts

/** The marks of forms and the days that sections are shown with. */
export const sectionAsk = (ask: Pick<Ask, 'csrf' | 'newCommandId' | 'today' | 'now' | 'actor'>, meeting: MeetingOnRecord) => ({
  meeting,
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
      const meeting = await ask.tx(tx => openMeeting(tx, ask.params.meeting), 'reading a meeting')
      return show(
        ask.page({
          title: meeting.words,
          way: { kind: 'back', href: '/meetings' },
          children: <MeetingPage {...sectionAsk(ask, meeting)} sections={sections} />,
        }),
        { json: jsonOf(meeting) },
      )
    },
  }),
]
