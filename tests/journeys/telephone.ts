import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { testPassword } from '../database.ts'
import { type Served, signIn } from '../served.ts'

/** Telephones of journeys: their storage is a folder that outlives the browser, and what stands in its files can be looked for. */

/** Whose telephone it is. */
export const role = 'social-worker'

const folders: string[] = []
const open = new Set<BrowserContext>()
after(async () => {
  for (const context of open) await context.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** A telephone: its storage outlives its browser, until the last journey of the file. */
export const telephone = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'telephone-'))
  folders.push(folder)
  return folder
}

/** The page of a browser that was started on a telephone, or at a desk; closed after the last journey at the latest. */
export const pageOf = async (context: BrowserContext): Promise<Page> => {
  context.setDefaultTimeout(20_000)
  open.add(context)
  context.once('close', () => open.delete(context))
  return context.pages()[0] ?? context.newPage()
}

/** The files of a telephone's storage in which some words, or some bytes, are to be read: in letters of one byte or of two. */
export const stores = (folder: string, text: string, as: 'utf8' | 'latin1' = 'utf8'): string[] => {
  const wanted = [Buffer.from(text, as), Buffer.from(text, 'utf16le')]
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name))
  return files.filter(file => {
    if (!existsSync(file) || !statSync(file).isFile()) return false
    const content = readFileSync(file)
    return wanted.some(one => content.includes(one))
  })
}

/**
 * Looks until some words, or some bytes, are in no file of a telephone any more: a browser rewrites the files of what it has dropped a little later. `again`: what
 * is done before the next look. Gives the files in which they still are after four hundred looks.
 */
export const storesInTheEnd = async (
  folder: string,
  text: string,
  again: () => Promise<unknown>,
  as: 'utf8' | 'latin1' = 'utf8',
): Promise<string[]> => {
  for (let looks = 0; looks < 400 && stores(folder, text, as).length > 0; looks += 1) await again()
  return stores(folder, text, as)
}

/** A flat battery: nothing of the browser has time for anything. */
export const flatBattery = async (context: BrowserContext, folder: string): Promise<void> => {
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

/** Signs in and takes the family along: what opens without signal stands on the screen, closed. */
export const takeAlong = async (served: Served, page: Page): Promise<void> => {
  await signIn(page, served, role, '/visits/today')
  await page
    .getByRole('group', { name: 'Whom do you visit today?' })
    .getByLabel(/Testcase/)
    .check()
  await page.getByLabel('Your password').fill(testPassword)
  await page.getByRole('button', { name: 'Take them along' }).click()
  await page.waitForURL(served.url('/without-signal'))
}
/** Opens what was taken along, and the form of the visit in it. */
export const openIt = async (page: Page): Promise<void> => {
  await page.getByLabel('Your password').fill(testPassword)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('link', { name: /Amirah Testcase/ }).click()
  await page.getByRole('heading', { name: 'The visit' }).waitFor()
}
/** The field of the visit that the journeys write into. */
export const what = (page: Page) => page.getByLabel('What happened? (optional)')

/** What a page's own scripts find in the browser's storage. */
export const left = (page: Page) =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(one => one.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    local: localStorage.length + sessionStorage.length,
    cookies: document.cookie,
  }))

/** The half of the key that is on the telephone, in hexadecimal. */
export const halfOfTheKey = (page: Page) =>
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
