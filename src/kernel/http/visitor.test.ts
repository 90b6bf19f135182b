import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { elsewhere, freshDatabase, ids, type TestDatabase } from '../../../tests/database.ts'
import { TooOften } from './reply.ts'
import { Measure, visitorOf } from './visitor.ts'

let database: TestDatabase
before(async () => {
  database = await freshDatabase()
})
after(() => database?.drop())

const visiting = (held: string | undefined, partnership = ids.partnership, measure = new Measure()) => {
  const cookie = {
    held,
    set: (secret: string) => {
      cookie.held = secret
    },
    clear: () => {
      cookie.held = undefined
    },
  }
  return { cookie, visitor: visitorOf(partnership, database.visitors.door, cookie, { address: '192.0.2.1', measure }) }
}

test('what a visitor typed is read again by the cookie it was kept with, and by no other', async () => {
  const { cookie, visitor } = visiting(undefined)
  assert.equal(await visitor.read(), undefined)
  assert.equal(await visitor.keep({ said: 'Ruairí “said” so' }), true)
  assert.deepEqual(await visiting(cookie.held).visitor.read(), { said: 'Ruairí “said” so' })
  assert.equal(await visiting('x'.repeat(43)).visitor.read(), undefined)
  assert.equal(await visiting('short').visitor.read(), undefined)
  assert.equal(await visiting(cookie.held, elsewhere.partnership).visitor.read(), undefined)
})

test('one letter of what is kept changed below us, and it is not read at all', async () => {
  const { cookie, visitor } = visiting(undefined)
  await visitor.keep({ said: 'so' })
  await database.admin('update gt.visit set sealed = set_byte(sealed, 14, (get_byte(sealed, 14) + 1) % 256)')
  assert.equal(await visiting(cookie.held).visitor.read(), undefined)
})

test('a visitor who leaves leaves nothing', async () => {
  const { cookie, visitor } = visiting(undefined)
  await visitor.keep({ said: 'so' })
  const held = cookie.held
  await visitor.forget()
  assert.equal(cookie.held, undefined)
  assert.equal(await visiting(held).visitor.read(), undefined)
})

test('more than can be kept is refused, and what was kept before stays', async () => {
  const { visitor } = visiting(undefined)
  await visitor.keep({ said: 'so' })
  assert.equal(await visitor.keep({ said: 'x'.repeat(500_000) }), false)
  assert.deepEqual(await visitor.read(), { said: 'so' })
})

test('an address is measured for each thing by itself, and may begin again when its time is over', () => {
  let now = 0
  const measure = new Measure(() => now)
  const { visitor } = visiting(undefined, ids.partnership, measure)
  const limit = { most: 2, seconds: 60 }
  visitor.measured('send', limit)
  visitor.measured('send', limit)
  assert.throws(() => visitor.measured('send', limit), TooOften)
  visitor.measured('follow', limit)
  now = 60_001
  visitor.measured('send', limit)
})
