import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { momentOf, Temporal } from '../../../src/guidance/index.ts'
import { codeAt } from '../../../src/kernel/access/one-time-code.ts'
import { type TestcaseFamily, testcaseFamily } from '../../../src/rooms/family/testing/testcase-family.ts'
import { launchBrowser } from '../../browser.ts'
import { freshDatabase, ids, type TestDatabase, testOtpSecret, testPassword, testSecret } from '../../database.ts'
import { type Shut, shutWhileWriting } from '../shut-while-writing.ts'

/**
 * Where words are written: a family on record, the program as a process of its own, so that it can be killed, and a browser in front of it.
 */
export type Place = {
  readonly database: TestDatabase
  /** A connection to the server beside the database, by which the database is taken away. */
  readonly server: pg.Client
  readonly family: TestcaseFamily
  readonly shut: Shut
  readonly url: (path: string) => string
  /** Starts the program; gone on with when it is ready. */
  readonly start: () => Promise<void>
  /** Ends the program: at once, or in good order. Waits until it is gone. */
  readonly end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<void>
  /** Somebody signed in, in a browser of their own; signing in costs a password, and is done again only where a scene has ended the session. */
  readonly signedIn: (role: string) => Promise<BrowserContext>
  /** Signs in on the page that stands there, by the button of this name. What was signed in before as that role is no longer used. */
  readonly signInOn: (page: Page, role: string, button: string) => Promise<void>
  readonly close: () => Promise<void>
}

const freePort = async (): Promise<number> => {
  const free = createServer()
  free.listen(0, '127.0.0.1')
  await once(free, 'listening')
  const { port } = free.address() as { port: number }
  await new Promise(resolve => free.close(resolve))
  return port
}

/** A connection to the server on which a database stands, beside it. */
const besideDatabase = async (database: TestDatabase): Promise<pg.Client> => {
  const other = new URL(database.adminUrl)
  other.pathname = '/postgres'
  const server = new pg.Client({ connectionString: other.href })
  await server.connect()
  return server
}

/** The program that serves a database, as a process of its own. */
const programOf = (database: TestDatabase, port: number): Pick<Place, 'start' | 'end'> => {
  let program: ChildProcess | undefined
  return {
    start: async () => {
      const child = spawn(
        process.execPath,
        [join(import.meta.dirname, '..', '..', '..', 'bin', 'golden-thread.mjs'), 'web', '--partnership', ids.partnership],
        {
          env: { ...process.env, DATABASE_URL: database.adminUrl, GT_SECRET: testSecret, PORT: String(port), LOG_LEVEL: 'error' },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      )
      program = child
      for await (const line of child.stdout ?? []) if (String(line).includes('is ready')) return
      throw new Error('the program did not start')
    },
    end: async signal => {
      const child = program
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill(signal)
      await gone
    },
  }
}

/** People who sign in in one browser, each with a context of their own. */
const visitorsOf = (database: TestDatabase, browser: Browser, url: Place['url']): Pick<Place, 'signedIn' | 'signInOn'> => {
  const contexts = new Map<string, Promise<Awaited<ReturnType<BrowserContext['storageState']>>>>()
  const signInOn: Place['signInOn'] = async (page, role, button) => {
    contexts.delete(role)
    await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ids.account(role)])
    await page.getByLabel('E-mail address').fill(ids.email(role))
    await page.getByLabel('Password', { exact: true }).fill(testPassword)
    await page.getByLabel('One-time code').fill(codeAt(testOtpSecret, momentOf(Temporal.Now.instant())))
    await page.getByRole('button', { name: button, exact: true }).click()
  }
  const signInAnew = async (role: string) => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(url('/sign-in'))
    await signInOn(page, role, 'Sign in')
    await page.waitForURL(url('/'))
    const state = await context.storageState()
    await context.close()
    return state
  }
  return {
    signInOn,
    signedIn: async role => {
      const state = contexts.get(role) ?? signInAnew(role)
      const kept = await state
      contexts.set(role, state)
      return browser.newContext({ storageState: kept })
    },
  }
}

/** Opens a place of its own: database, program and browser. Close it when done. */
export const openPlace = async (): Promise<Place> => {
  const database = await freshDatabase()
  const family = await testcaseFamily(database)
  const server = await besideDatabase(database)
  const port = await freePort()
  const url = (path: string) => `http://localhost:${port}${path}`
  const { start, end } = programOf(database, port)
  await start()
  const browser = await launchBrowser()
  return {
    database,
    server,
    family,
    shut: shutWhileWriting(database, family),
    url,
    start,
    end,
    ...visitorsOf(database, browser, url),
    close: async () => {
      await browser.close()
      await end('SIGKILL')
      await server.end()
      await database.drop()
    },
  }
}
