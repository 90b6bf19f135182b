import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { momentOf, Temporal } from '../../../guidance/index.ts'
import { openPerson, titles } from '../testing/open-person.ts'
import type { PersonView } from './person-view.ts'

const { database, as, family, view, html } = await openPerson()

describe('as known on an earlier day', () => {
  it('says plainly which day, and leaves out what became known later: names, corrections, withdrawals, late entries', async () => {
    const then = await view('social-worker', '?known=2025-03-01')
    assert.equal(then.who?.name, 'Amira Testcase')
    assert.equal(then.who?.age, '7')
    assert.deepEqual(titles(then).slice(0, 3), [
      '20 Feb 2025: Core group met',
      '6 Feb 2025: Seen with a carer present at school by the lead social worker',
      '15 Jan 2025: Initial child protection conference: plan (neglect)',
    ])
    assert.ok(then.entries.every(entry => entry.withdrawn === null && entry.corrected === null))
    const page = await html('social-worker', '?known=2025-03-01')
    assert.match(page, /This page shows what was known on Saturday 1 March 2025/)
    assert.doesNotMatch(page, /Amirah|The teacher had left/)
    assert.doesNotMatch(/<title>([^<]*)/.exec(page)?.[1] ?? 'Amira', /Ami/)
  })

  it('works out again what was due: a visit recorded late had not met the clock on the day before it was recorded', async () => {
    const rules = ['not-seen-at-home', 'cp-visit-due', 'child-voice-missing', 'late-entry']
    const says = (of: PersonView) => of.findings.filter(one => rules.includes(one.rule)).map(one => `${one.level} ${one.rule}`)
    assert.deepEqual(says(await view('social-worker', '?known=2025-03-09')), [
      'CRITICAL not-seen-at-home',
      'OVERDUE cp-visit-due',
      'GATE child-voice-missing',
    ])
    assert.deepEqual(says(await view('social-worker', '?known=2025-03-10')), [
      'DUE cp-visit-due',
      'DUE not-seen-at-home',
      'INFO late-entry',
    ])
    assert.deepEqual((await view('social-worker', '?known=2025-01-14')).who?.tags, [])
    assert.equal((await view('social-worker', '?known=2025-01-15')).who?.tags[0]?.text, 'Child protection plan: neglect')
  })

  it('uses the numbers that had been set by then', async () => {
    await database.admin(
      `insert into gt.setting_value (partnership_id, setting, from_on, value, account_id, why, set_at)
       values ($1, 'not-seen-at-home.atMost', '2025-01-01', '{"unit":"weeks","count":3}', $2, 'tried out', '2025-02-06T12:00:00Z')`,
      [ids.partnership, ids.account('conference-chair')],
    )
    const level = async (on: string) =>
      (await view('social-worker', `?known=${on}`)).findings.find(one => one.rule === 'not-seen-at-home')?.level
    assert.equal(
      (await view('social-worker', '?known=2025-02-05')).findings.find(one => one.rule === 'not-seen-at-home')?.dueOn,
      '2025-02-12',
    )
    assert.equal(
      (await view('social-worker', '?known=2025-02-06')).findings.find(one => one.rule === 'not-seen-at-home')?.dueOn,
      '2025-02-05',
    )
    assert.equal(await level('2025-02-06'), 'CRITICAL')
    await database.admin('delete from gt.setting_value')
  })

  it('before anything was known there is nothing, and a day that has not passed is asked for again', async () => {
    const early = await view('social-worker', '?known=2024-12-31')
    assert.deepEqual([early.who, early.entries, early.findings], [null, [], []])
    const today = await (await as('social-worker')).get(`/people/${family.amira}?known=2199-01-01`)
    assert.equal(today.status, 422)
    assert.match(today.page, /Enter a day before today/)
  })

  it('asked of this very moment says what the page of now says, for every role that may open it', async () => {
    for (const role of [
      'social-worker',
      'team-manager',
      'conference-chair',
      'school-safeguarding-lead',
      'police-officer',
      'bridge-manager',
      'bridge-social-worker',
    ]) {
      const now = await view(role)
      const known = await view(role, `?known=${encodeURIComponent(momentOf(Temporal.Now.instant()))}`)
      assert.deepEqual({ ...known, asKnownAt: null }, now, role)
    }
  })

  it('notes in the access line what was shown, and no later moment than was asked for', async () => {
    await view('social-worker', '?known=2025-03-01')
    const [line] = await database.admin<{ purpose: string; entry_ids: string[]; to: string }>(
      `select purpose, entry_ids, to_char(seen_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') as to from gt.access_line order by at desc limit 1`,
    )
    assert.equal(line?.purpose, 'a child’s page, as known on 2025-03-01')
    assert.equal(line?.to, '2025-03-01T23:59:59')
    assert.ok(line?.entry_ids.includes(family.entries.atSchool) && !line.entry_ids.includes(family.entries.corrected))
  })
})
