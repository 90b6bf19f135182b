import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { outgoingRoutes } from './disclosure/outgoing.routes.tsx'
import { shareRoutes } from './disclosure/share.routes.tsx'
import { sentToMeRoutes } from './sent-to-me/sent-to-me.routes.tsx'

/** What sharing brings to the web. */
export const sharingRoutes: RoomRoutes = {
  routes: [...shareRoutes(() => book), ...outgoingRoutes(() => book), ...sentToMeRoutes],
  navigation: [{ text: 'Sent to you', href: '/sent-to-me', within: '/announcements' }],
}
