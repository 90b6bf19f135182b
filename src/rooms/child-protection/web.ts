import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { accessRoutes } from './access-refused/access.routes.tsx'
import { afterBirthRoutes } from './before-birth/after-birth.tsx'
import { deskRoutes } from './conference/desk.routes.tsx'
import { earlyReviewRoutes } from './conference/early.tsx'
import { holdRoutes } from './conference/hold.routes.tsx'
import { putOffRoutes } from './conference/put-off.tsx'
import { putRightRoutes } from './conference/put-right.routes.tsx'
import { requestRoutes } from './conference/request.routes.tsx'
import { coreGroupRoutes } from './core-group/core-group.routes.tsx'
import { familyPlanRoutes } from './family-plan/family-plan.tsx'
import { papersRoutes } from './papers/papers.routes.tsx'
import { planPaperRoutes } from './papers/plan-paper.routes.tsx'
import { planRoutes } from './plan/plan.routes.tsx'
import { reflectiveRoutes } from './reflective-session/reflective.routes.tsx'
import { endingRoutes } from './reviews/ending.tsx'
import { planOverRoutes } from './reviews/plan-over.tsx'
import { suspectedHarmRoutes } from './suspected-harm.routes.ts'
import { movesRoutes } from './transfer/moves.tsx'
import { visitsRoutes } from './visits/visits.routes.tsx'

/** What child protection brings to the web. */
export const childProtectionRoutes: RoomRoutes = {
  routes: [
    ...suspectedHarmRoutes(() => book),
    ...planRoutes(() => book),
    ...accessRoutes(() => book),
    ...coreGroupRoutes(() => book),
    ...endingRoutes(() => book),
    ...familyPlanRoutes(() => book),
    ...requestRoutes(() => book),
    ...deskRoutes(() => book),
    ...putOffRoutes(() => book),
    ...holdRoutes(() => book),
    ...putRightRoutes(() => book),
    ...papersRoutes(() => book),
    ...planPaperRoutes,
    ...reflectiveRoutes(() => book),
    ...earlyReviewRoutes(() => book),
    ...afterBirthRoutes(() => book),
    ...movesRoutes(() => book),
    ...planOverRoutes(() => book),
    ...visitsRoutes(() => book),
  ],
  navigation: [{ text: 'Conferences', href: '/conferences' }],
}
