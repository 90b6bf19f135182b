import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linesOf } from '../../../testing/lines.ts'
import { openForTests } from '../../../testing/open-for-tests.ts'
import { rolesWithout } from '../../../testing/visitor.ts'
import { frontDoorRoutes } from '../../web.ts'

const { database, as } = await openForTests([frontDoorRoutes], { first: '/concerns' })
const school = await as('school-safeguarding-lead')

type Fields = Record<string, string | readonly string[]>

const begin = async (): Promise<string> => {
  await school.get('/concerns/new')
  return /draft\/([^/]+)\//.exec((await school.post('/concerns/new', {})).to ?? '')?.[1] ?? ''
}
const save = async (draft: string, page: string, fields: Fields) => {
  const opened = await school.get(`/concerns/draft/${draft}/${page}`)
  return school.post(`/concerns/draft/${draft}/${page}`, {
    draftVersion: /name="draftVersion" value="(\d+)"/.exec(opened.page)?.[1] ?? '',
    ...fields,
  })
}

const road: Readonly<Record<string, Fields>> = {
  danger: { inDangerNow: 'no' },
  about: { form: 'worried-about-a-child', concerns: ['neglect'] },
  'children/new': { given: 'Amira', family: 'Testcase', age: 'about 6', school: 'Sample Primary School' },
  'adults/new': { name: 'Leila Testcase', relation: 'mother', parentalResponsibility: 'yes' },
  worry: { seenOrHeard: 'Hungry on Monday.' },
  strengths: { earlyHelpTried: 'yes', previousAreas: 'Exampleford' },
  family: { familyTold: 'yes', consent: 'given', safeToContactParents: 'yes' },
  you: { name: 'Sana Sample', phone: '0161 496 0101', relationship: 'her class teacher for two years' },
}
const write = async (change: Readonly<Record<string, Fields>> = {}): Promise<string> => {
  const draft = await begin()
  for (const [page, fields] of Object.entries({ ...road, ...change })) assert.equal((await save(draft, page, fields)).status, 303, page)
  return draft
}
const send = async (draft: string): Promise<string> => {
  await school.get(`/concerns/draft/${draft}/check`)
  const sent = await school.post(`/concerns/draft/${draft}/send`, {})
  return sent.to?.split('/').at(-1) ?? ''
}

test('everything that may be known has a place, the answers lead to it, and The Bridge reads it', async () => {
  const draft = await write({
    'more/0': {
      sex: 'female',
      nhsNumber: '943 476 5919',
      ethnicity: 'Pakistani',
      religion: 'Muslim',
      disability: 'deaf in one ear',
      doctor: 'Dr Sample, Invented Surgery',
    },
    strengths: {
      earlyHelpTried: 'yes',
      assessed: 'yes',
      'assessedOn-month': '11',
      'assessedOn-year': '2025',
      assessedOutcome: 'not-lasting',
    },
    home: { address: '1 Invented Street', postcode: 'M5 0AA' },
    tools: { tools: 'Neglect tool in May: worry on three counts.' },
    agreement: { 'familyToldOn-day': '1', 'familyToldOn-month': '6', 'familyToldOn-year': '2026', lawfulBasis: 'Keeping a child safe.' },
  })
  const answers = (await school.get(`/concerns/draft/${draft}/check`)).page
  for (const said of [
    /943 476 5919/,
    /1 Invented Street/,
    /Neglect tool in May/,
    /1 6 2026/,
    /11 2025/,
    /The change did not last|the change did not last/,
    /Keeping a child safe/,
    /about 6/,
  ])
    assert.match(answers, said)
  const matter = await send(draft)
  const parts = await database.admin<{ group: string; facts: Record<string, unknown>; narrative: Record<string, string> }>(
    `select p.field_group as group, p.facts, p.narrative from gt.entry_part p join gt.entry e using (partnership_id, entry_id) where e.subject_id = $1 and e.kind = 'referral-told'`,
    [matter],
  )
  const part = (group: string) => parts.find(one => one.group === group)
  assert.deepEqual(part('record')?.facts['children'], [
    {
      label: 'child 1',
      given: 'Amira',
      family: 'Testcase',
      age: 'about 6',
      school: 'Sample Primary School',
      sex: 'female',
      nhsNumber: '9434765919',
      ethnicity: 'Pakistani',
      religion: 'Muslim',
      disability: 'deaf in one ear',
      doctor: 'Dr Sample, Invented Surgery',
    },
  ])
  assert.equal(part('record')?.facts['familyToldOn'], '2026-06-01')
  assert.deepEqual(part('record')?.facts['earlyHelpAssessment'], { exists: 'yes', on: '2025-11', outcome: 'not-lasting' })
  assert.equal(part('record')?.narrative['tools'], 'Neglect tool in May: worry on three counts.')
  assert.equal(part('record')?.narrative['lawfulBasis'], 'Keeping a child safe.')
  assert.equal(part('referrer')?.narrative['relationship'], 'her class teacher for two years')
  assert.deepEqual(part('whereabouts'), {
    group: 'whereabouts',
    facts: { postcode: 'M5 0AA' },
    narrative: { address: '1 Invented Street' },
  })
  const bridge = await as('bridge-social-worker')
  const seen = (await bridge.get(`/bridge/${matter}`)).page
  for (const said of [
    /NHS number: 9434765919/,
    /deaf in one ear/,
    /Neglect tool in May/,
    /1 Invented Street/,
    /class teacher/,
    /Early Help Assessment of Nov 2025: the change did not last/,
  ])
    assert.match(seen, said)
})

