import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { addDays, dayOf, momentOf, printShort, Temporal } from '../../../guidance/index.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWith, rolesWithout } from '../../testing/visitor.ts'
import { pageFound } from '../testing/looking.ts'
import { testcaseFamily } from '../testing/testcase-family.ts'
import { familyRoutes } from '../web.ts'
import { facts } from './facts/index.ts'
import { factLabels } from './facts/labels.ts'

const { database, as } = await openForTests([familyRoutes])
const family = await testcaseFamily(database)

const today = dayOf(momentOf(Temporal.Now.instant()))
const at = (path = 'details', person: SubjectId = family.amira) => `/people/${person}/${path}`
const read = async (role: string, path?: string, person?: SubjectId): Promise<string> => {
  const { status, page } = await (await as(role)).get(at(path, person))
  assert.equal(status, 200, `${role} ${path}: ${status}`)
  return page
}
const send = async (role: string, fact: string, fields: Record<string, string>, person?: SubjectId) =>
  (await as(role)).post(at(`details/${fact}`, person), fields)
const kept = async (role: string, fact: string, fields: Record<string, string>, person?: SubjectId): Promise<void> => {
  const answer = await send(role, fact, fields, person)
  assert.equal(answer.status, 303, /govuk-error-summary[\s\S]*?<\/div>/.exec(answer.page)?.[0] ?? answer.page.slice(0, 300))
}
/** The fields of a form as a browser would send them back. */
const hidden = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="(entry|seen)" value="([^"]+)"/g)].map(found => [found[1] ?? '', found[2] ?? '']),
  )
const linkTo = (page: string, fact: string): string => {
  const link = new RegExp(`/details/${fact}\\?entry=([0-9a-f-]+)`).exec(page)?.[0]
  assert.ok(link, `a way to change ${fact}`)
  return link.slice(1)
}
const plain = (page: string): string => page.replace(/nonce="[^"]*"/g, '').replace(/name="(csrf|commandId)" value="[^"]*"/g, '')
const on = (name: string, date: string): Record<string, string> => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

