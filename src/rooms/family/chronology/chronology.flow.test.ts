import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { coreGroup } from '../../child-protection/index.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import type { PersonView } from '../people/person-view.ts'
import { type TestcaseFamily, testcaseFamily } from '../testing/testcase-family.ts'

const { database, as } = await openForTests(rooms)
const family = await testcaseFamily(database)

const child = () => `/people/${family.amira}`
const entry = (name: keyof TestcaseFamily['entries']) => `${child()}/entries/${family.entries[name]}`
const view = async (role: string, query = ''): Promise<PersonView> => {
  const { status, body } = await (await as(role)).json<PersonView>(`${child()}${query}`)
  assert.equal(status, 200)
  return body
}

describe('who may open an entry, state a pattern or print', () => {
  it('nobody whose role has no row for it, and nobody who does not work with the child', async () => {
    for (const [method, url, path] of [
      ['GET', '/people/:person/entries/:entry', entry('atHome')],
      ['POST', '/people/:person/entries/:entry/add', `${entry('atHome')}/add`],
      ['POST', '/people/:person/entries/:entry/significance', `${entry('atHome')}/significance`],
      ['GET', '/people/:person/pattern', `${child()}/pattern`],
      ['POST', '/people/:person/pattern', `${child()}/pattern`],
      ['GET', '/people/:person/print', `${child()}/print?part=who`],
      ['GET', '/people/:person/print', `${child()}/print`],
    ] as const) {
      const without = rolesWithout(`${method} ${url}`)
      assert.ok(without.length > 0)
      for (const role of [
        ...without,
        'health-practitioner',
        'early-help-practitioner',
        ...(path.includes('/print') ? [] : ['emergency-duty-worker']),
      ]) {
        const visitor = await as(role)
        const fields = { added: 'x', reason: 'x', significant: 'yes', pattern: 'x', means: 'x', next: 'x', evidence: family.entries.atHome }
        const answer = method === 'GET' ? await visitor.get(path) : await visitor.post(path, fields)
        assert.equal(answer.status, 404, `${role} ${method} ${path}`)
      }
    }
    assert.deepEqual(await database.admin(`select 1 from gt.entry where kind in ('addendum', 'significance', 'pattern-statement')`), [])
  })

  it('an entry of somebody else’s record is not found under this child', async () => {
    const path = `/people/${family.omar}/entries/${family.entries.atHome}`
    assert.equal((await (await as('social-worker')).get(path)).status, 404)
  })
})

