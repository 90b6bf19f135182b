import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PartnershipId } from '../../thread/ids.ts'
import type { Site } from '../access/passkeys.ts'
import type { Config } from '../config.ts'
import { agencySecretSeal, type ClosedOnAPhone, closedOnAPhone } from '../sealed.ts'
import { askerFrom, browserHash, cookieNames, cookieOptions, knownSeconds, placeOf, sessionCookie } from './cookies.ts'
import { deviceInWords } from './device.ts'

/** The session behind a request, for the few pages that begin, renew and end sessions: everybody else asks through `tx`. */
export type SessionOf = {
  /** What the database knows the cookie's session by, whether or not it still stands; null where no cookie of ours came. */
  readonly hash: Buffer | null
  /** What the browser is, in words. */
  readonly device: string
  /** What wrong tries are counted by: where the request comes from, and the mark of its browser, which may be one that nobody knows. */
  readonly place: Buffer
  readonly browser: Buffer
  /** The browser carries this mark from now on, so that it is known again. */
  readonly markBrowser: (mark: string) => void
  /** The site that passkeys are for; null where people come by an address that browsers make none for. */
  readonly site: Site | null
  /** Seconds without a request after which a session has ended, and its longest life. */
  readonly idleSeconds: number
  readonly lastsSeconds: number
  /** What the browser keeps while somebody is at their agency to sign in. */
  readonly way: { readonly held: string | undefined; readonly keep: (sealed: string, seconds: number) => void; readonly forget: () => void }
  /** Seals what only this installation may read again: the secret that an agency has given us. */
  readonly sealAgencySecret: (text: string) => string
  /** How an account's phones close what is typed without signal, and how it is opened here. */
  readonly closedOnAPhone: (account: string) => ClosedOnAPhone
  /** From now on the browser asks with this secret. */
  readonly keep: (secret: string) => void
  /** The browser forgets the cookie, and all that it kept of our pages. */
  readonly forget: () => void
}

/** The session of a request, as its cookie says. */
export const sessionOf = (
  config: Pick<Config, 'GT_ADDRESS' | 'GT_IDLE_SECONDS' | 'GT_SESSION_SECONDS'> & { readonly secret: string },
  partnership: PartnershipId,
  request: FastifyRequest,
  reply: FastifyReply,
): SessionOf => {
  const secure = config.GT_ADDRESS?.startsWith('https:') ?? false
  const names = cookieNames(secure)
  return {
    hash: askerFrom(request.cookies[names.session], config.GT_IDLE_SECONDS, partnership)?.hash ?? null,
    device: deviceInWords(request.headers['user-agent']),
    place: placeOf(config.secret, request.ip),
    browser: browserHash(request.cookies[names.known]),
    markBrowser: mark => void reply.setCookie(names.known, mark, { ...cookieOptions(secure), maxAge: knownSeconds }),
    site: siteOf(config.GT_ADDRESS, request),
    idleSeconds: config.GT_IDLE_SECONDS,
    lastsSeconds: config.GT_SESSION_SECONDS,
    way: {
      held: request.cookies[names.way],
      keep: (sealed, seconds) => void reply.setCookie(names.way, sealed, { ...cookieOptions(secure), maxAge: seconds }),
      forget: () => void reply.clearCookie(names.way, cookieOptions(secure)),
    },
    sealAgencySecret: text => agencySecretSeal(config.secret).close(text),
    closedOnAPhone: account => closedOnAPhone(config.secret, account),
    keep: secret => {
      reply.setCookie(names.session, sessionCookie(partnership, secret), cookieOptions(secure))
      reply.clearCookie(names.form, cookieOptions(secure))
    },
    forget: () => {
      reply.clearCookie(names.session, cookieOptions(secure))
      reply.header('clear-site-data', '"cache", "storage"')
    },
  }
}

/** The address of the installation; on one's own machine, where none is set, the address that was typed. Browsers make no passkeys for a bare number. */
export const siteOf = (address: string | undefined, request: FastifyRequest): Site | null => {
  if (address === undefined)
    return request.hostname === 'localhost' ? { origin: new URL(`http://${request.host}`).origin, host: 'localhost' } : null
  const { origin, hostname, protocol } = new URL(address)
  return protocol === 'https:' || hostname === 'localhost' ? { origin, host: hostname } : null
}
