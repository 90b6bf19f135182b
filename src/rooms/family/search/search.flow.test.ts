import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { identifier, identity, involvement, otherName, residence } from '../../../thread/own-kinds/index.ts'
import { referralTold } from '../../front-door/index.ts'
import { linesOf } from '../../testing/lines.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { type Telling, tell } from '../../testing/tell.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import type { Found } from '../matching/find-people.ts'
import { lookFor, pageFound } from '../testing/looking.ts'
import { testcaseFamily } from '../testing/testcase-family.ts'
import { familyRoutes } from '../web.ts'

const { database, as: visitor } = await openForTests([familyRoutes], { first: '/search' })
const family = await testcaseFamily(database)

/** Tells the record of a person as The Bridge, on one day. */
const append = (
  entries: readonly Omit<Telling, 'on'>[],
  begins: readonly { subject: SubjectId; form: 'person' | 'matter' | 'context' }[] = [],
) =>
  tell(
    database,
    'bridge-manager',
    entries.map(entry => ({ ...entry, on: '2026-01-05' })),
    { begins },
  )
const putOnRecord = async (facts: { given: string; family: string; born?: string }): Promise<SubjectId> => {
  const child = newId<SubjectId>()
  await append(
    [{ subject: child, kind: identity, parts: { record: { facts: { is: 'child', ...facts } } } }],
    [{ subject: child, form: 'person' }],
  )
  return child
}

type Line = Found & {
  readonly beside: { opens: boolean; working: { relation: string; name: string }[]; places: { protected: boolean; postcode: string }[] }
}
const searched = async (role: string, q: string): Promise<readonly Line[]> => {
  const asker = await visitor(role)
  const { status, body } = await asker.json<{ people: readonly Line[] }>(await lookFor(asker, q))
  assert.equal(status, 200)
  return body.people
}
const finds = async (role: string, q: string, person: SubjectId): Promise<boolean> =>
  (await searched(role, q)).some(one => one.person === person)

const searchers = ['bridge-screener', 'bridge-social-worker', 'bridge-manager', 'social-worker', 'team-manager', 'emergency-duty-worker']

