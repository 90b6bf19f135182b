import assert from 'node:assert/strict'
import { after, beforeEach } from 'node:test'
import { elsewhere, freshDatabase, ids, testOtpSecret, testPassword } from '../../../../tests/database.ts'
import { newId } from '../../../thread/ids.ts'
import { openWebOf, signIn, strangerAt, type Visitor, visitorOf } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { type Issuer, startIssuer } from './issuer.ts'

export const returnTo = (agency: string): string => `http://localhost/sign-in/agency/${agency}/return`
export const returnOfAll = 'http://localhost/sign-in/agency/return'
/** Another system administrator, whom nobody here brought in. */
export const secondId = newId<never>() as string
export const nurse = 'health-practitioner'

export const settings = (issuer: Issuer, more = {}) => ({
  issuer: issuer.address,
  clientId: issuer.clientId,
  secret: issuer.secret,
  accepts: 'mfa',
  active: 'yes',
  ...more,
})
/** Somebody whom the agency knows; by default the nurse, by her verified address, with two factors. */
export const known = (issuer: Issuer, more = {}): string => {
  const subject = newId<never>() as string
  issuer.people.set(subject, { email: ids.email(nurse), verified: true, amr: ['pwd', 'otp', 'mfa'], ...more })
  return subject
}
export const pathOf = (url: URL): string => `${url.pathname}${url.search}`

export const isRefused = async (what: { visitor: Visitor; status: number; page: string }, why: RegExp): Promise<void> => {
  assert.equal(what.status, 422)
  assert.match(what.page, why)
  assert.equal((await what.visitor.get('/account')).status, 303, 'no session has begun')
}
export const failed = /answer could not be used/
export const nobody = /There is no account here/

/** The web with two agencies that let their own people in, each set by two, and those who set them. */
export const openAgencies = async () => {
  const database = await freshDatabase()
  const web = await openWebOf(database, rooms)
  const next = await openWebOf(database, rooms, { partnership: elsewhere.partnership })
  const administrator = await visitorOf(web, database, 'system-administrator', '/accounts/agencies')
  await database.admin(
    `insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values ($1, $2, $3, 'Sal Sample', 'sal@example.test', 'system-administrator')`,
    [ids.partnership, secondId, ids.agency['social-care']],
  )
  await database.admin(
    `insert into gt.credential (partnership_id, account_id, password_hash, otp_secret)
     select $1, $2, password_hash, otp_secret from gt.credential where account_id = $3`,
    [ids.partnership, secondId, ids.account('social-worker')],
  )
  const second = strangerAt(web)
  await signIn(second, { email: 'sal@example.test', password: testPassword, otpSecret: testOtpSecret })
  const agencies = {
    health: await startIssuer(returnTo(ids.agency.health), returnOfAll),
    police: await startIssuer(returnTo(ids.agency.police), returnOfAll),
  }
  after(async () => {
    await agencies.health.stop()
    await agencies.police.stop()
    await web.close()
    await next.close()
    await database.drop()
  })
  beforeEach(() => database.admin('delete from gt.outside_account'))

  const askFor = async (agency: string, fields: Record<string, string>) => {
    const at = `/accounts/agencies/${agency}`
    await administrator.get(at)
    return administrator.post(at, fields)
  }
  const answer = async (visitor: Visitor, agency: string, what: 'yes' | 'no') => {
    const at = `/accounts/agencies/${agency}`
    await visitor.get(at)
    return visitor.post(`${at}/answer`, { asked: visitor.hidden('asked'), answer: what })
  }
  /** One asks, and another confirms. */
  const set = async (agency: string, fields: Record<string, string>): Promise<void> => {
    assert.match((await askFor(agency, fields)).to ?? '', /done=asked/)
    assert.match((await answer(second, agency, 'yes')).to ?? '', /done=yes/)
  }
  for (const [name, issuer] of Object.entries(agencies)) await set(ids.agency[name as 'health'], settings(issuer))

  /** Begins at our page, goes through the agency, and comes back in the same browser; `change`: what somebody does to the addresses on the way. */
  const through = async (
    issuer: Issuer,
    subject: string,
    agency: string = ids.agency.health,
    change: { there?: (url: URL) => void; back?: (url: URL) => void } = {},
  ) => {
    const visitor = strangerAt(web)
    const begun = await visitor.get(`/sign-in/agency/${agency}?to=/account`)
    assert.equal(begun.status, 303)
    const there = new URL(begun.to ?? '')
    assert.equal(there.origin, issuer.address)
    change.there?.(there)
    const back = await issuer.follow(there.href, subject)
    change.back?.(back)
    return { visitor, back, ...(await visitor.get(pathOf(back))) }
  }
  return { database, web, next, administrator, second, agencies, askFor, answer, set, through }
}
