import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import pg from 'pg'
import { statement } from '../../src/kernel/db/statement.ts'
import { newSessionSecret, sessionCookie, sessionHash } from '../../src/kernel/http/cookies.ts'
import { openWebOf } from '../../src/rooms/testing/visitor.ts'
import { rooms } from '../../src/rooms/web.ts'
import { type AccountId, newId } from '../../src/thread/ids.ts'
import { elsewhere, freshDatabase, ids, type TestDatabase, testPurpose } from '../database.ts'

/** Reliability test T8: what an account had is worth nothing once it is over, at whatever moment; and a session is of one partnership. */
let database: TestDatabase
before(async () => {
  database = await freshDatabase()
})
after(() => database?.drop())

let account: AccountId
const wanted = statement<{ done: boolean }>('test-link-wanted', null, 'select gt.link_wanted($1) as done')
const given = statement<{ email: string | null }>(
  'test-link-given',
  null,
  "select gt.link_given($1, $2, 'JBSWY3DPEHPK3PXP', interval '1 day') as email",
)
const switchedOff = statement<{ done: boolean }>(
  'test-way-off',
  null,
  "select gt.set_agency_sign_in($1, '', '', null, '{}', false) as done",
)
const renew = statement<{ done: boolean }>('test-prove-again', null, 'select gt.prove_again($1, $2, $3) as done')
const asAdministrator = async <T>(work: Parameters<typeof database.app.withActor<T>>[2]): Promise<T> =>
  database.app.withActor(await database.session('system-administrator'), testPurpose, work)
const giving = () =>
  database.worker.withActor(
    { by: 'account', partnership: ids.partnership, account: ids.account('system-administrator') },
    testPurpose,
    async tx => (await tx.run(given, [account, Buffer.from(newId())]))[0]?.email,
  )
const count = async (table: string): Promise<number> =>
  (await database.admin<{ n: number }>(`select count(*)::integer as n from gt.${table} where account_id = $1`, [account]))[0]?.n ?? -1
const standing = async (): Promise<number> =>
  (
    await database.admin<{ n: number }>(
      'select count(*)::integer as n from gt.session where account_id = $1 and ends_at > clock_timestamp()',
      [account],
    )
  )[0]?.n ?? -1

beforeEach(async () => {
  account = newId<AccountId>()
  await database.admin(
    `insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values ($1, $2, $3, 'Pat Sample', $4, 'social-worker')`,
    [ids.partnership, account, ids.agency['social-care'], `${account}@example.test`],
  )
})
/** Everything by which somebody signs in, and a session. */
const equipped = async (): Promise<void> => {
  await database.admin("insert into gt.credential (partnership_id, account_id, password_hash, otp_secret) values ($1, $2, 'x', 'y')", [
    ids.partnership,
    account,
  ])
  await database.admin(
    `insert into gt.passkey (partnership_id, credential_id, account_id, public_key, counter, name) values ($1, $2, $3, '\\x00', 0, 'A phone')`,
    [ids.partnership, account, account],
  )
  await database.admin(
    `insert into gt.outside_account (partnership_id, issuer, outside_subject, account_id) values ($1, 'https://issuer.example.test', $2, $3)`,
    [ids.partnership, account, account],
  )
  await database.admin('insert into gt.known_browser (partnership_id, mark_hash, account_id) values ($1, $2, $3)', [
    ids.partnership,
    Buffer.from(account),
    account,
  ])
  await database.admin(
    `insert into gt.session (partnership_id, session_hash, account_id, ends_at) values ($1, $2, $3, clock_timestamp() + interval '1 hour')`,
    [ids.partnership, Buffer.from(newId()), account],
  )
}

describe('a link that is wanted for an account that was switched off', () => {
  it('ends everything by which somebody signed in before: password, codes, passkeys, agency, browsers and sessions', async () => {
    await equipped()
    await database.admin('update gt.account set active = false where account_id = $1', [account])
    assert.equal(await asAdministrator(async tx => (await tx.run(wanted, [account]))[0]?.done), true)
    for (const table of ['credential', 'passkey', 'outside_account', 'known_browser']) assert.equal(await count(table), 0, table)
    assert.equal(await standing(), 0)
    assert.equal(typeof (await giving()), 'string')
  })

  it('is not wanted for one that is in use, and takes nothing from it', async () => {
    await equipped()
    assert.equal(await asAdministrator(async tx => (await tx.run(wanted, [account]))[0]?.done), false)
    for (const table of ['credential', 'passkey', 'outside_account', 'known_browser']) assert.equal(await count(table), 1, table)
    assert.equal(await standing(), 1)
  })
})

