import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { elsewhere, ids } from '../../../../tests/database.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWithout, strangerAt } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

const { database, web, as } = await openForTests(rooms)
const home = await householdOnRecord(database)

const advice = {
  name: 'Sample Debt Advice',
  sort: 'debt-and-benefits',
  about: 'Help with bills & letters.',
  direct: 'yes',
  how: 'Ring for a time.',
  phone: '0161 496 0209',
  website: 'https://advice.example.org/a',
}
const add = async (fields: Record<string, string>) => {
  const keeper = await as('early-help-practitioner')
  await keeper.get('/directory/new')
  return keeper.post('/directory/new', fields)
}

describe('universal-directory: who keeps it', () => {
  it('early help and the system administrator, and nobody else', async () => {
    const without = rolesWithout('GET /directory')
    assert.ok(without.includes('social-worker') && without.includes('bridge-manager'))
    const service = '0197a000-0000-7000-8000-000000000001'
    for (const role of without) {
      const visitor = await as(role)
      for (const answer of [
        await visitor.get('/directory'),
        await visitor.get('/directory/new'),
        await visitor.post('/directory/new', advice),
        await visitor.get(`/directory/${service}`),
        await visitor.post(`/directory/${service}`, advice),
      ])
        assert.equal(answer.status, 404, role)
    }
    assert.deepEqual(await database.admin('select 1 from gt.service'), [])
  })

  it('a service is added once however often it is sent, and says what is missing', async () => {
    const empty = await add({ website: 'javascript:alert(1)' })
    assert.equal(empty.status, 422)
    for (const words of [
      'Enter the name of the service',
      'Choose what kind',
      'Write what the service does',
      'by themselves',
      'whole address',
    ])
      assert.ok(empty.page.includes(words), words)
    const twice = { ...advice, commandId: '0197a000-0000-7000-8000-0000000000aa' }
    assert.equal((await add(twice)).to, '/directory')
    assert.equal((await add(twice)).to, '/directory')
    assert.equal((await add({ name: 'Sample Play Street', sort: 'youth', about: 'Games on Fridays.', direct: 'no' })).to, '/directory')
    assert.equal((await database.admin('select 1 from gt.service')).length, 2)
  })

  it('two who change the same service: the second is told, and loses no word', async () => {
    const [row] = await database.admin<{ id: string }>(`select service_id as id from gt.service where sort = 'youth'`)
    const keeper = await as('system-administrator')
    assert.match((await keeper.get(`/directory/${row?.id}`)).page, /Sample Play Street/)
    const change = { name: 'Sample Play Street', sort: 'youth', about: 'Games on Saturdays.', direct: 'no', seen: '1' }
    assert.equal((await keeper.post(`/directory/${row?.id}`, change)).to, '/directory')
    const late = await keeper.post(`/directory/${row?.id}`, { ...change, about: 'Games on Sundays.' })
    assert.equal(late.status, 409)
    assert.match(late.page, /Games on Sundays/)
    assert.match((await keeper.get('/directory')).page, /last changed by [A-Z]/)
  })
})

describe('self-referral: anybody finds help by themselves', () => {
  it('without an account and without script: by words, by kind, and which takes families directly', async () => {
    const stranger = strangerAt(web)
    const all = await stranger.get('/services')
    assert.equal(all.status, 200)
    assert.match(all.page, /Help with bills &amp; letters/)
    assert.match(all.page, /You can go there yourself/)
    assert.match(all.page, /Somebody who works with you asks for it/)
    const names = async (query: string) =>
      (await stranger.json<{ services: { name: string }[] }>(`/services?${query}`)).body.services.map(one => one.name)
    assert.deepEqual(await names('q=BILLS%20letters'), ['Sample Debt Advice'])
    assert.deepEqual(await names('q=bills%20saturdays'), [])
    assert.deepEqual(await names('sort=youth'), ['Sample Play Street'])
    assert.deepEqual(await names('q=bills%00'), [], 'what no database can hold is looked for with a mark in its place')
    assert.deepEqual(await names('sort=nothing'), ['Sample Debt Advice', 'Sample Play Street'])
    assert.deepEqual(await names('q=%25'), [])
    assert.match((await stranger.get('/services?q=%3Cscript%3E')).page, /Nothing found/)
    assert.match((await stranger.get('/worried')).page, /href="\/services"/)
  })

  it('nobody notes who looked, and another partnership’s services are not shown', async () => {
    const before = await database.admin('select 1 from gt.access_line')
    await strangerAt(web).get('/services?q=debt')
    assert.equal((await database.admin('select 1 from gt.access_line')).length, before.length)
    const found = await database.visitors.door('select * from gt.services_found($1, $2, null)', [elsewhere.partnership, []])
    assert.deepEqual(found, [])
    await assert.rejects(database.visitors.door('select * from gt.service', []), /permission denied/)
  })

  it('what has ended is shown no longer', async () => {
    const [row] = await database.admin<{ id: string }>(`select service_id as id from gt.service where sort = 'youth'`)
    const change = { name: 'Sample Play Street', sort: 'youth', about: 'Over.', direct: 'no', closed: 'yes', seen: '2' }
    assert.equal((await (await as('early-help-practitioner')).post(`/directory/${row?.id}`, change)).to, '/directory')
    assert.doesNotMatch((await strangerAt(web).get('/services')).page, /Play Street/)
  })
})

describe('a family is told of a service', () => {
  it('who told them stands on record, and whether they went is asked at the next contact', async () => {
    const path = `/people/${home.amira}/details/signposted`
    const school = await as('school-safeguarding-lead')
    const form = await school.get(path)
    const service = /<option value="([0-9a-f-]+)">Sample Debt Advice/.exec(form.page)?.[1] ?? ''
    assert.ok(service)
    assert.match((await school.post(path, {})).page, /Choose a service, or name one below/)
    assert.equal(
      (await school.post(path, { service, signpostedWhy: 'Letters from the bailiff.' })).to,
      `/people/${home.amira}/details?done=kept`,
    )
    const worker = await as('social-worker')
    const { page } = await worker.get(`/people/${home.amira}/details`)
    assert.match(page, /Sample Debt Advice[\s\S]{0,200}not asked yet[\s\S]{0,200}bailiff/)
    assert.match(page, /Say whether they went/)
    const entry = /signposted\?entry=([0-9a-f-]+)/.exec(page)?.[1] ?? ''
    const seen = /name="seen" value="([^"]+)"/.exec((await worker.get(`${path}?entry=${entry}`)).page)?.[1] ?? ''
    await worker.post(path, { entry, seen, takenUp: 'yes', whatCameOfIt: 'A plan for the debts.' })
    const later = (await worker.get(`/people/${home.amira}/details`)).page
    assert.match(later, /they went there[\s\S]{0,300}A plan for the debts/)
    assert.equal((await (await as('health-practitioner')).get(path)).status, 404)
    const [line] = await database.admin<{ account_id: string }>(
      `select account_id from gt.access_line where route = 'GET /people/:person/details/:fact' and account_id = $1 limit 1`,
      [ids.account('school-safeguarding-lead')],
    )
    assert.ok(line)
  })
})
