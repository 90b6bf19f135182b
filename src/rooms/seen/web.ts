import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { boardRoutes } from './board/board.routes.tsx'
import { childSeenRoutes } from './child/child-seen.routes.tsx'

/** What the room brings to the web. */
export const seenRoutes: RoomRoutes = {
  routes: [...boardRoutes, ...childSeenRoutes(() => book)],
  navigation: [{ text: 'Last seen', href: '/seen' }],
}
