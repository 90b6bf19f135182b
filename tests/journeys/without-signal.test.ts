import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visit } from '../../src/rooms/child-protection/index.ts'
import { testcaseFamily } from '../../src/rooms/family/testing/testcase-family.ts'
import { tell } from '../../src/rooms/testing/tell.ts'
import { launchBrowserIn } from '../browser.ts'
import { ids } from '../database.ts'
import { look } from '../look.ts'
import { openForJourneys, signIn } from '../served.ts'
import { flatBattery, halfOfTheKey, left, openIt, pageOf, role, stores, takeAlong, telephone, what } from './telephone.ts'

const { served, browser } = await openForJourneys()
const family = await testcaseFamily(served.database)
const words = 'She has a mattress on the floor and says quarterstaff'

test('without signal a worker opens the families of today and writes; a flat battery takes no word, and back in signal the words wait as a draft on any desk', async () => {
  const folder = telephone()
  let context = await launchBrowserIn(folder)
  let page = await pageOf(context)
  await takeAlong(served, page)
  await context.setOffline(true)
  await page.reload()
  await look(page, 'without-signal-closed')
  await page.getByLabel('Your password').fill('not the password')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByText('This is not the password').waitFor()
  await openIt(page)
  await look(page, 'without-signal-family')
  await what(page).fill(words)
  await page.locator('[data-kept-state="kept"]').waitFor()
  await flatBattery(context, folder)
  assert.deepEqual(stores(folder, 'quarterstaff'), [], 'what was typed is nowhere to be read')
  assert.deepEqual(stores(folder, 'Amirah'), [], 'nor is anybody’s name')

  await tell(served.database, 'social-worker', [
    { subject: family.amira, kind: visit, parts: { record: { facts: { by: 'cover', place: 'school', seen: 'seen-with-carer' } } } },
  ])
  context = await launchBrowserIn(folder)
  page = await pageOf(context)
  await context.setOffline(true)
  await page.goto(served.url('/without-signal'))
  await openIt(page)
  assert.equal(await what(page).inputValue(), words)
  await page.getByText('kept on this phone, closed, and not sent yet').waitFor()

  await context.setOffline(false)
  await signIn(page, served, role, '/without-signal')
  await page.getByText(/^Sent at.*A visit to this child was recorded at/).waitFor()
  const [row] = await served.database.admin<{ body: Record<string, string> }>('select body from gt.draft where account_id = $1', [
    ids.account(role),
  ])
  assert.ok(Object.values(row?.body ?? {}).includes(words))
  await context.close()
})

test('whoever signs out leaves nothing on the telephone: what was typed is sent first, and neither a name nor the key is in any file', async () => {
  const folder = telephone()
  const context = await launchBrowserIn(folder)
  const page = await pageOf(context)
  await takeAlong(served, page)
  await openIt(page)
  const key = Buffer.from(await halfOfTheKey(page), 'hex').toString('latin1')
  const onDisk = (text: string) => stores(folder, text, 'latin1')
  assert.ok(onDisk(key).length > 0, 'the scan finds what is there: the half of the key')
  await page.evaluate(
    () =>
      new Promise(done => {
        const opening = indexedDB.open('planted', 1)
        opening.onupgradeneeded = () => opening.result.createObjectStore('words')
        opening.onsuccess = () => {
          const put = opening.result.transaction('words', 'readwrite', { durability: 'strict' })
          put.objectStore('words').put('Amirah is planted here', 'words')
          put.oncomplete = () => done(opening.result.close())
        }
      }),
  )
  assert.ok(stores(folder, 'Amirah is planted').length > 0, 'the scan finds what is there: planted words')
  await context.setOffline(true)
  await what(page).fill('He hid behind the partisan')
  await page.locator('[data-kept-state="kept"]').waitFor()
  await context.setOffline(false)
  await page.goto(served.url('/settings'))
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(served.url('/sign-in'))
  assert.deepEqual(await left(page), { databases: [], caches: [], workers: 0, local: 0, cookies: '' })
  await context.close()
  for (const text of ['Amirah', 'partisan', 'Testcase']) assert.deepEqual(stores(folder, text), [], text)
  assert.deepEqual(onDisk(key), [], 'the half of the key')
  const drafts = await served.database.admin<{ body: unknown }>('select body from gt.draft where account_id = $1', [ids.account(role)])
  assert.match(JSON.stringify(drafts), /behind the partisan/)
})

