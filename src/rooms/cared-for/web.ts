import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { preProceedingsRoutes } from './pre-proceedings/pre-proceedings.page.tsx'
import { stepDownRoutes } from './pre-proceedings/step-down.page.tsx'

/** What the room of cared-for children brings to the web. */
export const caredForRoutes: RoomRoutes = {
  routes: [...preProceedingsRoutes(() => book), ...stepDownRoutes(() => book)],
  navigation: [],
}
