import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ids } from '../../../tests/database.ts'
import { addDays, day, dayOf, momentOf, ownChoice, Temporal, weeks, workingDays } from '../../guidance/index.ts'
import { familyRoles } from '../../kernel/access/matrix.ts'
import { startWorker } from '../../kernel/jobs/index.ts'
import { openLog } from '../../kernel/log.ts'
import { bind, type Chapter } from '../../thread/book.ts'
import { newId } from '../../thread/ids.ts'
import { rule, setting } from '../../thread/rule.ts'
import { book, chapters } from '../book.ts'
import { childProtection } from '../child-protection/index.ts'
import { referral } from '../front-door/index.ts'
import { openForTests } from '../testing/open-for-tests.ts'
import { inBoxes, openWebOf, visitorOf } from '../testing/visitor.ts'
import { rulesRoutes } from './rules/rules.routes.tsx'
import { settingRoutes } from './settings/setting.routes.tsx'
import { sweepAfterChange } from './settings/sweep-after-change.ts'
import { ruleBookRoutes } from './web.ts'

const at = '/rules/not-seen-at-home/settings/atMost'
const { database, web } = await openForTests([ruleBookRoutes])
const administrator = await visitorOf(web, database, 'system-administrator', at)
const today = dayOf(momentOf(Temporal.Now.instant()))

const change = (more: Record<string, string> = {}) => ({
  count: '3',
  unit: 'weeks',
  ...inBoxes('from', today),
  why: 'Our own review of spring asked for it.',
  ...more,
})
const kept = () =>
  database.admin<{ setting: string; value: unknown; why: string; from_on: string; account_id: string }>(
    'select * from gt.setting_value order by set_at',
  )
const seenOn = (page: string) => /name="seen" value="([^"]*)"/.exec(page)?.[1] ?? ''
const stateless = (page: string) => page.replace(/nonce="[^"]*"/g, '').replace(/value="[^"]{20,}"/g, '')

test('everybody who works here and signs in may read the rules, and nobody else', async () => {
  assert.equal((await web.inject({ method: 'GET', url: '/rules' })).statusCode, 303)
  for (const role of familyRoles) assert.equal((await (await visitorOf(web, database, role, '/')).get('/rules')).status, 404, role)
  for (const role of ids.roles.filter(role => !familyRoles.includes(role))) {
    const visitor = await visitorOf(web, database, role, '/rules')
    const { status, page } = await visitor.get('/rules')
    assert.equal(status, 200, role)
    for (const { id } of book.rules) assert.match(page, new RegExp(`<h2[^>]* id="${id}"`), `the link /rules#${id} leads nowhere`)
  }
})

test('the rules can be narrowed to one room, and an unknown one is not found', async () => {
  const { body } = await administrator.json<{ rules: { id: string; room: string }[] }>('/rules?room=child-protection')
  assert.deepEqual(body.rules.map(({ id }) => id).sort(), childProtection.rules.map(({ id }) => id).sort())
  assert.ok(body.rules.some(({ id }) => id === 'not-seen-at-home'))
  assert.equal((await administrator.get('/rules?room=nowhere')).status, 404)
})

