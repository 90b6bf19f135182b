import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { alertsRoutes } from './alerts/alerts.routes.tsx'
import { announcementRoutes } from './announcer/announcements.routes.tsx'
import { offersRoutes } from './another-team/offers.routes.tsx'
import { choicesRoutes } from './choices/choices.routes.tsx'
import { draftsRoutes } from './drafts/drafts.routes.tsx'
import { keysRoutes } from './keys/keys.routes.tsx'
import { leadWorkerRoutes } from './lead-worker/lead-worker.routes.tsx'
import { myWorkRoutes } from './my-work/my-work.routes.tsx'
import { newsRoutes } from './news/news.routes.tsx'
import { teamWorkRoutes } from './team-work/team-work.routes.tsx'

/** What the desk brings to the web. */
export const deskRoutes: RoomRoutes = {
  routes: [
    ...myWorkRoutes(() => book),
    ...announcementRoutes(() => book),
    ...alertsRoutes(() => book),
    ...teamWorkRoutes,
    ...leadWorkerRoutes(() => book),
    ...offersRoutes(() => book),
    ...draftsRoutes,
    ...choicesRoutes,
    ...newsRoutes,
    ...keysRoutes,
  ],
  navigation: [
    { text: 'My work', href: '/' },
    { text: 'Team work', href: '/team' },
    { text: 'Told to you', href: '/announcements' },
  ],
}
