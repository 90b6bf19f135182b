import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { ids } from '../../tests/database.ts'
import { day, weeks } from '../guidance/index.ts'
import { changesIn } from '../rooms/rule-book/index.ts'
import { setting } from '../thread/rule.ts'
import { openForCommands } from './testing/open-for-commands.ts'

const { database, command } = await openForCommands()
const folder = mkdtempSync(join(tmpdir(), 'gt-profile-'))
after(() => rmSync(folder, { recursive: true }))
const profile = (...args: string[]) => command('profile', ...args, '--partnership', ids.partnership)
const testshire = JSON.parse(readFileSync(join(import.meta.dirname, '../../profiles/testshire.json'), 'utf8')) as Record<string, unknown>

/** A profile of one's own with some numbers; gives the path of its file. */
const written = (name: string, settings: readonly Record<string, unknown>[]): string => {
  const file = join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify({ ...testshire, profile: name, settings }))
  return file
}
const visits = (count: number) => ({
  setting: 'cp-visit-due.atMost',
  value: { unit: 'weeks', count },
  from: '2024-07-01',
  basis: 'local practice',
  why: 'Visits are asked for as often as this. Invented.',
})
const opens = {
  setting: 'announcer.bridge-opens',
  value: 480,
  from: '2150-01-01',
  basis: 'local practice',
  why: '8am from then on. Invented.',
}
const rows = () =>
  database.admin<{ setting: string; value: unknown; why: string; account_id: string }>(
    'select setting, value, why, account_id from gt.setting_value where partnership_id = $1 order by set_at, setting',
    [ids.partnership],
  )
const by = ['--by', ids.email('system-administrator'), '--why', 'Agreed by the partnership in January.']

describe('a profile for a partnership that is there', () => {
  it('says first what would change, from what to what and from when, and changes nothing', async () => {
    const { code, said } = await profile(written('ours', [visits(2), opens]))
    assert.equal(code, 0)
    assert.match(said, /These 2 would change/)
    assert.match(
      said,
      /cp-visit-due\.atMost: .+ becomes 2 weeks from 1 July 2024, also for days that have passed\. On local practice: Visits/,
    )
    assert.match(said, /announcer\.bridge-opens: \d+ becomes 480 from 1 January 2150\. On local practice: 8am/)
    assert.match(said, /What pages print of Invented Partnership .* differs from this profile, and is not changed/)
    assert.deepEqual(await rows(), [])
  })

  it('is applied by somebody who may set numbers, for a reason; each number keeps who, when and why, and what rests on it is made again', async () => {
    const file = written('ours', [visits(2), opens])
    const { code, said } = await profile(file, '--apply', ...by)
    assert.equal(code, 0)
    assert.match(said, /Done/)
    const set = await rows()
    assert.deepEqual(
      set.map(row => [row.setting, row.value, row.account_id]).sort(),
      [
        ['announcer.bridge-opens', 480, ids.account('system-administrator')],
        ['cp-visit-due.atMost', { unit: 'weeks', count: 2 }, ids.account('system-administrator')],
      ].sort(),
    )
    for (const row of set) assert.match(row.why, /^On local practice: [\s\S]+\nAgreed by the partnership in January\.$/)
    const jobs = await database.admin<{ n: number }>(
      "select count(*)::integer as n from graphile_worker.jobs where task_identifier = 'sweep'",
    )
    assert.equal(jobs[0]?.n, 1)
    assert.match((await profile(file)).said, /Nothing would change/)
    assert.match((await profile(file, '--apply', ...by)).said, /Nothing was changed/)
    assert.equal((await rows()).length, 2)
  })

  it('keeps what a number was before when it is changed again', async () => {
    const { said } = await profile(written('ours', [visits(3)]), '--apply', ...by)
    assert.match(said, /2 weeks becomes 3 weeks/)
    assert.deepEqual(
      (await rows()).filter(row => row.setting === 'cp-visit-due.atMost').map(row => row.value),
      [
        { unit: 'weeks', count: 2 },
        { unit: 'weeks', count: 3 },
      ],
    )
  })

  it('sets nothing that rests on law', () => {
    const law = new Map([['cp-visit-due.atMost', setting(weeks(6), 'law', 'an Act says so')]])
    const settings = [{ setting: 'cp-visit-due.atMost', value: weeks(2), from: day('2024-07-01'), why: 'Invented.' }]
    assert.throws(() => changesIn({ settings }, [], law, day('2026-01-01')), /sets what nobody sets/)
  })

  it('refuses a number that is none, whoever may not set numbers, and a change without a name or a reason; nothing is changed by any of them', async () => {
    const before = await rows()
    const none = await profile(written('none', [visits(5), { ...visits(2), setting: 'no-such.number' }]), '--apply', ...by)
    assert.deepEqual([none.code, /no-such\.number is no number of the program/.test(none.complained)], [2, true])
    const ours = written('ours', [visits(4)])
    for (const wrong of [
      ['--apply'],
      ['--apply', '--by', ids.email('system-administrator')],
      ['--apply', '--by', ids.email('system-administrator'), '--why', ' '],
      ['--by', ids.email('system-administrator'), '--why', 'x'],
      ['--apply', '--by', ids.email('social-worker'), '--why', 'I would like to'],
      ['--apply', '--by', 'nobody@example.test', '--why', 'x'],
    ]) {
      const { code, complained } = await profile(ours, ...wrong)
      assert.equal(code, 2, wrong.join(' '))
      assert.match(complained, /Accepted: /)
    }
    assert.deepEqual(await rows(), before)
  })
})
