import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { actionsRoutes } from './actions/actions.routes.tsx'
import { myActionsRoutes } from './actions/mine.routes.tsx'
import { callingRoutes } from './calling/new.routes.tsx'
import { minutesRoutes } from './minutes/minutes.routes.tsx'
import { meetingRoutes } from './page/meeting.routes.tsx'
import { mineRoutes } from './page/mine.routes.tsx'
import { shareRoutes } from './sharing/share.routes.tsx'

const rules = () => book

/** What meetings bring to the web. */
export const meetingsRoutes: RoomRoutes = {
  routes: [
    ...mineRoutes,
    // A meeting that is called stands before a meeting of that name.
    ...callingRoutes(rules),
    ...meetingRoutes,
    ...actionsRoutes(rules),
    ...myActionsRoutes(rules),
    ...minutesRoutes(rules),
    ...shareRoutes(rules),
  ],
  navigation: [
    { text: 'Meetings', href: '/meetings' },
    { text: 'Asked of you', href: '/actions' },
  ],
}
