import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { deskRoutes } from './conference/desk.routes.tsx'
import { holdRoutes } from './conference/hold.routes.tsx'
import { requestRoutes } from './conference/request.routes.tsx'
import { coreGroupRoutes } from './core-group/core-group.routes.tsx'
import { familyPlanRoutes } from './family-plan/family-plan.tsx'
import { planRoutes } from './plan/plan.routes.tsx'
import { reflectiveRoutes } from './reflective-session/reflective.routes.tsx'
import { endingRoutes } from './reviews/ending.tsx'
import { suspectedHarmRoutes } from './suspected-harm.routes.ts'

/** What child protection brings to the web. */
export const childProtectionRoutes: RoomRoutes = {
  routes: [
    ...suspectedHarmRoutes(() => book),
    ...planRoutes(() => book),
    ...coreGroupRoutes(() => book),
    ...endingRoutes(() => book),
    ...familyPlanRoutes(() => book),
    ...requestRoutes(() => book),
    ...deskRoutes(() => book),
    ...holdRoutes(() => book),
    ...reflectiveRoutes(() => book),
  ],
  navigation: [{ text: 'Conferences', href: '/conferences' }],
}
