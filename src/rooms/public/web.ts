import type { RoomRoutes } from '../../kernel/http/route.ts'
import { helpRoutes } from './directory/directory.routes.tsx'

/** What the public pages bring to the web. */
export const publicRoutes: RoomRoutes = { routes: [...helpRoutes], navigation: [{ text: 'Services', href: '/directory' }] }