describe('a link that is given by a job, later than it was asked for', () => {
  it('is none once its owner has begun, or the account is closed', async () => {
    assert.equal(typeof (await giving()), 'string')
    assert.equal(await count('account_link'), 1)
    await equipped()
    assert.equal(await giving(), null)
    assert.equal(await count('account_link'), 1, 'the one of before is not changed')
    await database.admin('delete from gt.credential where account_id = $1', [account])
    await database.admin('update gt.account set active = false where account_id = $1', [account])
    assert.equal(await giving(), null)
  })
})

describe('a session that begins while its account is being closed', () => {
  it('waits for whoever closes it, and does not begin', async () => {
    await equipped()
    const closing = new pg.Client({ connectionString: database.adminUrl })
    await closing.connect()
    try {
      const before = await standing()
      await closing.query('begin')
      await closing.query('update gt.account set active = false where account_id = $1', [account])
      const hash = Buffer.from(newId())
      const begun = database.app.door("select gt.sign_in($1, $2, 7, $3, interval '1 hour', 'a test', $3, $3)", [
        ids.partnership,
        account,
        hash,
      ])
      // Until the database says that it waits for the account.
      for (;;) {
        const [row] = await database.admin<{ n: number }>(
          "select count(*)::integer as n from pg_stat_activity where wait_event_type = 'Lock' and query like '%gt.sign_in(%'",
        )
        if ((row?.n ?? 0) > 0) break
        await new Promise(resolve => setTimeout(resolve, 5))
      }
      await closing.query('commit')
      await begun
      assert.equal((await database.admin('select 1 from gt.session where session_hash = $1', [hash])).length, 0)
      assert.equal(await standing(), before)
    } finally {
      await closing.end()
    }
  })
})

describe('a session that begins through an agency while that way is being switched off', () => {
  it('is ended by it', async () => {
    await database.admin(
      `insert into gt.agency_sign_in (partnership_id, agency_id, issuer, client_id, secret_sealed, accepts, set_by)
       values ($1, $2, 'https://agency.example.test', 'c', 's', '{mfa}', $3)`,
      [ids.partnership, ids.agency['social-care'], ids.account('system-administrator')],
    )
    const coming = new pg.Client({ connectionString: database.adminUrl })
    await coming.connect()
    try {
      await coming.query('begin')
      const { rows } = await coming.query(
        "select gt.sign_in_by_agency($1, $2, 'https://agency.example.test', 'pat', $3, '{mfa}', $4, interval '1 hour', 'a test') as account",
        [ids.partnership, ids.agency['social-care'], `${account}@example.test`, Buffer.from(newId())],
      )
      assert.equal(rows[0].account, account)
      let over = false
      const switching = asAdministrator(async tx => (await tx.run(switchedOff, [ids.agency['social-care']]))[0]?.done).finally(() => {
        over = true
      })
      // Until it is done, or the database says that it waits for whoever is coming in.
      while (!over) {
        const [row] = await database.admin<{ n: number }>(
          "select count(*)::integer as n from pg_stat_activity where wait_event_type = 'Lock' and query like '%gt.set_agency_sign_in(%'",
        )
        if ((row?.n ?? 0) > 0) break
        await new Promise(resolve => setTimeout(resolve, 5))
      }
      await coming.query('commit')
      assert.equal(await switching, true)
      assert.equal(await standing(), 0)
    } finally {
      await coming.end()
    }
  })
})

describe('a session', () => {
  it('that goes on under a new secret stays hidden where it was hidden meanwhile', async () => {
    const asker = await database.session('social-worker')
    const renewed = sessionHash(newSessionSecret())
    await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ids.account('social-worker')])
    await database.app.withActor(asker, testPurpose, async tx => {
      await database.app.door("select gt.hide_session($1, $2, interval '1 hour')", [ids.partnership, asker.hash])
      assert.equal((await tx.run(renew, [asker.hash, renewed, 1]))[0]?.done, true)
    })
    const [row] = await database.admin<{ hidden: boolean }>(
      'select hidden_at is not null as hidden from gt.session where session_hash = $1',
      [renewed],
    )
    assert.equal(row?.hidden, true)
  })

  it('of another partnership of the same database is none here, whatever its cookie says', async () => {
    const secret = newSessionSecret()
    await database.admin(
      `insert into gt.session (partnership_id, session_hash, account_id, ends_at) values ($1, $2, $3, clock_timestamp() + interval '1 hour')`,
      [elsewhere.partnership, sessionHash(secret), elsewhere.account('social-worker')],
    )
    const [here, there] = [await openWebOf(database, rooms), await openWebOf(database, rooms, { partnership: elsewhere.partnership })]
    try {
      const cookie = `gt=${sessionCookie(elsewhere.partnership, secret)}`
      const ask = (web: typeof here) => web.inject({ url: '/account', headers: { accept: 'text/html', cookie } })
      assert.equal((await ask(there)).statusCode, 200)
      assert.equal((await ask(here)).statusCode, 303)
    } finally {
      await here.close()
      await there.close()
    }
  })
})
