import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { cpIsRoutes } from './cp-is.routes.tsx'
import { unmatchedRoutes } from './unmatched.routes.tsx'

/** What the room of the NHS brings to the web. */
export const cpIsRooms: RoomRoutes = {
  routes: [...cpIsRoutes(() => book), ...unmatchedRoutes],
  navigation: [{ text: 'NHS notices', href: '/cp-is/unmatched' }],
}