test('only a system administrator is shown how to change a number; to every other role it is not there', async () => {
  const missing = stateless((await (await visitorOf(web, database, 'team-manager', '/rules')).get('/rules/no-such-page')).page)
  for (const role of ids.roles.filter(one => one !== 'system-administrator')) {
    const visitor = await visitorOf(web, database, role, '/rules')
    for (const answer of [await visitor.get(at), await visitor.post(at, change())]) {
      assert.equal(answer.status, 404, role)
      assert.match(answer.page, /<h1[^>]*>Page not found/)
      assert.doesNotMatch(answer.page, /seen at home/)
    }
    assert.doesNotMatch((await visitor.get('/rules')).page, /\/settings\//, role)
  }
  assert.match(missing, /Page not found/)
  assert.deepEqual(await kept(), [])
})

test('a number, rule or setting that does not exist is not found', async () => {
  for (const path of [
    '/rules/not-seen-at-home/settings/nothing',
    '/rules/nothing/settings/atMost',
    '/rules/not-seen-at-home/settings/__proto__',
  ])
    assert.equal((await administrator.get(path)).status, 404, path)
})

test('what is wrong is said field by field, and nothing that was typed is lost', async () => {
  const wrong: [Record<string, string>, RegExp][] = [
    [{ count: '' }, /Enter the new number/],
    [{ count: '2.5' }, /Enter a whole number/],
    [{ count: '900' }, /Enter at most 150 weeks/],
    [{ unit: 'hours' }, /Choose what is counted/],
    [{ ...inBoxes('from', '2026-02-31') }, /Enter a real date/],
    [{ why: ' ' }, /Write why the number is changed/],
    [{ count: '4' }, /It is 4 weeks on that day already/],
    [{ ...inBoxes('from', addDays(today, -1)) }, /That day has passed. Write why/],
  ]
  for (const [more, said] of wrong) {
    const { status, page } = await administrator.post(at, change({ whyPast: '', ...more }))
    assert.equal(status, 422, String(said))
    assert.match(page, said)
    assert.match(page, /<title>Error: /)
    const typed = change(more)
    if (typed.why.trim()) assert.ok(page.includes(typed.why), 'the reason is kept')
    assert.ok(page.includes(`value="${typed.count}"`) || typed.count === '', 'the number is kept')
  }
  assert.deepEqual(await kept(), [])
})

test('a number is changed from a day on, once however often it is sent, and who, when and why stay beside it for everybody', async () => {
  const commandId = newId()
  for (const _ of [1, 2])
    assert.deepEqual((({ status, to }) => [status, to])(await administrator.post(at, change({ commandId }))), [303, at])
  const rows = await kept()
  assert.equal(rows.length, 1)
  assert.deepEqual(
    [rows[0]?.setting, rows[0]?.value, rows[0]?.account_id],
    ['not-seen-at-home.atMost', weeks(3), ids.account('system-administrator')],
  )
  assert.match((await administrator.get(at)).page, /3 weeks from .*Set by .* Invented .*Our own review of spring asked for it\./s)
  const school = await visitorOf(web, database, 'school-safeguarding-lead', '/rules')
  const { body } = await school.json<{
    rules: { id: string; numbers: { name: string; now: string; history: string[]; changed: boolean }[] }[]
  }>('/rules')
  const number = body.rules.find(({ id }) => id === 'not-seen-at-home')?.numbers.find(({ name }) => name === 'atMost')
  assert.equal(number?.now, '3 weeks')
  assert.equal(number?.history.length, 2)
  assert.match(number?.history[1] ?? '', /^4 weeks from the beginning/)
})

test('the page says that a running clock keeps the number of its day', async () => {
  for (const page of [(await administrator.get('/rules')).page, (await administrator.get(at)).page])
    assert.match(page, /A clock keeps the number of the day from which it counts/)
})

test('the same form sent with other words is refused, and nothing is written', async () => {
  const commandId = newId()
  const seen = seenOn((await administrator.get(at)).page)
  assert.equal((await administrator.post(at, change({ count: '5', seen, commandId }))).status, 303)
  const before = await kept()
  const other = await administrator.post(at, change({ count: '6', seen, commandId }))
  assert.equal(other.status, 422)
  assert.match(other.page, /This form was already sent/)
  assert.deepEqual(await kept(), before)
})

test('two administrators at once: the second sees what the first has set, keeps what was typed, and may still send it', async () => {
  const { page } = await administrator.get(at)
  const seen = seenOn(page)
  assert.equal((await administrator.post(at, change({ count: '6', seen, why: 'The first of two.' }))).status, 303)
  const second = await administrator.post(at, change({ count: '7', seen, why: 'The second of two.' }))
  assert.equal(second.status, 409)
  assert.match(second.page, /set this number while you were writing: 6 weeks/)
  assert.match(second.page, /The second of two\./)
  const again = await administrator.post(at, change({ count: '7', seen: seenOn(second.page), why: 'The second of two.' }))
  assert.equal(again.status, 303)
  const raced = seenOn((await administrator.get(at)).page)
  const answers = await Promise.all(['8', '9'].map(count => administrator.post(at, change({ count, seen: raced }))))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409])
})

