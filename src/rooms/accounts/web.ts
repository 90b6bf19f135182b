import type { RoomRoutes } from '../../kernel/http/route.ts'
import { ownSignInRoutes } from './own-sign-in/own-sign-in.routes.tsx'
import { passkeyRoutes } from './passkeys/passkeys.routes.tsx'

/** What the room of accounts brings to the web: how people sign in, and who may. */
export const accountsRoutes: RoomRoutes = {
  routes: [...ownSignInRoutes, ...passkeyRoutes],
  navigation: [],
}
