import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type EntryId, newId, type SubjectId } from '../../thread/ids.ts'
import { cpPlan } from '../child-protection/index.ts'
import { meetingAbout } from '../meetings/index.ts'
import { tell } from '../testing/tell.ts'
import { inBoxes } from '../testing/visitor.ts'
import { openFamilyAccounts } from './testing/family-with-accounts.ts'

const { database, as, family, invited } = await openFamilyAccounts()
const [version] = (await tell(database, 'social-worker', [
  {
    subject: family.ines,
    kind: cpPlan,
    on: '2026-02-09',
    parts: {
      record: {
        facts: { risks: [{ goal: true, actions: [{ dueOn: '2026-03-02' }] }] },
        narrative: {
          danger1: 'We worry that Ines is alone at night.',
          goal1: 'An adult Ines trusts is there every night for three months.',
          does1x1: 'Stay at home at night, or ring Aunt Vera',
          who1x1: 'Marta',
          measure1x1: 'Ines says so each week',
          betweenVisits: 'The form tutor, every morning.',
        },
      },
    },
  },
])) as [EntryId]

const marta = await invited(family.ines, family.marta)

describe('a plan that is shared with a parent', () => {
  it('is read by her word for word, the chosen parts and no more; nothing else of the plan opens to her', async () => {
    const worker = await as('social-worker')
    const [account] = await database.admin<{ id: string }>('select account_id as id from gt.family_account where person_id = $1', [
      family.marta,
    ])
    const url = `/people/${family.ines}/with-family/with/${account?.id ?? ''}/new`
    const form = (await worker.get(`${url}?entry=${version}`)).page
    assert.match(form, /What safety looks like \(1\)/)
    const fields = ['danger1', 'goal1', 'does1x1']
    const looked = await worker.post(url, { entry: version, fields: [...fields, 'facts'], title: 'Ines’s plan', sort: 'plan' })
    assert.match(looked.page, /As Marta Testcase will read it[\s\S]*An adult Ines trusts is there every night/)
    assert.doesNotMatch(looked.page, /form tutor/)
    const words = worker.hidden('words').replaceAll('&#10;', '\n')
    const shared = await worker.post(url, { entry: version, fields, title: 'Ines’s plan', sort: 'plan', step: 'share', read: 'yes', words })
    assert.equal(shared.to, `/people/${family.ines}/with-family`)
    const item = /\/yours\/items\/([0-9a-f-]{36})/.exec((await marta.get('/yours')).page)?.[1]
    const read = (await marta.get(`/yours/items/${item}`)).page
    assert.match(read, /We worry that Ines is alone at night[\s\S]*An adult Ines trusts is there every night[\s\S]*Stay at home at night/)
    assert.doesNotMatch(read, /form tutor/)
    for (const page of ['/plan', '/plan/new', '/plan/versions', '/plan/ending', '/core-group', '/core-group/new', '/family-plan'])
      assert.equal((await marta.get(`/people/${family.ines}${page}`)).status, 404, page)
  })

  it('is answered by her in her own words, on the child’s record', async () => {
    const item = /\/yours\/items\/([0-9a-f-]{36})/.exec((await marta.get('/yours')).page)?.[1]
    await marta.get(`/yours/items/${item}`)
    const answered = await marta.post(`/yours/items/${item}`, { sort: 'view', words: 'I can do this, if Vera helps on Tuesdays.' })
    assert.match(answered.page, /It is sent/)
    const [told] = await database.admin<{ words: string }>(
      `select p.narrative::text as words from gt.entry e join gt.entry_part p using (partnership_id, entry_id) where e.kind = 'family-view' and e.subject_id = $1`,
      [family.ines],
    )
    assert.match(told?.words ?? '', /if Vera helps on Tuesdays/)
  })
})

describe('a parent who is asked to a meeting', () => {
  it('is told of it in her account once a worker has looked at the words and shared them, and not of a meeting of professionals', async () => {
    const worker = await as('social-worker')
    const [review, strategy] = [newId<SubjectId>(), newId<SubjectId>()]
    const about = (meeting: SubjectId, type: string) => ({
      subject: family.ines,
      kind: meetingAbout,
      parts: { record: { facts: { meeting, type, at: '2031-03-04T10:30:00Z' } } },
    })
    await tell(database, 'social-worker', [about(review, 'review-conference'), about(strategy, 'strategy')])
    const [account] = await database.admin<{ id: string }>('select account_id as id from gt.family_account where person_id = $1', [
      family.marta,
    ])
    const url = `/people/${family.ines}/with-family/with/${account?.id ?? ''}/new`
    const offered = (await worker.get(url)).page
    assert.match(offered, /Tell Marta Testcase of the review[^<]* on Tuesday 4 March 2031 at 10:30am/)
    assert.doesNotMatch(offered, /strategy/i)
    assert.doesNotMatch((await marta.get('/yours')).page, /4 March 2031/, 'nothing is shared by itself')
    const { page } = await worker.get(`${url}?meeting=${review}`)
    assert.match(page, /You are asked to the review[^<]* about Ines/)
    assert.doesNotMatch((await worker.get(`${url}?meeting=${strategy}`)).page, /You are asked to/)
    const typed = {
      sort: 'date',
      title: 'About Tuesday',
      words: 'You are asked to the review about Ines.',
      ...inBoxes('onDay', '2031-03-04'),
      atTime: '10:30am',
    }
    const shared = await worker.post(url, { ...typed, step: 'share', read: 'yes' })
    assert.equal(shared.to, `/people/${family.ines}/with-family`, shared.page)
    const items = [...(await marta.get('/yours')).page.matchAll(/\/yours\/items\/([0-9a-f-]{36})/g)].map(([path]) => path)
    const read = await Promise.all(items.map(async path => (await marta.get(path)).page))
    assert.ok(read.some(one => /Tuesday 4 March 2031, 10:30am[\s\S]*You are asked to the review about Ines/.test(one)))
  })
})
