import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import type { PartnershipId } from '../../thread/ids.ts'
import type { Asker } from '../db/with-actor.ts'

/**
 * The names of our five cookies: a session's, a form's, a visit's, of a way through one's agency, and the mark of a browser in which somebody has signed in.
 * With https they are `__Host-`: this host, this path, never sent in clear.
 */
export const cookieNames = (secure: boolean): { session: string; form: string; visit: string; way: string; known: string } =>
  secure
    ? { session: '__Host-gt', form: '__Host-gt-form', visit: '__Host-gt-visit', way: '__Host-gt-way', known: '__Host-gt-known' }
    : { session: 'gt', form: 'gt-form', visit: 'gt-visit', way: 'gt-way', known: 'gt-known' }

/** The options of all: no script reads them, no other site sends them with a change. */
export const cookieOptions = (secure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'lax', secure }) as const

/** A new session's secret: 256 bits. Only its digest is kept. */
export const newSessionSecret = (): string => randomBytes(32).toString('base64url')

/** What the database knows a session by. */
export const sessionHash = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** What the database knows a browser's mark by; one that nobody has where none came, or none of ours. */
export const browserHash = (mark: string | undefined): Buffer =>
  createHash('sha256')
    .update(mark !== undefined && /^[\w-]{43}$/.test(mark) ? `browser ${mark}` : randomBytes(32))
    .digest()

/** For how long a browser is known after somebody has signed in with it, in seconds: ninety days (our own choice), as the database forgets it. */
export const knownSeconds = 90 * 86_400

/**
 * What the database counts wrong tries from an address by: a digest under the installation's secret, so that no address is kept. Of IPv6 the network alone,
 * since whoever has one has every address in it.
 */
export const placeOf = (secret: string, address: string): Buffer =>
  createHmac('sha256', secret)
    .update(`place\n${networkOf(address)}`)
    .digest()

const networkOf = (address: string): string => {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (isIP(plain) !== 6) return plain
  const [before = '', after] = (plain.split('%')[0] ?? '').split('::')
  const [first, last] = [before, after ?? ''].map(part => part.split(':').filter(Boolean))
  const zeros = after === undefined ? 0 : 8 - (first?.length ?? 0) - (last?.length ?? 0)
  const all = [...(first ?? []), ...Array<string>(Math.max(0, zeros)).fill('0'), ...(last ?? [])]
  return all
    .slice(0, 4)
    .map(part => Number.parseInt(part, 16).toString(16))
    .join(':')
}

/** The cookie's text: the partnership, so that the look-up is led by it, and the secret. */
export const sessionCookie = (partnership: PartnershipId, secret: string): string => `${partnership}.${secret}`

/** Who asks `here` by this cookie; null for one that cannot be ours, and for one of another partnership that the same database may hold. */
export const askerFrom = (
  cookie: string | undefined,
  idleSeconds: number,
  here: PartnershipId,
): Extract<Asker, { by: 'session' }> | null => {
  const [partnership = '', secret = ''] = (cookie ?? '').split('.')
  if (partnership !== here || !/^[\w-]{43}$/.test(secret)) return null
  return { by: 'session', partnership: here, hash: sessionHash(secret), idleSeconds }
}

/** By what a mark names the cookie its page was shown with: of a session's, what the database knows it by. */
const nameOf = (cookie: string): string => sessionHash(cookie.split('.')[1] ?? cookie).toString('base64url')

const signed = (secret: string, name: string): string =>
  `${name}.${createHmac('sha256', secret).update(`form\n${name}`).digest('base64url')}`

/** The mark that a form came from our own page: made from the installation's secret and the cookie the page was shown with. */
export const formMark = (secret: string, cookie: string): string => signed(secret, nameOf(cookie))

const same = (wanted: string, given: unknown): boolean => {
  const [one, other] = [Buffer.from(wanted), Buffer.from(typeof given === 'string' ? given : '')]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Is this the mark of that cookie? Takes the same time whatever the answer. */
export const markHolds = (secret: string, cookie: string, mark: unknown): boolean => same(formMark(secret, cookie), mark)

/** The session whose page this mark was made for, as the database knows it; null for a mark that is not ours. */
export const markedSession = (secret: string, mark: unknown): Buffer | null => {
  const name = typeof mark === 'string' ? (mark.split('.')[0] ?? '') : ''
  return same(signed(secret, name), mark) ? Buffer.from(name, 'base64url') : null
}
