import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { personRoutes } from './people/person.routes.tsx'

/** What the family room brings to the web. */
export const familyRoutes: RoomRoutes = { routes: [...personRoutes(book)], navigation: [] }
