import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { freshDatabase, ids, type TestDatabase } from '../../../../tests/database.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { concernAbout } from '../testing/concern-about.ts'
import { type Lives, livesOnRecord } from '../testing/lives.ts'

/** Matters stand beside the records of those they are about: what was told in them of one child alone goes with the record of that child. */
let database: TestDatabase
let people: Lives
before(async () => {
  database = await freshDatabase()
  people = await livesOnRecord(database)
})
after(() => database?.drop())

/** Stands an entry there as its meeting would have left it: what calls a meeting is tried by the meetings' own tests. */
const stands = (subject: SubjectId, kind: string, facts: Readonly<Record<string, unknown>>) =>
  database.admin(
    `with e as (
       insert into gt.entry (partnership_id, entry_id, subject_id, act_id, kind, happened_on, happened_at, precision, known_at, author_id, author_role, agency_id, agency_kind, audience, field_groups)
       values ($1, gen_random_uuid(), $2, gen_random_uuid(), $3, '2010-01-10', '2010-01-10', 'day', '2010-02-01', $4, 'social-worker', $5, 'childrens-social-care', 'professionals', '{record}')
       returning *)
     insert into gt.entry_part (partnership_id, entry_id, field_group, subject_id, agency_id, audience, facts, narrative)
     select e.partnership_id, e.entry_id, 'record', e.subject_id, e.agency_id, e.audience, $6, '{}' from e`,
    [ids.partnership, subject, kind, ids.account('social-worker'), ids.agency['social-care'], JSON.stringify(facts)],
  )
const begun = async (): Promise<SubjectId> => {
  const matter = newId<SubjectId>()
  await database.admin(`insert into gt.subject (partnership_id, subject_id, form) values ($1, $2, 'matter')`, [ids.partnership, matter])
  return matter
}
const meetingOf = async (...children: SubjectId[]): Promise<SubjectId> => {
  const matter = await begun()
  await stands(matter, 'meeting', { type: 'strategy', children })
  for (const child of children) await stands(child, 'meeting-about', { meeting: matter, type: 'strategy' })
  return matter
}
const endsWith = async (...records: SubjectId[]): Promise<string[]> =>
  (await database.admin<{ ids: string[] }>('select gt.ends_with($1, $2) as ids', [ids.partnership, records]))[0]?.ids ?? []

describe('what was told beside a record', () => {
  it('a meeting about one child, and what it asked for, ends with that child’s record', async () => {
    const alone = await meetingOf(people.otto)
    const asked = await begun()
    await stands(asked, 'action', { askedBy: alone })
    await stands(alone, 'meeting-action', { action: asked })
    assert.deepEqual((await endsWith(people.otto)).sort(), [alone, asked].sort())
    assert.deepEqual(await endsWith(people.nell), [])
  })

  it('a meeting about two stays with the one whose record stands, and ends with the last', async () => {
    const both = await meetingOf(people.otto, people.nell)
    assert.ok(!(await endsWith(people.otto)).includes(both))
    assert.ok((await endsWith(people.otto, people.nell)).includes(both))
  })

  it('what does not say whom it is about stays: somebody else may stand behind it', async () => {
    const task = await begun()
    await stands(task, 'action', {})
    await stands(people.otto, 'housing-liaison', { task })
    assert.ok(!(await endsWith(people.otto)).includes(task))
    await stands(task, 'action', { children: [people.otto] })
    assert.ok((await endsWith(people.otto)).includes(task))
  })

  it('a concern ends with the record of the child it was matched to, unless it tells of a child who was matched to nobody', async () => {
    const alone = await concernAbout(database, people.wren, { told: 'A concern of long ago.' })
    const another = await concernAbout(database, people.wren, { told: 'Of two children, one of them never found.', unmatched: 1 })
    assert.deepEqual(await endsWith(people.wren), [alone])
    assert.ok(!(await endsWith(people.wren)).includes(another))
  })
})
