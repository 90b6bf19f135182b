import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { testcaseFamily } from '../../src/rooms/family/testing/testcase-family.ts'
import { launchBrowserIn } from '../browser.ts'
import { ids, testPassword } from '../database.ts'
import { look } from '../look.ts'
import { serve, signIn } from '../served.ts'

const served = await serve()
await testcaseFamily(served.database)
const folders: string[] = []
const phones: BrowserContext[] = []
after(async () => {
  for (const phone of phones) await phone.close()
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

/** Whether some words are anywhere in a telephone's storage: in letters of one byte or of two. */
const stores = (folder: string, text: string): string[] => {
  const wanted = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]
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
  await page.getByText(/^Record for Amirah/).click()
}
const formOfAmira = (page: Page) => page.locator('details', { hasText: 'Record for Amirah' }).locator('form')
const what = (page: Page) => formOfAmira(page).getByLabel('What happened about Ami?')

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

  context = await launchBrowserIn(folder)
  page = await pageOf(context)
  await context.setOffline(true)
  await page.goto(served.url('/without-signal'))
  await openIt(page)
  assert.equal(await what(page).inputValue(), words)
  await page.getByText('kept on this phone, closed, and not sent yet').waitFor()

  await context.setOffline(false)
  await signIn(page, served, role, '/without-signal')
  await page.getByText(/^Sent at/).waitFor()
  const [row] = await served.database.admin<{ body: Record<string, string> }>('select body from gt.draft where account_id = $1', [
    ids.account(role),
  ])
  assert.ok(Object.values(row?.body ?? {}).includes(words))
  await context.close()
})
