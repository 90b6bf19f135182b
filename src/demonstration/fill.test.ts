import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { freshDatabase, type TestDatabase } from '../../tests/database.ts'
import { addDays, dayOf, daysBetween, moment, momentOf, printTimeOfDay, Temporal } from '../guidance/index.ts'
import { matrix, rolesIn } from '../kernel/access/matrix.ts'
import { profileNamed } from '../kernel/access/profile.ts'
import { book } from '../rooms/book.ts'
import { knownSettings } from '../rooms/settings.ts'
import { readStory } from '../thread/stories/index.ts'
import { raisedAt, waitingConcerns } from './concerns.ts'
import { type Filling, fillDemonstration } from './fill.ts'
import { shifted, toldAsOf, weeksTo } from './shift.ts'

const now = momentOf(Temporal.Now.instant())
const installation = (of: TestDatabase) => ({ adminUrl: of.adminUrl, urlAs: (role: keyof TestDatabase['urls']) => of.urls[role] })

const profile = profileNamed('salford', knownSettings())
const filling = (at = now): Filling => ({ profile, now: at, say: () => {} })
/** A few families: as good as all of them where the whole is not what is asked about. */
const small = (at = now): Filling => ({ ...filling(at), families: 16 })

const standing = async (of: TestDatabase): Promise<Record<string, number>> => {
  const tables = ['subject', 'entry', 'entry_part', 'entry_salt', 'finding', 'stay', 'reach', 'account', 'agency', 'command_done']
  const [row] = await of.admin<Record<string, number>>(
    `select ${tables.map(table => `(select count(*)::int from gt.${table}) as ${table}`).join(', ')}`,
  )
  return row ?? {}
}

/** Everything the families' threads hold, as text. */
const told = (of: TestDatabase) =>
  of.admin(
    `select e.entry_id, e.happened_at::text, e.known_at::text, p.field_group, p.facts::text from gt.entry e join gt.entry_part p using (partnership_id, entry_id)
     where e.command_id is null order by 1, 4`,
  )

describe('the demonstration', () => {
  let database: TestDatabase
  before(async () => {
    database = await freshDatabase({ organisation: false })
    await fillDemonstration(installation(database), filling())
  })
  after(() => database.drop())

  it('is filled once: started again it stays as it is', async () => {
    const before = await standing(database)
    const said: string[] = []
    await fillDemonstration(installation(database), { ...filling(), say: line => said.push(line) })
    assert.deepEqual(await standing(database), before)
    assert.deepEqual(said, [])
  })

  it('holds every family, told as of this week or today', async () => {
    const [row] = await database.admin<{ homes: number }>(
      `select count(distinct e.facts->>'household')::int as homes from gt.entry_part e where e.facts ? 'household'`,
    )
    assert.ok((row?.homes ?? 0) >= 130, `${row?.homes} homes`)
  })

  it('is planned for by what it holds from the first page on', async () => {
    const rows = await database.admin<{ table: string }>(
      `select c.relname as table from pg_class c where c.relnamespace = 'gt'::regnamespace and c.relname in ('entry', 'entry_part', 'finding', 'reach', 'person')
         and c.reltuples > 100`,
    )
    assert.equal(rows.length, 5)
  })

  it('has somebody to look at for every role of the matrix, or a reason why not', async () => {
    const nobodys: Record<string, string> = {
      'system-administrator': 'sees no case',
      'account-manager': 'looks after accounts; sees no case',
      'information-governance-lead': 'answers for who looked, and works with no child',
      parent: 'reads what is shared with them by name, and works with no child',
      'young-person': 'reads what is shared with them by name, and works with no child',
      'records-officer': 'keeps the records, and sees of each the name and how long it is kept',
      'adoption-worker': 'works on adoptions, of which the demonstration has none',
      'multi-agency-auditor': 'reads what is opened for an audit, and nothing is',
      inspector: 'reads what is opened for an inspection, and nothing is',
      'emergency-duty-worker': 'is told of what is critical when The Bridge is shut, and sees nothing else',
    }
    const rows = await database.admin<{ role: string; subjects: number }>(
      `select a.role, count(distinct r.subject_id)::int as subjects from gt.account a
       left join gt.reach r on r.partnership_id = a.partnership_id and r.until_at = 'infinity' and (r.holder_id in (a.account_id, a.agency_id)
         or r.holder_id in (select team_id from gt.team_member t where t.account_id = a.account_id))
       where a.active group by a.role`,
    )
    for (const role of rolesIn(matrix())) {
      const subjects = rows.find(row => row.role === role)?.subjects
      assert.notEqual(subjects, undefined, `nobody signs in as ${role}`)
      assert.ok((subjects ?? 0) >= 2 || nobodys[role], `the ${role} sees ${subjects} subjects, and nobody says why`)
    }
  })

  it('has concerns waiting at The Bridge, one of them of a child in danger now', async () => {
    const rows = await database.admin<{ rule: string }>(
      `select distinct rule from gt.finding where queue = 'bridge' and until_at = 'infinity'`,
    )
    assert.ok(rows.some(row => row.rule === 'immediate-danger'))
    const [{ waiting } = { waiting: 0 }] = await database.admin<{ waiting: number }>(
      `select count(*)::int as waiting from gt.reach where relation = 'queue' and until_at = 'infinity'`,
    )
    assert.equal(waiting, waitingConcerns.length + 2, 'two families that are drawn have just been told of')
  })

  it('has concerns that somebody screens, with agencies that have not answered yet, and advice that nobody followed yet', async () => {
    const [row] = await database.admin<{ taken: number; asked: string[]; advised: number; unfollowed: number }>(
      `select (select count(*)::int from gt.reach where relation = 'screener' and until_at = 'infinity'
                 and subject_id in (select subject_id from gt.reach where relation = 'queue' and until_at = 'infinity')) as taken,
              (select array_agg(distinct g.kind order by g.kind) from gt.reach r join gt.agency g on g.agency_id = r.holder_id
               where r.relation = 'checked' and r.until_at = 'infinity') as asked,
              (select count(*)::int from gt.entry where kind = 'bridge-consultation') as advised,
              (select count(*)::int from gt.finding where rule = 'consultation-follow-up' and until_at = 'infinity') as unfollowed`,
    )
    assert.equal(row?.taken, 2)
    assert.deepEqual(row?.asked, ['early-help', 'health', 'police'])
    assert.equal(row?.advised, 3)
    assert.equal(row?.unfollowed, 1)
  })

  it('holds children nobody has seen at home now, and nothing that lies in the future', async () => {
    const [row] = await database.admin<{ critical: number; future: number }>(
      `select (select count(*)::int from gt.finding where rule = 'not-seen-at-home' and shows_critical <= now() and until_at > now()) as critical,
              (select count(*)::int from gt.entry where known_at > clock_timestamp()) as future`,
    )
    assert.ok((row?.critical ?? 0) >= 3)
    assert.equal(row?.future, 0)
  })

  it('leaves a database alone that holds another partnership', async () => {
    const other = await freshDatabase()
    try {
      const before = await standing(other)
      await fillDemonstration(installation(other), small())
      assert.deepEqual(await standing(other), before)
    } finally {
      await other.drop()
    }
  })
})

