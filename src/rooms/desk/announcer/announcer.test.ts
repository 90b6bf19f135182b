import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { as, elsewhere, freshDatabase, ids, type TestDatabase, testPurpose } from '../../../../tests/database.ts'
import { addDays, day, dayOf, days, type Moment, moment, momentOf, startOfDay, Temporal } from '../../../guidance/index.ts'
import { ownChoice } from '../../../guidance/sources/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import { openDatabase, type Tx } from '../../../kernel/db/with-actor.ts'
import type { Standing } from '../../../kernel/jobs/index.ts'
import { type JobWorker, startWorker } from '../../../kernel/jobs/index.ts'
import { openLog } from '../../../kernel/log.ts'
import { openPost, sendMail, startCatcher } from '../../../kernel/mail/index.ts'
import { bind } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { identity, involvement, involvementEnd, type Relation } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, so, within } from '../../../thread/say.ts'
import { carryOut, type NewEntry } from '../../../thread/store/append.ts'
import { acknowledge, announceDue, announcementsFor, announcerJobs, putAside } from './index.ts'

// Two rules of the test's own, on what every thread has: a school called Harm is critical, and a school called Slow is due within a week.
const inForce = { from: day('2000-01-01') }
const because = [ownChoice('a rule of the test alone')] as const
const critical = rule({
  id: 'test-critical',
  says: ({ facts }) => `The school is ${facts['school']}.`,
  because,
  kinds: [identity],
  inForce,
  findings: child =>
    child.of(identity).flatMap(entry =>
      entry.facts.school === 'Harm'
        ? [
            so('CRITICAL', {
              name: 'harm',
              opened: entry,
              until: undefined,
              tell: ['lead', 'manager', 'core-group'],
              facts: { school: 'Harm' },
            }),
          ]
        : [],
    ),
})
const slow = rule({
  id: 'test-slow',
  says: () => 'Something is due.',
  because,
  kinds: [identity],
  inForce,
  settings: { atMost: setting(days(7), 'our own choice', 'a week') },
  findings: (child, { atMost }) =>
    child.of(identity).flatMap(entry =>
      entry.facts.school === 'Slow'
        ? [
            within(atMost, {
              name: 'slow',
              of: entry,
              metBy: undefined,
              stop: undefined,
              shows: { DUE: c => c.from, OVERDUE: dayAfter },
              tell: ['lead', { to: 'manager', from: dayAfter }],
            }),
          ]
        : [],
    ),
})
const book = bind([{ room: 'test', kinds: [], rules: [critical, slow], episodes: [] }])

let database: TestDatabase
const lines: Record<string, unknown>[] = []
const log = openLog('info', line => lines.push(JSON.parse(line)))
before(async () => {
  database = await freshDatabase()
})
beforeEach(() => {
  lines.length = 0
})
afterEach(async () => {
  await database.admin('delete from gt.announcement_due')
  await database.admin('delete from graphile_worker._private_jobs')
})
after(() => database.drop())

// Far ahead, so that whatever the clock says, what is written now lies in the past of these days. 2 December 2093 is a Wednesday.
const standingAt = (at: Moment): Standing => ({ database: database.worker, log, at, job: '1', stopping: new AbortController().signal })
const announceAt = (at: string, only: SubjectId | null = null) => announceDue(standingAt(moment(at)), only)

const write = async (
  role: string,
  subject: SubjectId,
  entries: readonly Omit<NewEntry, 'subject' | 'act' | 'audience'>[],
  begins = false,
  through = database.worker,
) =>
  through.withActor(as(role), testPurpose, tx =>
    carryOut(tx, book, {
      id: newId<CommandId>(),
      asked: 1,
      writes: [subject],
      ...(begins ? { begins: [{ subject, form: 'person' as const }] } : {}),
      kinds: [identity, involvement, involvementEnd],
      decide: () => ({
        answer: null,
        entries: entries.map(entry => ({ subject, act: newId<ActId>(), audience: 'professionals' as const, ...entry })),
      }),
    }),
  )

