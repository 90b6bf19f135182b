import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { visit } from '../../src/rooms/child-protection/index.ts'
import { testcaseFamily } from '../../src/rooms/family/testing/testcase-family.ts'
import { tell } from '../../src/rooms/testing/tell.ts'
import { launchBrowser, launchBrowserIn } from '../browser.ts'
import { ids, testPassword } from '../database.ts'
import { look } from '../look.ts'
import { serve, signIn } from '../served.ts'

const served = await serve()
const family = await testcaseFamily(served.database)
const folders: string[] = []
const phones: BrowserContext[] = []
const browser = await launchBrowser()
after(async () => {
  for (const phone of phones) await phone.close()
  await browser.close()
  await served.stop()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

const role = 'social-worker'
const words = 'She has a mattress on the floor and says quarterstaff'

/** A telephone: its storage outlives its browser. */
const telephone = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'telephone-'))
  folders.push(folder)
  return folder
}
const pageOf = async (context: BrowserContext): Promise<Page> => {
  context.setDefaultTimeout(20_000)
  phones.push(context)
  return context.pages()[0] ?? context.newPage()
}

/** The files of a telephone's storage in which some words, or some bytes, are to be read: in letters of one byte or of two. */
const stores = (folder: string, text: string, as: 'utf8' | 'latin1' = 'utf8'): string[] => {
  const wanted = [Buffer.from(text, as), Buffer.from(text, 'utf16le')]
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name))
  return files.filter(file => {
    if (!existsSync(file) || !statSync(file).isFile()) return false
    const content = readFileSync(file)
    return wanted.some(one => content.includes(one))
  })
}

/** A flat battery: nothing of the browser has time for anything. */
const flatBattery = async (context: BrowserContext, folder: string): Promise<void> => {
  const gone = new Promise(done => context.once('close', done))
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name)))
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(`--user-data-dir=${folder}`))
        process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It was gone before it was looked at.
    }
  await gone
}

const takeAlong = async (page: Page): Promise<void> => {
  await signIn(page, served, role, '/visits/today')
  await page
    .getByRole('group', { name: 'Whom do you visit today?' })
    .getByLabel(/Testcase/)
    .check()
  await page.getByLabel('Your password').fill(testPassword)
  await page.getByRole('button', { name: 'Take them along' }).click()
  await page.waitForURL(served.url('/without-signal'))
}
const openIt = async (page: Page): Promise<void> => {
  await page.getByLabel('Your password').fill(testPassword)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('link', { name: /Amirah Testcase/ }).click()
  await page.getByRole('heading', { name: 'The visit' }).waitFor()
}
const what = (page: Page) => page.getByLabel('What happened? (optional)')

test('without signal a worker opens the families of today and writes; a flat battery takes no word, and back in signal the words wait as a draft on any desk', async () => {
  const folder = telephone()
  let context = await launchBrowserIn(folder)
  let page = await pageOf(context)
  await takeAlong(page)
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

/** What a page's own scripts find in the browser's storage. */
const left = (page: Page) =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(one => one.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    local: localStorage.length + sessionStorage.length,
    cookies: document.cookie,
  }))

/** The half of the key that is on the telephone, in hexadecimal. */
const halfOfTheKey = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string>(done => {
        const opening = indexedDB.open('gt-taken-along-key', 1)
        opening.onsuccess = () => {
          const asked = opening.result.transaction('salt').objectStore('salt').get('salt')
          asked.onsuccess = () => {
            opening.result.close()
            done([...new Uint8Array(asked.result.buffer)].map(byte => byte.toString(16).padStart(2, '0')).join(''))
          }
        }
      }),
  )

test('whoever signs out leaves nothing on the telephone: what was typed is sent first, and neither a name nor the key is in any file', async () => {
  const folder = telephone()
  const context = await launchBrowserIn(folder)
  const page = await pageOf(context)
  await takeAlong(page)
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
  await takeAlong(page)
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
  await takeAlong(page)
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
