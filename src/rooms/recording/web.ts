import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { changeRoutes } from './changes/change.routes.tsx'
import { noteRoutes } from './note/note.routes.tsx'
import { stageRoutes } from './stage/stage.routes.tsx'

/** What recording brings to the web. */
export const recordingRoutes: RoomRoutes = {
  routes: [...noteRoutes(() => book), ...stageRoutes(() => book), ...changeRoutes(() => book)],
  navigation: [],
}
