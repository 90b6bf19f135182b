import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../tests/database.ts'
import { addDays, dayOf, momentOf, Temporal } from '../guidance/index.ts'
import { conference, visitAttempted } from './child-protection/index.ts'
import { householdOnRecord } from './testing/household.ts'
import { openForTests } from './testing/open-for-tests.ts'
import { tell } from './testing/tell.ts'
import { rolesWithout } from './testing/visitor.ts'
import { rooms } from './web.ts'

const { database, as } = await openForTests(rooms, { first: '/settings' })
const home = await householdOnRecord(database)
const of = (page: string) => `/people/${home.amira}/${page}`
// A second home of which nobody was let in.
const closed = await householdOnRecord(database)
const closedTo = (page: string) => `/people/${closed.amira}/${page}`
before(async () => {
  const ago = (days: number) => addDays(dayOf(momentOf(Temporal.Now.instant())), -days)
  const plan = { type: 'initial', plan: true, category: 'neglect', childTookPart: true } as const
  await tell(database, 'conference-chair', [{ subject: closed.amira, kind: conference, on: ago(40), parts: { record: { facts: plan } } }])
  await tell(database, 'social-worker', [
    { subject: closed.amira, kind: visitAttempted, on: ago(5), parts: { record: { facts: { access: 'refused' } } } },
  ])
})

/** Every form that is kept while it is typed by the one way of keeping (`kept-form`): where it is, who fills it in, and a longer text of it. */
type Kept = { page: string; action: string; role: string; field: string; called: string; leave: string; matrix: string }
const about = (page: string, role: string, field: string, called: string, more: Partial<Kept> = {}): Kept => ({
  page: of(page),
  action: of(page),
  role,
  field,
  called,
  leave: of('').slice(0, -1),
  matrix: `POST /people/:person/${page}/keep`,
  ...more,
})
const accessForm = (form: string, role: string, field: string, called: string): Kept =>
  about(`access/${form}`, role, field, called, {
    page: closedTo(`access/${form}`),
    action: closedTo(`access/${form}`),
    leave: closedTo('access'),
  })
const neglect = { leave: of('neglect'), matrix: 'POST /people/:person/neglect/:form/keep' }
const forms: readonly Kept[] = [
  about('voice', 'social-worker', 'childsWords', 'What a child says or shows'),
  about('stage', 'social-worker', 'reason', 'A child’s stage of support'),
  about('pattern', 'team-manager', 'pattern', 'The pattern across a record', { leave: `${of('').slice(0, -1)}#chronology` }),
  about('neglect/tool', 'social-worker', 'evidence', 'A neglect tool', neglect),
  about('neglect/good-enough', 'social-worker', 'lifeForChild', 'Whether care is good enough', neglect),
  about('neglect/sign', 'social-worker', 'seenOrHeard', 'A small sign of neglect', neglect),
  about('moves', 'social-worker', 'said', 'A move between areas'),
  about('conference/request', 'social-worker', 'reasons', 'Asking for a conference'),
  about('protection', 'social-worker', 'reasons', 'Police protection or an order', { leave: of('safety') }),
  about('core-group/new', 'social-worker', 'progress', 'What a core group said', { leave: of('core-group') }),
  about('plan/new', 'social-worker', 'network', 'A child protection plan', { leave: of('plan') }),
  about('conference/early', 'conference-chair', 'reasons', 'Whether a review is to be early', { leave: of('plan') }),
  about('change', 'social-worker', 'whatChanged', 'A change around a child'),
  about('change/means', 'social-worker', 'impact', 'What a change means for a child', { page: of('change') }),
  about('visits/record', 'social-worker', 'curiosity', 'A visit', { leave: of('visits') }),
  about('visits/plan', 'social-worker', 'purpose', 'What a visit is for', { leave: of('visits') }),
  about('close', 'team-manager', 'told', 'The closing of a case'),
  about('visits/tried', 'social-worker', 'observed', 'A visit that was tried', { leave: of('visits') }),
  accessForm('talk', 'social-worker', 'view', 'Nobody was let in: talked over'),
  accessForm('decide', 'team-manager', 'plan', 'Nobody was let in: what comes next'),
  accessForm('legal', 'team-manager', 'reasons', 'Nobody was let in: whether to ask a lawyer'),
  accessForm('housing', 'social-worker', 'agreed', 'What was agreed with a landlord'),
  {
    page: '/consultations/new',
    action: '/consultations/new',
    role: 'bridge-screener',
    field: 'question',
    called: 'A consultation you are writing down',
    leave: '/consultations',
    matrix: 'POST /consultations/new/keep',
  },
]
const drafts = (role: string) =>
  database.admin<{ draft_id: string; body: Record<string, string>; version: number }>(
    'select draft_id, body, version from gt.draft where account_id = $1',
    [ids.account(role)],
  )

