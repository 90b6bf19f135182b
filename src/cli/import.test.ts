import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { ids } from '../../tests/database.ts'
import { openForCommands } from './testing/open-for-commands.ts'

const stories = join(import.meta.dirname, '../../stories')
const first = '0d0d0d0d-0000-4000-8000-000000000001'
const second = '0d0d0d0d-0000-4000-8000-000000000002'
const { database, command } = await openForCommands()
const folder = mkdtempSync(join(tmpdir(), 'gt-import-'))
after(() => rmSync(folder, { recursive: true }))

describe('golden-thread import and export', () => {
  it('brings a folder of stories into a new partnership, and back out to the byte', async () => {
    const done = await command('import', stories, '--partnership', first, '--new', 'The first')
    assert.equal(done.code, 0, done.complained)
    assert.match(done.said, /third-concern\.json: 1 subject and 14 entries brought in/)
    assert.match(done.said, /d3: cumulative-referrals would have been asked/)
    const again = await command('import', stories, '--partnership', first)
    assert.match(again.said, /third-concern\.json: 0 subjects and 0 entries brought in; 14 were there already/)

    const [one, two] = [join(folder, 'one'), join(folder, 'two')]
    assert.equal((await command('export', '--partnership', first, '--out', one)).code, 0)
    assert.equal((await command('import', one, '--partnership', second, '--new', 'The second')).code, 0)
    assert.equal((await command('export', '--partnership', second, '--out', two)).code, 0)
    const files = readdirSync(one)
    assert.ok(files.length > 20)
    assert.deepEqual(readdirSync(two), files)
    for (const file of files) {
      assert.equal(readFileSync(join(two, file), 'utf8'), readFileSync(join(one, file), 'utf8'))
      assert.equal(statSync(join(one, file)).mode & 0o777, 0o600)
    }
    const refused = await command('export', '--partnership', first, '--out', one)
    assert.deepEqual([refused.code, /is not empty/.test(refused.complained)], [2, true])
  })

  it('says what it refuses by file, event and field, takes the others, and gives 1', async () => {
    const story = JSON.parse(readFileSync(join(stories, 'two-homes.json'), 'utf8'))
    const wrong = join(folder, 'wrong.json')
    writeFileSync(
      wrong,
      JSON.stringify({ ...story, entries: story.entries.map((one: object, at: number) => (at === 2 ? { ...one, kind: 'visti' } : one)) }),
    )
    const other = join(folder, 'other.json')
    writeFileSync(other, JSON.stringify({ ...story, story: 'another' }))
    const done = await command('import', wrong, other, '--partnership', first)
    assert.equal(done.code, 1)
    assert.match(done.complained, /wrong\.json: lives-at-fathers: kind: unknown kind "visti", did you mean visit\?/)
    assert.match(done.said, /other\.json: 5 subjects and 8 entries brought in/)
  })

  it('asks which partnership is meant where there are several, and refuses what it does not understand', async () => {
    const several = await command('import', stories)
    assert.equal(several.code, 2)
    assert.match(several.complained, new RegExp(`--partnership.*${ids.partnership}`))
    for (const args of [
      ['import'],
      ['import', stories, '--partnership', 'x'],
      ['import', stories, '--new', 'Nobody knows whose'],
      ['import', stories, '--partnership', '0d0d0d0d-0000-4000-8000-00000000ffff'],
      ['export', '--subject', 'x'],
      ['export', '--partnership', first],
      ['export', '--partnership', first, '--subject', '0d0d0d0d-0000-4000-8000-00000000ffff'],
      ['rebuild', 'now'],
      ['migrate', 'now'],
    ])
      assert.equal((await command(...args)).code, 2, args.join(' '))
  })

  it('makes derived rows again and finds nothing to put right, until something is lost', async () => {
    assert.match((await command('rebuild', '--partnership', first)).said, /nothing had to be put right/)
    await database.admin('delete from gt.finding where partnership_id = $1', [first])
    assert.match((await command('rebuild', '--partnership', first)).said, /[1-9]\d* derived rows were put right/)
    assert.equal((await command('migrate')).code, 0)
  })
})
