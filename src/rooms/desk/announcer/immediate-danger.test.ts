import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { as, freshDatabase, ids, type TestDatabase, testPurpose } from '../../../../tests/database.ts'
import { dayOf, type Moment, moment, momentOf, Temporal } from '../../../guidance/index.ts'
import type { Standing } from '../../../kernel/jobs/index.ts'
import { openLog } from '../../../kernel/log.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { involvement } from '../../../thread/own-kinds/index.ts'
import { carryOut } from '../../../thread/store/append.ts'
import { book } from '../../book.ts'
import { referralTold } from '../../front-door/index.ts'
import { acknowledge, announceDue, announcementsFor } from './index.ts'

let database: TestDatabase
before(async () => {
  database = await freshDatabase()
})
after(() => database.drop())

const announceAt = (at: Moment) => {
  const standing: Standing = { database: database.worker, log: openLog('silent'), at, job: '1', stopping: new AbortController().signal }
  return announceDue(standing, null)
}

/** A school tells The Bridge that a child is in danger now. */
const danger = async (): Promise<SubjectId> => {
  const matter = newId<SubjectId>()
  const happened = { on: dayOf(momentOf(Temporal.Now.instant())), precision: 'day' } as const
  const shared = { subject: matter, act: newId<ActId>(), happened, audience: 'professionals' } as const
  const facts = {
    form: 'worried-about-a-child',
    inDangerNow: true,
    referrerIs: 'professional',
    source: 'education',
    concerns: ['physical'],
    familyTold: 'yes',
    children: [{ label: 'child 1', given: 'Amira', family: 'Testcase' }],
  }
  await database.worker.withActor(as('school-safeguarding-lead'), testPurpose, tx =>
    carryOut(tx, book, {
      id: newId<CommandId>(),
      asked: 1,
      writes: [matter],
      begins: [{ subject: matter, form: 'matter' }],
      kinds: [referralTold, involvement],
      decide: () => ({
        answer: null,
        entries: [
          { ...shared, kind: referralTold, parts: { record: { facts, narrative: { seenOrHeard: 'Told in class this morning.' } } } },
          { ...shared, kind: involvement, parts: { record: { facts: { holder: ids.team.bridge, form: 'team', as: 'queue' } } } },
        ],
      }),
    }),
  )
  return matter
}
const toldOf = async (matter: SubjectId) => {
  const roles = new Map<string, string>(ids.roles.map(role => [ids.account(role), role]))
  const rows = await database.admin<{ account_id: string; level: string }>(
    `select account_id, level from gt.announcement where subject_id = $1 and rule = 'immediate-danger'`,
    [matter],
  )
  return rows.map(row => `${roles.get(row.account_id)} ${row.level}`).sort()
}

test('a child in danger now: within hours the managers of The Bridge are told', async () => {
  const matter = await danger()
  await announceAt(moment('2093-12-02T10:00:00Z'))
  assert.deepEqual(await toldOf(matter), ['bridge-manager CRITICAL'])
})

test('a child in danger now on a Saturday night: the emergency duty team is told too, reads what it is about and takes notice', async () => {
  const matter = await danger()
  await announceAt(moment('2093-12-05T23:00:00Z'))
  assert.deepEqual(await toldOf(matter), ['bridge-manager CRITICAL', 'emergency-duty-worker CRITICAL'])
  const session = await database.session('emergency-duty-worker')
  const own = await database.app.withActor(session, testPurpose, tx => announcementsFor(tx, book))
  const one = own.items.find(item => item.subject === matter)
  assert.equal(one?.says, 'A child may be in danger now: whoever raised this concern says so. Nothing is decided yet.')
  const answered = await database.app.withActor(session, testPurpose, tx =>
    acknowledge(tx, book, { command: newId(), announcement: one?.id ?? '', reason: 'Police are on their way.' }),
  )
  assert.equal(answered.done, 'acknowledged')
})
