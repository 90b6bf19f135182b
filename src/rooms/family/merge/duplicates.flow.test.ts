import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { identifier, identity, involvement } from '../../../thread/own-kinds/index.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { rolesWith } from '../../testing/visitor.ts'
import { pageFound } from '../testing/looking.ts'
import { familyRoutes } from '../web.ts'
import type { Pair } from './duplicates.queries.ts'

const { database, as: visitor } = await openForTests([familyRoutes], { first: '/people/duplicates' })

const screening = (subject: SubjectId) => ({
  subject,
  kind: involvement,
  on: '2026-01-05',
  parts: { record: { facts: { holder: ids.team.bridge, form: 'team', as: 'screener' } } },
})
/** A person on record; `screened`: worked with by The Bridge. */
const person = async (facts: Record<string, unknown>, screened = true): Promise<SubjectId> => {
  const subject = newId<SubjectId>()
  await tell(
    database,
    'bridge-manager',
    [
      { subject, kind: identity, on: '2026-01-05', parts: { record: { facts: { is: 'child', ...facts } } } },
      ...(screened ? [screening(subject)] : []),
    ],
    { begins: [{ subject, form: 'person' }] },
  )
  return subject
}
const pairs = async (role = 'bridge-manager'): Promise<readonly Pair[]> =>
  (await (await visitor(role)).json<{ pairs: readonly Pair[] }>('/people/duplicates')).body.pairs
const paired = async (one: SubjectId, other: SubjectId, role?: string): Promise<Pair | undefined> =>
  (await pairs(role)).find(pair => [pair.person, pair.other].sort().join() === [one, other].sort().join())