describe('what is said beside an entry', () => {
  it('is added to it with a name and a day, and changes nothing of it', async () => {
    const visitor = await as('school-safeguarding-lead')
    const { page } = await visitor.get(entry('atHome'))
    assert.match(page, /Warm, food in the cupboards/)
    assert.match((await visitor.post(`${entry('atHome')}/add`, { added: ' ' })).page, /Write what you want to add/)
    assert.equal((await visitor.post(`${entry('atHome')}/add`, { added: 'School was told on the Monday.' })).to, entry('atHome'))
    const { entries } = await view('social-worker')
    const read = entries.find(one => one.root === family.entries.atHome)
    assert.deepEqual(
      read?.added.map(one => [one.role, one.text]),
      [['School safeguarding lead', 'School was told on the Monday.']],
    )
    assert.ok(!entries.some(one => one.kind === 'addendum'), 'it has no line of its own')
  })

  it('marks it as significant with a reason, and takes the mark away again; the last mark holds', async () => {
    const visitor = await as('social-worker')
    await visitor.get(entry('conference'))
    for (const name of ['conference', 'atHome'] as const)
      assert.equal((await visitor.post(`${entry(name)}/significance`, { significant: 'yes', reason: 'It began here.' })).status, 303)
    assert.deepEqual(
      (await view('team-manager', '?significant=only')).entries.map(one => one.root).sort(),
      [family.entries.conference, family.entries.atHome].sort(),
    )
    const { page } = await (await as('team-manager')).get(`${child()}?significant=only`)
    assert.match(page, /It began here\./)
    assert.match(page, /<\/svg> Significant/)
    await visitor.post(`${entry('atHome')}/significance`, { significant: 'no', reason: 'It was one of many.' })
    assert.deepEqual(
      (await view('team-manager', '?significant=only')).entries.map(one => one.root),
      [family.entries.conference],
    )
  })

  it('was not yet known on an earlier day', async () => {
    const then = await view('social-worker', '?known=2025-05-25')
    assert.ok(then.entries.every(one => one.significant === null && one.added.length === 0))
    assert.deepEqual((await view('social-worker', '?known=2025-05-25&significant=only')).entries, [])
  })

  it('beside what an agency keeps to itself it stays there', async () => {
    const [secret] = await tell(
      database,
      'social-worker',
      [
        {
          subject: family.amira,
          kind: coreGroup,
          on: '2025-03-20',
          audience: 'agency',
          parts: { record: { narrative: { progress: 'Kept.' } } },
        },
      ],
      { known: '2025-03-20' },
    )
    const path = `${child()}/entries/${secret}`
    assert.equal((await (await as('school-safeguarding-lead')).get(path)).status, 404)
    await (await as('social-worker')).get(path)
    await (await as('social-worker')).post(`${path}/significance`, { significant: 'yes', reason: 'Only we know.' })
    const [row] = await database.admin<{ audience: string }>(`select audience from gt.entry where answers = $1`, [secret])
    assert.equal(row?.audience, 'agency')
    assert.doesNotMatch((await (await as('school-safeguarding-lead')).get(`${child()}?significant=only`)).page, /Only we know/)
  })

  it('notes in the access line which entry was opened', async () => {
    await (await as('social-worker')).get(entry('conference'))
    const [line] = await database.admin<{ subject_ids: string[]; entry_ids: string[] }>(
      `select subject_ids, entry_ids from gt.access_line where route = 'GET /people/:person/entries/:entry' order by at desc limit 1`,
    )
    assert.deepEqual(line?.subject_ids, [family.amira])
    assert.ok(line?.entry_ids.includes(family.entries.conference))
  })
})

describe('the chronology', () => {
  it('reads newest or oldest first, and each page goes on where the last one ended', async () => {
    const begins = await tell(
      database,
      'social-worker',
      Array.from({ length: 60 }, (_, at) => ({
        subject: family.omar,
        kind: coreGroup,
        on: `2025-02-${String((at % 20) + 1).padStart(2, '0')}`,
        parts: { record: { narrative: { progress: `Number ${at}` } } },
      })),
      { known: '2025-03-01' },
    )
    assert.equal(begins.length, 60)
    for (const order of ['', '?order=oldest']) {
      const all: string[] = []
      let before = ''
      for (let page = 0; page < 4; page += 1) {
        const { body } = await (await as('social-worker')).json<PersonView>(
          `/people/${family.omar}${order}${before ? `${order ? '&' : '?'}before=${before}` : ''}`,
        )
        assert.ok(body.entries.length <= 50)
        all.push(...body.entries.map(one => `${one.on} ${one.root}`))
        if (!body.older) break
        before = body.older
      }
      assert.equal(new Set(all).size, all.length, 'no entry twice')
      assert.ok(all.length > 60)
      const days = all.map(one => one.slice(0, 10))
      assert.deepEqual(days, order ? [...days].sort() : [...days].sort().reverse())
    }
  })
})