test('a number from a day that has passed is kept with the reason for that', async () => {
  const seen = seenOn((await administrator.get(at)).page)
  const whyPast = 'The plan of last month asked for it then.'
  assert.equal((await administrator.post(at, change({ ...inBoxes('from', addDays(today, -30)), count: '2', seen, whyPast }))).status, 303)
  assert.match((await kept()).at(-1)?.why ?? '', /For days that had passed: The plan of last month/)
})

const lawful = rule({
  id: 'cp-visit-due',
  says: () => 'A clock of the law.',
  because: [ownChoice('a rule of the tests')],
  kinds: [referral],
  inForce: { from: day('2020-01-01') },
  settings: { atMost: setting(workingDays(3), 'law', 'an Act says so') },
  findings: () => [],
})

test('a number that rests on law is shown with that statement and no form, and nothing that is sent changes it', async () => {
  const chapter: Chapter = { room: 'tests', kinds: [referral], rules: [lawful], episodes: [] }
  const lawBook = bind([chapter])
  const lawWeb = await openWebOf(database, [
    { routes: [...rulesRoutes(() => ({ book: lawBook, chapters: [chapter] })), ...settingRoutes(() => lawBook)], navigation: [] },
  ])
  try {
    const place = '/rules/cp-visit-due/settings/atMost'
    const visitor = await visitorOf(lawWeb, database, 'system-administrator', place)
    const before = await kept()
    const shown = await visitor.get(place)
    assert.match(shown.page, /This number is set by law\. Nobody here can change it/)
    assert.doesNotMatch(shown.page, /name="count"/)
    assert.equal((await visitor.post(place, change({ unit: 'working days' }))).status, 422)
    assert.deepEqual(await kept(), before)
    const rules = await visitor.get('/rules')
    assert.match(rules.page, /nobody here: it is law/)
    assert.doesNotMatch(rules.page, /\/settings\//)
  } finally {
    await lawWeb.close()
  }
})

test('after a change everything is made again in the background, and the page says so until it is', async () => {
  await database.admin("insert into gt.subject (partnership_id, subject_id, form) values ($1, $2, 'person')", [ids.partnership, newId()])
  assert.match((await administrator.get(at)).page, /still being made again/)
  const lines: Record<string, unknown>[] = []
  const worker = await startWorker({
    url: database.urls.gt_worker,
    database: database.worker,
    jobs: [sweepAfterChange(book)],
    log: openLog('info', line => lines.push(JSON.parse(line))),
  })
  try {
    const end = performance.now() + 5000
    while (!lines.some(line => line['threads'] !== undefined)) {
      if (performance.now() > end) throw new Error('the sweep did not come')
      await new Promise(resolve => setTimeout(resolve, 10))
    }
  } finally {
    await worker.stop()
  }
  assert.deepEqual(
    lines.map(({ threads, findings }) => ({ threads, findings })),
    [{ threads: 1, findings: 0 }],
  )
  assert.match((await administrator.get(at)).page, /All are made with the numbers in force/)
})

test('the database itself lets nobody else set a number', async () => {
  for (const role of ['team-manager', 'bridge-manager', 'social-worker']) {
    await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ids.account(role)])
    const asker = await database.session(role)
    const sql = {
      name: `setting-as-${role}`,
      shows: null,
      text: "insert into gt.setting_value (partnership_id, setting, from_on, value, account_id, why) values ($1, 'a.b', '2026-01-01', '1', $2, 'x')",
    }
    await assert.rejects(
      database.app.withActor(asker, { purpose: 'a test', route: 'tests', request: newId() }, tx =>
        tx.run(sql, [ids.partnership, ids.account(role)]),
      ),
      /row-level security/,
    )
  }
})

test('a system administrator reads no record of anybody', async () => {
  const { page } = await administrator.get('/rules')
  assert.match(page, /The rules/)
  const may = (
    await database.admin<{ may: string }>("select relation || '/' || may as may from gt.access_grant where role = 'system-administrator'")
  ).map(({ may }) => may)
  assert.ok(may.length > 0 && may.every(one => /^anyone\/(page:|append:(setting|service)$)|^[a-z-]+\/give:/.test(one)), may.join())
})

test('every chapter of the book has its rules on the page', () => {
  assert.deepEqual(
    chapters.flatMap(({ rules }) => rules.map(({ id }) => id)),
    book.rules.map(({ id }) => id),
  )
})
