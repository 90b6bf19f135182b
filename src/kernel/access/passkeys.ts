import { createHash } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import type { AccountId, PartnershipId } from '../../thread/ids.ts'

/**
 * Passkeys, as the World Wide Web Consortium's recommendation "Web Authentication: An API for accessing Public Key Credentials, Level 3" has them. Ours
 * always verify their owner (by finger, face or PIN), so that one is two factors by itself; and each names its owner, so that nobody types an address.
 */

/** The site that passkeys are for: its origin, and the host name they are bound to. */
export type Site = { readonly origin: string; readonly host: string }

/** How long a device may take to answer, in seconds. */
export const challengeSeconds = 300

const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]+$/)
const answer = <R extends z.ZodRawShape>(response: R) =>
  z
    .string('Use a passkey')
    .max(60_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue({ code: 'custom', message: 'Use a passkey' })
        return z.NEVER
      }
    })
    .pipe(
      z.object(
        {
          id: base64url,
          rawId: base64url,
          type: z.literal('public-key'),
          response: z.object({ clientDataJSON: base64url, ...response }),
          clientExtensionResults: z.object({}).default({}),
        },
        'Use a passkey',
      ),
    )

/** What a browser sends when a device has signed: JSON, as `toJSON` of the credential gives it. */
export const signedAnswer = answer({ authenticatorData: base64url, signature: base64url, userHandle: base64url.nullish() })
/** What a browser sends when a device has made a passkey. */
export const madeAnswer = answer({
  attestationObject: base64url,
  transports: z
    .array(z.string().regex(/^[a-z-]{1,20}$/))
    .max(10)
    .optional()
    .catch(undefined),
})

/** The ways of signing that are asked for: Ed25519, and the two that every device has (COSE numbers: EdDSA, ES256, RS256). */
const algorithms = [-8, -7, -257]

/** What the database knows a challenge by. */
export const challengeHash = (challenge: string): Buffer => createHash('sha256').update(`passkey ${challenge}`).digest()

/** The name of an account inside a device: says nothing of anybody, and differs between partnerships. */
export const handleOf = (partnership: PartnershipId, account: AccountId): string =>
  createHash('sha256').update(`${partnership}/${account}`).digest('base64url')

/** What a device is asked when somebody signs in: any passkey of this site. */
export const askToSign = (site: Site) =>
  generateAuthenticationOptions({ rpID: site.host, userVerification: 'required', timeout: challengeSeconds * 1000 })

/** Who adds a passkey, and those they have: no device makes two. */
export type Owner = {
  readonly partnership: PartnershipId
  readonly account: AccountId
  readonly name: string
  readonly has: readonly { readonly credential: string; readonly transports: readonly string[] }[]
}

/** What a device is asked when a passkey is made. */
export const askToMake = (site: Site, { partnership, account, name, has }: Owner) =>
  generateRegistrationOptions({
    rpName: 'Golden Thread',
    rpID: site.host,
    userID: new Uint8Array(Buffer.from(handleOf(partnership, account), 'base64url')),
    userName: name,
    userDisplayName: name,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    timeout: challengeSeconds * 1000,
    excludeCredentials: has.map(one => ({ id: one.credential })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })

/** Was this challenge ours and unanswered? Asking uses it up. */
type Uses = (challenge: Buffer) => Promise<boolean>

/** A passkey as it is kept. */
export type KeptPasskey = { readonly credential: string; readonly publicKey: Uint8Array; readonly counter: number }

/**
 * Checks what a device has signed: our challenge, our site, this passkey, its owner verified by the device, its count gone on. Gives the new count; null for
 * anything else. `handle`: the owner's name inside the device, which has to be theirs where the device says it.
 */
export const checkSigned = async (
  signed: z.output<typeof signedAnswer>,
  kept: KeptPasskey & { readonly handle: string },
  site: Site,
  uses: Uses,
): Promise<number | null> => {
  const said = signed.response.userHandle
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...signed, response: { ...signed.response, userHandle: said ?? undefined } } as Parameters<
        typeof verifyAuthenticationResponse
      >[0]['response'],
      expectedChallenge: challenge => uses(challengeHash(challenge)),
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      credential: { id: kept.credential, publicKey: new Uint8Array(kept.publicKey), counter: kept.counter },
      requireUserVerification: true,
    })
    return verified && authenticationInfo.userVerified && (said == null || said === kept.handle) ? authenticationInfo.newCounter : null
  } catch {
    // The library throws for whatever does not fit; nobody is told which.
    return null
  }
}

/** Checks what a device has made; gives the passkey to keep, or null for what is none of ours. */
export const checkMade = async (
  made: z.output<typeof madeAnswer>,
  site: Site,
  uses: Uses,
): Promise<(KeptPasskey & { readonly transports: readonly string[] }) | null> => {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: made as Parameters<typeof verifyRegistrationResponse>[0]['response'],
      expectedChallenge: challenge => uses(challengeHash(challenge)),
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
    if (!verified || !registrationInfo.userVerified) return null
    const { id, publicKey, counter } = registrationInfo.credential
    return { credential: id, publicKey, counter, transports: made.response.transports ?? [] }
  } catch {
    return null
  }
}
