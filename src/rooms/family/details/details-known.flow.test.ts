import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { momentOf, Temporal } from '../../../guidance/index.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { identity, involvement, relationship, residence } from '../../../thread/own-kinds/index.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { type TestcaseFamily, testcaseFamily } from '../testing/testcase-family.ts'
import { familyRoutes } from '../web.ts'

const { database, as } = await openForTests([familyRoutes])
let family: TestcaseFamily
const piotr = newId<SubjectId>()
before(async () => {
  family = await testcaseFamily(database)
  const address = (isProtected: boolean, known: string) =>
    tell(
      database,
      'social-worker',
      [
        {
          subject: family.amira,
          kind: residence,
          on: '2024-06-01',
          corrects: family.entries.stay,
          parts: {
            record: { facts: { household: family.household } },
            whereabouts: { facts: { postcode: 'ZZ9 9ZZ', protected: isProtected }, narrative: { address: '1 Invented Street' } },
          },
        },
      ],
      { known },
    )
  await address(false, '2025-02-01')
  await address(true, '2025-06-01')
  await tell(
    database,
    'social-worker',
    [
      {
        subject: piotr,
        kind: identity,
        on: '2025-06-01',
        parts: { record: { facts: { is: 'adult', given: 'Piotr', family: 'Invented' } } },
      },
      {
        subject: piotr,
        kind: involvement,
        on: '2025-01-10',
        parts: { record: { facts: { holder: ids.account('social-worker'), form: 'account', as: 'lead' } } },
      },
      { subject: piotr, kind: relationship, on: '2018-02-02', parts: { record: { facts: { to: family.amira, as: 'father' } } } },
    ],
    { known: '2025-06-01', begins: [{ subject: piotr, form: 'person' }] },
  )
})

const read = async (role: string, path: string): Promise<string> => {
  const { status, page } = await (await as(role)).get(`/people/${family.amira}/${path}`)
  assert.equal(status, 200, `${role} ${path}`)
  return page
}
/** The same with the moment of each `from` written to the second: the database writes moments another way inside JSON. */
const toSeconds = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body), (name, value: unknown) => (name === 'from' ? String(value).slice(0, 19) : value))

describe('who a child is and who is in their life, as known on an earlier day', () => {
  it('says plainly which day, shows a name as it was then, and offers no form', async () => {
    const then = await read('social-worker', 'details?known=2025-03-01')
    assert.match(then, /This page shows what was known on Saturday 1 March 2025/)
    assert.match(then, /Amira Testcase/)
    assert.doesNotMatch(then, /Amirah/)
    assert.doesNotMatch(then, /details\/[a-z]/)
    assert.match(then, /Marta Testcase[\s\S]*Mother/)
    assert.match(await read('social-worker', 'details'), /Amirah Testcase/)
    assert.match(await read('social-worker', 'details?known=2025-07-01'), /Amirah Testcase/)
  })

  it('an address that is protected now stays protected, though it was not then', async () => {
    for (const path of ['details?known=2025-03-01', 'network?known=2025-03-01'])
      for (const role of ['social-worker', 'school-safeguarding-lead', 'bridge-screener'])
        assert.doesNotMatch(await read(role, path), /1 Invented Street|ZZ9 9ZZ/, `${role} ${path}`)
    const page = await read('social-worker', 'details?known=2025-03-01')
    const shown = /href="\/people\/[0-9a-f-]+\/(details\?known=2025-03-01&amp;address=shown)#homes"/.exec(page)?.[1] ?? ''
    assert.match(await read('social-worker', shown.replace('&amp;', '&')), /1 Invented Street, ZZ9 9ZZ[\s\S]*protected/)
    assert.doesNotMatch(await read('school-safeguarding-lead', 'details?known=2025-03-01&address=shown'), /1 Invented Street|ZZ9 9ZZ/)
    const json = await (await as('social-worker')).json<unknown>(`/people/${family.amira}/details?known=2025-03-01`)
    assert.doesNotMatch(JSON.stringify(json.body), /Invented Street|ZZ9/)
  })

  it('a relationship that was told later is not drawn, and is from the day it was known', async () => {
    assert.doesNotMatch(await read('social-worker', 'network?known=2025-03-01'), /Piotr|Father/i)
    assert.doesNotMatch(await read('social-worker', 'details?known=2025-03-01'), /Piotr|Father/i)
    for (const path of ['network?known=2025-06-01', 'details?known=2025-06-01', 'network'])
      assert.match(await read('social-worker', path), /Piotr Invented/, path)
    assert.doesNotMatch(await read('school-safeguarding-lead', 'network?known=2025-06-01'), /Piotr/)
  })

  it('as known this moment it says and draws what is said and drawn now, for everybody who may open it', async () => {
    const now = encodeURIComponent(momentOf(Temporal.Now.instant()))
    for (const role of ['social-worker', 'team-manager', 'school-safeguarding-lead', 'police-officer', 'bridge-screener']) {
      const visitor = await as(role)
      for (const path of ['network', 'details']) {
        const at = `/people/${family.amira}/${path}`
        const [known, today] = [await visitor.json(`${at}?known=${now}`), await visitor.json(at)]
        assert.equal(known.status, 200, role)
        assert.deepEqual(toSeconds(known.body), toSeconds(today.body), `${role} ${path}`)
      }
    }
  })

  it('is led to from the child’s page on the same day, and leads back to it', async () => {
    const { page } = await (await as('social-worker')).get(`/people/${family.amira}?known=2025-03-01`)
    for (const path of ['details', 'network']) {
      assert.ok(page.includes(`href="/people/${family.amira}/${path}?known=2025-03-01"`), `to ${path}`)
      const there = await read('social-worker', `${path}?known=2025-03-01`)
      assert.ok(there.includes(`href="/people/${family.amira}?known=2025-03-01"`), path)
    }
  })

  it('opens to those alone who work with the child now, for a day that has passed, and leaves an access line', async () => {
    for (const path of ['details?known=2025-03-01', 'network?known=2025-03-01'])
      assert.equal((await (await as('health-practitioner')).get(`/people/${family.amira}/${path}`)).status, 404)
    for (const path of ['details', 'network'])
      assert.equal((await (await as('social-worker')).get(`/people/${family.amira}/${path}?known=2199-01-01`)).status, 422)
    assert.equal((await (await as('social-worker')).get(`/people/${family.amira}/details?known=2024-12-31`)).status, 404)
    await read('social-worker', 'details?known=2025-03-01')
    const [line] = await database.admin<{ subject_ids: string[]; purpose: string }>(
      'select subject_ids, purpose from gt.access_line order by at desc limit 1',
    )
    assert.equal(line?.purpose, 'people and details, as known on 2025-03-01')
    for (const one of [family.amira, family.omar, family.marta]) assert.ok(line?.subject_ids.includes(one))
    assert.ok(!line?.subject_ids.includes(piotr))
  })
})
