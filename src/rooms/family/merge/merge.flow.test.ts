import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { identity, involvement } from '../../../thread/own-kinds/index.ts'
import { book } from '../../book.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { rolesWith } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import type { PersonView } from '../people/person-view.ts'
import { pageFound } from '../testing/looking.ts'

const { database, as: visitor } = await openForTests(rooms)

const works = (subject: SubjectId, role: 'bridge-manager' | 'social-worker' | 'team-manager') => ({
  subject,
  kind: involvement,
  on: '2026-01-05',
  parts: {
    record: {
      facts: {
        'bridge-manager': { holder: ids.team.bridge, form: 'team', as: 'screener' },
        'social-worker': { holder: ids.account('social-worker'), form: 'account', as: 'lead' },
        'team-manager': { holder: ids.account('team-manager'), form: 'account', as: 'manager' },
      }[role],
    },
  },
})
const note = book.kinds.get('note') as AnyKind
const noted = (subject: SubjectId, what: string, on = '2026-02-01') => ({
  subject,
  kind: note,
  on,
  parts: { record: { facts: { contact: 'telephone' }, narrative: { purpose: 'A test.', fact: what } } },
})

/** A child of this name on two records: one with The Bridge, the other with a social worker and a team manager; a note on each. */
const twice = async (family: string): Promise<[SubjectId, SubjectId]> => {
  const both: SubjectId[] = []
  for (const [given, roles] of [
    ['Amira', ['bridge-manager', 'team-manager']],
    ['Ameera', ['social-worker', 'team-manager']],
  ] as const) {
    const subject = newId<SubjectId>()
    both.push(subject)
    await tell(
      database,
      'bridge-manager',
      [
        { subject, kind: identity, on: '2026-01-05', parts: { record: { facts: { is: 'child', given, family, born: '2016-02-03' } } } },
        ...roles.map(role => works(subject, role)),
      ],
      { begins: [{ subject, form: 'person' }], known: '2026-01-05' },
    )
    await tell(database, 'team-manager', [noted(subject, `Told on the record of ${given}.`)], { known: '2026-02-01' })
  }
  return both as [SubjectId, SubjectId]
}

const asOne = async (kept: SubjectId, other: SubjectId, role = 'bridge-manager') => {
  const manager = await visitor(role)
  const path = `/people/duplicates/${kept}/${other}`
  await manager.get(path)
  assert.equal((await manager.post(path, { are: 'same', reason: 'One girl; the school gave both spellings.' })).status, 303)
  await manager.get(`${path}/one`)
  return manager.post(`${path}/one`, { kept, reason: 'The NHS number is the same.' })
}
const apart = async (kept: SubjectId, other: SubjectId, role = 'bridge-manager') => {
  const manager = await visitor(role)
  await manager.get(`/people/${kept}/records`)
  return manager.post(`/people/${kept}/records/${other}/apart`, {})
}
const seenBy = async (role: string, person: SubjectId, query = ''): Promise<PersonView | null> => {
  const { status, body } = await (await visitor(role)).json<PersonView>(`/people/${person}${query}`)
  return status === 200 ? body : null
}
const notesOf = (view: PersonView | null): string[] =>
  (view?.entries ?? [])
    .flatMap(
      one =>
        JSON.stringify(one)
          .match(/Told on the record of \w+/g)
          ?.slice(0, 1) ?? [],
    )
    .sort()