const canary = 'Xanthippe'
const who = (school: string, on = '2024-02-01'): Omit<NewEntry, 'subject' | 'act' | 'audience'> => ({
  kind: identity,
  happened: { on: day(on), precision: 'day' },
  parts: { record: { facts: { is: 'child', given: canary, family: 'Testcase', born: '2018-02-02', school } } },
})
const works = (
  holder: string,
  as: Relation,
  form: 'account' | 'team' | 'agency' = 'account',
): Omit<NewEntry, 'subject' | 'act' | 'audience'> & { id: EntryId } => ({
  id: newId<EntryId>(),
  kind: involvement,
  happened: { on: day('2024-01-01'), precision: 'day' },
  parts: { record: { facts: { holder, form, as } } },
})
const lead = () => works(ids.account('social-worker'), 'lead')
const managed = () => works(ids.team.north, 'manager', 'team')

const aChild = async (school: string, ...involved: ReturnType<typeof works>[]): Promise<SubjectId> => {
  const child = newId<SubjectId>()
  await write('bridge-screener', child, [who(school), ...involved], true)
  return child
}
const roles = new Map(ids.roles.map(role => [ids.account(role) as string, role]))
const told = async (child: SubjectId): Promise<string[]> =>
  (
    await database.admin<{ account_id: string; level: string; step: number }>(
      'select account_id, level, step from gt.announcement where subject_id = $1 order by told_at, step, level',
      [child],
    )
  ).map(row => `${roles.get(row.account_id)} ${row.level}${row.step ? ` step ${row.step}` : ''}`)
const waitingFor = async (role: string) =>
  database.app.withActor(await database.session(role), testPurpose, tx => announcementsFor(tx, book))
const acknowledgedBy = async (role: string, child: SubjectId, reason: string, command = newId<CommandId>()) => {
  const session = await database.session(role)
  const first = (await waitingFor(role)).items.find(item => item.subject === child)
  assert.ok(first)
  return database.app.withActor(session, testPurpose, tx => acknowledge(tx, book, { command, announcement: first.id, reason }))
}

test('each recipient of a finding is told once, however often the announcer looks', async () => {
  const child = await aChild('Harm', lead(), managed())
  assert.equal(await announceAt('2020-11-18T10:00:00Z'), 0, 'not before the append that made it')
  const later = await announceAt('2093-12-02T10:00:00Z')
  assert.equal(later, 2)
  assert.deepEqual((await told(child)).sort(), ['social-worker CRITICAL', 'team-manager CRITICAL'])
  await database.admin('insert into gt.announcement_due values ($1, $2, $3)', [ids.partnership, child, '2093-12-02T10:01:00Z'])
  assert.equal(await announceAt('2093-12-02T10:02:00Z'), 0)
  const { total, items } = await waitingFor('social-worker')
  assert.deepEqual([total, items[0]?.says, items[0]?.byName, items[0]?.subject], [1, 'The school is Harm.', true, child])
})

test('what comes due by the passing of time alone is told on its day: the higher level anew, and a further duty from its own moment', async () => {
  const child = newId<SubjectId>()
  await write('bridge-screener', child, [who('Slow', '2093-12-01'), lead(), managed()], true)
  await announceAt('2093-12-02T10:00:00Z')
  assert.deepEqual(await told(child), ['social-worker DUE'])
  await announceAt('2093-12-08T23:59:00Z')
  assert.deepEqual(await told(child), ['social-worker DUE'])
  await announceAt('2093-12-09T00:00:30Z')
  assert.deepEqual(await told(child), ['social-worker DUE', 'social-worker OVERDUE', 'team-manager OVERDUE'])
  const [closed] = await database.admin<{ closed_at: Moment | null }>(
    `select closed_at from gt.announcement where subject_id = $1 and level = 'DUE'`,
    [child],
  )
  assert.ok(closed?.closed_at, 'the lower level no longer waits')
})

