import type { RoomRoutes } from '../../kernel/http/route.ts'
import { knownRoutes } from './known/known.routes.tsx'

/** What looking brings to the web. */
export const lookingRoutes: RoomRoutes = {
  routes: [...knownRoutes],
  navigation: [{ text: 'Is a child known?', href: '/known' }],
}
