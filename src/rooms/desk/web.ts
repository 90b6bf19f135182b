import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { announcementRoutes } from './announcer/announcements.routes.tsx'
import { myWorkRoutes } from './my-work/my-work.routes.tsx'

/** What the desk brings to the web. */
export const deskRoutes: RoomRoutes = {
  routes: [...myWorkRoutes(() => book), ...announcementRoutes(() => book)],
  navigation: [
    { text: 'My work', href: '/' },
    { text: 'Told to you', href: '/announcements' },
  ],
}
