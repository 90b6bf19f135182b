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
import { type Moment, Temporal } from '../../guidance/index.ts'

/**
 * Signing in through one's agency, as OpenID Connect Core 1.0 has it: the code flow with PKCE (RFC 7636), state and nonce, the answering issuer told apart
 * (RFC 9207). The agency has to say that it asked for a second factor (RFC 8176, `amr`; or an `acr` of its own).
 */

/** An agency's own signing in. */
export type AgencyIssuer = { readonly issuer: string; readonly clientId: string; readonly secret: string }

/** What is kept in the browser while somebody is at their agency: nothing of it says who they are. `began`: when they were sent there, in seconds since 1970. */
export type Way = { readonly state: string; readonly nonce: string; readonly verifier: string; readonly began: number }

/**
 * Whom an agency says somebody is. `mail` only where the agency has verified it; `said`: what it says of the factors it asked for; `lately`: it says that it
 * asked for them since they were sent there (`auth_time`), and not that they were signed in there before.
 */
export type Said = {
  readonly issuer: string
  readonly subject: string
  readonly mail: string | null
  readonly said: readonly string[]
  readonly lately: boolean
}

/** Is this installation used in the clear, on one's own machine, for trying it? `origin`: of the address that people use. */
export const isTried = (origin: string | undefined): boolean => origin !== undefined && new URL(origin).protocol === 'http:'

/** Is this the address of an issuer? By https; in the clear only on this very machine, where the program itself is tried there (`tried`). */
export const isIssuer = (text: string, tried: boolean): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, search, hash, username } = new URL(text)
  const here = hostname === 'localhost' || hostname === '127.0.0.1'
  return search === '' && hash === '' && username === '' && (protocol === 'https:' || (tried && protocol === 'http:' && here))
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

const must = (agency: AgencyIssuer, returnTo: URL): void => {
  if (!isIssuer(agency.issuer, isTried(returnTo.origin))) throw new TypeError('an issuer has an https address')
}

/** Where somebody is sent to sign in at their agency, and what has to be kept until they are back. */
export const wayTo = async (agency: AgencyIssuer, returnTo: URL, now: Moment): Promise<{ url: URL; way: Way }> => {
  must(agency, returnTo)
  const way = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), began: secondsOf(now) }
  const url = buildAuthorizationUrl(await configurationOf(agency), {
    redirect_uri: returnTo.href,
    scope: 'openid email',
    state: way.state,
    nonce: way.nonce,
    code_challenge: await calculatePKCECodeChallenge(way.verifier),
    code_challenge_method: 'S256',
    // Whoever sits at a shared machine signs in as themself, and not as whoever was there before; and the agency says when (OpenID Connect Core 1.0, 3.1.2.1).
    prompt: 'login',
    max_age: '0',
  })
  return { url, way }
}

const secondsOf = (moment: Moment): number => Math.floor(Temporal.Instant.from(moment).epochMilliseconds / 1000)

/** By how much the agency's clock may be behind ours, in seconds. */
const slow = 60

const texts = (claim: unknown): string[] => [claim].flat().filter((one): one is string => typeof one === 'string')

/** Reads what an agency answered, at the address it came back to. Refuses (throws) whatever is not its answer to this very way. */
export const cameBack = async (agency: AgencyIssuer, way: Way, at: URL): Promise<Said> => {
  must(agency, at)
  const tokens = await authorizationCodeGrant(await configurationOf(agency), at, {
    pkceCodeVerifier: way.verifier,
    expectedState: way.state,
    expectedNonce: way.nonce,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (!claims) throw new Error('an answer without an identity')
  const mail = claims['email_verified'] === true && typeof claims['email'] === 'string' ? claims['email'].toLowerCase() : null
  const lately = typeof claims.auth_time === 'number' && claims.auth_time >= way.began - slow
  return { issuer: claims.iss, subject: claims.sub, mail, lately, said: [...texts(claims['acr']), ...texts(claims['amr'])] }
}
