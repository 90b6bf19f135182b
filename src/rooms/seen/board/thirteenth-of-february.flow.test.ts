import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { addDays, type Day, day, dayOf, daysBetween, momentOf, Temporal } from '../../../guidance/index.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { book } from '../../book.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { tellingsOn } from '../../testing/tellings.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms)
const today: Day = dayOf(momentOf(Temporal.Now.instant()))
const thatDay = day('2024-02-13')

type Told = { id: string; subject: string; kind: string; happened: string; by: string; facts: Record<string, unknown> }
const story = JSON.parse(readFileSync(new URL('../../../../stories/seen-at-school-only.json', import.meta.url), 'utf8')) as {
  entries: Told[]
}
const roles: Readonly<Record<string, string>> = { worker: 'social-worker', chair: 'conference-chair' }
const cases = ['conference', 'visit-attempted', 'core-group', 'visit']

type Family = Readonly<Record<string, SubjectId>>

/**
 * Puts the three children of the story on record and tells what happened to them, each day by whoever it was and known on its day. `well`: at the first visit at which
 * anybody was seen the worker was let in, and saw each child at home. `shift`: by how many days all of it is moved.
 */
const tellStory = async (names: readonly string[], { well = false, shift = 0, until }: { well?: boolean; shift?: number; until: Day }) => {
  const moved = (on: string): Day => addDays(day(on), shift)
  const family: Family = Object.fromEntries(['a', 'b', 'c'].map(label => [label, newId<SubjectId>()]))
  const children = Object.values(family)
  const on = moved('2024-01-08')
  const { who, works } = tellingsOn(on)
  await tell(
    database,
    'bridge-manager',
    [
      ...children.map((child, at) => who(child, names[at] ?? '', ['2012-05-05', '2015-05-05', '2018-05-05'][at])),
      ...children.flatMap(child => [
        works(child, ids.account('social-worker'), 'account', 'lead'),
        works(child, ids.team.north, 'team', 'manager'),
        works(child, ids.account('conference-chair'), 'account', 'chair'),
      ]),
    ],
    { known: on, begins: children.map(subject => ({ subject, form: 'person' as const })) },
  )
  const told = story.entries.filter(one => cases.includes(one.kind) && one.happened <= until)
  for (const acted of Map.groupBy(told, one => `${one.happened} ${one.kind}`).values()) {
    const [first] = acted
    if (!first) continue
    const kind = book.kinds.get(first.kind)
    assert.ok(kind)
    // A gate asks for the child's voice today, and did not then.
    const heard = first.kind === 'conference' ? { childTookPart: true } : {}
    const atHome = well && first.kind === 'visit' ? { place: 'home', meals: 'seen', sleeping: 'seen', bedroomSeen: true } : {}
    await tell(
      database,
      roles[first.by] ?? '',
      acted.map(one => ({
        subject: family[one.subject] as SubjectId,
        kind,
        on: moved(one.happened),
        parts: { record: { facts: { ...one.facts, ...heard, ...atHome } } },
      })),
      { known: moved(first.happened) },
    )
  }
  return family
}

type Page = { findings: { rule: string; level: string | null; says: string }[] }
type Board = {
  counts: { home: number }
  children: { name: string; home: string | null; alone: string | null; late: { home: boolean; alone: boolean } }[]
}
let then: { trap: Family; well: Family }

// The rules that see it hold from July 2024: the same days are told as many days later, once with 13 February as a day that is past, and once as today.
const back = daysBetween(thatDay, addDays(today, -60))
const onThatDay = addDays(thatDay, back)

before(async () => {
  then = {
    trap: await tellStory(['Past', 'Passed', 'Pasture'], { until: day('2024-04-02'), shift: back }),
    well: await tellStory(['Hearth', 'Heather', 'Heath'], { until: day('2024-04-02'), shift: back, well: true }),
  }
  const shift = daysBetween(thatDay, today)
  await tellStory(['Una', 'Uri', 'Ulla'], { until: thatDay, shift })
  await tellStory(['Willa', 'Wim', 'Wanda'], { until: thatDay, shift, well: true })
})

describe('13 February 2024: three children were seen at school a week ago, and nobody has seen their home', () => {
  it('the team’s manager, as known on that day, reads it first on the page of each child; of the children seen at home there is nothing to read', async () => {
    const manager = await as('team-manager')
    for (const child of Object.values(then.trap)) {
      const { findings } = (await manager.json<Page>(`/people/${child}?known=${onThatDay}`)).body
      const home = findings.find(one => one.rule === 'not-seen-at-home')
      assert.equal(home?.level, 'CRITICAL')
      assert.match(home?.says ?? '', /not been seen at home since the plan began/)
      assert.notEqual(findings.find(one => one.rule === 'cp-visit-due')?.level, 'OVERDUE', 'whoever counts “seen alone” sees nothing')
      const { page } = await manager.get(`/people/${child}?known=${onThatDay}`)
      assert.match(page, /This page shows what was known on/)
      assert.match(page, /not been seen at home since the plan began/)
    }
    for (const child of Object.values(then.well)) {
      const { findings } = (await manager.json<Page>(`/people/${child}?known=${onThatDay}`)).body
      assert.equal(
        findings.find(one => one.rule === 'not-seen-at-home' && one.level !== null),
        undefined,
      )
    }
  })

  it('the day before it was due and not yet critical: the page says no more than was so', async () => {
    const [child] = Object.values(then.trap)
    const { findings } = (await (await as('team-manager')).json<Page>(`/people/${child}?known=${addDays(onThatDay, -1)}`)).body
    assert.equal(findings.find(one => one.rule === 'not-seen-at-home')?.level, 'DUE')
  })

  it('on the day itself the board of who was last seen tells the manager which children, and how many', async () => {
    const manager = await as('team-manager')
    const { body } = await manager.json<Board>('/seen?show=home&of=plan')
    const of = (names: readonly string[]) => body.children.filter(one => names.includes(one.name.split(' ')[0] ?? ''))
    assert.deepEqual(
      of(['Una', 'Uri', 'Ulla']).map(one => [one.home, one.late.home, one.alone, one.late.alone]),
      Array.from({ length: 3 }, () => [null, true, addDays(today, -7), false]),
    )
    assert.deepEqual(of(['Willa', 'Wim', 'Wanda']), [])
    const { page } = await manager.get('/seen?show=home&of=plan')
    assert.match(page, /Una Testcase[\s\S]*No record[\s\S]*Overdue/)
    assert.doesNotMatch(page, /Willa|Wim |Wanda/)
  })

  it('and so does the page of the team: the children who may be unsafe stand there, those seen at home do not', async () => {
    const { page } = await (await as('team-manager')).get('/team?show=unsafe')
    for (const name of ['Una', 'Uri', 'Ulla']) assert.match(page, new RegExp(`${name} Testcase, \\d+</label>[^§]*?May be unsafe`))
    assert.doesNotMatch(page, /Willa Testcase|Wim Testcase|Wanda Testcase/)
  })
})
