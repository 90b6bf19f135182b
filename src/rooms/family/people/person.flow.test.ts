import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { addDays, day } from '../../../guidance/index.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { identity, involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { coreGroup } from '../../child-protection/index.ts'
import { tell } from '../../testing/tell.ts'
import { rolesWithout, unmarked } from '../../testing/visitor.ts'
import { openPerson, titles } from '../testing/open-person.ts'

const { database, as, family, view, html } = await openPerson()

describe('who may open a child’s page', () => {
  it('nobody whose role has no row for it, and nobody without a relationship: what they get is the page of no such child', async () => {
    const nobody = newId<SubjectId>()
    const without = rolesWithout('GET /people/:person')
    assert.ok(without.length > 0)
    const strangers = ['health-practitioner', 'early-help-practitioner']
    for (const role of [...without, ...strangers]) {
      const visitor = await as(role)
      const [theirs, none] = [await visitor.get(`/people/${family.amira}`), await visitor.get(`/people/${nobody}`)]
      assert.equal(theirs.status, 404, role)
      assert.equal(unmarked(theirs.page), unmarked(none.page), role)
      assert.equal((await visitor.get(`/people/${family.amira}?known=2025-03-01`)).status, 404, role)
    }
    const [line] = await database.admin<{ n: number }>(
      'select count(*)::integer as n from gt.access_line where account_id = any ($1) and $2 = any (subject_ids) and route like $3',
      [strangers.map(ids.account), family.amira, '%/people/%'],
    )
    assert.equal(line?.n, 0)
  })

  it('it is for people: a household or a matter has no such page', async () => {
    assert.equal((await (await as('bridge-manager')).get(`/people/${family.household}`)).status, 404)
    assert.equal((await (await as('social-worker')).get('/people/not-an-id')).status, 404)
  })

  it('somebody excluded from the record finds nothing, as known on a day either, though they are the lead worker', async () => {
    const account = ids.account('social-worker')
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      family.omar,
      account,
    ])
    for (const query of ['', '?known=2025-03-01'])
      assert.equal((await (await as('social-worker')).get(`/people/${family.omar}${query}`)).status, 404)
    assert.deepEqual(
      (await view('social-worker', '?known=2025-03-01')).homes[0]?.others.map(one => one.name),
      ['Marta Testcase'],
    )
    await database.admin('delete from gt.excluded where subject_id = $1', [family.omar])
  })

  it('after an involvement has ended, the very next request shows what one’s own agency wrote and nothing else', async () => {
    const child = newId<SubjectId>()
    const works = (holder: string, form: string, relation: string) => ({
      subject: child,
      kind: involvement,
      on: '2025-01-10',
      parts: { record: { facts: { holder, form, as: relation } } },
    })
    const [, lead] = await tell(
      database,
      'bridge-manager',
      [
        {
          subject: child,
          kind: identity,
          on: '2025-01-10',
          parts: { record: { facts: { is: 'child', given: 'Closed', family: 'Testcase' } } },
        },
        works(ids.account('social-worker'), 'account', 'lead'),
        works(ids.team.north, 'team', 'manager'),
      ],
      { begins: [{ subject: child, form: 'person' }] },
    )
    const [own, theirs] = await tell(
      database,
      'social-worker',
      ['2025-01-12', '2025-01-13'].map(on => ({
        subject: child,
        kind: coreGroup,
        on,
        parts: { record: { narrative: { progress: `Recorded for ${on}.` } } },
      })),
    )
    for (const table of ['entry', 'entry_part'])
      await database.admin(`update gt.${table} set agency_id = $2 where entry_id = $1`, [theirs, ids.agency.health])
    assert.equal((await view('social-worker', '', child)).who?.name, 'Closed Testcase')
    assert.match(await html('social-worker', '', child), /Recorded for 2025-01-13/)
    await tell(database, 'team-manager', [
      { subject: child, kind: involvementEnd, on: '2025-02-01', ...(lead ? { answers: lead } : {}), parts: { record: {} } },
    ])
    const closed = await view('social-worker', '', child)
    assert.equal(closed.worksWith, false)
    assert.deepEqual([closed.who, closed.homes, closed.workers, closed.findings], [null, [], [], []])
    assert.ok(closed.entries.some(entry => entry.root === own) && !closed.entries.some(entry => entry.root === theirs))
    assert.match(await html('social-worker', '', child), /You do not work with this child now/)
    assert.equal((await (await as('social-worker')).get(`/people/${child}?known=2025-01-20`)).status, 404)
    assert.equal((await (await as('police-officer')).get(`/people/${child}`)).status, 404)
  })
})

