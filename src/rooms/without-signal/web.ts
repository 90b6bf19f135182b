import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { todayRoutes } from './today.routes.tsx'

/** What working without signal brings to the web. */
export const withoutSignalRooms: RoomRoutes = {
  routes: todayRoutes(() => book),
  navigation: [{ text: 'Today’s visits', href: '/visits/today', within: '/' }],
}
