import assert from 'node:assert/strict'
import { momentOf, Temporal } from '../../../guidance/index.ts'
import { codeAt } from '../../../kernel/access/one-time-code.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { signIn, strangerAt, type Visitor } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { familyAtHome } from './family-at-home.ts'

/** Where a worker shares with the family of a child. */
export const at = (child: SubjectId) => `/people/${child}/with-family`
const password = 'three words nobody joins'

/** What can be opened on a page of somebody of the family. */
export const itemsOf = (page: string): string[] => [
  ...new Set([...page.matchAll(/\/yours\/items\/([0-9a-f-]{36})/g)].map(match => match[1] ?? '')),
]

/** A family at home whose members are given accounts, begin them and are shared with, as their worker and they themselves would do it. */
export const openFamilyAccounts = async () => {
  const { database, web, as } = await openForTests(rooms)
  const family = await familyAtHome(database)
  /** What each of them signs in with. */
  const secrets = new Map<string, { email: string; password: string; otpSecret: string }>()
  const accountOf = async (person: SubjectId): Promise<string> =>
    (
      await database.admin<{ id: string }>(
        'select account_id as id from gt.family_account where person_id = $1 order by invited_at desc limit 1',
        [person],
      )
    )[0]?.id ?? ''

  /** Gives somebody an account as the worker does, and begins it as they would. */
  const invited = async (child: SubjectId, person: SubjectId, more: Record<string, string> = {}): Promise<Visitor> => {
    const worker = await as('social-worker')
    await worker.get(`${at(child)}/invite`)
    const { page } = await worker.post(`${at(child)}/invite`, {
      who: person,
      knownHow: 'I have worked with them since March.',
      met: 'yes',
      ...more,
    })
    const code = />([a-z2-9]{4} [a-z2-9]{4} [a-z2-9]{4})</.exec(page)?.[1] ?? ''
    const visitor = strangerAt(web, '192.0.2.77')
    await visitor.get('/yours/begin')
    const { to } = await visitor.post('/yours/begin', { begin: code.toUpperCase() })
    const begin = await visitor.get(to ?? '')
    const otpSecret = /secret=([A-Z2-7]+)/.exec(begin.page)?.[1] ?? ''
    const email = /sign in with ([a-z]+-[a-z]+-\d{3})/.exec(begin.page)?.[1] ?? ''
    const began = await visitor.post(to ?? '', { password, again: password, code: codeAt(otpSecret, momentOf(Temporal.Now.instant())) })
    assert.equal(began.to, '/yours')
    secrets.set(person, { email, password, otpSecret })
    return visitor
  }

  /** Shares something in words of the worker's own: looked at first. */
  const share = async (child: SubjectId, person: SubjectId, fields: Record<string, string>) => {
    const worker = await as('social-worker')
    const url = `${at(child)}/with/${await accountOf(person)}/new`
    await worker.get(url)
    return worker.post(url, { step: 'share', read: 'yes', sort: 'plan', ...fields })
  }

  const signedIn = async (person: SubjectId): Promise<Visitor> => {
    await database.admin('update gt.credential set otp_step = 0')
    const visitor = strangerAt(web, '192.0.2.79')
    const own = secrets.get(person)
    assert.ok(own)
    await signIn(visitor, own)
    return visitor
  }
  return { database, web, as, family, secrets, accountOf, invited, share, signedIn }
}
