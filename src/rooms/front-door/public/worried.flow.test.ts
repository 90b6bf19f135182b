import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { startWorker } from '../../../kernel/jobs/index.ts'
import { openLog } from '../../../kernel/log.ts'
import { book } from '../../book.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { strangerAt, unmarked } from '../../testing/visitor.ts'
import { sendIt, tellAll } from '../testing/neighbour.ts'
import { frontDoorRoutes } from '../web.ts'
import { emptyTheBox, intakeJobs } from './intake.ts'

const { database, web, as } = await openForTests([frontDoorRoutes], { first: '/concerns' })

const log = openLog('silent')
const empty = () => emptyTheBox(database.worker, book, { log, job: 'test' })
const count = async (from: string): Promise<number> =>
  (await database.admin<{ n: number }>(`select count(*)::int as n from ${from}`))[0]?.n ?? -1

test('a neighbour without an account tells of a worry, reads a reference, and The Bridge has it as they told it', async () => {
  const neighbour = strangerAt(web)
  const answers = await tellAll(neighbour)
  assert.match(answers.page, /on the balcony alone last night/)
  assert.match(answers.page, /Exit this page/)
  const reference = await sendIt(neighbour)
  assert.match(reference, /^([34679ACDEFGHJKMNPQRTWXY]{5}-){5}[34679ACDEFGHJKMNPQRTWXY]{5}$/)
  assert.equal(await empty(), 1)
  const [told] = await database.admin<{
    matter: string
    facts: Record<string, unknown>
    role: string
    kind: string
    at: string
    received: string
  }>(
    `select e.subject_id as matter, p.facts, e.author_role as role, e.agency_kind as kind, e.happened_at::text as at, i.received_at::text as received
     from gt.intake i join gt.entry e on e.subject_id = i.matter_id and e.kind = 'referral-told'
     join gt.entry_part p on p.entry_id = e.entry_id and p.field_group = 'record'`,
  )
  assert.equal(told?.role, 'member-of-the-public')
  assert.equal(told?.kind, 'public')
  assert.equal(told?.at, told?.received, 'its clocks run from when it was received')
  assert.deepEqual(
    { ...told?.facts, children: undefined },
    {
      form: 'worried-about-a-child',
      channel: 'portal',
      inDangerNow: false,
      referrerIs: 'public',
      anonymous: false,
      source: 'public',
      concerns: ['neglect', 'domestic-abuse'],
      familyTold: 'no',
      notToldReason: 'other',
      safeToContactParents: 'not-known',
      riskToWorkers: false,
      earlyHelpTried: 'not-known',
      adults: [],
      children: undefined,
    },
  )
  const screener = await as('bridge-screener')
  const seen = await screener.get(`/bridge/${told?.matter}`)
  assert.match(seen.page, /balcony alone last night/)
  assert.match(seen.page, /Testcase, about 4/)
  assert.doesNotMatch(seen.page, /Nellie|0777/, 'a screener is not told who asked not to be named')
  const decides = await as('bridge-manager')
  assert.match((await decides.get(`/bridge/${told?.matter}`)).page, /Nellie Neighbour[\s\S]*mornings only/)
})

test('what was sent is followed by its reference, which says how far it has come and nothing else', async () => {
  const neighbour = strangerAt(web, '192.0.2.2')
  await tellAll(neighbour)
  const reference = await sendIt(neighbour)
  const followed = async (typed: string) => {
    const somebody = strangerAt(web, '192.0.2.3')
    await somebody.get('/worried/follow')
    return somebody.post('/worried/follow', { reference: typed })
  }
  const heading = (page: string) => /<h1[^>]*>([^<]+)</.exec(page)?.[1]
  assert.equal(heading((await followed(reference)).page), 'Received')
  await empty()
  assert.equal(heading((await followed(reference.toLowerCase().replaceAll('-', ' '))).page), 'Received')
  const [row] = await database.admin<{ matter: string }>('select matter_id as matter from gt.intake order by received_at desc limit 1')
  const screener = await as('bridge-screener')
  await screener.get(`/bridge/${row?.matter}`)
  assert.equal((await screener.post(`/bridge/${row?.matter}/take`, {})).status, 303)
  const looking = await followed(reference)
  assert.equal(heading(looking.page), 'Being looked at')
  assert.doesNotMatch(looking.page, /Testcase|balcony|Nellie/)
})