describe('a filling that is killed', () => {
  const hook = pathToFileURL(join(import.meta.dirname, '../../bin/tsx-hook.mjs')).href
  const program = `import { fillDemonstration } from '${pathToFileURL(join(import.meta.dirname, 'fill.ts'))}'
    const filling = { profile: JSON.parse(process.env.PROFILE), now: process.env.NOW, say: () => {}, families: 16 }
    await fillDemonstration({ adminUrl: process.env.ADMIN, urlAs: role => JSON.parse(process.env.URLS)[role] }, filling)`

  it('goes on at the next start, on another day too, and ends as if it had never been killed', async () => {
    const [whole, cut] = [await freshDatabase({ organisation: false }), await freshDatabase({ organisation: false })]
    try {
      await fillDemonstration(installation(whole), small())
      for (const entries of [1, 60, 150]) {
        const child = spawn(process.execPath, ['--import', hook, '--input-type=module', '-e', program], {
          env: { ...process.env, URLS: JSON.stringify(cut.urls), ADMIN: cut.adminUrl, PROFILE: JSON.stringify(profile), NOW: now },
          stdio: 'inherit',
        })
        const ended = once(child, 'exit')
        while (child.exitCode === null && ((await standing(cut)).entry ?? 0) < entries) await sleep(5)
        child.kill('SIGKILL')
        const [code] = await ended
        assert.equal(code, null, 'it was still filling when it was killed')
      }
      assert.notDeepEqual(await standing(cut), await standing(whole))
      const nextWeek = momentOf(Temporal.Instant.from(now).add({ hours: 24 * 8 }))
      await fillDemonstration(installation(cut), small(nextWeek))
      assert.deepEqual(await standing(cut), await standing(whole))
      assert.deepEqual(await told(cut), await told(whole))
    } finally {
      await whole.drop()
      await cut.drop()
    }
  })
})

describe('moving the families to this week', () => {
  const folder = join(import.meta.dirname, '../../stories/demonstration')
  const stories = readdirSync(folder).map(file => {
    const read = readStory(readFileSync(join(folder, file), 'utf8'), book, file)
    assert.ok(read.ok)
    return read.story
  })

  it('brings their Monday to the last Monday on or before the day, by whole weeks', () => {
    for (let ahead = 0; ahead < 400; ahead += 1) {
      const today = addDays(toldAsOf, ahead - 100)
      const behind = daysBetween(addDays(toldAsOf, weeksTo(today) * 7), today)
      assert.ok(behind >= 0 && behind < 7)
    }
  })

  it('keeps weekdays, times of day by London’s clocks, and ages', () => {
    const [story] = stories.filter(one => one.name === 'demonstration-police-only')
    assert.ok(story)
    const later = shifted(story, 20)
    const pairs = story.entries.map((entry, at) => [entry, later.entries[at]] as const)
    for (const [entry, moved] of pairs) {
      assert.ok(moved)
      assert.equal(daysBetween(entry.told.on, moved.told.on), 140)
      assert.equal(printTimeOfDay(moved.told.at), printTimeOfDay(entry.told.at))
    }
    const [entered, moved] = pairs.find(([entry]) => entry.label === 'entered') ?? []
    assert.equal(entered?.told.at, moment('2026-02-20T22:40Z'))
    assert.equal(moved?.told.at, moment('2026-07-10T21:40Z'))
    const born = (entry: (typeof pairs)[number][1]) => (entry?.told.facts as { born?: string } | undefined)?.born
    assert.equal(born(later.entries.find(entry => entry.label === 'who-jade')), '2012-06-18')
  })

  it('tells nothing of the future of the day they are told as of', () => {
    for (const story of stories)
      for (const { label, told } of story.entries) assert.ok(dayOf(told.known) < toldAsOf, `${story.name} ${label}`)
  })

  it('raises concerns on working days, never later than now', () => {
    for (const at of ['2026-03-02T05:00Z', '2026-03-07T12:00Z', '2026-04-06T12:00Z', '2026-03-04T16:00Z'].map(moment))
      for (const waiting of waitingConcerns) {
        const raised = raisedAt(waiting, at)
        assert.ok(raised <= at)
        assert.ok(daysBetween(dayOf(raised), dayOf(at)) <= 8)
      }
  })
})