test('nobody is told of a finding they may not see', async () => {
  const child = await aChild('Harm', lead(), managed(), works(ids.account('school-safeguarding-lead'), 'core-group'))
  await database.admin('insert into gt.excluded values ($1, $2, $3)', [ids.partnership, child, ids.account('social-worker')])
  await announceAt('2093-12-02T10:00:00Z')
  assert.deepEqual((await told(child)).sort(), ['school-safeguarding-lead CRITICAL', 'team-manager CRITICAL'])
  const forged = statement<never>(
    'forged-announcement',
    null,
    `insert into gt.announcement (partnership_id, announcement_id, subject_id, rule, key, level, account_id, how, duty) values ($1, $2, $3, 'test-critical', 'x', 'INFO', $4, 'page', 'lead')`,
  )
  await assert.rejects(
    database.worker.withActor(as('social-worker'), testPurpose, tx =>
      tx.run(forged, [ids.partnership, newId(), child, ids.account('social-worker')]),
    ),
    /row-level security/,
  )
})

test('what is critical is acknowledged by name, as an entry on the thread, and then is not passed on', async () => {
  const child = await aChild('Harm', lead(), managed())
  await announceAt('2093-12-02T10:00:00Z')
  const command = newId<CommandId>()
  const answered = await acknowledgedBy('social-worker', child, 'I am on my way to the school.', command)
  assert.equal(answered.done, 'acknowledged')
  const [entry] = await database.admin<{ kind: string; author_id: string; facts: { decision: string } }>(
    `select e.kind, e.author_id, p.facts from gt.entry e join gt.entry_part p using (partnership_id, entry_id) where e.subject_id = $1 and e.kind = 'finding-decision'`,
    [child],
  )
  assert.deepEqual([entry?.author_id, entry?.facts.decision], [ids.account('social-worker'), 'acknowledged'])
  assert.equal(
    (await waitingFor('social-worker')).items.some(one => one.subject === child),
    false,
  )
  assert.equal(
    (await waitingFor('team-manager')).items.some(one => one.subject === child),
    true,
    'each answers for himself',
  )
  await announceAt('2093-12-02T15:00:00Z')
  await announceAt('2093-12-02T22:00:00Z')
  assert.equal((await told(child)).length, 2)
})

test('the same acknowledgement sent twice is one entry', async () => {
  const child = await aChild('Harm', lead())
  await announceAt('2093-12-02T10:00:00Z')
  const session = await database.session('social-worker')
  const one = (await waitingFor('social-worker')).items.find(item => item.subject === child)
  assert.ok(one)
  const command = newId<CommandId>()
  const again = () =>
    database.app.withActor(session, testPurpose, tx => acknowledge(tx, book, { command, announcement: one.id, reason: 'Seen.' }))
  assert.deepEqual(await again(), await again())
  assert.equal((await database.admin(`select 1 from gt.entry where subject_id = $1 and kind = 'finding-decision'`, [child])).length, 1)
})

test('what nobody acknowledges within the hour goes to the next duty, and outside the hours of The Bridge to the emergency duty team', async () => {
  const child = await aChild('Harm', lead(), works(ids.account('conference-chair'), 'chair'))
  await announceAt('2093-12-02T15:00:00Z')
  assert.deepEqual(await told(child), ['social-worker CRITICAL'])
  await announceAt('2093-12-02T15:59:00Z')
  assert.deepEqual(await told(child), ['social-worker CRITICAL'])
  // Nobody manages this child and no service manager has an account: the chair is the next who can hear.
  await announceAt('2093-12-02T16:00:00Z')
  assert.deepEqual(await told(child), ['social-worker CRITICAL', 'conference-chair CRITICAL step 1'])
  await announceAt('2093-12-02T16:30:00Z')
  assert.deepEqual(await told(child), ['social-worker CRITICAL', 'conference-chair CRITICAL step 1', 'emergency-duty-worker CRITICAL'])
})

