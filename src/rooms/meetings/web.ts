import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { actionsRoutes } from './actions/actions.routes.tsx'
import { myActionsRoutes } from './actions/mine.routes.tsx'
import { calendarRoutes } from './calendar/calendar.routes.ts'
import { changingRoutes } from './calling/change.routes.tsx'
import { callingRoutes } from './calling/new.routes.tsx'
import { dissentRoutes } from './dissent/dissent.routes.tsx'
import { heldRoutes } from './held/held.routes.tsx'
import { invitingRoutes } from './inviting/inviting.routes.tsx'
import { minutesRoutes } from './minutes/minutes.routes.tsx'
import { meetingRoutes } from './page/meeting.routes.tsx'
import { mineRoutes } from './page/mine.routes.tsx'
import { reportRoutes } from './reports/report.routes.tsx'
import { shareRoutes } from './sharing/share.routes.tsx'

const rules = () => book

/** What meetings bring to the web. */
export const meetingsRoutes: RoomRoutes = {
  routes: [
    ...mineRoutes,
    ...callingRoutes(rules),
    ...changingRoutes(rules),
    ...invitingRoutes(rules),
    ...reportRoutes(rules),
    ...heldRoutes(rules),
    ...calendarRoutes,
    ...meetingRoutes,
    ...actionsRoutes(rules),
    ...myActionsRoutes(rules),
    ...minutesRoutes(rules),
    ...shareRoutes(rules),
    ...dissentRoutes(rules),
  ],
  navigation: [
    { text: 'Meetings', href: '/meetings' },
    { text: 'Asked of you', href: '/actions', within: '/meetings' },
  ],
}
