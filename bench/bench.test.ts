import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import pg from 'pg'
import { day, dayOf, momentOf, Temporal, workingDays } from '../src/guidance/index.ts'
import { testSecret } from '../tests/database.ts'
import { latencyAt, noSlower } from './fire.ts'
import { liveAsShipped } from './lens.ts'
import { figures, median, type Round, tableOf } from './report.ts'
import { run } from './run.ts'
import { compare } from './same.ts'
import { sizesAt } from './sizes.ts'

const server = process.env['GT_TEST_ADMIN_URL'] ?? ''
const today = dayOf(momentOf(Temporal.Now.instant()))

/** Databases of one test, gone afterwards. */
const databases = (of: string) => {
  const made: string[] = []
  const as = async (text: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    try {
      await client.query(text)
    } finally {
      await client.end()
    }
  }
  return {
    make: async (name: string) => {
      const full = `gt_test_bench_${process.pid}_${of}_${name}`
      await as(`create database ${full}`)
      made.push(full)
      const url = new URL(server)
      url.pathname = `/${full}`
      return url.href
    },
    drop: async () => {
      for (const name of made) await as(`drop database if exists ${name} with (force)`)
    },
  }
}

test('the measurement measures: every operation is answered by the web and by the floor, on both sizes', { timeout: 480_000 }, async () => {
  const said: string[] = []
  const rows = await run({ size: 'quick', only: null, keep: null, url: server, secret: testSecret, scale: 1 / 600 }, line =>
    said.push(line),
  )
  const names = rows.map(row => row.name)
  for (const name of [
    "child's page",
    "child's page, 5,000 entries",
    "child's page, household of 14",
    'Bridge queue',
    'my work',
    'misspelt search',
    'screener’s page',
    'append with findings',
    'concern told, and looked for on record',
  ])
    assert.ok(names.includes(name), `${name} among ${names.join(', ')}`)
  for (const row of rows)
    for (const figure of [row.small.rate, row.small.p50, row.small.p99, row.small.floorRate, row.small.ofFloor])
      assert.ok(figure > 0, row.name)
  const text = said.join('\n')
  assert.match(text, /derived rows, 0 different/)
  assert.match(text, /\| operation \| requests\/s/)
  assert.match(text, /Replay: 50 stories, \d+ a second/)
})

test('rows made in bulk are those the append makes, and a bulk that judges by another number is found out', async () => {
  const size = sizesAt(1 / 600)[0]
  const right = databases('right')
  const wrong = databases('wrong')
  try {
    const same = await compare(right.make, testSecret, size, today, 12, 60_000)
    assert.ok(same.people >= 12 && same.rows > 50)
    assert.equal(same.different, 0)
    const changed = new Map([['referral-decision-due.limit', [{ from: day('2000-01-01'), value: workingDays(9) }]]])
    const judged = { ...liveAsShipped, changed }
    const otherwise = await compare(wrong.make, testSecret, size, today, 12, 60_000, judged)
    assert.ok(otherwise.different > 0)
  } finally {
    await right.drop()
    await wrong.drop()
  }
})

test('a server that stalls is charged for everybody who would have waited', async () => {
  let answered = 0
  let stalled = false
  const waiting: (() => void)[] = []
  const stalling = createServer((_request, response) => {
    answered += 1
    if (answered === 20) {
      stalled = true
      setTimeout(() => {
        stalled = false
        for (const go of waiting.splice(0)) go()
      }, 400)
    }
    if (stalled) waiting.push(() => response.end('late'))
    else response.end('at once')
  })
  await new Promise<void>(resolve => stalling.listen(0, '127.0.0.1', resolve))
  const { port } = stalling.address() as AddressInfo
  const took = await latencyAt(port, [{ method: 'GET', path: '/', headers: {} }], 100, 2)
  stalling.close()
  stalling.closeAllConnections()
  const [p50, p95] = [noSlower(took, 0.5), noSlower(took, 0.95)]
  assert.equal(took.length, 200)
  // Forty were due while it stalled; a closed loop would have sent sixteen and called the rest prompt.
  assert.ok(p95 > 150, `p95 ${p95}`)
  assert.ok(p50 < p95, `p50 ${p50}, p95 ${p95}`)
})

test('a ratio is the median of rounds that stood beside each other, and what misses its target is marked', () => {
  const at = (rate: number): Round => ({ rate, latency: [1, 2, 3] })
  const row = figures({
    name: 'a page',
    bytes: 0,
    sides: {
      small: { ours: [at(10), at(100), at(30)], floor: [at(20), at(400), at(40)] },
      large: { ours: [at(5), at(100), at(30)], floor: [at(20), at(400), at(40)] },
    },
  })
  assert.equal(row.small.ofFloor, 0.5)
  assert.equal(row.growth, 1)
  assert.equal(median([3, 1, 2]), 2)
  assert.match(tableOf([{ ...row, growth: 1.3 }]), /1\.30 \*/)
  assert.doesNotMatch(tableOf([row]), /0\.50 \*/)
})