for (const { page, action, role, field, called, leave, matrix } of forms)
  describe(`${called}, while it is typed`, () => {
    it('is kept, gone on with from what is not sent yet, and thrown away by its writer', async () => {
      const visitor = await as(role)
      assert.match((await visitor.get(page)).page, new RegExp(`data-autosave-url="${action}/keep"`))
      const first = await visitor.post(`${action}/keep`, { draftVersion: '0', [field]: 'Half a sentence that', surprise: 'no field' })
      assert.deepEqual([first.status, (JSON.parse(first.page) as { version: string }).version], [200, '1'])
      const second = await visitor.post(`${action}/keep`, { draftVersion: '1', [field]: 'Half a sentence that goes on' })
      assert.equal((JSON.parse(second.page) as { version: string }).version, '2')
      const [draft] = await drafts(role)
      assert.deepEqual(draft?.body, { [field]: 'Half a sentence that goes on' })
      assert.match((await visitor.get(page)).page, /Half a sentence that goes on/)
      const unsent = await visitor.get('/drafts')
      assert.ok(unsent.page.includes(called))
      assert.match(unsent.page, new RegExp(`href="${page}"`))
      const own = await visitor.get(`/drafts/${draft?.draft_id}`)
      assert.match(own.page, /Half a sentence that goes on/)
      assert.equal((await (await as('police-officer')).get(`/drafts/${draft?.draft_id}`)).status, 404)
      await visitor.get(page)
      assert.equal((await visitor.post(`${action}/discard`, {})).to, leave)
      assert.deepEqual(await drafts(role), [])
    })

    it('written in two windows, stands side by side, and both are kept unless somebody chooses', async () => {
      const visitor = await as(role)
      await visitor.get(page)
      await visitor.post(`${action}/keep`, { draftVersion: '0', [field]: 'Words of the other window.' })
      const stopped = await visitor.post(`${action}/keep`, { draftVersion: '0', [field]: 'Words of this window.' })
      assert.deepEqual([stopped.status, JSON.parse(stopped.page)], [409, { conflictUrl: page }])
      const both = await visitor.post(action, { draftVersion: '0', [field]: 'Words of this window.', intent: 'save-for-later' })
      assert.equal(both.status, 409)
      const seen = both.page.replace(/<\/?mark>/g, '')
      for (const words of ['Words of the other window.', 'Words of this window.']) assert.ok(seen.includes(words), words)
      const chosen = await visitor.post(action, {
        draftVersion: visitor.hidden('draftVersion'),
        resolve: 'yes',
        [`yours.${field}`]: 'Words of this window.',
        [`keep.${field}`]: 'both',
      })
      assert.equal(chosen.to, page)
      const [draft] = await drafts(role)
      assert.equal(draft?.body[field], 'Words of the other window.\n\nWords of this window.')
      const later = await visitor.post(action, { draftVersion: String(draft?.version), [field]: 'For later.', intent: 'save-for-later' })
      assert.equal(later.to, leave)
      assert.equal((await drafts(role))[0]?.body[field], 'For later.')
      await database.admin('delete from gt.draft')
    })

    it('that is sent with something wrong stays a draft', async () => {
      const visitor = await as(role)
      await visitor.get(page)
      const refused = await visitor.post(action, { draftVersion: '0', [field]: 'Only this is filled in.' })
      assert.equal(refused.status, 422)
      assert.match(refused.page, /Only this is filled in/)
      assert.match(refused.page, /Saved at/)
      assert.equal((await drafts(role))[0]?.body[field], 'Only this is filled in.')
      await database.admin('delete from gt.draft')
    })

    it('is kept for nobody who has no row for it', async () => {
      for (const other of rolesWithout(matrix)) {
        const visitor = await as(other)
        await visitor.get('/settings')
        for (const what of ['keep', 'discard'])
          assert.equal((await visitor.post(`${action}/${what}`, { [field]: 'Not mine.' })).status, 404, `${other} ${what}`)
      }
      if (page.startsWith('/people')) {
        const nurse = await as('health-practitioner')
        assert.equal((await nurse.post(`${action}/keep`, { [field]: 'Not my patient.' })).status, 404)
      }
      assert.equal((await database.admin('select from gt.draft')).length, 0)
    })
  })

