import type { RoomRoutes } from '../../kernel/http/route.ts'
import { domainsRoutes } from './domains/domains.routes.tsx'
import { lookingAfterRoutes } from './looking-after/looking-after.routes.tsx'
import { ownSignInRoutes } from './own-sign-in/own-sign-in.routes.tsx'
import { passkeyRoutes } from './passkeys/passkeys.routes.tsx'
import { throughAgencyRoutes } from './through-agency/through-agency.routes.tsx'

/** What the room of accounts brings to the web: how people sign in, and who may. */
export const accountsRoutes: RoomRoutes = {
  routes: [...ownSignInRoutes, ...passkeyRoutes, ...throughAgencyRoutes, ...domainsRoutes, ...lookingAfterRoutes],
  navigation: [{ text: 'Accounts', href: '/accounts' }],
}
