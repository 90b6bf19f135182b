import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { bridgeRoutes } from './bridge.routes.ts'
import { consultationRoutes } from './consultation/consultations.routes.tsx'
import { worriedRoutes } from './public/worried.routes.tsx'
import { filesRoutes } from './referral/files/files.routes.tsx'
import { raiseConcernRoutes } from './referral/raise/raise-concern.routes.tsx'

/** What the front door brings to the web. */
export const frontDoorRoutes: RoomRoutes = {
  routes: [
    ...worriedRoutes,
    ...filesRoutes,
    ...raiseConcernRoutes(() => book),
    ...consultationRoutes(() => book),
    ...bridgeRoutes(() => book),
  ],
  navigation: [
    { text: 'The Bridge', href: '/bridge' },
    { text: 'Out of hours', href: '/duty' },
    { text: 'Checks', href: '/checks' },
    { text: 'Concerns', href: '/concerns' },
    { text: 'Consultations', href: '/consultations', within: '/concerns', unless: '/consultations/new' },
  ],
}