test('on a Saturday the emergency duty team is told at once, may open what it was told of, and takes notice by name', async () => {
  const child = await aChild('Harm', lead())
  const recorded = statement<{ id: string }>(
    'recorded',
    () => ({ subjects: [child] }),
    `select entry_id as id from gt.entry where partnership_id = $1 and subject_id = $2 and kind = 'identity'`,
  )
  const seen = async (tx: Tx) => (await tx.run(recorded, [ids.partnership, child])).length
  const session = await database.session('emergency-duty-worker')
  const look = () => database.app.withActor(session, testPurpose, seen)
  assert.equal(await look(), 0)
  await announceAt('2093-12-05T11:00:00Z')
  assert.deepEqual((await told(child)).sort(), ['emergency-duty-worker CRITICAL', 'social-worker CRITICAL'])
  assert.equal(await look(), 1)
  const one = (await waitingFor('emergency-duty-worker')).items.find(item => item.subject === child)
  assert.ok(one)
  const answered = await database.app.withActor(session, testPurpose, tx =>
    acknowledge(tx, book, { command: newId(), announcement: one.id, reason: 'Police are visiting tonight.' }),
  )
  assert.equal(answered.done, 'acknowledged')
  await database.admin('update gt.announcement set closed_at = now() where subject_id = $1', [child])
  assert.equal(await look(), 0, 'once it is over what was recorded is closed to the duty desk again')
})

test('what is critical and has nobody to hear it is told to the log, with ids only, and looked at again', async () => {
  const child = await aChild('Harm')
  await announceAt('2093-12-02T10:00:00Z')
  assert.deepEqual(await told(child), [])
  assert.deepEqual(
    [lines[0]?.['what'], lines[0]?.['subject'], lines[0]?.['rule']],
    ['nobody may be told of something critical', child, 'test-critical'],
  )
  assert.doesNotMatch(JSON.stringify(lines), new RegExp(canary))
  await announceAt('2093-12-02T16:30:00Z')
  assert.deepEqual(await told(child), ['emergency-duty-worker CRITICAL'])
})

test('an authority may set its own patience and hours', async () => {
  await database.admin(
    `insert into gt.setting_value (partnership_id, setting, from_on, value, account_id, why) values ($1, 'announcer.acknowledge-within', '2026-01-01', '15', $2, 'shorter')`,
    [ids.partnership, ids.account('bridge-manager')],
  )
  try {
    const child = await aChild('Harm', lead(), works(ids.account('conference-chair'), 'chair'))
    await announceAt('2093-12-02T10:00:00Z')
    await announceAt('2093-12-02T10:15:00Z')
    assert.deepEqual(await told(child), ['social-worker CRITICAL', 'conference-chair CRITICAL step 1'])
  } finally {
    await database.admin('delete from gt.setting_value')
  }
})

test('a finding that ends no longer waits for anybody, and one that is due may be put aside but not one that is critical', async () => {
  const child = await aChild('Harm', lead())
  await announceAt('2093-12-02T10:00:00Z')
  const session = await database.session('social-worker')
  const mine = async () => (await waitingFor('social-worker')).items.filter(item => item.subject === child)
  const [one] = await mine()
  assert.ok(one)
  assert.equal(await database.app.withActor(session, testPurpose, tx => putAside(tx, one.id)), false)
  // A correction takes the finding away altogether.
  const [first] = await database.admin<{ entry_id: EntryId }>(`select entry_id from gt.entry where subject_id = $1 and kind = 'identity'`, [
    child,
  ])
  assert.ok(first)
  await write('bridge-screener', child, [{ ...who('Sample Primary'), corrects: first.entry_id }])
  await announceAt('2093-12-02T11:00:00Z')
  assert.deepEqual(await mine(), [])
  assert.equal((await database.admin('select 1 from gt.announcement where subject_id = $1 and closed_at is null', [child])).length, 0)
  const due = newId<SubjectId>()
  await write('bridge-screener', due, [who('Slow', '2093-12-01'), lead()], true)
  await announceAt('2093-12-02T11:00:00Z')
  const waits = (await waitingFor('social-worker')).items.find(item => item.subject === due)
  assert.ok(waits)
  assert.equal(await database.app.withActor(session, testPurpose, tx => putAside(tx, waits.id)), true)
})

