import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { adultsRoutes } from './adults/adults.routes.tsx'
import { detailsRoutes } from './details/details.routes.tsx'
import { networkRoutes } from './network/network.routes.tsx'
import { personRoutes } from './people/person.routes.tsx'
import { searchRoutes } from './search/search.routes.tsx'

/** What the family room brings to the web. */
export const familyRoutes: RoomRoutes = {
  routes: [...searchRoutes, ...personRoutes(book), ...detailsRoutes(book), ...adultsRoutes(), ...networkRoutes()],
  navigation: [],
}
