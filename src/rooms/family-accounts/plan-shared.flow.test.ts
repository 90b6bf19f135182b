import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { momentOf, Temporal } from '../../guidance/index.ts'
import { codeAt } from '../../kernel/access/one-time-code.ts'
import type { EntryId } from '../../thread/ids.ts'
import { cpPlan } from '../child-protection/index.ts'
import { openForTests } from '../testing/open-for-tests.ts'
import { tell } from '../testing/tell.ts'
import { strangerAt } from '../testing/visitor.ts'
import { rooms } from '../web.ts'
import { familyAtHome } from './testing/family-at-home.ts'

const { database, web, as } = await openForTests(rooms)
const family = await familyAtHome(database)
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

const password = 'three words nobody joins'
/** The mother's account, given face to face and begun as she would. */
const marta = await (async () => {
  const worker = await as('social-worker')
  const at = `/people/${family.ines}/with-family/invite`
  await worker.get(at)
  const { page } = await worker.post(at, { who: family.marta, knownHow: 'I have worked with her since March.', met: 'yes' })
  const code = />([a-z2-9]{4} [a-z2-9]{4} [a-z2-9]{4})</.exec(page)?.[1] ?? ''
  const visitor = strangerAt(web, '192.0.2.78')
  await visitor.get('/yours/begin')
  const { to } = await visitor.post('/yours/begin', { begin: code.toUpperCase() })
  const otpSecret = /secret=([A-Z2-7]+)/.exec((await visitor.get(to ?? '')).page)?.[1] ?? ''
  await visitor.post(to ?? '', { password, again: password, code: codeAt(otpSecret, momentOf(Temporal.Now.instant())) })
  return visitor
})()

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
