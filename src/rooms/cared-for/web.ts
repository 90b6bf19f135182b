import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { inCareRoutes } from './in-care/in-care.page.tsx'
import { preProceedingsRoutes } from './pre-proceedings/pre-proceedings.page.tsx'
import { stepDownRoutes } from './pre-proceedings/step-down.page.tsx'

/** What the room of cared-for children brings to the web. */
export const caredForRoutes: RoomRoutes = {
  routes: [...inCareRoutes(() => book), ...preProceedingsRoutes(() => book), ...stepDownRoutes(() => book)],
  navigation: [],
}