test('a wrong reference and one that does not exist are the very same page', async () => {
  const answers = await Promise.all(
    ['3ACD-4EFG-6HJK-7MNP-9QRT', 'not a reference', '', '0000-0000-0000-0000-0000', '<b>'].map(async reference => {
      const somebody = strangerAt(web, '192.0.2.4')
      await somebody.get('/worried/follow')
      return somebody.post('/worried/follow', { reference })
    }),
  )
  assert.deepEqual(
    answers.map(answer => answer.status),
    [422, 422, 422, 422, 422],
  )
  const [first] = answers
  for (const answer of answers) assert.equal(unmarked(answer.page), unmarked(first?.page ?? ''))
  assert.match(first?.page ?? '', /We do not know this reference/)
})

test('sent twice it is one concern with one reference, however often the box is emptied and by how many', async () => {
  const before = await count(`gt.entry where kind = 'referral-told'`)
  const nervous = strangerAt(web, '192.0.2.5')
  await tellAll(nervous)
  const sending = nervous.hidden('sending')
  const once = await sendIt(nervous)
  assert.equal(await count(`graphile_worker.jobs where task_identifier = 'append-intake'`), 1, 'the box is emptied at once, and by one job')
  const again = await nervous.post('/worried/send', { sending })
  assert.equal(/<strong class="gt-reference">([^<]+)</.exec(again.page)?.[1], once)
  await Promise.all([empty(), empty(), empty()])
  await empty()
  assert.equal(await count(`gt.entry where kind = 'referral-told'`), before + 1)
  assert.equal(await count('gt.intake where appended_at is null'), 0)
})

test('a job that is killed between the append and the box leaves neither, and the next one does both', async () => {
  const before = await count(`gt.entry where kind = 'referral-told'`)
  const neighbour = strangerAt(web, '192.0.2.6')
  await tellAll(neighbour)
  await sendIt(neighbour)
  // The box refuses to be told, as if the process had died there: nothing of the append may be left.
  await database.admin('revoke execute on function gt.intake_appended(uuid, uuid, uuid) from gt_worker')
  assert.equal(await empty(), 0)
  assert.equal(await count(`gt.entry where kind = 'referral-told'`), before)
  await database.admin('grant execute on function gt.intake_appended(uuid, uuid, uuid) to gt_worker')
  assert.equal(await empty(), 1)
  assert.equal(await empty(), 0)
  assert.equal(await count(`gt.entry where kind = 'referral-told'`), before + 1)
})

test('the worker takes in what was sent by itself, as soon as it was sent', async () => {
  const neighbour = strangerAt(web, '192.0.2.16')
  await tellAll(neighbour)
  await sendIt(neighbour)
  const worker = await startWorker({ url: database.urls.gt_worker, database: database.worker, jobs: intakeJobs(book), log })
  try {
    while ((await count('gt.intake where appended_at is null')) > 0) await new Promise(resolve => setTimeout(resolve, 20))
  } finally {
    await worker.stop()
  }
})

test('an author of the public who was brought in with history is switched off, and another tells what is sent now', async () => {
  await database.admin(`update gt.account set active = false, email = 'brought in' where role = 'member-of-the-public'`)
  const neighbour = strangerAt(web, '192.0.2.17')
  await tellAll(neighbour)
  await sendIt(neighbour)
  assert.equal(await empty(), 1)
  assert.equal(await count(`gt.account where role = 'member-of-the-public' and active`), 1)
  assert.equal(await count(`gt.agency where kind = 'public'`), 1)
})

