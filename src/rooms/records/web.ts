import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { copyRoutes } from './copy/copy.routes.tsx'
import { keepingRoutes } from './keeping/keeping.routes.tsx'

/** What records bring to the web. */
export const recordsRoutes: RoomRoutes = {
  routes: [...keepingRoutes(() => book), ...copyRoutes(() => book)],
  navigation: [{ text: 'What is kept', href: '/kept' }],
}
