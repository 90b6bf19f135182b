import { after } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { momentOf, Temporal } from '../src/guidance/index.ts'
import { codeAt } from '../src/kernel/access/one-time-code.ts'
import { readConfig } from '../src/kernel/config.ts'
import { openWeb, type Web } from '../src/web.ts'
import { launchBrowser } from './browser.ts'
import { freshDatabase, ids, type TestDatabase, testOtpSecret, testPassword, testSecret } from './database.ts'

/** The whole service as people meet it: a database of its own and the real web on a free port. */
export type Served = {
  readonly database: TestDatabase
  readonly web: Web
  readonly url: (path: string) => string
  readonly stop: () => Promise<void>
}

/** Serves the invented partnership, with every room. Stop it when done. */
export const serve = async (): Promise<Served> => {
  const database = await freshDatabase()
  const config = readConfig({ LOG_LEVEL: 'error' })
  const web = await openWeb(config, { secret: testSecret, urlAs: role => database.urls[role] }, ids.partnership)
  return {
    database,
    web,
    url: path => `${web.address}${path}`,
    stop: async () => {
      await web.stop()
      await database.drop()
    },
  }
}

/** Serves it and starts a browser for the journeys of the file that waits for this at its top, and ends both after its last journey. */
export const openForJourneys = async (): Promise<{ readonly served: Served; readonly browser: Browser }> => {
  const served = await serve()
  const browser = await launchBrowser()
  after(async () => {
    await browser.close()
    await served.stop()
  })
  return { served, browser }
}

/**
 * Signs the account of a role in, as a person would, and waits for the page it wanted. A code works once, and a journey may sign in twice within half
 * a minute, so the account's last used step is set back first.
 */
export const signIn = async (page: Page, served: Served, role: string, to = '/'): Promise<void> => {
  await served.database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ids.account(role)])
  await page.goto(served.url(`/sign-in?to=${encodeURIComponent(to)}`))
  await page.getByLabel('E-mail address').fill(ids.email(role))
  await page.getByLabel('Password', { exact: true }).fill(testPassword)
  await page.getByLabel('One-time code').fill(codeAt(testOtpSecret, momentOf(Temporal.Now.instant())))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(served.url(to))
}

/** Types a day into the three boxes of the question that is named so. */
export const typeDay = async (page: Page, question: string | RegExp, day: string): Promise<void> => {
  const [year = '', month = '', date = ''] = day.split('-')
  const group = page.getByRole('group', { name: question })
  for (const [box, value] of [
    ['Day', date],
    ['Month', month],
    ['Year', year],
  ] as const)
    await group.getByLabel(box).fill(value)
}
