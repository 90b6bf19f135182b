import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type pg from 'pg'
import { ids, testOtpSecret, testPassword } from '../../../../tests/database.ts'
import { type AccountId, newId } from '../../../thread/ids.ts'
import { openWebOf, signIn, strangerAt } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { linkIn, openLookingAfter, type Person, statusOf } from '../testing/looked-after.ts'
import type { LookedAfter } from './looking-after.ts'

const { database, web, administrator, personIn, mailTo, begin } = await openLookingAfter()

describe('somebody who has lost what they sign in with', () => {
  const ask = async (email: string) => {
    const visitor = strangerAt(web)
    await visitor.get('/recover')
    const answered = await visitor.post('/recover', { email })
    await lookUp()
    return answered
  }
  const lookUp = () => database.worker.door('select gt.recoveries_looked_up()', [])
  const asked = async (id: AccountId) => (await administrator.json<LookedAfter>(`/accounts/${id}`)).body.recovery?.id ?? ''
  let lost: Person
  beforeEach(async () => {
    lost = await personIn(ids.agency.school, 'school-safeguarding-lead')
  })

  it('is answered the same as somebody who has no account', async () => {
    const same = (page: string) => page.replace(/nonce="[^"]*"|name="csrf" value="[^"]*"/g, '')
    const [known, unknown] = [await ask(lost.email), await ask('nobody@example.test')]
    assert.deepEqual([known.status, same(known.page)], [unknown.status, same(unknown.page)])
    assert.equal((await ask('not an address')).status, 422)
  })

  it('is told from nobody by how much is done: the same statements and the same rows for every address', async () => {
    const work = async (email: string) => {
      const statements: string[] = []
      const app = {
        ...database.app,
        door: <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]) => {
          statements.push(text)
          return database.app.door<Row>(text, values)
        },
      }
      const counting = await openWebOf({ ...database, app }, rooms)
      const tables = ['recovery', 'recovery_wish', 'account_change'] as const
      const rows = async () =>
        Promise.all(
          tables.map(async table => (await database.admin<{ n: number }>(`select count(*)::integer as n from gt.${table}`))[0]?.n ?? 0),
        )
      try {
        const before = await rows()
        const visitor = strangerAt(counting)
        await visitor.get('/recover')
        statements.length = 0
        await visitor.post('/recover', { email })
        const wished = await rows()
        return { statements: [...statements], more: wished.map((n, at) => n - (before[at] ?? 0)) }
      } finally {
        await counting.close()
      }
    }
    const [known, unknown] = [await work(lost.email), await work(`${newId()}@example.test`)]
    assert.deepEqual(known, unknown)
    assert.deepEqual(known.more, [0, 1, 0])
    await lookUp()
    assert.notEqual(await asked(lost.id), '')
    assert.deepEqual(await database.admin('select 1 from gt.recovery_wish'), [], 'nothing is kept of an address that nobody has')
  })

  it('begins again when a second person has met them: all of before is over, and those who look after the account were told', async () => {
    const manager = await personIn(ids.agency.school, 'account-manager')
    await ask(lost.email)
    await ask(lost.email)
    assert.equal((await database.admin('select 1 from gt.recovery where account_id = $1', [lost.id])).length, 1, 'asked once')
    assert.match(await mailTo(manager.email), /\/accounts\n/)
    assert.equal(await statusOf(lost.visitor, '/concerns'), 200, 'asking takes nothing away: anybody can ask')
    await database.admin(
      "insert into gt.outside_account (partnership_id, issuer, outside_subject, account_id) values ($1, 'https://issuer.example.test', $2, $3)",
      [ids.partnership, lost.email, lost.id],
    )
    const at = `/accounts/${lost.id}/recovery`
    await manager.visitor.get(`/accounts/${lost.id}`)
    const recovery = await asked(lost.id)
    const unmet = await manager.visitor.post(at, { recovery })
    assert.equal(unmet.status, 422)
    assert.match(unmet.page, /If you have not, do that first/)
    assert.equal((await manager.visitor.post(at, { recovery: newId(), met: 'yes' })).status, 404)
    assert.equal((await manager.visitor.post(at, { recovery, met: 'yes' })).to, `/accounts/${lost.id}?done=met`)
    assert.equal((await lost.visitor.get('/concerns')).status, 303, 'every session is over')
    assert.deepEqual(
      await database.admin('select 1 from gt.outside_account where account_id = $1', [lost.id]),
      [],
      'nor in through the agency',
    )
    await assert.rejects(signIn(strangerAt(web), { email: lost.email, password: testPassword, otpSecret: testOtpSecret }))
    assert.equal((await manager.visitor.post(at, { recovery, met: 'yes' })).status, 404, 'said once')
    const visitor = await begin(linkIn(await mailTo(lost.email)))
    assert.equal(await statusOf(visitor, '/concerns'), 200)
  })

  it('cannot say yes to themself, whatever they may do', async () => {
    const manager = await personIn(ids.agency.school, 'account-manager')
    await ask(manager.email)
    const recovery = await asked(manager.id)
    assert.notEqual(recovery, '', 'the system administrator sees it')
    await manager.visitor.get('/accounts')
    assert.equal((await manager.visitor.post(`/accounts/${manager.id}/recovery`, { recovery, met: 'yes' })).status, 404)
    await ask(ids.email('system-administrator'))
    const [own] = await database.admin<{ recovery_id: string }>('select recovery_id from gt.recovery where account_id = $1', [
      ids.account('system-administrator'),
    ])
    const post = await administrator.post(`/accounts/${ids.account('system-administrator')}/recovery`, {
      recovery: own?.recovery_id ?? '',
      met: 'yes',
    })
    assert.equal(post.status, 404)
  })
})
