import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { announcementRoutes } from './announcer/announcements.routes.tsx'

/** What the desk brings to the web. */
export const deskRoutes: RoomRoutes = {
  routes: [...announcementRoutes(() => book)],
  navigation: [{ text: 'Told to you', href: '/announcements' }],
}