describe('people who may be on record twice', () => {
  it('are those with one name and birthday, spelt or said another way, swapped, or with one number', async () => {
    const amira = await person({ given: 'Amira', family: 'Twicetold', born: '2016-02-03' })
    const said = await person({ given: 'Ameera', family: 'Twicetolled', born: '2016-02-03' }, false)
    const slip = await person({ given: 'Amira', family: 'Twicetold', born: '2016-03-02' }, false)
    const turned = await person({ given: 'Twicetold', family: 'Amira', born: '2016-02-03' }, false)
    const unknown = await person({ given: 'Amira', family: 'Twicetold' }, false)
    const older = await person({ given: 'Amira', family: 'Twicetold', born: '2009-07-09' }, false)
    const twin = await person({ given: 'Zoe', family: 'Twicetold', born: '2016-02-03' }, false)
    const adult = await person({ is: 'adult', given: 'Amira', family: 'Twicetold' }, false)
    for (const other of [said, slip, turned, unknown]) assert.ok(await paired(amira, other))
    for (const other of [older, twin, adult]) assert.equal(await paired(amira, other), undefined)
    assert.match((await (await visitor('bridge-manager')).get('/search')).page, /href="\/people\/duplicates"/)
    assert.doesNotMatch((await (await visitor('bridge-screener')).get('/search')).page, /href="\/people\/duplicates"/)
    const { page } = await (await visitor('bridge-manager')).get('/people/duplicates')
    assert.match(page, /Both have the same name and day and month of birth swapped/)

    const numbered = await person({ given: 'Leo', family: 'Numberone' })
    const same = await person({ given: 'Theo', family: 'Numbertwo' })
    await tell(
      database,
      'bridge-manager',
      [numbered, same].map(subject => ({
        subject,
        kind: identifier,
        on: '2026-01-06',
        parts: { record: { facts: { scheme: 'nhs-number', value: '9434765919' } } },
      })),
    )
    assert.equal((await paired(numbered, same))?.number, 'nhs-number')
    assert.equal((await pairs()).filter(pair => [numbered, same].includes(pair.person)).length, 1, 'two of one’s own people are one pair')
  })

  it('are compared by a named manager with a reason, which is kept, and can be taken back', async () => {
    const [one, other] = [
      await person({ given: 'Noah', family: 'Comparison', born: '2015-05-05' }),
      await person({ given: 'Noah', family: 'Comparison', born: '2015-05-05' }, false),
    ]
    const manager = await visitor('bridge-manager')
    const path = `/people/duplicates/${one}/${other}`
    const { page } = await manager.get(path)
    assert.match(page, /Both records have the same name and the same date of birth/)
    assert.match(page, /Not open to you/)
    const empty = await manager.post(path, { are: '', reason: ' ' })
    assert.equal(empty.status, 422)
    assert.match(empty.page, /Say whether they are the same person/)
    assert.match(empty.page, /Say how you know/)
    assert.equal((await manager.post(path, { are: 'different', reason: 'Cousins: the school knows both.' })).to, '/people/duplicates')
    assert.equal((await paired(one, other))?.compared, 'different')
    const [kept] = await database.admin<{ narrative: { reason: string }; subject_id: string }>(
      `select q.narrative, q.subject_id from gt.entry e join gt.entry_part q using (partnership_id, entry_id) where e.kind = 'records-compared' and e.subject_id = $1`,
      [one],
    )
    assert.equal(kept?.narrative.reason, 'Cousins: the school knows both.')
    await manager.get(path)
    assert.equal((await manager.post(`${path}/take-back`, {})).status, 303)
    assert.equal((await paired(one, other))?.compared, null)
    assert.equal((await manager.post(path, { are: 'same', reason: 'One boy; the mother gave both spellings.' })).status, 303)
    assert.match((await manager.get('/people/duplicates')).page, /The same person, on record twice/)
    const foundBy = async (role: string) => (await pageFound(await visitor(role), 'Noah Comparison')).page
    const found = await foundBy('social-worker')
    assert.equal(found.match(/on record twice: also as Noah Comparison/g)?.length, 2, 'whoever finds one of the two learns of the other')
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      other,
      ids.account('social-worker'),
    ])
    assert.doesNotMatch(await foundBy('social-worker'), /on record twice: /)
    await manager.get(path)
    assert.equal((await manager.post(`${path}/take-back`, {})).status, 303)
    assert.doesNotMatch(await foundBy('team-manager'), /on record twice: /)
  })

  it('are named on the access line, both of them', async () => {
    const [one, other] = [
      await person({ given: 'Lina', family: 'Linenoted', born: '2015-05-06' }),
      await person({ given: 'Lina', family: 'Linenoted', born: '2015-05-06' }, false),
    ]
    assert.ok(await paired(one, other))
    for (const subject of [one, other]) {
      const [line] = await database.admin<{ route: string; role: string }>(
        'select route, role from gt.access_line where $1 = any (subject_ids) order by at desc limit 1',
        [subject],
      )
      assert.deepEqual(line, { route: 'GET /people/duplicates', role: 'bridge-manager' })
    }
  })

  it('are not known to who is barred from either, nor to a manager who works with neither, nor to any other role', async () => {
    const [one, other] = [
      await person({ given: 'Barry', family: 'Barredout', born: '2014-05-06' }),
      await person({ given: 'Barry', family: 'Barredout', born: '2014-05-06' }, false),
    ]
    const path = `/people/duplicates/${one}/${other}`
    assert.equal((await (await visitor('bridge-manager')).get(path)).status, 200)
    assert.equal(await paired(one, other, 'team-manager'), undefined)
    assert.equal((await (await visitor('team-manager')).get(path)).status, 404)
    for (const role of ids.roles) {
      const granted = rolesWith('GET /people/duplicates').includes(role)
      assert.equal(granted, ['bridge-manager', 'team-manager'].includes(role), role)
      if (granted) continue
      const out = await visitor(role)
      for (const at of ['/people/duplicates', path]) assert.equal((await out.get(at)).status, 404, `${role} ${at}`)
      for (const at of [path, `${path}/take-back`])
        assert.equal((await out.post(at, { are: 'different', reason: 'x' })).status, 404, `${role} ${at}`)
    }
    const stranger = newId<SubjectId>()
    for (const at of [`/people/duplicates/${one}/${stranger}`, `/people/duplicates/${other}/${one}`, '/people/duplicates/x/y'])
      assert.equal((await (await visitor('bridge-manager')).get(at)).status, 404, at)
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      other,
      ids.account('bridge-manager'),
    ])
    assert.equal(await paired(one, other), undefined)
    assert.equal((await (await visitor('bridge-manager')).get(path)).status, 404)
    assert.equal((await (await visitor('bridge-manager')).post(path, { are: 'same', reason: 'x' })).status, 404)
  })

  it('cannot be taken back by a manager who does not work with the record it was said on', async () => {
    const [one, other] = [
      await person({ given: 'Tara', family: 'Takenback', born: '2013-05-06' }),
      await person({ given: 'Tara', family: 'Takenback', born: '2013-05-06' }, false),
    ]
    await tell(database, 'bridge-manager', [screening(other)])
    const manager = await visitor('bridge-manager')
    const pair = await paired(one, other)
    assert.ok(pair)
    const path = `/people/duplicates/${pair.person}/${pair.other}`
    await manager.get(path)
    assert.equal((await manager.post(path, { are: 'different', reason: 'Twins.' })).status, 303)
    await database.admin(`update gt.reach set until_at = now() where subject_id = $1`, [pair.person])
    const from = `/people/duplicates/${pair.other}/${pair.person}`
    const { page } = await manager.get(from)
    assert.match(page, /They were compared/)
    assert.doesNotMatch(page, /Take this back/)
    assert.equal((await manager.post(`${from}/take-back`, {})).status, 303)
    assert.equal((await paired(one, other))?.compared, 'different')
  })
})