describe('a manager’s statement of the pattern', () => {
  it('is for managers who work with the child: a social worker has no such page and is not offered it', async () => {
    assert.equal((await (await as('social-worker')).get(`${child()}/pattern`)).status, 404)
    assert.doesNotMatch((await (await as('social-worker')).get(child())).page, /State the pattern/)
    assert.match((await (await as('team-manager')).get(child())).page, /State the pattern/)
  })

  it('names what it rests on, what it means and what comes next, and stands at the top of the chronology', async () => {
    const visitor = await as('team-manager')
    const { page } = await visitor.get(`${child()}/pattern`)
    assert.match(page, /Initial child protection conference/)
    const missing = await visitor.post(`${child()}/pattern`, { pattern: 'Help comes and goes.' })
    assert.equal(missing.status, 422)
    for (const words of ['Choose at least one entry', 'Write what it means', 'Write what comes next'])
      assert.ok(missing.page.includes(words), words)
    const sent = await visitor.post(`${child()}/pattern`, {
      pattern: 'Help comes and goes.',
      evidence: family.entries.conference,
      means: 'Amira cannot count on it.',
      next: 'The core group plans for a year.',
    })
    assert.equal(sent.to, `${child()}#chronology`)
    const { pattern } = await view('school-safeguarding-lead')
    assert.equal(pattern?.pattern, 'Help comes and goes.')
    assert.deepEqual(
      pattern?.evidence.map(one => one.root),
      [family.entries.conference],
    )
    const shown = (await (await as('school-safeguarding-lead')).get(child())).page
    assert.ok(shown.indexOf('Help comes and goes.') < shown.indexOf('gt-timeline'), 'it stands above what happened')
    assert.equal((await view('social-worker', '?known=2025-05-25')).pattern, null)
  })

  it('rests only on entries of this record that the manager may read, and is no wider than these', async () => {
    const [secret] = await database.admin<{ entry_id: string }>(
      `select entry_id from gt.entry where subject_id = $1 and audience = 'agency' and kind = 'core-group'`,
      [family.amira],
    )
    const fields = { pattern: 'Two things.', means: 'Something.', next: 'Something else.' }
    const visitor = await as('team-manager')
    await visitor.get(`${child()}/pattern`)
    assert.equal((await visitor.post(`${child()}/pattern`, { ...fields, evidence: ids.account('social-worker') })).status, 422)
    assert.equal((await visitor.post(`${child()}/pattern`, { ...fields, evidence: secret?.entry_id ?? '' })).status, 303)
    assert.equal((await view('school-safeguarding-lead')).pattern?.pattern, 'Help comes and goes.')
    assert.equal((await view('social-worker')).pattern?.pattern, 'Two things.')
  })
})

describe('a print', () => {
  it('holds the parts that were chosen and no other, who printed it and when, and nothing folded away', async () => {
    const visitor = await as('social-worker')
    assert.match((await visitor.get(`${child()}/print`)).page, /Which parts\?/)
    const { page } = await visitor.get(`${child()}/print?part=who&part=happened&from=2025-01-01&until=2025-12-31`)
    assert.match(
      page,
      /Printed by [A-Z]\w+ Invented \d+, social worker, Invented Children&#39;s Social Care|Printed by [A-Z]\w+ Invented \d+, social worker, Invented Children's Social Care/,
    )
    assert.match(page, /Amirah Testcase/)
    assert.match(page, /Warm, food in the cupboards/)
    assert.match(page, /<details[^>]*open[^>]*>[\s\S]*Earlier version/)
    assert.doesNotMatch(page, /What is due|Help comes and goes|Sample Primary School: neglect/)
    const [line] = await database.admin<{ purpose: string; subject_ids: string[] }>(
      `select purpose, subject_ids from gt.access_line where route = 'GET /people/:person/print' order by at desc limit 1`,
    )
    assert.equal(line?.purpose, 'printed: who the child is, where, and who works with them; what happened')
    assert.ok(line?.subject_ids.includes(family.amira))
  })

  it('holds what its reader may read and no more', async () => {
    const { page } = await (await as('school-safeguarding-lead')).get(`${child()}/print?part=who&part=due&part=pattern&part=happened`)
    assert.doesNotMatch(page, /Omar|Marta|Invented Street|Kept\.|Two things/)
    const asked = await (await as('social-worker')).get(`${child()}/print?part=who&part=happened&address=shown`)
    assert.doesNotMatch(asked.page, /Invented Street|ZZ9/, 'a protected address never leaves the screen on paper')
    assert.match(page, /Help comes and goes/)
  })

  it('is printed whole though it has more pages than one', async () => {
    const { body } = await (await as('social-worker')).json<{ view: PersonView; more: boolean }>(
      `/people/${family.omar}/print?part=happened`,
    )
    assert.ok(body.view.entries.length > 60)
    assert.equal(body.more, false)
  })
})
