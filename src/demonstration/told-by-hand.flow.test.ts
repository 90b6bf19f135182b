import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { freshDatabase, type TestDatabase } from '../../tests/database.ts'
import { setUp } from '../kernel/access/organisation.ts'
import { profileNamed } from '../kernel/access/profile.ts'
import { openDatabase } from '../kernel/db/with-actor.ts'
import { book } from '../rooms/book.ts'
import { knownSettings } from '../rooms/settings.ts'
import { openWebOf, signIn, strangerAt, type Visitor, visitorOf } from '../rooms/testing/visitor.ts'
import { rooms } from '../rooms/web.ts'
import { importStory } from '../thread/store/import.ts'
import { readStory } from '../thread/stories/index.ts'
import {
  demonstrationEmail,
  demonstrationOrganisation,
  demonstrationOtpSecret,
  demonstrationPartnership,
  demonstrationPassword,
  demonstrationPeople,
} from './organisation.ts'
import { demonstrationRoutes } from './told-by-hand.routes.tsx'
import { toldByHand } from './told-by-hand.ts'

let database: TestDatabase
let web: FastifyInstance
const families = toldByHand()

before(async () => {
  database = await freshDatabase({ organisation: false })
  await setUp(database.urls.gt_import, demonstrationOrganisation(profileNamed('salford', knownSettings())))
  const history = openDatabase(database.urls.gt_import, 1)
  try {
    for (const name of ['demonstration-twins', 'demonstration-hidden-man', 'demonstration-long-quiet']) await bringIn(history, name)
  } finally {
    await history.close()
  }
  web = await openWebOf(database, rooms, { partnership: demonstrationPartnership })
})
after(async () => {
  await web?.close()
  await database?.drop()
})

const bringIn = async (history: ReturnType<typeof openDatabase>, name: string): Promise<void> => {
  const file = join(import.meta.dirname, `../../stories/demonstration/${name}.json`)
  const read = readStory(readFileSync(file, 'utf8'), book, file)
  assert.ok(read.ok)
  assert.deepEqual((await importStory(history, demonstrationPartnership, book, read.story, file)).refused, [])
}

/** Signs somebody of the demonstration in with the password and the code that `npm start` prints. */
const signedIn = async (key: string): Promise<Visitor> => {
  const visitor = strangerAt(web)
  await signIn(visitor, { email: demonstrationEmail(key), password: demonstrationPassword, otpSecret: demonstrationOtpSecret(key) })
  return visitor
}
type Listed = { families: { story: string; about: string; worksWith: string[]; children: string[] }[] }

describe('the families told by hand', () => {
  it('are at least twenty, each with a paragraph that says what it is for and its children by their invented names', () => {
    assert.ok(families.length >= 20, `${families.length} families`)
    for (const { story, about, children } of families) {
      assert.ok(about.length > 80 && !about.includes('\n'), `${story} is introduced in one paragraph`)
      assert.ok(children.length > 0, story)
    }
  })

  it('name for each family who may open it, and only people who sign in', () => {
    const keys = new Set(demonstrationPeople.map(person => person.key))
    for (const { worksWith } of families) for (const key of worksWith) assert.ok(keys.has(key), key)
    const open = families.filter(family => family.worksWith.length > 0).length
    assert.ok(open >= 20, `${open} families can be opened by somebody`)
  })

  it('are listed for everybody who signs in, with a way to the children they work with, which opens', async () => {
    const worker = await signedIn('social-worker')
    const { families: listed } = (await worker.json<Listed>('/demonstration')).body
    assert.equal(listed.length, families.length)
    const twins = listed.find(one => one.story === 'demonstration-twins')
    assert.equal(twins?.children.length, 2)
    for (const child of twins?.children ?? []) assert.equal((await worker.get(`/people/${child}`)).status, 200)
    const { page } = await worker.get('/demonstration')
    for (const child of twins?.children ?? []) assert.ok(page.includes(`href="/people/${child}"`))
    assert.match(page, /Sign in as [^<]*social-worker-2@example\.org/)
    const lines = await database.admin<{ seen: number }>(
      `select count(*)::int as seen from gt.access_line where route = 'GET /demonstration' and cardinality(subject_ids) > 0`,
    )
    assert.ok((lines[0]?.seen ?? 0) >= 1, 'what it shows of the record is noted')
  })

  it('make no link for somebody whose agency alone works with a child, and who may read nothing by it', async () => {
    for (const key of ['administrator', 'screener-health', 'school']) {
      const reader = await signedIn(key)
      const { families: listed } = (await reader.json<Listed>('/demonstration')).body
      const children = listed.flatMap(one => one.children)
      assert.equal(children.length > 0, key === 'school', key)
      for (const child of children) assert.equal((await reader.get(`/people/${child}`)).status, 200, key)
    }
  })

  it('are no page in any other partnership', async () => {
    const other = await freshDatabase()
    const elsewhere = await openWebOf(other, [demonstrationRoutes])
    try {
      assert.equal((await elsewhere.inject({ method: 'GET', url: '/demonstration' })).statusCode, 303)
      for (const role of ['social-worker', 'system-administrator']) {
        const visitor = await visitorOf(elsewhere, other, role, '/')
        assert.equal((await visitor.get('/demonstration')).status, 404, role)
      }
    } finally {
      await elsewhere.close()
      await other.drop()
    }
  })
})
