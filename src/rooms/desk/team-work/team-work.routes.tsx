import { z } from 'zod'
import { NotificationBanner } from '../../../design-system/index.ts'
import { show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import { isId } from '../../../thread/ids.ts'
import { mostAtOnce } from '../lead-worker/change-lead.ts'
import { TeamWorkPage } from './team-work.page.tsx'
import { readTeam, shows, sorts, teamWorkOf } from './team-work.ts'

const keys = <Of extends Readonly<Record<string, string>>>(of: Of) => Object.keys(of) as [keyof Of & string, ...(keyof Of & string)[]]
const chosen = z.object({
  show: z.enum(keys(shows)).catch('all'),
  worker: z
    .string()
    .refine(text => text === 'none' || isId(text))
    .nullable()
    .catch(null),
  sort: z.enum(keys(sorts)).catch('pressing'),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
  closed: z.coerce.number().int().min(1).max(mostAtOnce).optional().catch(undefined),
  passed: z.coerce.number().int().min(0).max(mostAtOnce).optional().catch(undefined),
})

/** What has just been done, where the reader comes from doing it. */
const Passed = ({ count }: { count: number }) => (
  <NotificationBanner
    type="success"
    text={
      count === 0
        ? 'Nothing was changed: these children had that lead worker already.'
        : `${count === 1 ? 'One child has' : `${count} children have`} a new lead worker. Everybody concerned has been told.`
    }
  />
)

/** What has been closed, where the reader comes from closing it. */
const Closed = ({ count }: { count: number }) => (
  <NotificationBanner
    type="success"
    text={`${count === 1 ? 'One child’s case is' : `The cases of ${count} children are`} closed. The team works with them no longer; what was still open is on the record. A new concern about them comes to The Bridge.`}
  />
)

/** The page of those who manage a team. */
export const teamWorkRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/team',
    words: 'team work',
    query: chosen,
    handle: async ask => {
      const { passed, closed, ...asked } = ask.query
      const work = teamWorkOf(await ask.tx(tx => readTeam(tx, ask.now)), asked)
      return show(
        ask.page({
          title: 'Team work',
          wide: true,
          ...(passed === undefined ? {} : { notice: <Passed count={passed} /> }),
          ...(closed === undefined ? {} : { notice: <Closed count={closed} /> }),
          children: <TeamWorkPage work={work} asked={asked} today={ask.today} />,
        }),
        { json: work },
      )
    },
  }),
]
