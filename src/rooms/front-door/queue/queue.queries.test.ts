import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { freshDatabase, ids, type TestDatabase, testPurpose } from '../../../../tests/database.ts'
import { addDays, dayOf, momentOf, startOfDay, Temporal } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { involvement } from '../../../thread/own-kinds/index.ts'
import { tell } from '../../testing/tell.ts'
import { referralTold } from '../referral/referral-told.ts'
import { agencyCheckAsked } from '../screening/agency-check.ts'
import { tellTheBridge } from '../testing/front-desk.ts'
import { readQueue } from './queue.queries.ts'

let database: TestDatabase
before(async () => {
  database = await freshDatabase()
})
after(() => database?.drop())

const today = dayOf(momentOf(Temporal.Now.instant()))
const screening = ['bridge-screener', 'bridge-social-worker', 'bridge-manager'] as const

type Judged = Record<string, unknown>
const narrow = statement<Judged>('test-queue-narrow', null, 'select * from gt.waiting_in_queue($1) order by subject_id')
// The same, read as anything else is: each row under its own policy.
const underPolicies = statement<Judged>(
  'test-queue-under-policies',
  null,
  `select w.subject_id, w.since, j.*, s.holder_id as screener
   from (select r.subject_id, min(r.from_at) as since from gt.reach r where r.partnership_id = $1 and r.holder_id = any ($2::uuid[]) and r.relation = 'queue'
       and r.from_at <= $3 and r.until_at > $3 group by r.subject_id) w
   cross join lateral (
     select min(f.due_on) filter (where f.rule = 'referral-decision-due') as due_on, min(f.due_at) filter (where f.rule = 'referral-decision-due') as due_at,
       coalesce(bool_or(f.rule = 'immediate-danger'), false) as danger, coalesce(bool_or(f.rule = 'family-unaware'), false) as unaware,
       coalesce(bool_or(f.rule = 'agency-check-unanswered'), false) as asked,
       (array_agg(f.facts order by f.due_at, f.key) filter (where f.rule = 'bridge-hold' and f.layer = 'open'))[1] as hold,
       min(f.due_on) filter (where f.rule = 'bridge-hold') as hold_on
     from gt.finding f where f.partnership_id = $1 and f.subject_id = w.subject_id and (f.from_at <= $3 or f.rule = 'bridge-hold') and f.until_at > $3) j
   left join lateral (select i.holder_id from gt.involvement i where i.partnership_id = $1 and i.subject_id = w.subject_id and i.relation = 'screener'
     and i.form = 'account' and i.from_at <= $3 and i.until_at > $3 order by i.from_at desc limit 1) s on true
   order by w.subject_id`,
)

/** What the narrow function says and what the policies let each role read, of everything that waits. */
const bothWays = async (role: string): Promise<{ narrow: Judged[]; policies: Judged[] }> =>
  database.app.withActor(await database.session(role), testPurpose, async tx => ({
    narrow: await tx.run(narrow, [tx.actor.partnership]),
    policies: await tx.run(underPolicies, [tx.actor.partnership, tx.actor.holders, tx.actor.at]),
  }))

const happening = (days: number) => ({ at: startOfDay(addDays(today, -days)), precision: 'moment' }) as const

test('what the queue is counted by is what the policies let whoever works it read, of every shape of concern', async () => {
  const plain = await tellTheBridge(database)
  const late = await tellTheBridge(database, {
    at: happening(9),
    facts: { inDangerNow: true, familyTold: 'no', notToldReason: 'would-raise-risk' },
  })
  await tell(database, 'bridge-screener', [
    {
      subject: late.matter,
      kind: involvement,
      parts: { record: { facts: { holder: ids.account('bridge-screener'), form: 'account', as: 'screener' } } },
    },
    {
      subject: late.matter,
      kind: agencyCheckAsked,
      on: happening(6),
      parts: {
        record: { facts: { agency: 'education', agencyName: 'Sample Primary School' } },
        asked: { facts: { agency: ids.agency.school, children: [] }, narrative: { question: 'How is attendance?' } },
      },
    },
  ])
  // A school keeps to itself that the child is in danger now: what follows from it is nobody else's to read.
  await tell(database, 'school-safeguarding-lead', [
    {
      subject: plain.matter,
      kind: referralTold,
      audience: 'agency',
      parts: {
        record: {
          facts: {
            form: 'worried-about-a-child',
            inDangerNow: true,
            referrerIs: 'professional',
            source: 'education',
            sourceName: 'Sample Primary School',
            concerns: ['neglect'],
            familyTold: 'no',
            notToldReason: 'would-raise-risk',
            children: [{ label: 'child 1', given: 'Amira', family: 'Testcase' }],
          },
          narrative: { seenOrHeard: 'Kept to the school.' },
        },
      },
    },
  ])
  const kept = await database.admin(`select from gt.finding where subject_id = $1 and layer = 'restricted' and rule = 'immediate-danger'`, [
    plain.matter,
  ])
  assert.equal(kept.length, 1, 'a finding that only the school may read')
  for (const role of screening) {
    const { narrow, policies } = await bothWays(role)
    assert.equal(narrow.length, 2)
    assert.deepEqual(narrow, policies, role)
  }
})

test('planted fault: a function that forgets whose a finding is says what the policies do not', async () => {
  const [row] = await database.admin<{ definition: string }>(
    `select pg_get_functiondef('gt.waiting_in_queue(uuid)'::regprocedure) as definition`,
  )
  const definition = row?.definition ?? ''
  const forgetful = definition.replace("and (f.layer = 'open' or f.agency_id = who.agency_id)", '')
  assert.notEqual(forgetful, definition)
  await database.admin(forgetful)
  try {
    const { narrow, policies } = await bothWays('bridge-screener')
    assert.notDeepEqual(narrow, policies)
  } finally {
    await database.admin(definition)
  }
})

test('a concern that is closed to one of the team is neither shown nor counted for them, and is for the others', async () => {
  const { matter } = await tellTheBridge(database)
  const counted = async (role: string) =>
    database.app.withActor(
      await database.session(role),
      testPurpose,
      async tx => (await readQueue(tx, { show: 'all', page: 1, today })).counts.all,
    )
  const before = await counted('bridge-screener')
  await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
    ids.partnership,
    matter,
    ids.account('bridge-screener'),
  ])
  assert.equal(await counted('bridge-screener'), before - 1)
  assert.equal(await counted('bridge-manager'), before)
})

test('whoever does not work from a queue is told of nothing that waits', async () => {
  for (const role of ['social-worker', 'school-safeguarding-lead', 'police-officer'])
    assert.deepEqual((await bothWays(role)).narrow, [], role)
  const stranger = newId<SubjectId>()
  await tell(database, 'school-safeguarding-lead', [], { begins: [{ subject: stranger, form: 'matter' }] })
  assert.ok(!(await bothWays('bridge-manager')).narrow.some(row => row['subject_id'] === stranger))
})
