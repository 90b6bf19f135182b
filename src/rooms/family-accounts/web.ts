import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { withTheFamilyRoutes } from './with-the-family/with-the-family.routes.tsx'
import { yoursRoutes } from './yours/yours.routes.tsx'

/** What accounts of families bring to the web. */
export const familyAccountsRoutes: RoomRoutes = {
  routes: [...withTheFamilyRoutes(() => book), ...yoursRoutes(() => book)],
  navigation: [],
}
