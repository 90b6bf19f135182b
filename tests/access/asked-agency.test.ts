import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { momentOf, Temporal } from '../../src/guidance/index.ts'
import { statement } from '../../src/kernel/db/statement.ts'
import { agencyCheckAsked } from '../../src/rooms/front-door/index.ts'
import { tellTheBridge } from '../../src/rooms/front-door/testing/front-desk.ts'
import { tell } from '../../src/rooms/testing/tell.ts'
import { newId, type SubjectId } from '../../src/thread/ids.ts'
import { involvement } from '../../src/thread/own-kinds/index.ts'
import { as, freshDatabase, ids, type TestDatabase, testPurpose } from '../database.ts'

let database: TestDatabase
let matter: SubjectId
before(async () => {
  database = await freshDatabase()
  ;({ matter } = await tellTheBridge(database))
  const happened = { at: momentOf(Temporal.Now.instant()), precision: 'moment' } as const
  for (const [kind, agency] of [
    ['health', ids.agency.health],
    ['education', ids.agency.school],
  ] as const)
    await tell(database, 'bridge-manager', [
      {
        subject: matter,
        kind: agencyCheckAsked,
        on: happened,
        parts: { record: { facts: { agency: kind } }, asked: { facts: { agency, children: [{ name: 'Amira Testcase' }] } } },
      },
      { subject: matter, kind: involvement, on: happened, parts: { record: { facts: { holder: agency, form: 'agency', as: 'checked' } } } },
    ])
})
after(() => database?.drop())

const findings = statement<{ rule: string }>(
  'test-findings-read',
  null,
  'select rule from gt.finding where partnership_id = $1 and subject_id = $2 order by rule',
)
const readBy = (role: string) =>
  database.worker.withActor(as(role), testPurpose, async tx => (await tx.run(findings, [ids.partnership, matter])).map(row => row.rule))

test('an agency that was asked can be told that its answer is waited for, by whoever leads safeguarding there, or else by whoever may answer', async () => {
  const held = await database.admin<{ id: string }>(
    "select id from gt.holding_duty($1, $2, 'agency-safeguarding-lead', clock_timestamp(), false) as id",
    [ids.partnership, matter],
  )
  assert.deepEqual(held.map(row => row.id).sort(), [ids.account('health-practitioner'), ids.account('school-safeguarding-lead')].sort())
  for (const role of ['health-practitioner', 'school-safeguarding-lead'])
    assert.deepEqual(
      [...new Set(await readBy(role))].filter(rule => rule === 'agency-check-unanswered'),
      ['agency-check-unanswered'],
      role,
    )
})

test('it reads that and nothing else that the rules say of the concern; an agency that was not asked reads nothing', async () => {
  assert.deepEqual([...new Set(await readBy('health-practitioner'))], ['agency-check-unanswered'])
  for (const role of ['police-officer', 'early-help-practitioner']) assert.deepEqual(await readBy(role), [], role)
})

test('whoever else of the agency was asked may not let anybody in', async () => {
  await assert.rejects(
    tell(database, 'health-practitioner', [
      {
        subject: matter,
        kind: involvement,
        on: { at: momentOf(Temporal.Now.instant()), precision: 'moment' },
        parts: { record: { facts: { holder: newId(), form: 'account', as: 'checked' } } },
      },
    ]),
    /row-level security/,
  )
})