describe('who may open the pages of people and details', () => {
  it('nobody whose role has no row, and nobody without a relationship: what they get is the page of no such child', async () => {
    const nobody = newId<SubjectId>()
    for (const path of ['details', 'network', 'adults', 'details/name', 'details/move']) {
      const route = path.startsWith('details/') ? 'GET /people/:person/details/:fact' : `GET /people/:person/${path}`
      const without = rolesWithout(route)
      assert.ok(without.length > 0 && rolesWith(route).length > 5)
      for (const role of [...without, 'health-practitioner']) {
        const visitor = await as(role)
        const [theirs, none] = [await visitor.get(at(path)), await visitor.get(at(path, nobody))]
        assert.equal(theirs.status, 404, `${role} ${path}`)
        assert.equal(plain(theirs.page), plain(none.page), `${role} ${path}`)
      }
    }
    assert.equal((await (await as('social-worker')).get(at('details', family.household))).status, 404)
    assert.equal((await (await as('social-worker')).get(at('details/no-such-fact'))).status, 404)
  })

  it('a school that works with the child reads who the child is, tells of early help and of services and changes nothing else, whatever it sends', async () => {
    const page = await read('school-safeguarding-lead')
    assert.match(page, /Amirah Testcase/)
    assert.deepEqual(
      [...new Set([...page.matchAll(/\/details\/([a-z-]+)/g)].map(found => found[1]))],
      ['early-help-assessment', 'signposted'],
    )
    for (const fact of [...facts.keys()].filter(fact => !['early-help-assessment', 'signposted'].includes(fact))) {
      assert.equal((await (await as('school-safeguarding-lead')).get(at(`details/${fact}`))).status, 404, fact)
      assert.equal((await send('school-safeguarding-lead', fact, { given: 'Changed', how: 'right' })).status, 404, fact)
    }
    assert.doesNotMatch(await read('social-worker'), /Changed/)
  })

  it('every fact opens to the lead worker or says that it is no fact of this child', async () => {
    for (const fact of facts.keys()) {
      const { status, page } = await (await as('social-worker')).get(at(`details/${fact}`))
      const fields = [...page.matchAll(/<(?:input|select|textarea)(?![^>]*type="(?:hidden|search)")[^>]* name="([a-zA-Z]+)/g)].map(
        found => found[1] ?? '',
      )
      for (const field of fields)
        assert.ok(Object.hasOwn(factLabels, field) || ['q', 'search'].includes(field), `${fact}: ${field} has no label`)
      assert.ok(status === 404 || fields.length > 0, fact)
      assert.equal(status, ['leave', 'new-adult'].includes(fact) && status === 404 ? 404 : 200, fact)
    }
    assert.equal((await (await as('social-worker')).get(at('details/new-adult'))).status, 404)
    assert.equal((await (await as('team-manager')).get(at('details/new-adult'))).status, 200)
  })

  it('leaves an access line with everybody and every entry that was shown', async () => {
    await read('social-worker')
    const [line] = await database.admin<{ subject_ids: string[]; entry_ids: string[]; route: string }>(
      `select subject_ids, entry_ids, route from gt.access_line order by at desc limit 1`,
    )
    assert.equal(line?.route, 'GET /people/:person/details')
    assert.deepEqual(new Set(line?.subject_ids), new Set([family.amira, family.omar, family.marta]))
    assert.ok(line?.entry_ids.includes(family.entries.stay) && line.entry_ids.includes(family.entries.renamed))
  })
})

describe('who a child is', () => {
  it('a name that was written down wrongly is put right, and the earlier version stays on record', async () => {
    const form = await read('social-worker', 'details/name')
    assert.match(form, /value="Amirah"/)
    assert.doesNotMatch(/<title>([^<]*)/.exec(form)?.[1] ?? 'Amirah', /Amirah|Testcase/)
    await kept('social-worker', 'name', { given: 'Amira Rose', family: 'Testcase', knownAs: 'Ami', how: 'right' })
    assert.match(await read('social-worker'), /Amira Rose Testcase, known as Ami/)
    const chronology = (await (await as('social-worker')).get(`/people/${family.amira}?kind=identity`)).page
    assert.match(chronology, /As recorded[^<]*Recorded as Amirah Testcase/)
    assert.match(await read('social-worker'), /Polish/, 'what else is known of her is left as it stands')
  })

  it('a name that has changed holds from a day that has come, and not before what is recorded already', async () => {
    const fields = { given: 'Amira', family: 'Sample', how: 'changed' }
    const none = await send('social-worker', 'name', fields)
    assert.equal(none.status, 422)
    assert.match(none.page, /Enter the day from which it holds/)
    assert.match((await send('social-worker', 'name', { ...fields, ...on('from', '2199-01-01') })).page, /Enter today or a day before it/)
    assert.match((await send('social-worker', 'name', { ...fields, ...on('from', '2025-01-01') })).page, /was last recorded for 1 May 2025/)
    await kept('social-worker', 'name', { ...fields, ...on('from', '2025-09-01') })
    assert.match(await read('social-worker'), /Amira Sample/)
    const then = await (await as('social-worker')).json<{ who: { name: string } }>(`/people/${family.amira}?known=2025-06-01`)
    assert.equal(then.body.who.name, 'Amirah Testcase', 'what was known then stays what was known then')
  })

  it('a date of birth is as exact as it is known', async () => {
    await kept('social-worker', 'birth', { 'born-year': '2018', 'born-month': '3', 'born-day': '', sex: 'female', how: 'right' })
    const page = await read('social-worker')
    assert.match(page, /Mar 2018 \(about \d+\)/)
    assert.match(page, /female/)
    for (const [box, says] of [
      [{ 'born-year': '2018', 'born-month': '13', 'born-day': '' }, /the whole date of birth/],
      [{ 'born-year': '18', 'born-month': '', 'born-day': '' }, /the whole date of birth/],
      [{ 'born-year': '2190', 'born-month': '1', 'born-day': '1' }, /not in the future/],
    ] as const) {
      const wrong = await send('social-worker', 'birth', { ...box, how: 'right' })
      assert.equal(wrong.status, 422)
      assert.match(wrong.page, says)
    }
    await kept('social-worker', 'birth', { ...on('born', '2018-02-02'), sex: 'female', how: 'right' })
  })

  it('another name is added, put right and taken back', async () => {
    await kept('social-worker', 'other-name', { sort: 'alias', given: 'Mimi', note: 'At nursery' })
    const link = linkTo(await read('social-worker'), 'other-name')
    const form = await (await as('social-worker')).get(at(link))
    assert.equal(form.status, 200)
    await kept('social-worker', 'other-name', { ...hidden(form.page), sort: 'alias', given: 'Mimie' })
    assert.match(await read('social-worker'), /Mimie/)
    assert.doesNotMatch(await read('social-worker'), /Mimi</)
    const keys = await database.admin<{ n: number }>(
      `select count(*)::integer as n from gt.person_key where subject_id = $1 and given_key ilike '%mimie%'`,
      [family.amira],
    )
    assert.ok((keys[0]?.n ?? 0) > 0, 'people are found by their other names')
    const stale = await send('social-worker', 'other-name', { ...hidden(form.page), sort: 'alias', given: 'Mimo' })
    assert.equal(stale.status, 409, 'what somebody else changed meanwhile is not overwritten')
    assert.match(stale.page, /Somebody changed this/)
    const again = await (await as('social-worker')).get(at(linkTo(await read('social-worker'), 'other-name')))
    const back = await send('social-worker', 'other-name', { ...hidden(again.page), intent: 'mistake' })
    assert.equal(back.status, 303)
    assert.doesNotMatch(await read('social-worker'), /Mimie/)
  })

  it('a number that fails its own check is refused with what would be accepted, and one that holds is kept once', async () => {
    const wrong = await send('social-worker', 'identifier', { scheme: 'nhs-number', value: '943 476 5918' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.page, /ten figures, for example 943 476 5919/)
    assert.match(wrong.page, /value="943 476 5918"/, 'what was typed is still there')
    const id = newId()
    await kept('social-worker', 'identifier', { scheme: 'nhs-number', value: '943 476 5919', commandId: id })
    await kept('social-worker', 'identifier', { scheme: 'nhs-number', value: '943 476 5919', commandId: id })
    assert.match(await read('social-worker'), /943 476 5919/)
    assert.match((await send('social-worker', 'identifier', { scheme: 'nhs-number', value: '9434765919' })).page, /on the record already/)
    await kept('social-worker', 'identifier', { scheme: 'upn', value: 'v355200000001' })
    assert.match(await read('social-worker'), /V355200000001/)
    assert.equal([...(await read('social-worker')).matchAll(/943 476 5919/g)].length, 1)
  })

  it('language, communication, culture, school and a family doctor each have a page', async () => {
    await kept('social-worker', 'language', { language: 'Polish', interpreter: 'yes', how: 'right' })
    await kept('social-worker', 'communication', { by: 'makaton', howToSpeak: 'She nods for yes.' })
    await kept('social-worker', 'background', {
      ethnicity: 'white-other',
      religion: 'Catholic',
      inTheirWords: '“We are Polish and Salford.”',
    })
    await kept('social-worker', 'school', { school: 'Invented Nursery', how: 'right' })
    await kept('social-worker', 'professional', {
      name: 'Dr Sample',
      job: 'family doctor',
      organisation: 'Sample Surgery',
      agency: 'health',
    })
    const page = await read('social-worker')
    for (const words of [
      'Polish; an interpreter is needed',
      'Makaton',
      'She nods for yes.',
      'White: any other background; Catholic',
      'Invented Nursery',
      'Family doctor',
      'Dr Sample, Sample Surgery',
    ])
      assert.ok(page.includes(words), words)
    const form = await (await as('social-worker')).get(at(linkTo(page, 'professional')))
    await kept('social-worker', 'professional', {
      ...hidden(form.page),
      name: 'Dr Sample',
      job: 'family doctor',
      organisation: 'Sample Surgery',
      agency: 'health',
      ended: 'yes',
    })
    assert.doesNotMatch(await read('social-worker'), /Dr Sample/)
  })
})

describe('family and carers', () => {
  const row = (page: string, name: string): string =>
    page.split('govuk-summary-list__row').find(one => new RegExp(`<dt[^>]*>\\s*<a[^>]*>\\s*${name}`).test(one)) ?? ''

  it('how somebody is related says from where parental responsibility comes, and each says so once', async () => {
    const no = await send('social-worker', 'relative', { who: family.marta, as: 'mother', responsibility: 'yes' })
    assert.match(no.page, /Choose where parental responsibility comes from/)
    await kept('social-worker', 'relative', {
      who: family.marta,
      as: 'mother',
      responsibility: 'yes',
      responsibilityFrom: 'mother',
      'from-year': '2018',
    })
    const page = await read('social-worker')
    assert.match(row(page, 'Marta'), /Mother[\s\S]*Parental responsibility: yes: the birth mother[\s\S]*2018/)
    assert.equal([...page.matchAll(/>\s*Mother\s*</g)].length, 1, 'put right, not told twice')
    assert.match((await send('social-worker', 'relative', { who: newId(), as: 'mother' })).page, /Choose one of the people shown here/)
  })

  it('somebody of the family who was not on record is worked with by the same people, and the school learns nothing of it', async () => {
    const before = plain(await read('school-safeguarding-lead'))
    await kept('social-worker', 'person', {
      is: 'adult',
      given: 'Piotr',
      family: 'Invented',
      'born-year': '1988',
      as: 'father',
      responsibility: 'yes',
      responsibilityFrom: 'birth-certificate',
      lives: 'no',
    })
    const page = await read('social-worker')
    assert.match(row(page, 'Piotr Invented'), /Father[\s\S]*named on the birth certificate/)
    const piotr = /\/people\/([0-9a-f-]+)"[^>]*>\s*Piotr/.exec(page)?.[1] as SubjectId
    assert.match(await read('social-worker', 'details', piotr), /Amira Sample/)
    assert.match(await read('team-manager', 'details', piotr), /Piotr Invented/)
    assert.equal((await (await as('school-safeguarding-lead')).get(at('details', piotr))).status, 404)
    assert.equal(plain(await read('school-safeguarding-lead')), before)
  })

  it('a relationship ends on the day it is said to, and one that never was is taken back', async () => {
    const page = await read('social-worker')
    const piotr = /\/people\/([0-9a-f-]+)"[^>]*>\s*Piotr/.exec(page)?.[1] as SubjectId
    await kept('social-worker', 'relative', { who: piotr, as: 'other', responsibility: 'no' })
    await kept('social-worker', 'relative', { who: piotr, as: 'other', still: 'never' })
    await kept('social-worker', 'relative', { who: piotr, as: 'father', still: 'ended' })
    assert.doesNotMatch(await read('social-worker'), /Piotr/)
    await kept('social-worker', 'relative', { who: family.omar, as: 'sibling' })
  })

  it('an unborn baby of the family has a page, and is born on the day that is told', async () => {
    await kept('social-worker', 'person', {
      is: 'unborn',
      ...on('born', addDays(today, 100)),
      as: 'half-sibling',
      lives: 'yes',
      ...on('since', addDays(today, -60)),
    })
    const page = await read('social-worker')
    const baby = /\/people\/([0-9a-f-]+)"[^>]*>\s*Unborn child/.exec(page)?.[1] as SubjectId
    assert.match(await read('social-worker', 'details', baby), new RegExp(printShort(addDays(today, 100))))
    await kept('social-worker', 'birth', { ...on('born', addDays(today, -10)), sex: 'male', how: 'right' }, baby)
    assert.match(await read('social-worker', 'details', baby), /\(10 days\)/)
    await kept('social-worker', 'birth', { ...on('born', addDays(today, -9)), sex: 'male', how: 'right' }, baby)
    assert.match(await read('social-worker', 'details', baby), /\(9 days\)/)
  })
})

describe('where they live', () => {
  const secret = '7 Hidden Invented Lane'
  const secrets = /Hidden Invented|M5 4WT|M54WT|Invented Street|ZZ9/

  it('a move is told once, of everybody who moves along, each on a record of their own', async () => {
    const form = await read('social-worker', 'details/move')
    assert.match(form, /Omar Testcase/)
    await kept('social-worker', 'move', {
      moves: 'moves',
      to: 'new',
      ...on('from', '2026-01-10'),
      address: secret,
      postcode: 'm54wt',
      protected: 'yes',
      along: family.omar,
    })
    for (const [person, other] of [
      [family.amira, 'Omar'],
      [family.omar, 'Amira'],
    ] as const) {
      const page = await read('social-worker', 'details', person)
      assert.match(page, new RegExp(`Lives with[\\s\\S]{0,200}${other}`))
      assert.doesNotMatch(page, secrets, 'a protected address stands on no page until it is asked for')
      assert.match(await read('social-worker', 'details?address=shown', person), /7 Hidden Invented Lane, M5 4WT/)
    }
    assert.doesNotMatch(await read('social-worker', 'details', family.marta), /Lives with[\s\S]{0,120}Amira/)
    const [line] = await database.admin<{ purpose: string }>(
      `select purpose from gt.access_line where route = 'GET /people/:person/details' order by at desc offset 1 limit 1`,
    )
    assert.equal(line?.purpose, 'a protected address, asked for')
  })

  it('a postcode, a day and a home are asked for again where they cannot be kept', async () => {
    const fields = { moves: 'moves', to: 'new', ...on('from', '2026-02-01'), protected: 'no' }
    assert.match((await send('social-worker', 'move', { ...fields, postcode: 'M5' })).page, /Enter a whole postcode/)
    assert.match(
      (await send('social-worker', 'move', { ...fields, ...on('from', '2199-02-01') })).page,
      /planned is recorded once it has happened/,
    )
    assert.match((await send('social-worker', 'move', { ...fields, to: newId() })).page, /Choose one of the homes shown here/)
    assert.match((await send('social-worker', 'move', { ...fields, along: newId() })).page, /Choose among those shown here/)
  })

  it('an address is put right for this person, and its form never shows a protected one', async () => {
    const form = await (await as('social-worker')).get(at(linkTo(await read('social-worker'), 'address')))
    assert.doesNotMatch(form.page, secrets)
    assert.match(form.page, /protected and is not shown here/)
    await kept('social-worker', 'address', {
      ...hidden(form.page),
      address: `${secret}, flat 2`,
      postcode: 'M5 4WT',
      protected: 'yes',
      ...on('from', '2026-01-10'),
    })
    assert.match(await read('social-worker', 'details?address=shown'), /flat 2/)
  })

  it('no byte of any page, list or drawing tells a protected address to a role that may not know where the child is', async () => {
    const without = ['school-safeguarding-lead', 'bridge-screener']
    for (const role of without) {
      const visitor = await as(role)
      for (const path of [
        '',
        '?address=shown',
        '?view=table',
        '?kind=residence',
        '?known=2026-02-01&address=shown',
        '/print',
        '/print?address=shown',
      ])
        assert.doesNotMatch((await visitor.get(`/people/${family.amira}${path}`)).page, secrets, `${role} ${path}`)
      for (const path of ['details', 'details?address=shown', 'network', 'adults']) {
        const { status, page } = await visitor.get(at(path))
        assert.equal(status, 200, `${role} ${path}`)
        assert.doesNotMatch(page, secrets, `${role} ${path}`)
        assert.doesNotMatch(JSON.stringify((await visitor.json(at(path))).body), secrets, `${role} ${path} as JSON`)
      }
      for (const path of ['details/move', 'details/address'])
        assert.doesNotMatch((await visitor.get(at(path))).page, secrets, `${role} ${path}`)
    }
    // Search tells it to nobody, whatever else they may read: neither in what it shows nor by what it finds.
    const searchers = rolesWith('GET /search')
    assert.ok(searchers.includes('bridge-screener') && searchers.includes('social-worker'))
    for (const role of searchers)
      for (const [words, finds] of [
        ['Amira Sample', true],
        ['M5 4WT', false],
        ['7 Hidden Invented Lane', false],
      ] as const) {
        const { status, page } = await pageFound(await as(role), words)
        assert.equal(status, 200, role)
        const results = page.replaceAll(words, '')
        assert.doesNotMatch(results, secrets, `${role} ${words}`)
        if (!finds) for (const child of [family.amira, family.omar]) assert.ok(!page.includes(`/people/${child}`), `${role} ${words}`)
        // Who does not work with the child gets no link: that it is found is seen where somebody does.
        if (finds && ['social-worker', 'bridge-screener'].includes(role)) assert.ok(page.includes(`/people/${family.amira}`), role)
      }
    // Those who may know it read it when they ask for it, and not before.
    assert.match(await read('social-worker', 'details?address=shown'), secrets)
    assert.doesNotMatch(await read('social-worker', 'network'), secrets)
    for (const path of ['details', 'network', 'adults', 'details/move'])
      assert.doesNotMatch(JSON.stringify((await (await as('social-worker')).json(at(path))).body), secrets, path)
  })

  it('moving in with somebody on record takes their address along, protected as it is, without showing it', async () => {
    const form = await read('social-worker', 'details/move')
    const home = /type="radio" value="([0-9a-f-]{36})"[\s\S]{0,200}The home of Marta/.exec(form)?.[1] ?? ''
    assert.ok(home, 'the home of Marta is offered')
    assert.doesNotMatch(form, secrets)
    const fields = { to: home, ...on('from', '2026-03-01') }
    assert.match((await send('social-worker', 'move', fields)).page, /Say whether it is a move or another home/)
    assert.match(
      (await send('social-worker', 'move', { ...fields, moves: 'also', postcode: 'M5 4WT' })).page,
      /Say whether the address is protected/,
    )
    await kept('social-worker', 'move', { ...fields, moves: 'also' })
    const page = await read('social-worker')
    assert.equal([...page.matchAll(/The address is protected/g)].length, 2, 'a child of two homes')
    assert.doesNotMatch(page, secrets)
    assert.match(await read('social-worker', 'details?address=shown'), /1 Invented Street, ZZ9 9ZZ/)
    assert.match(await read('social-worker'), /Home 2/)
  })

  it('somebody who may not read where a child lives is not offered to put the address right', async () => {
    const page = await read('bridge-screener')
    assert.match(page, /details\/move/)
    assert.doesNotMatch(page, /details\/address/)
    const entry = /details\/address\?entry=([0-9a-f-]+)/.exec(await read('social-worker'))?.[1] ?? ''
    assert.equal((await (await as('bridge-screener')).get(at(`details/address?entry=${entry}`))).status, 404)
    assert.match(await read('bridge-social-worker'), /details\/address/)
  })

  it('leaving a home where nobody knows the next is told too', async () => {
    const page = await read('team-manager', 'details/leave', family.omar)
    const household = /value="([0-9a-f-]{36})"[^>]*type="radio"|type="radio" value="([0-9a-f-]{36})"/.exec(
      page.slice(page.indexOf('Which home?')),
    )
    const id = household?.[1] ?? household?.[2] ?? ''
    assert.match(
      (await send('team-manager', 'leave', { household: id, ...on('on', '2025-01-01') }, family.omar)).page,
      /Enter a day after the one/,
    )
    await kept('team-manager', 'leave', { household: id, ...on('on', '2026-05-01') }, family.omar)
    assert.match(await read('team-manager', 'details', family.omar), /The home and those who share it stand here/)
  })
})

describe('out of hours and at The Bridge', () => {
  it('the duty worker who was told something of a child keeps right who the child is, and nothing else of the family', async () => {
    const duty = await as('emergency-duty-worker')
    assert.equal((await duty.get(at('details/identifier'))).status, 404, 'a child who is open is read about and nothing is put right')
    await database.admin(
      `insert into gt.announcement (partnership_id, announcement_id, subject_id, rule, key, level, account_id, how, duty)
       values ($1, $2, $4, 'immediate-danger', 'planted', 'CRITICAL', $3, 'page', 'duty')`,
      [ids.partnership, newId(), ids.account('emergency-duty-worker'), family.amira],
    )
    assert.match((await duty.get(at())).page, /Amira Sample/)
    await kept('emergency-duty-worker', 'identifier', { scheme: 'local-authority-child-id', value: 'EDT-1' })
    assert.match(await read('social-worker'), /EDT-1/)
    assert.equal((await duty.get(at('details/parental-factor'))).status, 404)
    assert.equal((await duty.get(at('details', family.marta))).status, 404)
  })

  it('whoever screens at The Bridge keeps right how a child is spoken with, and decides nothing about adults', async () => {
    await kept('bridge-screener', 'communication', { by: 'more-time' })
    assert.match(await read('social-worker'), /More time and short sentences/)
    for (const fact of ['new-adult', 'parents-own-need'])
      assert.equal((await (await as('bridge-screener')).get(at(`details/${fact}`))).status, 404)
  })
})

describe('what weighs on parents and what they need', () => {
  it('says what it does to the child to everybody, and what is about the parent to those who may read that', async () => {
    await kept('social-worker', 'parental-factor', {
      factor: 'substances',
      whose: 'mother',
      impact: 'Amira wakes alone and makes her own breakfast.',
      whatIsKnown: 'Drinks in the evenings.',
      adultService: 'involved',
      consent: 'given',
    })
    await kept('social-worker', 'parents-own-need', {
      whose: 'mother',
      need: 'housing',
      inTheirWords: '“The damp makes us ill.”',
      whatWasOffered: 'A letter to the landlord',
      uptake: 'accepted',
      effectOnChild: 'Sleeps in a dry room.',
    })
    const page = await read('social-worker')
    for (const words of [
      'makes her own breakfast',
      'Drinks in the evenings',
      'The damp makes us ill',
      'Sleeps in a dry room',
      'An adult service works with them',
    ])
      assert.ok(page.includes(words), words)
    const school = await read('school-safeguarding-lead')
    assert.match(school, /makes her own breakfast/)
    assert.doesNotMatch(school, /Drinks in the evenings|The damp makes/)
    const form = await (await as('social-worker')).get(at(linkTo(page, 'parental-factor')))
    await kept('social-worker', 'parental-factor', {
      ...hidden(form.page),
      factor: 'substances',
      whose: 'mother',
      impact: 'No longer.',
      adultService: 'involved',
      consent: 'given',
      ended: 'yes',
    })
    assert.match(await read('social-worker'), /No longer \(1\)/)
  })
})
