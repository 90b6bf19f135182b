import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { openRoutes } from './break-glass/open.routes.tsx'
import { openingsRoutes } from './break-glass/openings.routes.tsx'
import { knownRoutes } from './known/known.routes.tsx'
import { limitsRoutes } from './limits/limits.routes.tsx'
import { sampledRoutes } from './sampled/sampled.routes.tsx'
import { unusualRoutes } from './unusual/unusual.routes.tsx'
import { looksRoutes } from './who-looked/looks.routes.tsx'

/** What looking brings to the web. */
export const lookingRoutes: RoomRoutes = {
  routes: [
    ...knownRoutes,
    ...openRoutes(() => book),
    ...openingsRoutes(() => book),
    ...looksRoutes,
    ...unusualRoutes,
    ...limitsRoutes,
    ...sampledRoutes(() => book),
  ],
  navigation: [
    { text: 'Is a child known?', href: '/known', besides: '/search' },
    { text: 'Openings', href: '/openings' },
    { text: 'Unusual looks', href: '/unusual' },
  ],
}
