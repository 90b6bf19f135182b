import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { callingRoutes } from './calling/new.routes.tsx'
import { meetingRoutes } from './page/meeting.routes.tsx'
import { mineRoutes } from './page/mine.routes.tsx'

/** What meetings bring to the web. */
export const meetingsRoutes: RoomRoutes = {
  routes: [...mineRoutes, ...callingRoutes(() => book), ...meetingRoutes],
  navigation: [{ text: 'Meetings', href: '/meetings' }],
}
