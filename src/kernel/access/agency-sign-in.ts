import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'

/**
 * Signing in through one's agency, as OpenID Connect Core 1.0 has it: the code flow with PKCE (RFC 7636), state and nonce, the answering issuer told apart
 * (RFC 9207). The agency has to say that it asked for a second factor (RFC 8176, `amr`; or an `acr` of its own).
 */

/** An agency's own signing in. */
export type AgencyIssuer = { readonly issuer: string; readonly clientId: string; readonly secret: string }

/** What is kept in the browser while somebody is at their agency: nothing of it says who they are. */
export type Way = { readonly state: string; readonly nonce: string; readonly verifier: string }

/** Whom an agency says somebody is. `mail` only where the agency has verified it; `said`: what it says of the factors it asked for. */
export type Said = { readonly issuer: string; readonly subject: string; readonly mail: string | null; readonly said: readonly string[] }

/** Is this the address of an issuer? By https; in the clear only on this very machine, for trying it. */
export const isIssuer = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, search, hash, username } = new URL(text)
  const here = hostname === 'localhost' || hostname === '127.0.0.1'
  return search === '' && hash === '' && username === '' && (protocol === 'https:' || (protocol === 'http:' && here))
}

const patience = 10
const keptFor = 10 * 60_000
const known = new Map<string, { until: number; configuration: Promise<Configuration> }>()

/** What the issuer publishes of itself, asked for at most every ten minutes. */
const configurationOf = ({ issuer, clientId, secret }: AgencyIssuer): Promise<Configuration> => {
  const name = JSON.stringify([issuer, clientId, secret])
  const before = known.get(name)
  if (before && before.until > performance.now()) return before.configuration
  const here = new URL(issuer).protocol === 'http:'
  const configuration = discovery(new URL(issuer), clientId, secret, undefined, {
    timeout: patience,
    ...(here ? { execute: [allowInsecureRequests] } : {}),
  })
  configuration.catch(() => known.delete(name))
  known.set(name, { until: performance.now() + keptFor, configuration })
  return configuration
}

/** Where somebody is sent to sign in at their agency, and what has to be kept until they are back. */
export const wayTo = async (agency: AgencyIssuer, returnTo: string): Promise<{ url: URL; way: Way }> => {
  if (!isIssuer(agency.issuer)) throw new TypeError('an issuer has an https address')
  const way = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
  const url = buildAuthorizationUrl(await configurationOf(agency), {
    redirect_uri: returnTo,
    scope: 'openid email',
    state: way.state,
    nonce: way.nonce,
    code_challenge: await calculatePKCECodeChallenge(way.verifier),
    code_challenge_method: 'S256',
    // Whoever sits at a shared machine signs in as themself, and not as whoever was there before.
    prompt: 'login',
  })
  return { url, way }
}

const texts = (claim: unknown): string[] => [claim].flat().filter((one): one is string => typeof one === 'string')

/** Reads what an agency answered, at the address it came back to. Refuses (throws) whatever is not its answer to this very way. */
export const cameBack = async (agency: AgencyIssuer, way: Way, at: URL): Promise<Said> => {
  const tokens = await authorizationCodeGrant(await configurationOf(agency), at, {
    pkceCodeVerifier: way.verifier,
    expectedState: way.state,
    expectedNonce: way.nonce,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (!claims) throw new Error('an answer without an identity')
  const mail = claims['email_verified'] === true && typeof claims['email'] === 'string' ? claims['email'].toLowerCase() : null
  return { issuer: claims.iss, subject: claims.sub, mail, said: [...texts(claims['acr']), ...texts(claims['amr'])] }
}