describe('one child or adult of a concern, while it is typed', () => {
  const begin = async () => {
    const visitor = await as('school-safeguarding-lead')
    await visitor.get('/concerns/new')
    const { to } = await visitor.post('/concerns/new', {})
    return { visitor, at: (page: string) => (to ?? '').replace(/\/[^/]+$/, `/${page}`) }
  }

  it('somebody who is only begun is kept, shown in the list, and no part of the concern until saved or removed', async () => {
    const { visitor, at } = await begin()
    await visitor.get(at('children/new'))
    const kept = await visitor.post(at('children/new/keep'), {
      draftVersion: visitor.hidden('draftVersion'),
      given: 'Noor',
      school: 'Hollow',
    })
    assert.equal(kept.status, 200)
    assert.match((await visitor.get(at('children/new'))).page, /value="Noor"/)
    assert.match((await visitor.get(at('children'))).page, /You began to add Noor/)
    const check = await visitor.get(at('check'))
    assert.match(check.page, /You began to add a child: save what you wrote, or remove it/)
    await visitor.get(at('children/new'))
    const version = visitor.hidden('draftVersion')
    assert.equal(
      (await visitor.post(at('children/new'), { draftVersion: version, given: 'Noor', school: 'Hollow Lane' })).to,
      at('children'),
    )
    // A double click adds nobody twice.
    assert.equal(
      (await visitor.post(at('children/new'), { draftVersion: version, given: 'Noor', school: 'Hollow Lane' })).to,
      at('children'),
    )
    const list = await visitor.get(at('children'))
    assert.doesNotMatch(list.page, /You began/)
    assert.equal([...list.page.matchAll(/<strong>Noor/g)].length, 1)
    await visitor.get(at('adults/new'))
    await visitor.post(at('adults/new/keep'), { draftVersion: visitor.hidden('draftVersion'), relation: 'a man who collects from nursery' })
    await visitor.get(at('adults'))
    assert.equal((await visitor.post(at('adults/new/remove'), {})).to, at('adults'))
    assert.doesNotMatch((await visitor.get(at('adults'))).page, /You began/)
  })

  it('is kept in place where they stand already, more of a child too, and right or wrong', async () => {
    const { visitor, at } = await begin()
    await visitor.post(at('children/new'), { given: 'Noor' })
    await visitor.get(at('children/0'))
    await visitor.post(at('children/0/keep'), { draftVersion: visitor.hidden('draftVersion'), given: 'Noor', age: 'about six' })
    await visitor.get(at('more/0'))
    await visitor.post(at('more/0/keep'), { draftVersion: visitor.hidden('draftVersion'), nhsNumber: '943' })
    assert.match((await visitor.get(at('children/0'))).page, /value="about six"/)
    assert.match((await visitor.get(at('more/0'))).page, /value="943"/)
    const refused = await visitor.post(at('more/0'), { draftVersion: visitor.hidden('draftVersion'), nhsNumber: '943 4' })
    assert.equal(refused.status, 422)
    assert.match((await visitor.get(at('more/0'))).page, /value="943 4"/)
    assert.equal((await visitor.post(at('more/7/keep'), { nhsNumber: '9' })).status, 404)
  })

  it('written in two windows stands side by side', async () => {
    const { visitor, at } = await begin()
    await visitor.get(at('adults/new'))
    const draftVersion = visitor.hidden('draftVersion')
    await visitor.post(at('adults/new/keep'), { draftVersion, name: 'Omar Invented' })
    const stopped = await visitor.post(at('adults/new/keep'), { draftVersion, name: 'Omar Testcase' })
    assert.deepEqual([stopped.status, JSON.parse(stopped.page)], [409, { conflictUrl: at('adults/new') }])
    const both = await visitor.post(at('adults/new'), { draftVersion, name: 'Omar Testcase', intent: 'save-for-later' })
    assert.equal(both.status, 409)
    const chosen = await visitor.post(at('adults/new'), {
      draftVersion: visitor.hidden('draftVersion'),
      resolve: 'yes',
      'yours.name': 'Omar Testcase',
      'keep.name': 'yours',
    })
    assert.equal(chosen.to, at('adults/new'))
    assert.match((await visitor.get(at('adults/new'))).page, /value="Omar Testcase"/)
  })

  it('is nobody else’s', async () => {
    const { at } = await begin()
    const nurse = await as('health-practitioner')
    await nurse.get('/settings')
    assert.equal((await nurse.post(at('children/new/keep'), { given: 'Noor' })).status, 404)
    for (const role of rolesWithout('POST /concerns/draft/:draft/:list/:at/keep'))
      assert.equal((await (await as(role)).post(at('children/new/keep'), { given: 'Noor' })).status, 404, role)
  })
})

