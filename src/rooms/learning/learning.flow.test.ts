import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ids } from '../../../tests/database.ts'
import { familyRoles } from '../../kernel/access/matrix.ts'
import { openForTests } from '../testing/open-for-tests.ts'
import { learningRoutes } from './web.ts'

const { web, as } = await openForTests([learningRoutes], { first: '/learn' })
const reader = await as('social-worker')

/** What somebody reads: without tags, scripts and the frame. */
const read = (page: string): string =>
  /<main[\s\S]*<\/main>/
    .exec(page)?.[0]
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', '’')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ') ?? ''

test('everybody who works here may learn from a case, and nobody else', async () => {
  for (const path of ['/learn', '/learn/case-17']) assert.equal((await web.inject({ method: 'GET', url: path })).statusCode, 303)
  for (const role of familyRoles)
    for (const path of ['/learn', '/learn/case-17']) assert.equal((await (await as(role)).get(path)).status, 404, `${role} ${path}`)
  for (const role of ids.roles.filter(role => !familyRoles.includes(role))) {
    const visitor = await as(role)
    for (const path of ['/learn', '/learn/case-17']) assert.equal((await visitor.get(path)).status, 200, `${role} ${path}`)
  }
})

test('case 17 comes first, and says that it is real, in months, without names or fault', async () => {
  const { body } = await reader.json<{ cases: { story: string }[] }>('/learn')
  assert.equal(body.cases[0]?.story, 'case-17')
  const page = read((await reader.get('/learn/case-17')).page)
  for (const said of [
    'This happened to a real family',
    'told in months, because the days are not ours to invent, and it names nobody',
    'It finds no fault with anyone',
    'Salford Safeguarding Children Board',
    '2015 to 2016',
    '7 concerns told here and 1 to another authority',
  ])
    assert.ok(page.includes(said), said)
})

test('of case 17 no day is ever printed but today’s, at any month, by either rules', async () => {
  const { body } = await reader.json<{ stops: string[] }>('/learn/case-17')
  for (const at of body.stops)
    for (const rules of ['', '&rules=of-the-day']) {
      const { status, page } = await reader.get(`/learn/case-17?at=${at}${rules}`)
      assert.equal(status, 200)
      const days = [
        // A cell ends where it ends: "our own reading 6" beside "December 2013" is no day.
        ...read(page.replaceAll('</td>', ';</td>')).matchAll(
          /\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]{2}) (\d{4})/g,
        ),
      ]
      assert.deepEqual(
        days.filter(([, year]) => Number(year) < 2015).map(([found]) => found),
        [],
        at,
      )
      assert.doesNotMatch(page, /a day not known/)
    }
})

test('moved to a month the page answers as known then', async () => {
  const then = read((await reader.get('/learn/case-17?at=2011-07')).page)
  assert.match(then, /As known at the end of July 2011/)
  assert.match(then, /Several concerns in a short time/)
  assert.match(then, /told to the Bridge manager/)
  assert.doesNotMatch(then, /nursery: neglect|conference: plan/)
  assert.match(then, /A month earlier : June 2011/)
  assert.match(then, /A month later : August 2011/)
  const later = read((await reader.get('/learn/case-17?at=2011-11')).page)
  assert.match(later, /A second source sees the same/)
})

test('by the rules of its own days nothing is said, and the page says why', async () => {
  const page = read((await reader.get('/learn/case-17?rules=of-the-day')).page)
  assert.match(page, /none of these rules existed then\. The first of them holds from 1 January 2016/)
  assert.match(page, /Nothing would have been said/)
})

test('another case is known to the day, and is moved by days', async () => {
  const page = read((await reader.get('/learn/seen-at-school-only?at=2024-02-13')).page)
  assert.match(page, /This family is invented/)
  assert.match(page, /As known on 13 February 2024/)
  assert.match(page, /Child may be unsafe/)
})

test('every reason on the page leads to its rule', async () => {
  const { page } = await reader.get('/learn/case-17')
  const links = [...page.matchAll(/href="\/rules#([^"]+)"/g)].map(([, rule]) => rule)
  assert.ok(links.includes('repeat-referral') && links.includes('not-seen-at-home'))
})

test('a case, month or set of rules that there is not is not found', async () => {
  for (const path of [
    '/learn/case-18',
    '/learn/..%2Fpackage',
    '/learn/friday-evening',
    '/learn/case-17?at=2011-13',
    '/learn/case-17?at=2009-11',
    '/learn/case-17?rules=never',
  ])
    assert.equal((await reader.get(path)).status, 404, path)
})
