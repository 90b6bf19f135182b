import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { adultsRoutes } from './adults/adults.routes.tsx'
import { entryRoutes } from './chronology/entry.routes.tsx'
import { patternRoutes } from './chronology/pattern.routes.tsx'
import { printRoutes } from './chronology/print.routes.tsx'
import { detailsRoutes } from './details/details.routes.tsx'
import { duplicatesRoutes } from './merge/duplicates.routes.tsx'
import { mergeRoutes } from './merge/merge.routes.tsx'
import { networkRoutes } from './network/network.routes.tsx'
import { personRoutes } from './people/person.routes.tsx'
import { searchRoutes } from './search/search.routes.tsx'

/** What the family room brings to the web. */
export const familyRoutes: RoomRoutes = {
  routes: [
    ...searchRoutes,
    ...duplicatesRoutes(book),
    ...mergeRoutes(book),
    ...personRoutes(book),
    ...entryRoutes(() => book),
    ...patternRoutes(() => book),
    ...printRoutes(book),
    ...detailsRoutes(book),
    ...adultsRoutes(),
    ...networkRoutes(book),
  ],
  navigation: [],
}
