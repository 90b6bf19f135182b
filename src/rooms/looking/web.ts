import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { openRoutes } from './break-glass/open.routes.tsx'
import { openingsRoutes } from './break-glass/openings.routes.tsx'
import { knownRoutes } from './known/known.routes.tsx'

/** What looking brings to the web. */
export const lookingRoutes: RoomRoutes = {
  routes: [...knownRoutes, ...openRoutes(() => book), ...openingsRoutes(() => book)],
  navigation: [
    { text: 'Is a child known?', href: '/known' },
    { text: 'Emergency openings', href: '/openings' },
  ],
}