describe('what becomes of words when the record is no longer open to whoever types them', () => {
  const sentence = 'He said the light was on and nobody came.'
  const lose = async (how: string) => {
    const visitor = await as('social-worker')
    await visitor.get(of('voice'))
    const version = visitor.hidden('draftVersion')
    await visitor.post(of('voice/keep'), { draftVersion: version, childsWords: sentence })
    const [draft] = await drafts('social-worker')
    await database.admin(how, [ids.partnership, home.amira])
    return { visitor, draft: draft?.draft_id ?? '' }
  }

  it('they come back on the page that says so, and stand among what is not sent yet', async () => {
    // The case is closed, or the child is another worker's now: nothing connects them any more.
    const { visitor, draft } = await lose(
      `update gt.reach set until_at = clock_timestamp() where partnership_id = $1 and subject_id = $2 and until_at = 'infinity'`,
    )
    const kept = await visitor.post(of('voice/keep'), { draftVersion: '1', childsWords: `${sentence} And more.` })
    assert.equal(kept.status, 404)
    const refused = await visitor.post(of('voice'), { draftVersion: '1', childsWords: `${sentence} And more.` })
    assert.equal(refused.status, 404)
    assert.match(refused.page, /What you typed was not sent/)
    assert.match(refused.page, /He said the light was on and nobody came\. And more\./)
    assert.doesNotMatch(refused.page, /Amira/)
    const own = await visitor.get(`/drafts/${draft}`)
    assert.equal(own.status, 200)
    assert.match(own.page, /He said the light was on and nobody came/)
    assert.match(own.page, /no longer work with the child/)
    assert.doesNotMatch(own.page, /Amira/)
  })

  it('a page that was only opened says nothing of typing', async () => {
    assert.doesNotMatch((await (await as('social-worker')).get(of('voice'))).page, /What you typed/)
  })
})