describe('the search box', () => {
  it('stands on every page of those who may search and on none of the others, who are told there is no such page', async () => {
    const others = rolesWithout('GET /search')
    assert.ok(others.includes('school-safeguarding-lead') && others.includes('police-officer') && others.includes('system-administrator'))
    const found = await lookFor(await visitor('social-worker'), 'Amira')
    for (const role of others) {
      const other = await visitor(role)
      for (const { status, page } of [await other.get('/search'), await other.get(found), await other.post('/search', { q: 'Amira' })]) {
        assert.equal(status, 404, role)
        assert.doesNotMatch(page, /role="search"|Testcase/, role)
      }
      assert.doesNotMatch((await (await visitor(role)).get('/')).page, /role="search"/, role)
    }
    for (const role of [...searchers, 'conference-chair'])
      assert.match(
        (await (await visitor(role)).get('/')).page,
        /<form class="gt-search" method="post" action="\/search" role="search"/,
        role,
      )
  })

  it('says what can be typed where nothing was, and what to do where nobody is found', async () => {
    const duty = await visitor('emergency-duty-worker')
    assert.match((await duty.get('/search')).page, /What you can type/)
    for (const q of ['', '   ']) assert.equal(await lookFor(duty, q), '/search', 'nothing is kept where nothing was typed')
    for (const q of ['?!', '\u{1f642}'.repeat(300), `a${'\u{1f642}'.repeat(300)}`, 'a'.repeat(500)])
      assert.equal((await pageFound(duty, q)).status, 200, q)
    const { page } = await pageFound(duty, 'Nobody Thatexists 1/1/2001')
    assert.match(page, /Nobody on record that you may find fits the name Nobody Thatexists and born 1 January 2001/)
    assert.match(page, /href="\/concerns\/new"/)
    assert.doesNotMatch(/<title>([^<]*)/.exec(page)?.[1] ?? '', /Thatexists/)
  })

  it('keeps what was looked for out of every address, and for whoever looked alone', async () => {
    const [worker, manager] = [await visitor('social-worker'), await visitor('team-manager')]
    const found = await lookFor(worker, 'Amirah Testcase')
    assert.match(found, /^\/search\/[0-9a-f-]{36}$/)
    const first = await worker.get(found)
    assert.match(first.page, /value="Amirah Testcase"/)
    assert.match(first.page, new RegExp(`href="/people/${family.amira}"`))
    assert.equal((await worker.get(found)).page.match(/gt-found__who/g)?.length, first.page.match(/gt-found__who/g)?.length, 'read again')
    const before = (await linesOf(database, family.amira)).length
    for (const address of [found, `/search/${newId()}`, '/search/amirah']) {
      const { status, page } = await manager.get(address)
      assert.equal(status, 404, address)
      assert.doesNotMatch(page, /Amirah/, address)
    }
    assert.equal((await linesOf(database, family.amira)).length, before, 'nobody was shown to anybody')
    assert.doesNotMatch((await worker.get('/search?q=Amirah+Testcase')).page, /gt-found|Amirah/, 'an address with words in it finds nobody')
    await database.admin('delete from gt.own_search')
    assert.equal((await worker.get(found)).status, 404, 'forgotten')
  })

  it('finds a child by a name half remembered and a date of birth with day and month swapped, says why, and whom to ring', async () => {
    const xanthe = newId<SubjectId>()
    await append(
      [
        { subject: xanthe, kind: identity, parts: { record: { facts: { is: 'child', given: 'Xanthe', family: 'Testcase' } } } },
        { subject: xanthe, kind: involvement, parts: { record: { facts: { holder: ids.team.north, form: 'team', as: 'manager' } } } },
      ],
      [{ subject: xanthe, form: 'person' }],
    )
    const { page } = await pageFound(await visitor('emergency-duty-worker'), 'testcaes ami 2/2/2018')
    assert.match(page, /Amirah Testcase \(known as Ami\), \d+, born 2 Feb 2018/)
    assert.match(page, /Why this person: [^<]*same first name/)
    assert.match(page, /leads the work \(North Team\)/)
    assert.match(page, new RegExp(`href="/people/${family.amira}"`), 'out of hours every child with whom somebody works opens')
    const other = await pageFound(await visitor('bridge-screener'), 'xanthe testcase')
    assert.match(other.page, /North Team/)
    assert.match(other.page, /You do not work with them: ask/)
    assert.doesNotMatch(other.page, new RegExp(`href="/people/${xanthe}"`), 'no way in for somebody who does not work with her')
    const own = await pageFound(await visitor('social-worker'), 'amirah testcase')
    assert.match(own.page, new RegExp(`href="/people/${family.amira}"`))
    assert.match(own.page, /Child protection plan: neglect/)
  })

  it('finds a child whose first name nobody gave, and one not yet born, by the family name', async () => {
    const unnamed = await putOnRecord({ given: '', family: 'Firstless', born: '2019-08-08' })
    const baby = newId<SubjectId>()
    await append(
      [{ subject: baby, kind: identity, parts: { record: { facts: { is: 'unborn', family: 'Firstless' } } } }],
      [{ subject: baby, form: 'person' }],
    )
    const named = await putOnRecord({ given: 'Ida', family: 'Firstless', born: '2012-01-01' })
    const found = (await searched('bridge-screener', 'Ida Firstless')).map(one => one.person)
    assert.equal(found[0], named)
    assert.deepEqual(new Set(found), new Set([named, unnamed, baby]))
    assert.match(
      (await searched('bridge-screener', 'Ivo Firstless 8/8/2019'))[0]?.why.join() ?? '',
      /no first name on record,same date of birth/,
    )
  })

  it('names everybody it shows on the access line, each by the role that searched', async () => {
    const found = await searched('emergency-duty-worker', 'Testcase')
    assert.ok(found.length >= 3)
    for (const { person } of found) {
      const [line] = await linesOf(database, person)
      assert.equal(line?.route, 'GET /search/:search')
      assert.equal(line?.role, 'emergency-duty-worker')
      assert.deepEqual(new Set(line?.subject_ids), new Set(found.map(one => one.person)))
    }
  })

  it('finds somebody by a number, exactly, and by a name they had before', async () => {
    const child = await putOnRecord({ given: 'Noor', family: 'Numbered', born: '2017-05-05' })
    const was = newId<EntryId>()
    await append([
      { subject: child, kind: involvement, parts: { record: { facts: { holder: ids.team.bridge, form: 'team', as: 'screener' } } } },
    ])
    await append([
      { subject: child, id: was, kind: identifier, parts: { record: { facts: { scheme: 'nhs-number', value: '9434765919' } } } },
      { subject: child, kind: otherName, parts: { record: { facts: { sort: 'former', given: 'Noor', family: 'Beforehand' } } } },
    ])
    const [one, ...more] = await searched('social-worker', '943 476 5919')
    assert.equal(one?.person, child)
    assert.deepEqual(one?.why, ['same NHS number'])
    assert.deepEqual(more, [])
    assert.match((await searched('social-worker', 'Noor Beforehand'))[0]?.why.join() ?? '', /under another name on record/)
    await append([{ subject: child, kind: identifier, corrects: was, withdraws: true, parts: {} }])
    assert.deepEqual(await searched('social-worker', '943 476 5919'), [], 'a number that was withdrawn finds nobody')
  })

  it('finds by where somebody lives, and never by or with an address that is protected', async () => {
    const home = newId<SubjectId>()
    await append([], [{ subject: home, form: 'context' }])
    const child = await putOnRecord({ given: 'Pia', family: 'Postcode', born: '2016-06-06' })
    const lives = (subject: SubjectId, household: SubjectId, hidden: boolean, more: object = {}) => ({
      subject,
      kind: residence,
      ...more,
      parts: {
        record: { facts: { household } },
        whereabouts: { facts: { postcode: 'ZZ8 8ZZ', protected: hidden }, narrative: { address: '12, Invented Mill St' } },
      },
    })
    const stay = newId<EntryId>()
    await append([lives(child, home, false, { id: stay })])
    assert.deepEqual((await searched('bridge-screener', 'zz88zz'))[0]?.why, ['lives at this postcode'])
    assert.deepEqual((await searched('bridge-screener', '12 invented mill street'))[0]?.why, ['lives at this address'])
    for (const role of searchers) assert.equal(await finds(role, '12 invented mill street', child), true, role)
    const { page } = await pageFound(await visitor('bridge-screener'), 'zz88zz')
    assert.doesNotMatch(page, /12, Invented Mill St/, 'the address is for those who may read where the child is')

    const sibling = await putOnRecord({ given: 'Pip', family: 'Postcode', born: '2018-06-06' })
    const hidden = newId<EntryId>()
    await append([lives(sibling, home, true, { id: hidden })])
    for (const role of searchers)
      for (const q of ['zz88zz', '12 invented mill street'])
        assert.deepEqual(await searched(role, q), [], `${role}: one protected address of a household protects it all`)
    await append([{ ...lives(sibling, home, false), corrects: hidden }])
    assert.equal((await searched('bridge-screener', 'zz88zz')).length, 0, 'what was protected once in a household stays so')

    const { page: own } = await pageFound(await visitor('social-worker'), 'amirah testcase')
    assert.match(own, /Address protected/)
    assert.doesNotMatch(own, /1 Invented Street|ZZ9 9ZZ/)
    assert.deepEqual(await searched('social-worker', 'ZZ9 9ZZ'), [])
  })

  it('does not know somebody whose record is closed to the asker, nor counts them', async () => {
    const child = await putOnRecord({ given: 'Clo', family: 'Closedaway', born: '2015-04-04' })
    assert.equal(await finds('bridge-manager', 'Clo Closedaway', child), true)
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      child,
      ids.account('bridge-manager'),
    ])
    assert.deepEqual(await searched('bridge-manager', 'Clo Closedaway'), [])
    assert.equal(await finds('social-worker', 'Clo Closedaway', child), true, 'who is not excluded finds the child')
    await database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', [ids.partnership, child])
    await database.admin('insert into gt.named_only (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      child,
      ids.account('team-manager'),
    ])
    for (const role of searchers) assert.equal(await finds(role, 'Clo Closedaway 4/4/2015', child), role === 'team-manager', role)
  })

  it('finds for a conference chair the children they chair, and nobody else', async () => {
    assert.equal(await finds('conference-chair', 'Amira Testcase', family.amira), true)
    assert.equal(await finds('conference-chair', 'Omar Testcase', family.omar), false)
    assert.deepEqual(
      (await searched('conference-chair', 'Testcase')).map(one => one.person),
      [family.amira],
    )
  })

  it('stops finding the very moment the record of a name is withdrawn or an involvement ends', async () => {
    const [child, entry] = [newId<SubjectId>(), newId<EntryId>()]
    await append(
      [{ subject: child, id: entry, kind: identity, parts: { record: { facts: { is: 'child', given: 'Wim', family: 'Withdrawn' } } } }],
      [{ subject: child, form: 'person' }],
    )
    assert.equal(await finds('social-worker', 'Wim Withdrawn', child), true)
    await append([{ subject: child, kind: identity, corrects: entry, withdraws: true, parts: {} }])
    assert.equal(await finds('social-worker', 'Wim Withdrawn', child), false)
  })

  it('opens a concern by its reference, for those who work on it alone', async () => {
    const matter = newId<SubjectId>()
    await append(
      [
        {
          subject: matter,
          kind: referralTold,
          parts: {
            record: {
              facts: {
                form: 'worried-about-a-child',
                inDangerNow: false,
                referrerIs: 'professional',
                source: 'education',
                concerns: ['neglect'],
                familyTold: 'yes',
                children: [{ label: 'child 1', given: 'Amira', family: 'Testcase' }],
              },
              narrative: { seenOrHeard: 'Hungry on Monday.' },
            },
          },
        },
        { subject: matter, kind: involvement, parts: { record: { facts: { holder: ids.team.bridge, form: 'team', as: 'queue' } } } },
      ],
      [{ subject: matter, form: 'matter' }],
    )
    const [, one, two, three] = /(.{4})(.{4})(.{4})$/.exec(matter) ?? []
    const reference = `GT-${one}-${two}-${three}`.toUpperCase()
    const { page } = await pageFound(await visitor('bridge-screener'), reference)
    assert.match(page, new RegExp(`href="/bridge/${matter}"`))
    assert.equal((await linesOf(database, matter))[0]?.route, 'GET /search/:search')
    for (const role of ['social-worker', 'emergency-duty-worker']) {
      const other = await pageFound(await visitor(role), reference)
      assert.doesNotMatch(other.page, new RegExp(matter), role)
      assert.match(other.page, /Nobody on record that you may find fits the reference/)
    }
  })

  it('finds nobody of another partnership', async () => {
    const found = await searched('bridge-manager', 'Testcase')
    const [other] = await database.admin<{ n: number }>(
      'select count(*)::integer as n from gt.person where partnership_id <> $1 and subject_id = any ($2)',
      [ids.partnership, found.map(one => one.person)],
    )
    assert.equal(other?.n, 0)
  })
})
