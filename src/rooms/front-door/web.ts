import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { raiseConcernRoutes } from './referral/raise/raise-concern.routes.tsx'

/** What the front door brings to the web. */
export const frontDoorRoutes: RoomRoutes = {
  routes: [...raiseConcernRoutes(() => book)],
  navigation: [{ text: 'Concerns', href: '/concerns' }],
}
