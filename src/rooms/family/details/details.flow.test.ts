import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { inBoxes, rolesWith, rolesWithout, unmarked } from '../../testing/visitor.ts'
import { linkTo, openDetails, versionSeen } from '../testing/open-details.ts'
import { facts } from './facts/index.ts'
import { factLabels } from './facts/labels.ts'

const { database, as, family, at, read, send, kept } = await openDetails()

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
        assert.equal(unmarked(theirs.page), unmarked(none.page), `${role} ${path}`)
      }
    }
    assert.equal((await (await as('social-worker')).get(at('details', family.household))).status, 404)
    assert.equal((await (await as('social-worker')).get(at('details/no-such-fact'))).status, 404)
  })

  it('a school that works with the child reads who the child is, tells of early help, services, advice and what it wonders about, and changes nothing else, whatever it sends', async () => {
    const page = await read('school-safeguarding-lead')
    assert.match(page, /Amirah Testcase/)
    assert.deepEqual(
      [...new Set([...page.matchAll(/\/details\/([a-z-]+)/g)].map(found => found[1]))],
      ['early-help-assessment', 'safety-advice', 'curiosity', 'working-together', 'signposted'],
    )
    const theirs = ['early-help-assessment', 'safety-advice', 'curiosity', 'working-together', 'signposted', 'adult']
    for (const fact of [...facts.keys()].filter(fact => !theirs.includes(fact))) {
      assert.equal((await (await as('school-safeguarding-lead')).get(at(`details/${fact}`))).status, 404, fact)
      assert.equal((await send('school-safeguarding-lead', fact, { given: 'Changed', how: 'right' })).status, 404, fact)
    }
    assert.doesNotMatch(await read('social-worker'), /Changed/)
  })

  // These answer an open question about an adult, or somebody's leaving; a child with none has nothing to tell there.
  const onlyWhereSomethingStands = new Set(['leave', 'new-adult', 'same-adult', 'adult-question', 'adult-question-let-be'])

  it('every fact opens to the lead worker or says that it is no fact of this child', async () => {
    for (const fact of facts.keys()) {
      const { status, page } = await (await as('social-worker')).get(at(`details/${fact}`))
      const fields = [...page.matchAll(/<(?:input|select|textarea)(?![^>]*type="(?:hidden|search)")[^>]* name="([a-zA-Z]+\d*)/g)].map(
        found => found[1] ?? '',
      )
      for (const field of fields)
        assert.ok(Object.hasOwn(factLabels, field) || ['q', 'search'].includes(field), `${fact}: ${field} has no label`)
      assert.ok(status === 404 || fields.length > 0, fact)
      assert.ok(status === 200 || (status === 404 && onlyWhereSomethingStands.has(fact)), fact)
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
    assert.match(
      (await send('social-worker', 'name', { ...fields, ...inBoxes('from', '2199-01-01') })).page,
      /Enter today or a day before it/,
    )
    assert.match(
      (await send('social-worker', 'name', { ...fields, ...inBoxes('from', '2025-01-01') })).page,
      /was last recorded for 1 May 2025/,
    )
    await kept('social-worker', 'name', { ...fields, ...inBoxes('from', '2025-09-01') })
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
    await kept('social-worker', 'birth', { ...inBoxes('born', '2018-02-02'), sex: 'female', how: 'right' })
  })

  it('another name is added, put right and taken back', async () => {
    await kept('social-worker', 'other-name', { sort: 'alias', given: 'Mimi', note: 'At nursery' })
    const link = linkTo(await read('social-worker'), 'other-name')
    const form = await (await as('social-worker')).get(at(link))
    assert.equal(form.status, 200)
    await kept('social-worker', 'other-name', { ...versionSeen(form.page), sort: 'alias', given: 'Mimie' })
    assert.match(await read('social-worker'), /Mimie/)
    assert.doesNotMatch(await read('social-worker'), /Mimi</)
    const keys = await database.admin<{ n: number }>(
      `select count(*)::integer as n from gt.person_key where subject_id = $1 and given_key ilike '%mimie%'`,
      [family.amira],
    )
    assert.ok((keys[0]?.n ?? 0) > 0, 'people are found by their other names')
    const stale = await send('social-worker', 'other-name', { ...versionSeen(form.page), sort: 'alias', given: 'Mimo' })
    assert.equal(stale.status, 409, 'what somebody else changed meanwhile is not overwritten')
    assert.match(stale.page, /Somebody changed this/)
    const again = await (await as('social-worker')).get(at(linkTo(await read('social-worker'), 'other-name')))
    const back = await send('social-worker', 'other-name', { ...versionSeen(again.page), intent: 'mistake' })
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
      ...versionSeen(form.page),
      name: 'Dr Sample',
      job: 'family doctor',
      organisation: 'Sample Surgery',
      agency: 'health',
      ended: 'yes',
    })
    assert.doesNotMatch(await read('social-worker'), /Dr Sample/)
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
      ...versionSeen(form.page),
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
