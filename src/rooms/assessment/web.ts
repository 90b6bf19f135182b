import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { neglectRoutes } from './neglect-tools/neglect.routes.tsx'

/** What assessment brings to the web. */
export const assessmentRoutes: RoomRoutes = { routes: [...neglectRoutes(() => book)], navigation: [] }