describe('two records that are read as one', () => {
  it('are one page, found by either name and once, and the other record’s address leads to it', async () => {
    const [kept, other] = await twice('Onepage')
    assert.deepEqual(notesOf(await seenBy('team-manager', kept)), ['Told on the record of Amira'])
    assert.equal((await asOne(kept, other)).to, `/people/${kept}/records`)
    const view = await seenBy('team-manager', kept)
    assert.deepEqual(notesOf(view), ['Told on the record of Ameera', 'Told on the record of Amira'])
    assert.deepEqual([view?.who?.name, view?.records], ['Amira Onepage', 2])
    assert.deepEqual(view?.workers.map(one => one.as).length, 3, 'the team manager works with both and is named for each involvement once')
    const manager = await visitor('team-manager')
    assert.deepEqual([(await manager.get(`/people/${other}`)).status, (await manager.get(`/people/${other}`)).to], [303, `/people/${kept}`])
    for (const page of ['details', 'network']) assert.equal((await manager.get(`/people/${other}/${page}`)).to, `/people/${kept}/${page}`)
    assert.match(
      (await manager.get(`/people/${kept}`)).page,
      /Two records<\/?[^>]*>? ?of this person are read as one|Two records of this person are read as one/,
    )
    for (const name of ['Amira Onepage', 'Ameera Onepage']) {
      const { page } = await pageFound(await visitor('bridge-manager'), name)
      assert.equal(page.match(new RegExp(`/people/${kept}`, 'g'))?.length, 1, name)
      assert.ok(!page.includes(other), name)
    }
    const { body } = await manager.json<{ children: readonly { subject: SubjectId }[] }>('/team')
    assert.ok(!JSON.stringify(body).includes(other), 'a team counts the child once')
    assert.match((await manager.get(`/people/${kept}/records`)).page, /A record of Ameera Onepage/)
    assert.ok(!(await (await visitor('bridge-manager')).get('/people/duplicates')).page.includes('Onepage'))
  })

  it('open to whoever works with either, by the relation they have, and close again on the very next request once taken apart', async () => {
    const [kept, other] = await twice('Opened')
    assert.equal(await seenBy('social-worker', kept), null)
    await asOne(kept, other)
    assert.deepEqual(notesOf(await seenBy('social-worker', kept)), ['Told on the record of Ameera', 'Told on the record of Amira'])
    // What is written in the meantime, on the page of both, stays on the record that is kept.
    await tell(database, 'social-worker', [noted(kept, 'Told on the record of Both.', '2026-03-01')])
    assert.equal((await apart(kept, other)).to, '/people/duplicates')
    assert.equal(await seenBy('social-worker', kept), null)
    assert.deepEqual(notesOf(await seenBy('social-worker', other)), ['Told on the record of Ameera'])
    assert.deepEqual(notesOf(await seenBy('team-manager', kept)), ['Told on the record of Amira', 'Told on the record of Both'])
  })

  it('are as known on an earlier day what they were then: two', async () => {
    const [kept, other] = await twice('Earlier')
    await asOne(kept, other)
    assert.deepEqual(notesOf(await seenBy('team-manager', kept, '?known=2026-02-10')), ['Told on the record of Amira'])
    const then = await seenBy('team-manager', other, '?known=2026-02-10')
    assert.deepEqual([then?.who?.name, notesOf(then)], ['Ameera Earlier', ['Told on the record of Ameera']])
    assert.deepEqual(notesOf(await seenBy('team-manager', kept)).length, 2)
  })

  it('are, taken apart again, for nobody one as known on a day between, who does not work with each of them', async () => {
    const [kept, other] = await twice('Between')
    await asOne(kept, other)
    const [{ at } = { at: '' }] = await database.admin<{ at: string }>(
      `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
    )
    const then = `?known=${at}`
    assert.equal((await seenBy('team-manager', kept, then))?.workers.length, 3)
    await apart(kept, other)
    assert.equal((await seenBy('team-manager', kept, then))?.workers.length, 3, 'the team manager works with both')
    const alone = await seenBy('bridge-manager', kept, then)
    assert.deepEqual([alone?.who?.name, notesOf(alone)], ['Amira Between', ['Told on the record of Amira']])
    assert.equal(alone?.workers.length, 2, 'who works with the other record is not said')
    assert.deepEqual(notesOf(await seenBy('social-worker', other, then)), ['Told on the record of Ameera'])
  })

  it('are shut to whoever is kept out of either, before or after, and stay so when they are taken apart', async () => {
    const [kept, other] = await twice('Guarded')
    const bar = (subject: SubjectId, role: string) =>
      database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
        ids.partnership,
        subject,
        ids.account(role),
      ])
    await bar(other, 'social-worker')
    await asOne(kept, other)
    for (const record of [kept, other]) assert.equal(await seenBy('social-worker', record), null)
    assert.ok(await seenBy('team-manager', kept))
    await bar(kept, 'team-manager')
    const read = await database.admin<{ n: number }>(
      'select count(*)::integer as n from gt.excluded where account_id = $1 and subject_id = any ($2)',
      [ids.account('team-manager'), [kept, other]],
    )
    assert.equal(read[0]?.n, 2)
    assert.equal(await seenBy('team-manager', kept), null)
    await apart(kept, other)
    for (const record of [kept, other])
      for (const role of ['social-worker', 'team-manager']) assert.equal(await seenBy(role, record), null, `${role} ${record}`)
    await database.admin('delete from gt.excluded where account_id = $1 and subject_id = $2', [ids.account('team-manager'), kept])
    assert.ok(await seenBy('team-manager', kept), 'apart again, each guard is its own')
    assert.equal(await seenBy('team-manager', other), null)
  })

  it('are not made of two that are closed to different people, and what was typed comes back', async () => {
    const [kept, other] = await twice('Closed')
    for (const [subject, role] of [
      [kept, 'bridge-manager'],
      [other, 'team-manager'],
      [other, 'bridge-manager'],
    ] as const)
      await database.admin('insert into gt.named_only (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
        ids.partnership,
        subject,
        ids.account(role),
      ])
    for (const subject of [kept, other])
      await database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', [ids.partnership, subject])
    const refused = await asOne(kept, other)
    assert.equal(refused.status, 422)
    assert.match(refused.page, /Name the same people on both first/)
    assert.match(refused.page, /The NHS number is the same\./)
    const [row] = await database.admin<{ n: number }>('select count(*)::integer as n from gt.merged where subject_id = any ($1)', [
      [kept, other],
    ])
    assert.equal(row?.n, 0)
  })

  it('said to be so by a manager who works with one of them, are listed to The Bridge’s manager, who works with neither', async () => {
    const [one, other] = [newId<SubjectId>(), newId<SubjectId>()]
    for (const [subject, given] of [
      [one, 'Ona'],
      [other, 'Onah'],
    ] as const)
      await tell(
        database,
        'bridge-manager',
        [
          {
            subject,
            kind: identity,
            on: '2026-01-05',
            parts: { record: { facts: { is: 'child', given, family: 'Saidsame', born: '2016-02-03' } } },
          },
          ...(subject === one ? [works(subject, 'team-manager')] : []),
        ],
        { begins: [{ subject, form: 'person' }] },
      )
    const manager = await visitor('team-manager')
    const path = `/people/duplicates/${one}/${other}`
    await manager.get(path)
    assert.equal((await manager.post(path, { are: 'same', reason: 'One girl.' })).status, 303)
    assert.doesNotMatch((await manager.get(path)).page, /Read the two records as one/)
    assert.equal((await manager.get(`${path}/one`)).status, 404, 'who works with one of them alone says so and no more')
    const bridge = await visitor('bridge-manager')
    assert.match((await bridge.get('/people/duplicates')).page, /Ona Saidsame/)
    assert.match((await bridge.get(path)).page, /Read the two records as one/)
    await bridge.get(`${path}/one`)
    assert.equal((await bridge.post(`${path}/one`, { kept: one, reason: 'The school confirmed it.' })).status, 303)
    assert.equal((await seenBy('team-manager', one))?.records, 2)
    assert.doesNotMatch((await bridge.get('/people/duplicates')).page, /Ona Saidsame/)
    assert.equal((await apart(one, other)).to, '/people/duplicates')
  })

  it('are read as one by the managers the matrix names alone, and nobody else finds the page', async () => {
    const [kept, other] = await twice('Whomay')
    const path = `/people/duplicates/${kept}/${other}/one`
    assert.equal((await (await visitor('bridge-manager')).get(path)).status, 404, 'nobody has said yet that they are one person’s')
    for (const role of ids.roles.filter(one => !rolesWith('GET /people/duplicates/:person/:other/one').includes(one))) {
      const out = await visitor(role)
      assert.equal((await out.get(path)).status, 404, role)
      assert.equal((await out.post(path, { kept, reason: 'x' })).status, 404, role)
      assert.equal((await out.post(`/people/${kept}/records/${other}/apart`, {})).status, 404, role)
    }
    assert.equal((await asOne(kept, other, 'team-manager')).to, `/people/${kept}/records`)
    assert.equal((await (await visitor('school-safeguarding-lead')).get(`/people/${kept}/records`)).status, 404)
    const [line] = await database.admin<{ route: string }>(
      `select route from gt.access_line where $1 = any (subject_ids) and route = 'GET /people/:person/records' limit 1`,
      [other],
    )
    assert.equal(line, undefined)
    await (await visitor('team-manager')).get(`/people/${kept}/records`)
    assert.equal(
      (await database.admin(`select 1 from gt.access_line where $1 = any (subject_ids) and route = 'GET /people/:person/records'`, [other]))
        .length,
      1,
    )
  })
})
