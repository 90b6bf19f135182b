import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { freshDatabase, ids, type TestDatabase, testPurpose } from '../../../../tests/database.ts'
import { day } from '../../../guidance/index.ts'
import { grantsIn, matrix } from '../../../kernel/access/matrix.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { identity } from '../../../thread/own-kinds/index.ts'
import { tell } from '../../testing/tell.ts'
import { type TestcaseFamily, testcaseFamily } from '../testing/testcase-family.ts'
import { findPeople } from './find-people.ts'

const today = day('2026-11-22')
let database: TestDatabase
let family: TestcaseFamily
before(async () => {
  database = await freshDatabase()
  family = await testcaseFamily(database)
})
after(async () => database?.drop())

const asRole = async <T>(role: string, work: (tx: Tx) => Promise<T>): Promise<T> => {
  await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ids.account(role)])
  return database.app.withActor(await database.session(role), testPurpose, work)
}
/** By the matrix alone: whom this role may find. */
const finds = (role: string, relation: string): boolean =>
  grantsIn(matrix()).some(grant => grant.role === role && grant.relation === relation && grant.may === 'find')

const asksIfKnown = (role: string): boolean => grantsIn(matrix()).some(grant => grant.role === role && grant.may === 'known')

const words = statement<{ word: string }>('test-words-near', null, `select word from gt.words_near($1, '{testcase}', '{tstks}')`)
const known = statement<{ subject_id: SubjectId }>('test-known-to', null, 'select subject_id from gt.known_to($1, array[$2::uuid])')
const twice = statement<{ subject_id: SubjectId }>('test-twice', null, 'select subject_id from gt.twice_on_record($1, array[$2::uuid])')
const doubles = statement<{ other_id: SubjectId }>(
  'test-doubles',
  null,
  'select other_id from gt.possible_duplicates($1, array[$2::uuid], 20)',
)

describe('who is found, asked of the database itself', () => {
  it('depends on the matrix, role by role: among everybody, among one’s own people, or nobody', async () => {
    for (const role of ids.roles) {
      const found = new Set((await asRole(role, tx => findPeople(tx, { family: 'Testcase' }, { today }))).map(one => one.person))
      const wide = finds(role, 'anyone')
      assert.equal(found.has(family.omar), wide, role)
      assert.equal(found.has(family.amira), wide || (role === 'conference-chair' && finds(role, 'chair')), role)
      const near = await asRole(role, tx => tx.run(words, [ids.partnership]))
      // Words are nobody's: they also serve the one question whether a child is known.
      assert.equal(near.length > 0, wide || finds(role, 'chair') || asksIfKnown(role), `${role}: words of names`)
      const working = await asRole(role, tx => tx.run(known, [ids.partnership, family.omar]))
      assert.equal(working.length > 0, wide, `${role}: whom to ring`)
    }
    assert.ok(finds('bridge-screener', 'anyone') && !finds('school-safeguarding-lead', 'anyone') && !finds('police-officer', 'anyone'))
  })

  it('is nobody of another partnership, whichever is named', async () => {
    const elsewhere = newId()
    for (const { text } of [words, known, twice, doubles])
      assert.deepEqual(
        await asRole('bridge-manager', tx =>
          tx.run(statement('test-elsewhere', null, text), text.includes('$2') ? [elsewhere, family.omar] : [elsewhere]),
        ),
        [],
      )
  })

  it('tells of possible doubles and of those on record twice only where the asker works with the first', async () => {
    const double = newId<SubjectId>()
    await tell(
      database,
      'bridge-manager',
      [
        {
          subject: double,
          kind: identity,
          on: '2026-01-05',
          parts: { record: { facts: { is: 'child', given: 'Omar', family: 'Testcase', born: '2016-05-05' } } },
        },
      ],
      { begins: [{ subject: double, form: 'person' }] },
    )
    for (const role of ids.roles) {
      const found = await asRole(role, tx => tx.run(doubles, [ids.partnership, family.omar]))
      assert.deepEqual(
        found.map(one => one.other_id),
        ['social-worker', 'team-manager'].includes(role) ? [double] : [],
        role,
      )
    }
  })

  it('a search that says nothing finds nobody, and asks nothing', async () => {
    for (const looked of [{}, { name: ' ' }, { given: '', family: '', born: 'soon' }])
      assert.deepEqual(await asRole('bridge-manager', tx => findPeople(tx, looked, { today })), [])
  })

  it('gives no more people than were asked for, each of them named on the access line', async () => {
    const two = await asRole('bridge-manager', tx => findPeople(tx, { name: 'Testcase' }, { today, most: 2 }))
    assert.equal(two.length, 2)
    const [line] = await database.admin<{ subject_ids: string[] }>(
      `select subject_ids from gt.access_line where role = 'bridge-manager' order by at desc limit 1`,
    )
    assert.deepEqual(new Set(line?.subject_ids), new Set(two.map(one => one.person)))
  })
})
