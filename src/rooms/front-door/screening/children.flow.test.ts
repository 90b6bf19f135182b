import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { earlyHelpAssessment } from '../../early-help/index.ts'
import { linesOf } from '../../testing/lines.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { earlierConcern, putOnRecord, tellTheBridge } from '../testing/front-desk.ts'
import { frontDoorRoutes } from '../web.ts'

const { database, as: visitor } = await openForTests([frontDoorRoutes], { first: '/concerns' })

const referralsOn = (person: SubjectId) =>
  database.admin<{ n: number }>(
    `select count(*)::integer as n from gt.entry e where e.subject_id = $1 and e.kind = 'referral' and e.corrects is null
       and not exists (select from gt.entry x where x.corrects = e.entry_id and x.withdraws)`,
    [person],
  )

describe('matching the children', () => {
  it('offers who on record it may be, spelt alike or sounding alike, says why, and notes everybody it named', async () => {
    const same = await putOnRecord(database, { given: 'Rowan', family: 'Phillips', born: '2016-07-01' })
    const alike = await putOnRecord(database, { given: 'Rowan', family: 'Filips', born: '2012-01-01' })
    const sameDay = await putOnRecord(database, { given: 'Robin', family: 'Phillips', born: '2016-07-01' })
    const swapped = await putOnRecord(database, { given: 'Phillips', family: 'Rowan', born: '2011-01-01' })
    const nobody = await putOnRecord(database, { given: 'Rowan', family: 'Sample', born: '2010-02-02' })
    const { matter } = await tellTheBridge(database, {
      facts: { children: [{ label: 'child 1', given: 'Rowan', family: 'Phillips', born: '2016-07-01' }] },
    })
    const screener = await visitor('bridge-screener')
    const { page } = await screener.get(`/bridge/${matter}/children`)
    for (const person of [same, alike, sameDay, swapped]) assert.match(page, new RegExp(`value="${person}"`))
    assert.doesNotMatch(page, new RegExp(nobody))
    assert.ok(page.indexOf(same) < page.indexOf(alike), 'the likeliest first')
    assert.match(page, /same name, same date of birth/)
    for (const person of [same, alike, sameDay, swapped])
      assert.equal((await linesOf(database, person))[0]?.route, 'GET /bridge/:matter/children')
  })

  it('puts siblings on their own records in one act, and shows what is known of each', async () => {
    const home = newId<SubjectId>()
    await tell(database, 'bridge-manager', [], { begins: [{ subject: home, form: 'context' }] })
    const amira = await putOnRecord(database, { given: 'Amira', family: 'Known', born: '2019-03-27' }, home)
    await putOnRecord(database, { given: 'Yusuf', family: 'Known', born: '2022-01-05' }, home)
    const today = (await database.admin<{ d: string }>(`select to_char(now() - interval '40 days', 'YYYY-MM-DD') as d`))[0]?.d ?? ''
    await earlierConcern(database, amira, today)
    const { matter } = await tellTheBridge(database, {
      facts: {
        children: [
          { label: 'child 1', given: 'Amira', family: 'Known', born: '2019-03-27' },
          { label: 'child 2', given: 'Baby', family: 'Known', expected: '2031-01-01' },
        ],
      },
    })
    const screener = await visitor('bridge-screener')
    const wrong = await screener.post(`/bridge/${matter}/children`, { 'person-0': amira })
    assert.equal(wrong.status, 422)
    assert.match(wrong.page, /Choose who this child is/)
    assert.match(wrong.page, new RegExp(`value="${amira}"[^>]*checked|checked[^>]*value="${amira}"`), 'what was chosen is kept')
    const done = await screener.post(`/bridge/${matter}/children`, {
      'person-0': amira,
      'person-1': 'new',
      'summary-0': 'Amira was hungry.',
      'summary-1': '',
    })
    assert.equal(done.to, `/bridge/${matter}?done=matched`)
    const assessed = { doneBy: 'Sample Family Hub', outcome: 'not-lasting' }
    await tell(database, 'bridge-manager', [
      { subject: amira, kind: earlyHelpAssessment, on: today, parts: { record: { facts: assessed } } },
    ])
    const { page } = await screener.get(`/bridge/${matter}`)
    assert.match(page, /Invented Community Health: neglect/)
    assert.match(page, /Not decided yet/)
    assert.match(page, /Other children there<\/dt><dd[^>]*>Yusuf Known/)
    assert.match(page, /No plan now. None in the last twelve months/)
    assert.match(page, /Early Help Assessment<\/dt><dd[^>]*>Done by Sample Family Hub \([^)]*ago\): the change did not last/)
    assert.match(page, /Early Help Assessment<\/dt><dd[^>]*>None is on record here, which never stands in the way/)
    assert.match(page, /What the rules say of Amira Known[\s\S]*2 times in twelve months/)
    assert.match(page, /due 1 January 2031/)
    const [baby] = await database.admin<{ is_a: string; expected_on: string }>(
      `select is_a, expected_on::text from gt.person where given = 'Baby' and family = 'Known'`,
    )
    assert.deepEqual(baby, { is_a: 'unborn', expected_on: '2031-01-01' })
    const row = (await screener.get('/bridge')).page
    assert.match(row, /2nd concern in 12 months/)
    assert.match(row, /both say neglect/)
    const acts = await database.admin<{ n: number }>(
      `select count(distinct act_id)::integer as n from gt.entry where kind = 'child-matched' and subject_id = $1`,
      [matter],
    )
    assert.deepEqual(acts, [{ n: 1 }])
  })

  it('the adults that were told of go onto the list of adults of each child they are with, and nobody types them again', async () => {
    const [ada, ben] = [
      await putOnRecord(database, { given: 'Ada', family: 'Around', born: '2019-03-27' }),
      await putOnRecord(database, { given: 'Ben', family: 'Around', born: '2021-04-28' }),
    ]
    const { matter } = await tellTheBridge(database, {
      facts: {
        children: [
          { label: 'child 1', given: 'Ada', family: 'Around', born: '2019-03-27' },
          { label: 'child 2', given: 'Ben', family: 'Around', born: '2021-04-28' },
        ],
        adults: [
          { label: 'adult 1', name: 'Marta Around', relation: 'mother', parentalResponsibility: 'yes' },
          { label: 'adult 2', relation: 'a man who collects from nursery' },
          { label: 'adult 3', seenAs: 'woman' },
        ],
      },
    })
    const screener = await visitor('bridge-screener')
    const { page } = await screener.get(`/bridge/${matter}/children`)
    assert.equal(page.match(/name="adults-0"[^>]*checked|checked[^>]*name="adults-0"/g)?.length, 3)
    assert.match(page, /A woman nobody could name/)
    const done = await screener.post(`/bridge/${matter}/children`, {
      'person-0': ada,
      'person-1': ben,
      'adultsShown-0': 'yes',
      'adults-0': ['adult 1', 'adult 2'],
      'adultsShown-1': 'yes',
    })
    assert.equal(done.to, `/bridge/${matter}?done=matched`)
    const around = (person: SubjectId) =>
      database.admin<{ facts: Record<string, unknown>; called: string | null }>(
        `select p.facts, (select q.narrative ->> 'calledOrDescribed' from gt.entry_part q where q.entry_id = e.entry_id and q.field_group = 'third-party') as called
         from gt.entry e join gt.entry_part p using (partnership_id, entry_id) where e.subject_id = $1 and e.kind = 'adult-in-contact' and p.field_group = 'record'
           and e.corrects is null and not exists (select from gt.entry x where x.corrects = e.entry_id and x.withdraws) order by p.facts ->> 'as'`,
        [person],
      )
    assert.deepEqual(
      (await around(ada)).map(one => [
        one.facts['as'],
        one.facts['seenAs'],
        one.facts['identified'],
        one.facts['parentalResponsibility'],
        one.called,
      ]),
      [
        ['mother', 'woman', true, true, 'Marta Around, mother'],
        ['not-known', 'man', false, undefined, 'a man who collects from nursery'],
      ],
    )
    assert.deepEqual(await around(ben), [])
    const [clock] = await database.admin<{ n: number }>(
      `select count(*)::integer as n from gt.finding where subject_id = $1 and rule = 'unidentified-adult' and until_at > now()`,
      [ada],
    )
    assert.equal(clock?.n, 1, 'the man whom nobody could name is asked about')
    await screener.get(`/bridge/${matter}/children`)
    assert.equal((await screener.post(`/bridge/${matter}/children/undo`, { label: 'child 1' })).to, `/bridge/${matter}?done=undone`)
    assert.deepEqual(await around(ada), [], 'undone with the match')
  })

  it('another authority is asked and answers, each step on the child’s own record, and its clock runs from the first of them', async () => {
    const child = { given: 'Moved', family: 'Elsewhere', born: '2015-08-08' }
    const person = await putOnRecord(database, child)
    const { matter } = await tellTheBridge(database, { facts: { children: [{ label: 'child 1', ...child }] } })
    const screener = await visitor('bridge-screener')
    await screener.post(`/bridge/${matter}/children`, { 'person-0': person })
    const empty = await screener.post(`/bridge/${matter}/history`, { person, 'words-0': 'Rang them.' })
    assert.equal(empty.status, 422)
    for (const words of ['Name the authority', 'Choose what is new', 'Rang them.']) assert.match(empty.page, new RegExp(words), words)
    const asked = await screener.post(`/bridge/${matter}/history`, {
      person,
      'authority-0': 'Sampleshire',
      'step-0': 'asked',
      'words-0': 'Everything since 2019.',
    })
    assert.equal(asked.to, `/bridge/${matter}?done=noted`, asked.page)
    assert.match((await screener.get(`/bridge/${matter}`)).page, /Sampleshire: asked [^;]*; no answer yet/)
    const clock = () =>
      database.admin<{ ended: string | null }>(`select ended from gt.finding where subject_id = $1 and rule = 'other-authority-history'`, [
        person,
      ])
    assert.deepEqual(await clock(), [{ ended: null }])
    await screener.post(`/bridge/${matter}/history`, {
      person,
      'authority-0': 'sampleshire',
      'step-0': 'received',
      'words-0': 'Two referrals in 2020.',
    })
    assert.match((await screener.get(`/bridge/${matter}`)).page, /history came [^:]*: Two referrals in 2020/)
    assert.deepEqual(await clock(), [{ ended: 'met' }])
    const stranger = await putOnRecord(database, { given: 'Stranger', family: 'Elsewhere' })
    assert.equal(
      (await screener.post(`/bridge/${matter}/history`, { person: stranger, 'authority-0': 'x', 'step-0': 'lived' })).status,
      404,
    )
    for (const role of rolesWithout('POST /bridge/:matter/history'))
      assert.equal((await (await visitor(role)).post(`/bridge/${matter}/history`, { person })).status, 404, role)
  })

  it('takes only somebody it offered, and nobody for two children', async () => {
    const stranger = await putOnRecord(database, { given: 'Stranger', family: 'Elsewhere', born: '2010-01-01' })
    const twin = await putOnRecord(database, { given: 'Twin', family: 'Invented', born: '2017-04-04' })
    const child = { given: 'Twin', family: 'Invented', born: '2017-04-04' }
    const { matter } = await tellTheBridge(database, {
      facts: {
        children: [
          { label: 'child 1', ...child },
          { label: 'child 2', ...child },
        ],
      },
    })
    const screener = await visitor('bridge-screener')
    assert.equal((await screener.post(`/bridge/${matter}/children`, { 'person-0': stranger, 'person-1': 'later' })).status, 422)
    const both = await screener.post(`/bridge/${matter}/children`, { 'person-0': twin, 'person-1': twin })
    assert.match(both.page, /two children cannot be the same person/)
    assert.deepEqual(await referralsOn(stranger), [{ n: 0 }])
    assert.deepEqual(await referralsOn(twin), [{ n: 0 }])
  })

  it('looks again under another name, and loses nothing of what was typed', async () => {
    const person = await putOnRecord(database, { given: 'Esme', family: 'Otherwise', born: '2015-09-09' })
    const { matter } = await tellTheBridge(database)
    const screener = await visitor('bridge-screener')
    const { page, status } = await screener.post(`/bridge/${matter}/children`, {
      intent: 'look',
      'given-0': 'Esmé',
      'family-0': 'Otherwise',
      'summary-0': 'Only what is about Esme.',
    })
    assert.equal(status, 200)
    assert.match(page, new RegExp(`value="${person}"`))
    assert.match(page, /Only what is about Esme\./)
    const chosen = await screener.post(`/bridge/${matter}/children`, {
      'person-0': person,
      'given-0': 'Esmé',
      'family-0': 'Otherwise',
      'summary-0': 'x',
    })
    assert.equal(chosen.status, 303)
  })

  it('is undone without a trace on the child’s record, and a child it made is found no more', async () => {
    const { matter } = await tellTheBridge(database, {
      facts: { children: [{ label: 'child 1', given: 'Mistaken', family: 'Testcase', born: '2018-08-08' }] },
    })
    const screener = await visitor('bridge-screener')
    await screener.get(`/bridge/${matter}/children`)
    await screener.post(`/bridge/${matter}/children`, { 'person-0': 'new' })
    const [made] = await database.admin<{ subject_id: SubjectId }>(`select subject_id from gt.person where given = 'Mistaken'`)
    assert.ok(made)
    const undone = await screener.post(`/bridge/${matter}/children/undo`, { label: 'child 1' })
    assert.equal(undone.to, `/bridge/${matter}?done=undone`)
    assert.deepEqual(await referralsOn(made.subject_id), [{ n: 0 }])
    assert.deepEqual(await database.admin('select subject_id from gt.person where subject_id = $1', [made.subject_id]), [])
    assert.deepEqual(await database.admin('select subject_id from gt.person_key where subject_id = $1', [made.subject_id]), [])
    assert.deepEqual(await database.admin('select key from gt.reach where subject_id = $1 and until_at > now()', [made.subject_id]), [])
    assert.match((await screener.get(`/bridge/${matter}`)).page, /not matched yet/)
  })

  it('leaves a child who was on record before as they were', async () => {
    const person = await putOnRecord(database, { given: 'Before', family: 'Testcase', born: '2013-03-03' })
    const { matter } = await tellTheBridge(database, {
      facts: { children: [{ label: 'child 1', given: 'Before', family: 'Testcase', born: '2013-03-03' }] },
    })
    const screener = await visitor('bridge-screener')
    await screener.post(`/bridge/${matter}/children`, { 'person-0': person })
    assert.deepEqual(await referralsOn(person), [{ n: 1 }])
    await screener.post(`/bridge/${matter}/children/undo`, { label: 'child 1' })
    assert.deepEqual(await referralsOn(person), [{ n: 0 }])
    assert.deepEqual(await database.admin('select given from gt.person where subject_id = $1', [person]), [{ given: 'Before' }])
  })

  it('is done once when two screeners match the same child at the same time', async () => {
    const person = await putOnRecord(database, { given: 'Once', family: 'Testcase', born: '2013-05-03' })
    const { matter } = await tellTheBridge(database, {
      facts: { children: [{ label: 'child 1', given: 'Once', family: 'Testcase', born: '2013-05-03' }] },
    })
    const two = [await visitor('bridge-screener'), await visitor('bridge-social-worker')]
    await Promise.all(two.map(one => one.post(`/bridge/${matter}/children`, { 'person-0': person })))
    assert.deepEqual(await referralsOn(person), [{ n: 1 }])
  })
})
