import assert from 'node:assert/strict'
import { after } from 'node:test'
import { freshDatabase, ids, testOtpSecret, testPassword } from '../../../../tests/database.ts'
import { momentOf, Temporal } from '../../../guidance/index.ts'
import { codeAt } from '../../../kernel/access/one-time-code.ts'
import { startWorker } from '../../../kernel/jobs/index.ts'
import { openLog } from '../../../kernel/log.ts'
import { openPost, sendLink, sendMail, startCatcher } from '../../../kernel/mail/index.ts'
import { type AccountId, type AgencyId, newId } from '../../../thread/ids.ts'
import { openWebOf, signIn, strangerAt, type Visitor, visitorOf } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

export type Person = { id: AccountId; email: string; visitor: Visitor }

export const linkIn = (text: string): string => /\/begin\/[0-9a-f-]{36}/.exec(text)?.[0] ?? ''
export const rightCode = (secret = testOtpSecret) => codeAt(secret, momentOf(Temporal.Now.instant()))

export const statusOf = async (visitor: Visitor, path: string) => (await visitor.get(path)).status
export const invitation = (more: Record<string, string | string[]> = {}) => ({
  agency: ids.agency.school,
  name: 'Ines Sample',
  email: `${newId()}@example.test`,
  role: 'school-safeguarding-lead',
  ...more,
})
export const idIn = (to: string | undefined) => /^\/accounts\/([0-9a-f-]{36})/.exec(to ?? '')?.[1] ?? ''

/** The web with its mail really sent, and those who look after its accounts. */
export const openLookingAfter = async () => {
  const database = await freshDatabase()
  const web = await openWebOf(database, rooms)
  const catcher = await startCatcher()
  const post = openPost({ url: catcher.url, from: 'golden-thread@example.org' })
  const site = 'https://golden-thread.example.org'
  const log = openLog('silent')
  const jobs = await startWorker({
    url: database.urls.gt_worker,
    database: database.worker,
    log,
    jobs: [sendLink(post, site), sendMail(post, site)],
  })
  const administrator = await visitorOf(web, database, 'system-administrator', '/accounts')
  after(async () => {
    await jobs.stop()
    post.close()
    await catcher.stop()
    await web.close()
    await database.drop()
  })

  /** Somebody with an account in an agency, signed in. */
  const personIn = async (agency: AgencyId, role: string, of = ids): Promise<Person> => {
    const id = newId<AccountId>()
    const email = `${id}@example.test`
    await database.admin(
      `insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values ($1, $2, $3, 'Pat Sample', $4, $5)`,
      [of.partnership, id, agency, email, role],
    )
    await database.admin(
      `insert into gt.credential (partnership_id, account_id, password_hash, otp_secret)
       select $1, $2, password_hash, otp_secret from gt.credential where account_id = $3`,
      [of.partnership, id, ids.account('social-worker')],
    )
    const visitor = strangerAt(web)
    if (of === ids) await signIn(visitor, { email, password: testPassword, otpSecret: testOtpSecret })
    return { id, email, visitor }
  }

  const mailTo = async (address: string): Promise<string> => {
    for (let tries = 0; tries < 1500; tries += 1) {
      const found = catcher.messages().find(one => one.to.includes(address))
      if (found) return found.text
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    throw new Error(`no mail came to ${address}`)
  }

  /** Follows a link as its owner would: a password of one's own, and the key into an app. */
  const begin = async (link: string): Promise<Visitor> => {
    const visitor = strangerAt(web)
    const { page } = await visitor.get(link)
    const secret = /secret=([A-Z2-7]+)/.exec(page)?.[1] ?? ''
    const password = 'three words of a sample'
    assert.equal((await visitor.post(link, { password, again: password, code: rightCode(secret) })).status, 303)
    return visitor
  }
  return { database, web, catcher, administrator, log, personIn, mailTo, begin }
}