describe('a child’s page', () => {
  it('says who the child is, with whom, what is open, who works with them and when they were last seen', async () => {
    const page = await html('social-worker')
    for (const words of [
      'Amirah Testcase',
      'Known as Ami',
      'Marta Testcase',
      '(mother)',
      'Omar Testcase',
      'Child protection plan: neglect',
      'Interpreter needed: Polish',
      'North Team',
    ])
      assert.ok(page.includes(words), words)
    const { lastSeen } = await view('social-worker')
    assert.deepEqual(
      lastSeen.map(({ how, when }) => [how, when.split(',')[0]]),
      [
        ['by anyone', '12 Feb 2025'],
        ['by a social worker', '12 Feb 2025'],
        ['alone', '12 Feb 2025'],
        ['at home', '12 Feb 2025'],
      ],
    )
    assert.doesNotMatch(/<title>([^<]*)/.exec(page)?.[1] ?? 'Amira', /Ami|Testcase/)
    assert.match(page, /class="gt-timeline"/)
  })

  it('says what the child last said, how old that is, and how to reach who works with them', async () => {
    const { voice, workers } = await view('social-worker')
    assert.equal(voice?.words, '“I have toast when Nana comes. She makes it.”')
    assert.equal(voice?.entry, family.entries.atSchool)
    assert.match(voice?.when ?? '', /^6 Feb 2025, /)
    assert.equal(workers.find(one => one.as === 'Lead worker')?.mail, ids.email('social-worker'))
    const page = await html('social-worker')
    assert.ok(page.includes(`mailto:${ids.email('conference-chair')}`))
    const before = await view('social-worker', '?known=2025-03-31')
    assert.equal(before.voice?.words, '“I have toast when Nana comes.”')
  })

  it('says what is due by the child’s name, why, and what it rests on', async () => {
    const [critical] = (await view('social-worker')).findings
    assert.equal(critical?.level, 'CRITICAL')
    assert.match(critical?.says ?? '', /^Ami, who is on a child protection plan, has not been seen at home since 12 Feb 2025\./)
    assert.deepEqual(critical?.evidence.map(one => one.root).sort(), [family.entries.conference, family.entries.atHome].sort())
    const page = await html('social-worker')
    assert.match(page, /visits briefing, July 2024, box 3 and box 2/)
    assert.ok(page.includes(`href="#entry-${family.entries.atHome}"`) && page.includes(`id="entry-${family.entries.atHome}"`))
  })

  it('shows findings to those whom the matrix lets read them: none to the school', async () => {
    const shown = (await view('team-manager')).findings.map(one => one.rule)
    for (const rule of ['not-seen-at-home', 'cp-visit-due', 'core-group-overdue']) assert.ok(shown.includes(rule), rule)
    assert.deepEqual((await view('school-safeguarding-lead')).findings, [])
  })

  it('names of a household only those the reader works with', async () => {
    assert.deepEqual((await view('school-safeguarding-lead')).homes, [{ others: [], where: null }])
    assert.doesNotMatch(await html('school-safeguarding-lead'), /Omar|Marta/)
  })

  it('hides a protected address until it is asked for, and writes down that it was', async () => {
    assert.doesNotMatch(await html('social-worker'), /Invented Street|ZZ9/)
    assert.match(await html('social-worker', '?address=shown'), /1 Invented Street, ZZ9 9ZZ.*do not pass it on/)
    const [line] = await database.admin<{ purpose: string }>('select purpose from gt.access_line order by at desc limit 1')
    assert.equal(line?.purpose, 'a protected address, asked for')
    assert.doesNotMatch(await html('school-safeguarding-lead', '?address=shown'), /Invented Street|ZZ9/)
  })

  it('shows honestly what was corrected, withdrawn or recorded late, and prints a month as a month', async () => {
    const { entries } = await view('social-worker')
    const by = (root: string) => entries.find(entry => entry.root === root)
    const corrected = by(family.entries.atSchool)
    assert.equal(corrected?.title, 'Seen alone at school by the lead social worker')
    assert.equal(corrected?.corrected, '2025-04-01')
    assert.equal(corrected?.earlier[0]?.title, 'Seen with a carer present at school by the lead social worker')
    assert.equal(by(family.entries.coreGroup)?.withdrawn, '2025-03-15')
    assert.equal(by(family.entries.atHome)?.recorded, '2025-03-10')
    assert.equal(entries.filter(entry => entry.root === family.entries.atSchool).length, 1)
    const page = await html('social-worker')
    assert.match(page, /recorded 10 Mar 2025, 26 days later/)
    assert.match(page, /corrected 1 Apr 2025/)
    assert.match(page, /Withdrawn: Core group met/)
    assert.match(page, /Apr 2011/)
    assert.doesNotMatch(page, /15 Apr(il)? 2011/)
  })

  it('is filtered by who recorded it, what it is and when, and shown as a table as well', async () => {
    assert.deepEqual(titles(await view('social-worker', '?kind=visit')).length, 2)
    assert.deepEqual(titles(await view('social-worker', '?from=2025-02-01&until=2025-02-10')), [
      '6 Feb 2025: Seen alone at school by the lead social worker',
    ])
    assert.deepEqual((await view('social-worker', '?agency=police')).entries, [])
    assert.match(await html('social-worker', '?view=table&kind=visit'), /<table[\s\S]*Seen alone at home/)
    const boxed = await (await as('social-worker')).get(
      `/people/${family.amira}?from-day=1&from-month=2&from-year=2025&until-day=&until-month=&until-year=&kind=visit`,
    )
    assert.deepEqual([boxed.status, boxed.to], [303, `/people/${family.amira}?kind=visit&from=2025-02-01`])
    const wrong = await (await as('social-worker')).get(`/people/${family.amira}?from-day=31&from-month=2&from-year=2025`)
    assert.equal(wrong.status, 422)
    assert.match(wrong.page, /Enter the first day as a real date/)
    assert.match(wrong.page, /value="31"/)
  })

  it('shows the fifty newest entries, the older ones by a link, each once', async () => {
    const child = newId<SubjectId>()
    await tell(
      database,
      'bridge-manager',
      [
        {
          subject: child,
          kind: identity,
          on: '2020-01-01',
          parts: { record: { facts: { is: 'child', given: 'Long', family: 'Testcase' } } },
        },
        {
          subject: child,
          kind: involvement,
          on: '2020-01-01',
          parts: { record: { facts: { holder: ids.account('social-worker'), form: 'account', as: 'lead' } } },
        },
      ],
      { begins: [{ subject: child, form: 'person' }] },
    )
    await tell(
      database,
      'social-worker',
      Array.from({ length: 118 }, (_, at) => ({
        subject: child,
        kind: coreGroup,
        on: addDays(day('2021-01-01'), Math.floor(at / 3)),
        parts: { record: {} },
      })),
    )
    const seen: string[] = []
    let query = ''
    for (const many of [50, 50, 20]) {
      const page = await view('social-worker', query, child)
      assert.equal(page.entries.length, many)
      seen.push(...page.entries.map(entry => entry.root))
      query = `?before=${encodeURIComponent(page.older ?? '')}`
    }
    assert.equal(new Set(seen).size, 120)
    assert.match(await html('social-worker', '', child), /Older entries/)
  })

  it('writes an access line with every record and entry it showed, and up to when it was complete', async () => {
    const shown = await view('social-worker')
    const [line] = await database.admin<{ subject_ids: string[]; entry_ids: string[]; same: boolean; route: string }>(
      `select l.subject_ids, l.entry_ids, l.route, l.seen_to = (select s.known_at from gt.subject s where s.subject_id = $1) as same
       from gt.access_line l order by l.at desc limit 1`,
      [family.amira],
    )
    assert.equal(line?.route, 'GET /people/:person')
    assert.deepEqual(new Set(line?.subject_ids), new Set([family.amira, family.omar, family.marta]))
    const told = [
      ...shown.entries.map(entry => entry.root),
      ...shown.findings.flatMap(one => one.evidence.map(entry => entry.root)),
      family.entries.corrected,
      family.entries.withdrawal,
      family.entries.stay,
    ]
    for (const id of told) assert.ok(line?.entry_ids.includes(id), id)
    assert.equal(line?.same, true)
  })
})
