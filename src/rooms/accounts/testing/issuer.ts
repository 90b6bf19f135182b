import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

/**
 * Somebody as an agency knows them: by what address, and what it says of the factors it asked them for. `asked`: when it says that it asked, in seconds since
 * 1970; now, where nothing is said.
 */
export type Known = {
  readonly email: string
  readonly verified: boolean
  readonly amr?: readonly string[]
  readonly acr?: string
  readonly asked?: number
}

/** A real OpenID Connect provider on this machine, in which a named person signs in without being asked anything. */
export type Issuer = {
  readonly address: string
  readonly clientId: string
  readonly secret: string
  /** Whom it knows, by subject. */
  readonly people: Map<string, Known>
  /** Follows the way from its first address, as the person's browser would; gives where they are sent back to. */
  readonly follow: (from: string, subject: string) => Promise<URL>
  readonly stop: () => Promise<void>
}

/** Starts one for one client, which people are sent back to at any of `returnsTo`. */
export const startIssuer = async (...returnsTo: string[]): Promise<Issuer> => {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [clientId, secret] = ['golden-thread', 'a secret of the tests that an agency would give']
  const people = new Map<string, Known>()
  const provider = new Provider(address, {
    clients: [
      {
        client_id: clientId,
        client_secret: secret,
        redirect_uris: returnsTo,
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    cookies: { keys: ['a key of the tests'] },
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'amr', 'acr'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: people.get(sub)?.email ?? '', email_verified: people.get(sub)?.verified ?? false }),
    }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    void (async () => {
      const subject = String(request.headers['x-person'])
      const known = people.get(subject)
      const { prompt, params, session } = await provider.interactionDetails(request, response)
      if (prompt.name === 'login') {
        const login = {
          accountId: subject,
          amr: [...(known?.amr ?? [])],
          ...(known?.acr && { acr: known.acr }),
          ...(known?.asked && { ts: known.asked }),
          remember: false,
        }
        return provider.interactionFinished(request, response, { login })
      }
      const grant = new provider.Grant({ accountId: session?.accountId ?? subject, clientId: String(params['client_id']) })
      grant.addOIDCScope('openid email')
      return provider.interactionFinished(
        request,
        response,
        { consent: { grantId: await grant.save() } },
        { mergeWithLastSubmission: true },
      )
    })().catch(() => response.writeHead(500).end())
  })
  const follow = async (from: string, subject: string): Promise<URL> => {
    const jar = new Map<string, string>()
    let at = new URL(from)
    for (let steps = 0; steps < 12; steps += 1) {
      if (returnsTo.some(one => at.href.startsWith(one))) return at
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const reply = await fetch(at, { redirect: 'manual', headers: { cookie, 'x-person': subject } })
      for (const set of reply.headers.getSetCookie()) {
        const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=')
        jar.set(name, value)
      }
      const to = reply.headers.get('location')
      if (!to) throw new Error(`the way ended at ${at.pathname} with ${reply.status}: ${(await reply.text()).slice(0, 300)}`)
      at = new URL(to, at)
    }
    throw new Error('the way had no end')
  }
  return {
    address,
    clientId,
    secret,
    people,
    follow,
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
