import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { freshDatabase, type TestDatabase, testSecret } from '../../tests/database.ts'
import { settled, testFolder, writeRows } from '../kernel/audit/testing.ts'
import { run as runSeal } from './seal.ts'
import { run as runVerify } from './verify.ts'

const folder = testFolder()
let database: TestDatabase
before(async () => {
  database = await freshDatabase()
  process.env['DATABASE_URL'] = database.adminUrl
  process.env['GT_SECRET'] = testSecret
  process.env['GT_STATE'] = folder.path('state')
})
after(async () => {
  await database.drop()
  folder.remove()
})

const told = async (run: typeof runSeal, ...args: string[]): Promise<[code: number, text: string]> => {
  const said: string[] = []
  const say = (text: string) => void said.push(text)
  return [await run(args, { print: say, complain: say }), said.join('\n')]
}

test('what waits is sealed, verified, written out, verified from there, and a recovery is recorded', async () => {
  assert.match((await told(runSeal))[1], /Nothing waits to be sealed/)
  await writeRows(database, 2)
  await settled(database)
  const [code, said] = await told(runSeal)
  assert.equal(code, 0)
  assert.match(said, /seal 1 over 4 rows, anchored in .*state\/anchors\.jsonl/)
  assert.deepEqual((await told(runVerify))[0], 0)
  assert.match((await told(runVerify))[1], /As it was sealed: 4 rows under 1 seals of 2 partnerships, 0 rows waiting/)

  const file = folder.path('rows.jsonl')
  assert.equal((await told(runSeal, '--dump', file))[0], 0)
  assert.equal((await told(runSeal, '--dump', file))[0], 2, 'a dump is never written over')
  assert.equal((await told(runVerify, '--export', file, '--anchor', folder.path('state/anchors.jsonl')))[0], 0)

  const [recovered, words] = await told(runSeal, '--recovered', 'tried on a Sunday')
  assert.deepEqual([recovered, /seal 2 over 0 rows/.test(words)], [0, true])
  assert.match((await told(runVerify))[1], /seal 2 records a recovery \(no seal is lost\): tried on a Sunday/)
})

test('a row that was changed is said, and the command gives 1', async () => {
  await database.admin(`update gt.access_line set purpose = 'another' where line_id = (select line_id from gt.access_line limit 1)`)
  const [code, said] = await told(runVerify)
  assert.equal(code, 1)
  assert.match(said, /First: partnership \S+, seal 1: changed row\./)
})

test('words that are not understood are refused with those that are', async () => {
  for (const args of [['--recovered', ' '], ['now'], ['--dump', 'a', '--recovered', 'b'], ['--all']]) {
    const [code, said] = await told(runSeal, ...args)
    assert.equal(code, 2)
    assert.match(said, /Accepted: golden-thread seal/)
  }
  assert.equal((await told(runVerify, '--database', 'x', '--export', 'y'))[0], 2)
  assert.ok(readFileSync(folder.path('state/anchors.jsonl'), 'utf8').includes('"seal_no":2'))
})
