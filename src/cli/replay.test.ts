import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { main } from '../cli.ts'

const stories = join(import.meta.dirname, '../../stories')

/** Runs the program with these words and gives what it said. */
const golden = async (...args: string[]) => {
  const printed: string[] = []
  const complained: string[] = []
  const code = await main(args, { print: text => printed.push(text), complain: text => complained.push(text) })
  return { code, printed: printed.join('\n'), complained: complained.join('\n') }
}

describe('golden-thread', () => {
  it('says what it can do, and names what it does not know with what it does', async () => {
    assert.match((await golden('--help')).printed, /replay.*kinds/s)
    assert.equal((await golden('--help')).code, 0)
    assert.equal((await golden()).code, 2)
    const unknown = await golden('repaly')
    assert.equal(unknown.code, 2)
    assert.match(unknown.complained, /no command "repaly". Accepted: .*replay, .*kinds/)
  })
})

describe('golden-thread replay', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golden thread '))
  })
  after(() => rm(folder, { recursive: true }))

  it('prints a case day by day and gives 0 where everything expected held', async () => {
    const { code, printed, complained } = await golden('replay', join(stories, 'case-17.json'))
    assert.equal(code, 0)
    assert.equal(complained, '')
    assert.match(printed, /^May 2011$/m)
    assert.doesNotMatch(printed, /\d+ (Apr|May|Jul|Nov|Aug|Mar) 201[123]\n/, 'what is known to the month is printed as a month')
    assert.match(printed, /No fault is found with anyone/)
  })

  it('with --json prints one object for each story, each on a line of its own', async () => {
    const { code, printed } = await golden('replay', stories, '--json')
    assert.equal(code, 0)
    const objects = printed.split('\n').map(line => JSON.parse(line))
    assert.ok(objects.length > 5)
    for (const object of objects) {
      assert.deepEqual(Object.keys(object), ['story', 'findings', 'checks'])
      for (const row of object.findings)
        assert.deepEqual(Object.keys(row), ['rule', 'alert', 'subject', 'level', 'from', 'until', 'due', 'met', 'because', 'evidence'])
      for (const check of object.checks) assert.deepEqual(Object.keys(check), ['expected', 'held'])
    }
  })

  it('gives 1 where an expectation fails, and names it', async () => {
    const story = JSON.parse(await readFile(join(stories, 'recorded-late.json'), 'utf8'))
    const file = join(folder, 'planted fault.json')
    await writeFile(file, JSON.stringify({ ...story, expect: [{ is: 'does-not-fire', rule: 'not-seen-at-home', subject: 'child' }] }))
    const plain = await golden('replay', file)
    assert.equal(plain.code, 1)
    assert.match(plain.printed, /NOT AS EXPECTED: not-seen-at-home for child does not show at any time; instead: DUE from 2024-02-05/)
    const json = await golden('replay', file, '--json')
    assert.equal(json.code, 1)
    assert.deepEqual(JSON.parse(json.printed).checks, [{ expected: 'not-seen-at-home for child does not show at any time', held: false }])
    assert.match(json.complained, /recorded-late: not as expected: not-seen-at-home for child/)
  })

  it('gives 2 for a file it cannot take, replays nothing and says everything that is wrong', async () => {
    const file = join(folder, 'broken.json')
    await writeFile(file, '{"story": "broken", "title": "x", "fixture": "maybe", "extra": 1}')
    const { code, printed, complained } = await golden('replay', file, join(stories, 'case-17.json'))
    assert.deepEqual([code, printed], [2, ''])
    for (const part of ['fixture: "maybe" will not do. Accepted: real, invented', 'extra: unknown field', 'agencies: is missing'])
      assert.ok(complained.includes(part), complained)
    for (const line of complained.split('\n')) assert.ok(line.startsWith(`${file}: `), line)
  })

  it('refuses what is not there, and options and moments it does not know, with what it accepts', async () => {
    for (const [args, says] of [
      [[join(folder, 'none.json')], /there is no story here/],
      [[], /needs a story file or a folder/],
      [[stories, '--asof', '2011-01-01'], /Accepted: golden-thread replay .*--as-of MOMENT/],
      [[stories, '--as-of', 'yesterday'], /--as-of yesterday is not a moment. Accepted: a day such as/],
      [[stories, '--known-at', '2011-02-30'], /--known-at 2011-02-30 is not a moment/],
      [[stories, '--rules', 'mine'], /Accepted: today, of-the-day/],
    ] as const) {
      const { code, complained } = await golden('replay', ...args)
      assert.equal(code, 2)
      assert.match(complained, says)
    }
  })

  it('tells a story to a day, and by what was known at a moment', async () => {
    const early = await golden('replay', join(stories, 'case-17.json'), '--as-of', '2011-07-14')
    assert.equal(early.code, 0)
    assert.doesNotMatch(early.printed, /cumulative-referrals/)
    assert.match(early.printed, /more lie beyond what was told or known, and were not asked/)
    const late = join(stories, 'recorded-late.json')
    const then = await golden('replay', late, '--json', '--as-of', '2024-02-20')
    const since = await golden('replay', late, '--json', '--as-of', '2024-02-20', '--known-at', '2024-03-10')
    const levels = (printed: string) => JSON.parse(printed).findings.map((row: { level: string | null }) => row.level)
    assert.ok(levels(then.printed).includes('CRITICAL'))
    assert.ok(!levels(since.printed).includes('CRITICAL'))
  })

  it('by the rules of the day finds nothing that no rule of that day asked for', async () => {
    const { printed } = await golden('replay', join(stories, 'case-17.json'), '--rules', 'of-the-day', '--json')
    assert.deepEqual(JSON.parse(printed).findings, [])
  })
})

describe('golden-thread kinds', () => {
  it('prints every kind of the book as JSON Schema, each part apart', async () => {
    const { code, printed } = await golden('kinds')
    assert.equal(code, 0)
    const kinds = JSON.parse(printed)
    assert.deepEqual(kinds.residence.parts.record.facts.properties.household, { type: 'string', format: 'uuid' })
    assert.equal(kinds.residence.parts.record.facts.additionalProperties, false)
    assert.deepEqual(Object.keys(kinds.residence.parts), ['record', 'whereabouts'])
    const { book } = await import('../rooms/book.ts')
    assert.deepEqual(Object.keys(kinds), [...book.kinds.keys()])
  })

  it('prints those that are named, and refuses a name it does not know', async () => {
    assert.deepEqual(Object.keys(JSON.parse((await golden('kinds', 'visit')).printed)), ['visit'])
    assert.equal((await golden('kinds', 'vizit')).code, 2)
  })
})
