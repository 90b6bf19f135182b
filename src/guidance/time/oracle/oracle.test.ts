import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { report } from '../../../../tests/prove/figures.ts'
import { day, isWorkingDay } from '../index.ts'
import { compare, oracle } from './cases.ts'
import { withoutDay } from './forgetful.control.ts'
import { naive, withNaive } from './naive.control.ts'
import { tested } from './tested.ts'

const run = promisify(execFile)
const known = oracle()
const seed = 20_260_604

for (const zone of ['UTC', 'Europe/London', 'Pacific/Kiritimati']) {
  test(`100,000 random questions get the oracle's answers on a machine that keeps the time of ${zone}`, async () => {
    const program = fileURLToPath(new URL('run.ts', import.meta.url))
    const { stdout } = await run(process.execPath, [program, '100000', `${seed}`], { env: { ...process.env, TZ: zone, NODE_OPTIONS: '' } })
    assert.deepEqual(JSON.parse(stdout), { zone, failed: false, numRuns: 100_000, counterexample: null, why: '' })
  })
}

for (const asks of Object.keys(naive) as (keyof typeof naive)[]) {
  test(`the same comparison catches the naive answer about ${asks}`, () => {
    assert.equal(compare(withNaive(asks), 100_000, seed, known).failed, true)
  })
}

for (const forgotten of ['2022-09-19', '2023-05-08', '2011-04-29', '2015-12-28']) {
  test(`the same comparison catches a list that forgot ${forgotten}`, () => {
    assert.equal(compare(tested(withoutDay(forgotten)), 100_000, seed, known).failed, true)
  })
}

test('the list of England and Wales works on exactly the days the oracle works, from 1900 to 2199', () => {
  assert.deepEqual(
    known.walked.days.filter((text, at) => isWorkingDay(day(text)) !== known.walked.worked[at]),
    [],
  )
  report({
    test: 'T13 time',
    tried: '100,000 questions in each of three time zones, and every day from 1900 to 2199',
    wrong: 0,
    control: `${Object.keys(naive).length} naive answers and four lists that forgot a day: each caught`,
  })
})
