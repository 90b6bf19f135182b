import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { PartnershipId } from '../../thread/ids.ts'
import { isId } from '../../thread/ids.ts'
import type { Asker } from '../db/with-actor.ts'

/** The names of our four cookies: a session's, a form's, a visit's, and of a way through one's agency. With https they are `__Host-`: this host, this path, never sent in clear. */
export const cookieNames = (secure: boolean): { session: string; form: string; visit: string; way: string } =>
  secure
    ? { session: '__Host-gt', form: '__Host-gt-form', visit: '__Host-gt-visit', way: '__Host-gt-way' }
    : { session: 'gt', form: 'gt-form', visit: 'gt-visit', way: 'gt-way' }

/** The options of all: no script reads them, no other site sends them with a change. */
export const cookieOptions = (secure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'lax', secure }) as const

/** A new session's secret: 256 bits. Only its digest is kept. */
export const newSessionSecret = (): string => randomBytes(32).toString('base64url')

/** What the database knows a session by. */
export const sessionHash = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** The cookie's text: the partnership, so that the look-up is led by it, and the secret. */
export const sessionCookie = (partnership: PartnershipId, secret: string): string => `${partnership}.${secret}`

/** Who asks by this cookie; null for one that cannot be ours. */
export const askerFrom = (cookie: string | undefined, idleSeconds: number): Extract<Asker, { by: 'session' }> | null => {
  const [partnership = '', secret = ''] = (cookie ?? '').split('.')
  if (!isId(partnership) || !/^[\w-]{43}$/.test(secret)) return null
  return { by: 'session', partnership: partnership as PartnershipId, hash: sessionHash(secret), idleSeconds }
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
