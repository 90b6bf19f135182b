import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { disclosureRoutes } from './disclosure/disclosure.routes.tsx'
import { sentToMeRoutes } from './sent-to-me/sent-to-me.routes.tsx'

/** What sharing brings to the web. */
export const sharingRoutes: RoomRoutes = {
  routes: [...disclosureRoutes(() => book), ...sentToMeRoutes],
  navigation: [{ text: 'Sent to you', href: '/sent-to-me', within: '/announcements' }],
}
