import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { coreGroupRoutes } from './core-group/core-group.routes.tsx'
import { planRoutes } from './plan/plan.routes.tsx'

/** What child protection brings to the web. */
export const childProtectionRoutes: RoomRoutes = { routes: [...planRoutes(() => book), ...coreGroupRoutes(() => book)], navigation: [] }
