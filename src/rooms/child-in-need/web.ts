import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { closeRoutes } from './closure/close.routes.tsx'

/** What the room of children in need brings to the web. */
export const childInNeedRoutes: RoomRoutes = { routes: [...closeRoutes(() => book)], navigation: [] }
