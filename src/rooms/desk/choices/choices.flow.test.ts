import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, moment } from '../../../guidance/index.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { visitorOf } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { mailAt } from '../announcer/announce.ts'
import { hoursOn } from '../announcer/hours.ts'
import { allNews, newsFor, unreadNews } from '../news/news.ts'

const { database, web } = await openForTests(rooms)
const worker = await visitorOf(web, database, 'social-worker', '/settings')

describe('one’s own settings', () => {
  it('begin with one mail a day and keys that work', async () => {
    const { body } = await worker.json<{ typed: unknown }>('/settings')
    assert.deepEqual(body.typed, { mail: 'daily', keys: 'on' })
  })

  it('are kept for oneself alone', async () => {
    assert.equal((await worker.post('/settings', { mail: 'at once', keys: 'off' })).to, '/settings?kept=yes')
    assert.match((await worker.get('/settings?kept=yes')).page, /Your settings are kept/)
    assert.deepEqual((await worker.json<{ typed: unknown }>('/settings')).body.typed, { mail: 'at once', keys: 'off' })
    const chair = await visitorOf(web, database, 'conference-chair', '/settings')
    assert.deepEqual((await chair.json<{ typed: unknown }>('/settings')).body.typed, { mail: 'daily', keys: 'on' })
  })

  it('say what to choose where nothing that can be chosen was sent', async () => {
    const { status, page } = await worker.post('/settings', { mail: 'never', keys: '' })
    assert.equal(status, 422)
    assert.match(page, /Choose when mail says that something waits/)
    assert.match(page, /Choose whether keys do anything/)
  })
})

describe('mail that is not about something critical', () => {
  const hours = hoursOn(day('2093-12-02'), [])
  // 2 December 2093 is a Wednesday, 4 December a Friday.
  it('goes once a day, on the next working morning', () => {
    assert.equal(mailAt('daily', moment('2093-12-02T10:00:00Z'), hours), moment('2093-12-03T08:30:00Z'))
    assert.equal(mailAt('daily', moment('2093-12-04T10:00:00Z'), hours), moment('2093-12-07T08:30:00Z'))
  })
  it('goes at once within hours where somebody wants that, and otherwise when The Bridge opens', () => {
    assert.equal(mailAt('at once', moment('2093-12-02T10:00:00Z'), hours), moment('2093-12-02T10:00:00Z'))
    assert.equal(mailAt('at once', moment('2093-12-04T20:00:00Z'), hours), moment('2093-12-07T08:30:00Z'))
  })
  it('does not go to somebody who wants only what is critical', () => {
    assert.equal(mailAt('critical only', moment('2093-12-02T10:00:00Z'), hours), null)
  })
})

describe('what is new', () => {
  it('is told to those whose role it concerns, and is read up to the day one was shown', async () => {
    const before = await worker.json<{ news: { id: string; read: boolean }[] }>('/whats-new')
    assert.ok(before.body.news.length > 2)
    assert.ok(before.body.news.every(one => !one.read))
    assert.ok(!before.body.news.some(one => one.id === 'team-work'))
    const newest =
      allNews
        .map(one => one.on)
        .sort()
        .at(-1) ?? ''
    await worker.get('/whats-new')
    assert.equal((await worker.post('/whats-new', { upTo: newest })).to, '/whats-new')
    assert.match((await worker.get('/whats-new')).page, /You have read all of this/)
    assert.doesNotMatch((await worker.get('/')).page, /What is new/)
    assert.match((await (await visitorOf(web, database, 'team-manager', '/')).get('/')).page, /href="\/whats-new"/)
  })

  it('what is written down after the day one has read to is unread', () => {
    const [first] = newsFor('team-manager', null)
    assert.ok(first)
    assert.equal(unreadNews('team-manager', first.on), 0)
    assert.equal(unreadNews('team-manager', null), newsFor('team-manager', null).length)
    assert.ok(unreadNews('team-manager', day('2026-11-21')) > 0)
  })

  it('has one name for each thing and leads only to pages that there are', () => {
    assert.equal(new Set(allNews.map(one => one.id)).size, allNews.length)
    const pages = new Set(rooms.flatMap(room => room.routes.map(route => route.url)))
    for (const { id, href } of allNews) assert.ok(href === undefined || pages.has(href), id)
  })
})

describe('keys', () => {
  it('lead only to pages that open to the reader, and say whether they are on', async () => {
    const { body } = await worker.json<{ on: boolean; keys: { keys: string; href: string }[] }>('/help/keys')
    assert.equal(body.on, false, 'turned off above')
    const leads = body.keys.map(one => one.href)
    assert.ok(leads.includes('/announcements') && !leads.includes('/team') && !leads.includes('/bridge'))
    assert.equal(new Set(body.keys.map(one => one.keys)).size, body.keys.length)
    const manager = await visitorOf(web, database, 'team-manager', '/')
    assert.match((await manager.get('/help/keys')).page, /Go to team work/)
  })

  it('every page of these is there for every role', async () => {
    for (const role of ['police-officer', 'system-administrator', 'emergency-duty-worker']) {
      const visitor = await visitorOf(web, database, role, '/settings')
      for (const path of ['/settings', '/drafts', '/whats-new', '/help/keys'])
        assert.equal((await visitor.get(path)).status, 200, `${role} ${path}`)
    }
    for (const path of ['/settings', '/drafts', '/whats-new', '/help/keys'])
      assert.equal((await web.inject({ method: 'GET', url: path, headers: { accept: 'text/html' } })).statusCode, 303, path)
  })
})