test('what cannot be taken in stays in the box and keeps nothing else waiting', async () => {
  await database.admin(
    `insert into gt.intake (partnership_id, intake_id, sending_hash, reference_hash, received_at, content)
     values ($1, gen_random_uuid(), '\\x01', '\\x01', '2024-01-01', '{"record": "planted"}')`,
    [ids.partnership],
  )
  const neighbour = strangerAt(web, '192.0.2.7')
  await tellAll(neighbour)
  await sendIt(neighbour)
  assert.equal(await empty(), 1)
  assert.equal(await count('gt.intake where appended_at is null'), 1)
  await database.admin(`delete from gt.intake where reference_hash = '\\x01'`)
})

test('nothing is kept on the device, in the database in clear, or at all, once it is sent or left', async () => {
  const watched = strangerAt(web, '192.0.2.8')
  await tellAll(watched)
  assert.ok(watched.cookies.has('gt-visit'))
  const [kept] = await database.admin<{ text: string }>(`select encode(sealed, 'escape') as text from gt.visit limit 1`)
  assert.doesNotMatch(kept?.text ?? 'balcony', /balcony/)
  const left = await watched.get('/worried/leave')
  assert.equal(left.status, 303)
  assert.match(left.to ?? '', /^https:\/\//)
  assert.ok(!watched.cookies.has('gt-visit'))
  assert.equal(await count('gt.visit'), 0)
  assert.equal((await watched.get('/worried/check')).to, '/worried')

  const sender = strangerAt(web, '192.0.2.9')
  await tellAll(sender)
  await sendIt(sender)
  assert.ok(!sender.cookies.has('gt-visit'))
  assert.equal(await count('gt.visit'), 0)
  await empty()
  const [box] = await database.admin<{ content: object }>('select content from gt.intake order by received_at desc limit 1')
  assert.deepEqual(box?.content, {})
})

test('half an hour after the last page a visit is over, and the page that comes too late is kept all the same', async () => {
  const slow = strangerAt(web, '192.0.2.10')
  await tellAll(slow)
  await slow.get('/worried/worry')
  await database.admin(`update gt.visit set ends_at = clock_timestamp()`)
  assert.equal((await slow.post('/worried/worry', { seenOrHeard: 'Still crying this morning.' })).status, 303)
  const answers = await slow.get('/worried/check')
  assert.match(answers.page, /Still crying this morning/)
  assert.match(answers.page, /Before this can be sent/)
  await database.admin(`update gt.visit set ends_at = clock_timestamp()`)
  await database.worker.door('select gt.visits_over()', [])
  assert.equal(await count('gt.visit'), 0)
})

test('a member of the public need not say who they are, and a child in danger is told to ring first', async () => {
  const nobody = strangerAt(web, '192.0.2.11')
  await nobody.get('/worried/danger')
  const inDanger = await nobody.post('/worried/danger', { inDangerNow: 'yes' })
  assert.equal(inDanger.to, '/worried/ring')
  const ring = await nobody.get('/worried/ring')
  assert.match(ring.page, /href="tel:999"/)
  await nobody.post('/worried/ring', { emergencyCall: 'Rang 999 at ten past nine.' })
  await tellAll(nobody, {
    danger: { inDangerNow: 'yes' },
    you: { naming: 'anonymous', name: 'Left by mistake' },
    family: { familyTold: 'yes' },
  })
  await sendIt(nobody)
  await empty()
  const parts = await database.admin<{ group: string; facts: Record<string, unknown>; narrative: Record<string, string> }>(
    `select p.field_group as group, p.facts, p.narrative from gt.entry_part p
     where p.subject_id = (select matter_id from gt.intake order by received_at desc limit 1) and p.field_group in ('record', 'referrer') and p.facts::text not like '%holder%'`,
  )
  const record = parts.find(part => part.group === 'record')
  assert.equal(record?.facts['anonymous'], true)
  assert.equal(record?.facts['inDangerNow'], true)
  assert.equal(record?.narrative['emergencyCall'], 'Rang 999 at ten past nine.')
  assert.ok(!parts.some(part => part.group === 'referrer'), 'a name that somebody chose not to give is not kept')
  const critical = await database.admin(`select 1 from gt.finding where rule = 'immediate-danger' and shows_critical is not null`)
  assert.equal(critical.length, 1)
})

test('what is wrong is said by its question, nothing of the page is lost, and what is too long is not cut', async () => {
  const careless = strangerAt(web, '192.0.2.12')
  await careless.get('/worried/worry')
  const blank = await careless.post('/worried/worry', { seenOrHeard: ' ', childsWords: '“I am cold.”' })
  assert.equal(blank.status, 422)
  assert.match(blank.page, /Write what has happened, in your own words/)
  assert.match(blank.page, /“I am cold.”/)
  const long = 'a'.repeat(20_001)
  const tooLong = await careless.post('/worried/worry', { seenOrHeard: long })
  assert.match(tooLong.page, /Use 20000 characters or fewer/)
  assert.ok(tooLong.page.includes(long))
  const unnamed = await careless.post('/worried/you', { naming: 'named' })
  assert.match(unnamed.page, /Enter your name, or choose/)
  const noChild = await careless.post('/worried/children/new', { school: '' })
  assert.match(noChild.page, /Enter anything you know of the child/)
  for (let more = 0; more < 20; more += 1)
    assert.equal((await careless.post('/worried/children/new', { given: `Child ${more}` })).status, 303)
  const oneTooMany = await careless.post('/worried/children/new', { given: 'One more' })
  assert.equal(oneTooMany.status, 422)
  assert.match(oneTooMany.page, /Name up to 20 children here/)
  assert.doesNotMatch((await careless.get('/worried/children')).page, /Add another child/)
})

test('one address sends and looks up only so often, is told so on a plain page, and loses nothing', async () => {
  const program = strangerAt(web, '192.0.2.13')
  await program.get('/worried/follow')
  let slowed = 0
  for (let tried = 0; tried < 61; tried += 1)
    if ((await program.post('/worried/follow', { reference: '3ACD-4EFG-6HJK-7MNP-9QRT' })).status === 429) slowed += 1
  assert.equal(slowed, 1)
  const elsewhere = strangerAt(web, '192.0.2.14')
  await elsewhere.get('/worried/follow')
  assert.equal((await elsewhere.post('/worried/follow', { reference: '3ACD-4EFG-6HJK-7MNP-9QRT' })).status, 422)
  const flood = strangerAt(web, '192.0.2.15')
  const statuses: number[] = []
  for (let sent = 0; sent < 41; sent += 1) {
    await tellAll(flood)
    statuses.push((await flood.post('/worried/send', { sending: flood.hidden('sending') })).status)
  }
  assert.deepEqual(statuses.slice(-2), [200, 429])
  assert.match((await flood.get('/worried/check')).page, /balcony alone/, 'what was typed is still there')
})

test('the role of the public reads no table, and none of its functions gives back what somebody else sent', async () => {
  const tables = await database.admin<{ name: string }>(
    `select c.relname::text as name from pg_class c where c.relnamespace = 'gt'::regnamespace and c.relkind in ('r', 'p')
     and (has_table_privilege('gt_public', c.oid, 'select') or has_table_privilege('gt_public', c.oid, 'insert') or has_any_column_privilege('gt_public', c.oid, 'select'))`,
  )
  assert.deepEqual(tables, [])
  const functions = await database.admin<{ name: string }>(
    `select p.proname::text as name from pg_proc p where p.pronamespace = 'gt'::regnamespace and p.prosecdef and has_function_privilege('gt_public', p.oid, 'execute') order by 1`,
  )
  assert.deepEqual(
    functions.map(one => one.name),
    [
      'attendance_take',
      'cp_is_notice',
      'intake_file_put',
      'intake_followed',
      'intake_send',
      'intake_sent',
      'profile_of',
      'services_found',
      'visit_file_forget',
      'visit_file_keep',
      'visit_file_kept',
      'visit_forget',
      'visit_keep',
      'visit_kept',
      'visit_stands',
    ],
  )
})
