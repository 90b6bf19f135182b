import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book } from '../book.ts'
import { voiceRoutesOf } from './heard/voice.routes.tsx'

/** What the child's voice brings to the web. */
export const voiceRoutes: RoomRoutes = { routes: [...voiceRoutesOf(() => book)], navigation: [] }
