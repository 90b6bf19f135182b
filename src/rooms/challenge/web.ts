import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { challengesRoutes } from './challenges.routes.tsx'

/** What professional challenge brings to the web. */
export const challengeRoutes: RoomRoutes = {
  routes: challengesRoutes(() => book),
  navigation: [{ text: 'Challenges', href: '/challenges' }],
}