test('support is asked for with the family’s agreement; a worry about harm needs nobody’s', async () => {
  const asked = await write({
    about: { form: 'child-needing-support', concerns: ['needs-of-disability'] },
    family: { familyTold: 'yes', safeToContactParents: 'yes' },
  })
  assert.match((await school.get(`/concerns/draft/${asked}/check`)).page, /support is asked for with their agreement/)
  assert.equal((await school.post(`/concerns/draft/${asked}/send`, {})).to, undefined)
  await save(asked, 'family', { familyTold: 'yes', consent: 'refused', safeToContactParents: 'yes' })
  assert.match(await send(asked), /^[0-9a-f-]{36}$/)
  assert.match(await send(await write({ family: { familyTold: 'yes', safeToContactParents: 'yes' } })), /^[0-9a-f-]{36}$/)
})

test('a number that is no NHS number is said to be none, and everything typed is still there', async () => {
  const draft = await write()
  const wrong = await save(draft, 'more/0', { nhsNumber: '943 476 5918', religion: 'none given' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.page, /943 476 5918/)
  assert.match(wrong.page, /none given/)
})

test('one concern names up to twenty children, and more are refused in words that say what to do', async () => {
  const draft = await begin()
  for (let more = 0; more < 20; more += 1) assert.equal((await save(draft, 'children/new', { given: `Child ${more}` })).status, 303)
  const list = (await school.get(`/concerns/draft/${draft}/children`)).page
  assert.doesNotMatch(list, /Add another child/)
  assert.match(list, /One concern names up to 20\. Send this one, then raise another/)
  const oneMore = await school.post(`/concerns/draft/${draft}/children/new`, { given: 'One more' })
  assert.equal(oneMore.status, 422)
  assert.match(oneMore.page, /One concern names up to 20/)
})

test('a page that was saved elsewhere shows both versions by the words of the page', async () => {
  const draft = await begin()
  await save(draft, 'worry', { seenOrHeard: 'First.' })
  const conflict = await school.post(`/concerns/draft/${draft}/worry`, { draftVersion: '1', seenOrHeard: 'Second.', impact: 'Cold.' })
  assert.equal(conflict.status, 409)
  assert.match(conflict.page, /What has been seen or heard\?/)
  assert.match(conflict.page, /What is it like for the child/)
  assert.doesNotMatch(conflict.page, />\s*(seenOrHeard|impact)\b/)
})

test('whoever raised it reads that The Bridge has it, and nobody of another agency finds it', async () => {
  const matter = await send(await write())
  assert.doesNotMatch((await school.get(`/concerns/${matter}`)).page, /The Bridge confirmed/)
  const bridge = await as('bridge-screener')
  await bridge.get(`/bridge/${matter}`)
  assert.equal((await bridge.post(`/bridge/${matter}/acknowledge`, {})).status, 303)
  assert.match((await school.get(`/concerns/${matter}`)).page, /The Bridge confirmed on .* that it has your concern/)
  assert.match((await school.get('/concerns')).page, /The Bridge has it and is looking at it/)
  assert.ok(
    (await linesOf(database, matter as never)).some(
      line => line.route === 'GET /concerns/:matter' && line.role === 'school-safeguarding-lead',
    ),
  )
  const health = await as('health-practitioner')
  assert.equal((await health.get(`/concerns/${matter}`)).status, 404)
  for (const role of rolesWithout('GET /concerns/:matter'))
    assert.equal((await (await as(role)).get(`/concerns/${matter}`)).status, 404, role)
})
