import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { readPaper } from '../../../kernel/documents/testing/read-paper.ts'
import { newId } from '../../../thread/ids.ts'
import { adultInContact } from '../../family/index.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { coreGroup } from '../core-group/core-group.ts'
import { cpPlan } from '../plan/cp-plan.ts'

const { database, as } = await openForTests(rooms)
const { amira, marta } = await householdOnRecord(database)
const here = `/people/${amira}/plan/paper`
const keys = [`person:${marta}`, `person:${amira}`, `account:${ids.account('school-safeguarding-lead')}`]
const [mother, child, school] = [marta as string, amira as string, ids.account('school-safeguarding-lead') as string]

await tell(database, 'social-worker', [
  {
    subject: amira,
    kind: cpPlan,
    on: '2025-02-09',
    parts: {
      record: {
        facts: { risks: [{ goal: true, scale: 4, actions: [{ dueOn: '2025-03-03' }] }], visitEvery: 14, unannounced: true },
        narrative: {
          danger1: 'We worry that Amira is alone at night.',
          goal1: 'Somebody Amira trusts is there every night.',
          does1x1: 'Stay at home at night',
          who1x1: 'Mother',
          measure1x1: 'Amira says so',
          childsVersion: 'Gran or Mum is there when it gets dark.',
          if1: 'Nobody is there',
          then1: 'Gran comes',
          by1: 'Within an hour',
        },
      },
    },
  },
  {
    subject: amira,
    kind: coreGroup,
    on: '2025-03-10',
    parts: {
      record: {
        facts: { members: [{ agencyKind: 'education', came: true }], family: true, newAdults: true, nextOn: '2025-04-07' },
        narrative: { progress: 'Five of seven nights.', newAdults: 'A man who sleeps there at weekends.' },
      },
    },
  },
  {
    subject: amira,
    kind: adultInContact,
    on: '2025-03-10',
    parts: {
      record: { facts: { seenAs: 'man', as: 'uncle-or-aunt', identified: true, presence: 'visits', toldBy: 'agency' } },
      'third-party': { narrative: { calledOrDescribed: 'Vik Invented' } },
    },
  },
])
// Of another day: the paper of a core group says who was around then.
await tell(database, 'social-worker', [
  {
    subject: amira,
    kind: adultInContact,
    on: '2025-03-20',
    parts: { record: { facts: { seenAs: 'woman', as: 'neighbour', identified: true, presence: 'visits', toldBy: 'child' } } },
  },
])

/** The text of each paper of one kind, by its reader. */
const papers = async (kind: string): Promise<ReadonlyMap<string, string>> => {
  const rows = await database.admin<{ to: string; content: Buffer }>(
    `select coalesce(o.to_account, o.to_person) as to, c.content from gt.outgoing o join gt.outgoing_content c using (partnership_id, outgoing_id) where o.kind = $1`,
    [kind],
  )
  return new Map(rows.map(row => [row.to, readPaper(row.content).text.replaceAll(/\s+/g, ' ')]))
}

describe('a plan on paper', () => {
  it('is in words for the child for the child, in plain words for the family, and whole for professionals', async () => {
    const worker = await as('social-worker')
    const { page } = await worker.get(here)
    assert.match(page, /Amira Testcase: the plan on paper/)
    assert.match(page, /in words for the child/)
    assert.equal((await worker.post(here, {})).status, 422)
    assert.equal((await worker.post(here, { paper: 'plan', to: keys })).to, `/people/${amira}/shared`)
    const of = await papers('plan')
    const text = (one: string) => of.get(one) ?? ''
    assert.match(text(child), /Your plan.*Gran or Mum is there when it gets dark.*Somebody Amira trusts is there every night/)
    assert.doesNotMatch(text(child), /We worry that Amira/)
    for (const one of [mother, school]) {
      assert.match(text(one), /We worry that Amira is alone at night.*4 of 10.*Mother.*Monday 3 March 2025.*Stay at home at night/)
      assert.match(text(one), /at least every 14 days\. Some visits are not announced/)
      assert.match(text(one), /It is not agreed yet/)
    }
    assert.match(text(mother), /This is the plan that keeps Amira safe/)
    assert.match(text(school), /as written on Sunday 9 February 2025/)
    assert.match((await worker.get(`/people/${amira}/shared`)).page, /Marta Testcase/)
  })

  it('goes with the record of the core group: what is told of other adults is not for the family', async () => {
    const worker = await as('social-worker')
    await worker.get(here)
    const one = await worker.post(here, { paper: 'core-group', to: `person:${marta}` })
    assert.match(one.to ?? '', new RegExp(`^/people/${amira}/shared/[0-9a-f-]{36}$`))
    assert.match((await worker.get(one.to ?? '')).page, /The record of a core group, one page/)
    await worker.get(here)
    await worker.post(here, { paper: 'core-group', to: `account:${ids.account('school-safeguarding-lead')}` })
    const of = await papers('core-group')
    for (const reader of [mother, school])
      assert.match(of.get(reader) ?? '', /Who came.*education.*Meets next.*Monday 7 April 2025.*Five of seven nights/)
    assert.match(of.get(school) ?? '', /A man who sleeps there.*Who is around the child A man, uncle/)
    assert.doesNotMatch(of.get(mother) ?? '', /A man who sleeps there|uncle/)
    await worker.get(here)
    const manager = `account:${ids.account('team-manager')}`
    assert.equal((await worker.post(here, { paper: 'core-group', to: manager })).status, 303)
    assert.match((await papers('core-group')).get(ids.account('team-manager')) ?? '', /Who is around the child Vik Invented/)
    for (const text of (await papers('core-group')).values()) assert.doesNotMatch(text, /neighbour/)
    assert.doesNotMatch(of.get(school) ?? '', /Vik/, 'a name stands apart from the record')
  })

  it('is prepared by whoever may share the record, and by nobody else', async () => {
    for (const role of rolesWithout('GET /people/:person/plan/paper')) assert.equal((await (await as(role)).get(here)).status, 404, role)
    for (const role of rolesWithout('POST /people/:person/plan/paper'))
      assert.equal((await (await as(role)).post(here, { paper: 'plan', to: keys })).status, 404, role)
    const worker = await as('social-worker')
    assert.equal((await worker.get(`/people/${newId()}/plan/paper`)).status, 404)
    for (const to of [`person:${newId()}`, `account:${ids.account('health-practitioner')}`])
      assert.match((await worker.post(here, { paper: 'plan', to })).page, /Choose people who are on the case/)
    const [line] = await database.admin<{ subject_ids: string[] }>(
      `select subject_ids from gt.access_line where route = 'GET /people/:person/plan/paper' and subject_ids @> array[$1::uuid] limit 1`,
      [amira],
    )
    assert.ok(line)
  })
})
