import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { caseRoutes } from './case/case.routes.tsx'
import { incidentRoutes } from './serious-incident/incident.routes.tsx'

/** What learning brings to the web. */
export const learningRoutes: RoomRoutes = {
  routes: [...caseRoutes(() => book), ...incidentRoutes(() => book)],
  navigation: [{ text: 'Learn', href: '/learn' }],
}