test('history that is brought in is not announced; what comes due after it is', async () => {
  const bringIn = openDatabase(database.urls.gt_import, 1)
  const child = newId<SubjectId>()
  try {
    await write('bridge-screener', child, [who('Harm', '2020-02-01'), lead(), managed()], true, bringIn)
    const slow = newId<SubjectId>()
    const yesterday = addDays(dayOf(momentOf(Temporal.Now.instant())), -1)
    await write('bridge-screener', slow, [who('Slow', yesterday), lead(), managed()], true, bringIn)
    assert.equal((await database.admin('select 1 from gt.finding where subject_id = any($1)', [[child, slow]])).length, 2)
    const soon = momentOf(Temporal.Now.instant())
    assert.equal(await announceAt(soon), 0)
    await announceAt(startOfDay(addDays(yesterday, 8)))
    assert.deepEqual(await told(child), [])
    assert.deepEqual((await told(slow)).sort(), ['social-worker OVERDUE', 'team-manager OVERDUE'])
  } finally {
    await bringIn.close()
  }
})

test('two looks at once tell everybody once and pass on one step', async () => {
  const child = await aChild('Harm', lead(), managed(), works(ids.account('conference-chair'), 'chair'))
  const both = (at: string) => Promise.all([announceAt(at), announceAt(at), announceAt(at, child)])
  assert.equal(
    (await both('2093-12-02T10:00:00Z')).reduce((sum, made) => sum + made, 0),
    2,
  )
  assert.equal(
    (await both('2093-12-02T11:00:00Z')).reduce((sum, made) => sum + made, 0),
    1,
  )
  assert.deepEqual((await told(child)).sort(), ['conference-chair CRITICAL step 1', 'social-worker CRITICAL', 'team-manager CRITICAL'])
})

test('a worker that dies in the middle of a look keeps the thread for two minutes and no longer', async () => {
  const child = await aChild('Harm', lead())
  await database.admin(`update gt.announcement_due set taken_until = clock_timestamp() + interval '2 minutes' where subject_id = $1`, [
    child,
  ])
  assert.equal(await announceAt('2093-12-02T10:00:00Z'), 0)
  await database.admin(`update gt.announcement_due set taken_until = clock_timestamp() - interval '1 second' where subject_id = $1`, [
    child,
  ])
  assert.equal(await announceAt('2093-12-02T10:00:00Z'), 1)
})

test('what one partnership has to tell is never told to another', async () => {
  await aChild('Harm', lead())
  await announceAt('2093-12-02T10:00:00Z')
  assert.equal((await database.admin('select 1 from gt.announcement where partnership_id <> $1', [ids.partnership])).length, 0)
  assert.equal((await database.worker.withActor(as('social-worker', elsewhere), testPurpose, tx => announcementsFor(tx, book))).total, 0)
})

test('the mail that follows says nothing of the child, and the append itself sets the worker going', async () => {
  const catcher = await startCatcher()
  const post = openPost({ url: catcher.url, from: 'golden-thread@example.org' })
  let worker: JobWorker | undefined
  try {
    worker = await startWorker({
      url: database.urls.gt_worker,
      database: database.worker,
      log,
      jobs: [...announcerJobs, sendMail(post, 'https://golden-thread.example.org')],
    })
    const began = performance.now()
    const child = await aChild('Harm', lead(), managed())
    while (catcher.messages().length < 2) {
      if (performance.now() > began + 8000)
        throw new Error(`mails caught: ${catcher.messages().length}, told: ${await told(child)}, ${JSON.stringify(lines)}`)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    const addressed = new Set(catcher.messages().flatMap(mail => mail.to))
    for (const role of ['social-worker', 'team-manager']) assert.ok(addressed.has(ids.email(role)), role)
    for (const mail of catcher.messages())
      assert.doesNotMatch(JSON.stringify(mail), new RegExp(`${canary}|Testcase|Harm|${child}|Invented \\d|critical`, 'i'))
    const queued = await database.admin('select payload from graphile_worker._private_jobs')
    assert.doesNotMatch(JSON.stringify(queued), new RegExp(`${canary}|Testcase`))
  } finally {
    await worker?.stop()
    post.close()
    await catcher.stop()
  }
})