test('an hour without signal takes no word; after eight nothing opens any more, and what was typed comes back to whoever typed it', async () => {
  await served.database.admin('delete from gt.draft')
  const context = await browser.newContext({ viewport: { width: 375, height: 800 } })
  const page = await pageOf(context)
  await page.clock.install()
  await takeAlong(served, page)
  await context.setOffline(true)
  await openIt(page)
  await what(page).fill('Nobody ever saw the halberd')
  await page.locator('[data-kept-state="kept"]').waitFor()
  await page.clock.fastForward('01:00:00')
  await page.getByRole('button', { name: 'Open', exact: true }).waitFor()
  assert.doesNotMatch(await page.content(), /halberd|Amirah/, 'left alone, it closed itself')
  await openIt(page)
  assert.equal(await what(page).inputValue(), 'Nobody ever saw the halberd')
  await page.clock.fastForward('07:00:00')
  await page.getByText('Nothing of any family is on this phone').waitFor()
  assert.deepEqual((await left(page)).databases, ['gt-words-for-us'])
  await look(page, 'without-signal-nothing')
  await context.setOffline(false)
  await signIn(page, served, role, '/without-signal')
  await page.getByText(/^Sent at/).waitFor()
  const [row] = await served.database.admin<{ body: unknown }>('select body from gt.draft where account_id = $1', [ids.account(role)])
  assert.match(JSON.stringify(row), /halberd/)
  await context.close()
})

test('what was also written on at a desk is shown beside what was typed without signal; and a phone that is ended from the desk puts everything away at first contact', async () => {
  await served.database.admin('delete from gt.draft')
  await served.database.admin('delete from gt.taken_along')
  const [phone, office] = [await browser.newContext({ viewport: { width: 375, height: 800 } }), await browser.newContext()]
  const [page, desk] = [await pageOf(phone), await pageOf(office)]
  await takeAlong(served, page)
  await phone.setOffline(true)
  await openIt(page)
  await what(page).fill('On the phone: the glaive')
  await page.locator('[data-kept-state="kept"]').waitFor()
  await signIn(desk, served, role, `/people/${family.amira}/visits/record`)
  await what(desk).fill('At the desk: the voulge')
  await desk.getByText(/^Saved at/).waitFor()
  await phone.setOffline(false)
  await page.getByRole('link', { name: 'All of today’s visits' }).click()
  await page.getByText('was also written on elsewhere').waitFor()
  await look(page, 'without-signal-both')
  await page.getByRole('button', { name: 'See both versions' }).click()
  await page.getByRole('heading', { name: 'This form was written on elsewhere' }).waitFor()
  const both = await page.locator('main').innerText()
  assert.match(both, /the glaive/)
  assert.match(both, /the voulge/)
  await desk.goto(served.url('/visits/today'))
  await look(desk, 'todays-visits')
  await desk
    .getByRole('button', { name: /^End it/ })
    .first()
    .click()
  await desk.getByText('Taken along now').waitFor({ state: 'detached' })
  await page.goto(served.url('/without-signal'))
  await page.getByText('Nothing of any family is on this phone').waitFor()
  assert.ok(!(await left(page)).databases.includes('gt-taken-along-key'))
  await signIn(page, served, role, '/settings')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(served.url('/sign-in'))
  const drafts = await served.database.admin<{ form: string; body: unknown }>('select form, body from gt.draft where account_id = $1', [
    ids.account(role),
  ])
  assert.match(
    JSON.stringify(drafts.find(one => one.form === 'without-signal')),
    /the glaive/,
    'kept for whoever never chose between the two',
  )
  assert.match(JSON.stringify(drafts.find(one => one.form.startsWith('visit '))), /the voulge/)
  await phone.close()
  await office.close()
})
