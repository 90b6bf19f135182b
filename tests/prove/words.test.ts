import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { momentOf, Temporal } from '../../src/guidance/index.ts'
import { codeAt } from '../../src/kernel/access/one-time-code.ts'
import { type TestcaseFamily, testcaseFamily } from '../../src/rooms/family/testing/testcase-family.ts'
import { tellTheBridge } from '../../src/rooms/front-door/testing/front-desk.ts'
import { launchBrowser } from '../browser.ts'
import { freshDatabase, ids, type TestDatabase, testOtpSecret, testPassword, testSecret } from '../database.ts'
import { bounded, report } from './figures.ts'
import { type Shut, shutWhileWriting } from './shut-while-writing.ts'

/**
 * Reliability tests T6 and T15: somebody types into the longest forms there are, and something happens: the session ends, the program or the database is gone, the
 * network is, the browser is, another window saved before. No character is lost that was there at the last save, none that still stands on the page, and nothing
 * is left in the browser. The program is a process of its own, so that it can be killed.
 */
let database: TestDatabase
let server: pg.Client
let family: TestcaseFamily
let shut: Shut
let browser: Browser
let port = 0
let program: ChildProcess | undefined
const contexts = new Map<string, Promise<Awaited<ReturnType<BrowserContext['storageState']>>>>()

const start = async (): Promise<void> => {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '..', '..', 'bin', 'golden-thread.mjs'), 'web', '--partnership', ids.partnership],
    {
      env: { ...process.env, DATABASE_URL: database.adminUrl, GT_SECRET: testSecret, PORT: String(port), LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  program = child
  for await (const line of child.stdout ?? []) if (String(line).includes('is ready')) return
  throw new Error('the program did not start')
}
/** Ends the program: at once, or in good order. Waits until it is gone. */
const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
  const child = program
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}
const url = (path: string) => `http://localhost:${port}${path}`

before(async () => {
  database = await freshDatabase()
  family = await testcaseFamily(database)
  shut = shutWhileWriting(database, family)
  const other = new URL(database.adminUrl)
  other.pathname = '/postgres'
  server = new pg.Client({ connectionString: other.href })
  await server.connect()
  const free = createServer()
  free.listen(0, '127.0.0.1')
  await once(free, 'listening')
  port = (free.address() as { port: number }).port
  await new Promise(resolve => free.close(resolve))
  await start()
  browser = await launchBrowser()
})
after(async () => {
  await browser?.close()
  await end('SIGKILL')
  await server?.end()
  await database?.drop()
})

const signInOn = async (page: Page, role: string, button: string): Promise<void> => {
  await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ids.account(role)])
  await page.getByLabel('E-mail address').fill(ids.email(role))
  await page.getByLabel('Password', { exact: true }).fill(testPassword)
  await page.getByLabel('One-time code').fill(codeAt(testOtpSecret, momentOf(Temporal.Now.instant())))
  await page.getByRole('button', { name: button, exact: true }).click()
}

/** Somebody signed in, in a browser of their own; signing in costs a password, and is done again only where a scenario has ended the session. */
const signedIn = async (role: string): Promise<BrowserContext> => {
  const kept =
    contexts.get(role) ??
    (async () => {
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.goto(url('/sign-in'))
      await signInOn(page, role, 'Sign in')
      await page.waitForURL(url('/'))
      const state = await context.storageState()
      await context.close()
      return state
    })()
  contexts.set(role, kept)
  return browser.newContext({ storageState: await kept })
}

/** A form that keeps what is typed: who fills it in, and how they get to it. */
type FormOf = { readonly name: string; readonly role: string; readonly open: (page: Page) => Promise<void> }
const at = (name: string, role: string, path: () => string | Promise<string>): FormOf => ({
  name,
  role,
  open: async page => void (await page.goto(url(await path()))),
})
const step = (name: string): FormOf => ({
  name: `a concern: ${name}`,
  role: 'school-safeguarding-lead',
  open: async page => {
    await page.goto(url('/concerns/new'))
    await page.getByRole('button', { name: 'Start' }).click()
    await page.waitForURL(/\/draft\//)
    await page.goto(page.url().replace(/\/[^/]+$/, `/${name}`))
  },
})
const fact = (slug: string): FormOf => at(`a fact: ${slug}`, 'social-worker', () => `/people/${family.amira}/details/${slug}`)
const onPage = (page: string, role = 'social-worker'): FormOf => at(page, role, () => `/people/${family.amira}/${page}`)
const personOf = (list: 'children' | 'adults'): FormOf => {
  const first = step('about')
  return {
    ...first,
    name: `a concern: one of its ${list}`,
    open: async page => {
      await first.open(page)
      await page.goto(page.url().replace(/\/[^/]+$/, `/${list}/new`))
    },
  }
}
/** The longest first. */
const forms: readonly FormOf[] = [
  at('a note', 'social-worker', () => `/people/${family.amira}/record`),
  step('worry'),
  at('a decision', 'bridge-manager', async () => `/bridge/${(await tellTheBridge(database)).matter}`),
  fact('adult'),
  step('strengths'),
  fact('early-help-assessment'),
  step('family'),
  fact('parental-factor'),
  fact('move'),
  step('tools'),
  fact('childhood'),
  step('you'),
  fact('communication'),
  onPage('voice'),
  onPage('change'),
  onPage('stage'),
  onPage('pattern', 'team-manager'),
  at('a consultation', 'bridge-screener', () => '/consultations/new'),
  personOf('children'),
  personOf('adults'),
]

const letters = [
  'He said: “I don’t want to go home.”\nThen nothing more.\n  Last line',
  'é and e\u0301, zero\u200bwidth, 👩‍👧‍👦, Ruairí O’Néill, 名前, <b>not bold</b> & "quoted" \\ %00 +',
  'A long afternoon, told word by word. '.repeat(40),
  '=1+1 -- "); drop table; {{x}} $y\n\n\nthree lines further down',
]

const formOf = (page: Page) => page.locator('form[data-autosave-url]:not([data-autosave-url=""]):visible').first()
/** What can be written into: the longer texts, and where there are none the lines. */
const fieldsOf = async (page: Page): Promise<string[]> => {
  const names = (kind: string) =>
    formOf(page).evaluate(
      (form, wanted) =>
        [...form.querySelectorAll<HTMLInputElement>(wanted)].filter(one => one.checkVisibility() && one.name !== '').map(one => one.name),
      kind,
    )
  const long = await names('textarea')
  return long.length > 0 ? long : (await names('input[type="text"]:not([inputmode])')).slice(0, 3)
}
const field = (page: Page, name: string) => formOf(page).locator(`[name="${name}"]`)
const longEnough = async (page: Page, name: string, text: string): Promise<string> =>
  (await field(page, name).evaluate(one => one.tagName)) === 'TEXTAREA' ? text : text.replaceAll('\n', ' ').slice(0, 60).trim()

/** What stands in the fields now. */
const standing = async (page: Page, names: readonly string[]): Promise<string> => {
  const all: string[] = []
  for (const name of names) all.push(await field(page, name).inputValue())
  return JSON.stringify(all)
}
const write = async (page: Page, names: readonly string[], text: string): Promise<string> => {
  for (const name of names) await field(page, name).fill(await longEnough(page, name, text))
  return standing(page, names)
}
/** Waits until the page says that all of it is saved, putting its clock forward meanwhile, so that it tries again at once; refuses (throws) with what it says instead. */
const isSaved = async (page: Page): Promise<void> => {
  const saved = formOf(page).locator('[data-save-state="saved"]')
  for (let times = 0; times < 80; times += 1) {
    if (await saved.isVisible()) return
    await saved.waitFor({ timeout: 250 }).catch(() => putForward(page, 10))
  }
  throw new Error(`it says: ${await formOf(page).locator('[data-save-state]').innerText()}`)
}
const putForward = (page: Page, seconds: number) => page.clock.fastForward(seconds * 1000)

type Scene = {
  readonly form: FormOf
  readonly context: BrowserContext
  readonly page: Page
  readonly names: readonly string[]
  readonly text: string
  /** What stood there at the last save. */
  readonly saved: string
}
/** Happens while somebody writes; gives the page on which it goes on, and what has to stand there. */
type Hazard = (scene: Scene) => Promise<{ page: Page; context: BrowserContext; stands: string; both?: string }>

const more = ({ page, names, text }: Scene) => write(page, names, `${text} And more.`)
const covered = async ({ page, form }: Scene) => {
  contexts.delete(form.role)
  await putForward(page, 62)
  await page.getByRole('heading', { name: 'You have been signed out' }).waitFor()
  await signInOn(page, form.role, 'Sign in again')
  await field(page, (await fieldsOf(page))[0] ?? '').waitFor()
}

/** Sends a form about a record that is no longer open to whoever wrote: nothing is taken, and what they typed stands on the page, to copy. */
const sentTooLate = async (scene: Scene, happens: Promise<unknown>) => {
  await happens
  const typed = await more(scene)
  await formOf(scene.page).locator('button.govuk-button:not(.govuk-button--secondary)').first().click()
  await scene.page.getByRole('heading', { name: 'Page not found' }).waitFor()
  await scene.page.getByText('What you had typed').waitFor()
  return { ...scene, stands: typed, both: typed }
}

const hazards: Readonly<Record<string, Hazard>> = {
  'the session ends': async scene => {
    await database.admin('update gt.session set ends_at = clock_timestamp() where account_id = $1', [ids.account(scene.form.role)])
    const stands = await more(scene)
    await covered(scene)
    return { ...scene, stands }
  },
  'signed out in another window': async scene => {
    const other = await scene.context.newPage()
    await other.goto(url('/account'))
    await other.getByRole('button', { name: 'Sign out', exact: true }).first().click()
    await other.waitForURL(/sign/)
    await other.close()
    const stands = await more(scene)
    await covered(scene)
    return { ...scene, stands }
  },
  'the program is killed': async scene => {
    await end('SIGKILL')
    const stands = await more(scene)
    await putForward(scene.page, 3)
    await start()
    await putForward(scene.page, 120)
    return { ...scene, stands }
  },
  'a new version is put in its place': async scene => {
    const stands = await more(scene)
    await end('SIGTERM')
    await start()
    await putForward(scene.page, 120)
    return { ...scene, stands }
  },
  'the database is gone for a moment': async scene => {
    await server.query(`alter database ${database.name} with allow_connections false`)
    await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database.name])
    const stands = await more(scene)
    await putForward(scene.page, 3)
    await server.query(`alter database ${database.name} with allow_connections true`)
    await putForward(scene.page, 120)
    return { ...scene, stands }
  },
  'the network is gone': async scene => {
    await scene.context.setOffline(true)
    const stands = await more(scene)
    await putForward(scene.page, 300)
    await scene.context.setOffline(false)
    await putForward(scene.page, 120)
    return { ...scene, stands }
  },
  'the browser crashes': async scene => {
    const { form, saved, page: gone } = scene
    const path = gone.url()
    await scene.context.close()
    const context = await signedIn(form.role)
    const page = await context.newPage()
    await page.goto(path)
    return { page, context, stands: saved }
  },
  'it is sent and something is wrong with it': async scene => {
    const { page, saved } = scene
    const path = page.url()
    await formOf(page).locator('button.govuk-button:not(.govuk-button--secondary)').first().click()
    await page.waitForLoadState()
    // Where nothing was wrong with it, it has been taken: what is kept stands where it was typed, or on record.
    if ((await page.locator('.govuk-error-summary').count()) > 0) return { ...scene, stands: saved }
    if (!(await onRecord(scene.text))) return { ...scene, stands: 'nowhere' }
    await page.goto(path)
    return { ...scene, stands: '' }
  },
  'another window has saved it since': async scene => {
    const { page, context, names, text } = scene
    const other = await context.newPage()
    await other.goto(page.url())
    const theirs = await write(other, names, 'Words of the other window.')
    await isSaved(other)
    await other.close()
    const yours = await write(page, names, `${text} And mine.`)
    await putForward(page, 3)
    await page.getByRole('button', { name: 'See both versions' }).click()
    await page.getByRole('button', { name: 'Keep these answers' }).waitFor()
    return { ...scene, stands: yours, both: theirs }
  },
  'the record is closed': scene => sentTooLate(scene, shut.closed()),
  'they are kept out of the record': scene => sentTooLate(scene, shut.excluded(scene.form.role)),
  'the record becomes part of another': async scene => {
    await shut.merged()
    const stands = await more(scene)
    await putForward(scene.page, 3)
    return { ...scene, stands }
  },
  'a file is refused': async scene => {
    const { page, saved } = scene
    const path = page.url()
    if (!/\/concerns\/draft\//.test(path)) return { ...scene, stands: saved }
    await page.goto(path.replace(/\/[^/]+$/, '/files'))
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'run.exe', mimeType: 'image/png', buffer: Buffer.from('MZ not a picture') })
    await page.getByRole('button', { name: 'Add the file' }).click()
    await page.locator('.govuk-error-summary').waitFor()
    await page.goto(path)
    return { ...scene, stands: saved }
  },
}

const onRecord = async (text: string): Promise<boolean> => {
  const [word = ''] = text.split('\n')
  const like = `%${JSON.stringify(word.slice(0, 20)).slice(1, -1).replaceAll('\\', '\\\\').replaceAll('%', '\\%')}%`
  const [row] = await database.admin<{ there: boolean }>(
    `select exists (select from gt.draft where body::text like $1) or exists (select from gt.entry_part where (narrative::text || facts::text) like $1) as there`,
    [like],
  )
  return row?.there === true
}

/** Everything a browser keeps beside its cookies. */
const leftInBrowser = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases()
    const caches = 'caches' in globalThis ? await globalThis.caches.keys() : []
    return localStorage.length + sessionStorage.length + databases.length + caches.length
  })

let [scenes, characters, lost, left] = [0, 0, 0, 0]
const play = async (form: FormOf, hazard: Hazard, letter: string, save = true): Promise<number> => {
  // Nothing of the scene before stands in the form.
  await database.admin('delete from gt.draft')
  await shut.openAgain()
  const context = await signedIn(form.role)
  let there: Awaited<ReturnType<Hazard>> | undefined
  try {
    const page = await context.newPage()
    page.on('dialog', dialog => void dialog.accept())
    await page.clock.install()
    if (!save) await page.route(/\/keep$/, route => route.abort())
    await form.open(page)
    const path = page.url()
    const names = await fieldsOf(page)
    assert.ok(names.length > 0, `${form.name} has nothing to write into`)
    const text = `${scenes} ${letter}`
    const saved = await write(page, names, text)
    if (save) {
      await putForward(page, 3)
      await isSaved(page)
    }
    there = await hazard({ form, context, page, names, text, saved })
    if (there.stands === '') return 0
    let missing = 0
    if (there.both !== undefined) {
      const whole = await there.page.evaluate(
        () =>
          [...document.querySelectorAll<HTMLInputElement>('textarea, input')].map(one => one.value).join('\n') + document.body.innerText,
      )
      const seen = whole.replace(/\s+/g, ' ')
      for (const one of [...JSON.parse(there.stands), ...JSON.parse(there.both)] as string[])
        if (!seen.includes(one.replace(/\s+/g, ' ').trim())) missing += one.length
    } else {
      if (there.stands === 'nowhere') missing += text.length
      else if ((await standing(there.page, names)) !== there.stands) missing += there.stands.length
      else if (save && there.stands !== saved) {
        // What was typed meanwhile is kept too, once there is somebody again who keeps it.
        await isSaved(there.page)
        await there.page.goto(path)
        if ((await standing(there.page, names)) !== there.stands) missing += there.stands.length
      }
    }
    characters += there.stands.length
    left += await leftInBrowser(there.page)
    return missing
  } finally {
    await (there?.context ?? context).close()
  }
}

/** Not everything can happen to every form: only a concern has files, and only what is written about a child stands on a record. */
const aboutAChild = /^(a note|a fact|voice|change|stage|pattern)/
const only: Readonly<Record<string, RegExp>> = {
  'a file is refused': /^a concern: (?!one of)/,
  'the record is closed': aboutAChild,
  'they are kept out of the record': aboutAChild,
  'the record becomes part of another': aboutAChild,
}
const ways = Object.entries(hazards)
const happensTo = (name: string, form: FormOf): boolean => only[name]?.test(form.name) ?? true
/** Each way with each form that it can happen to, with two of the letters in turn; of the sample each way once, each in another form. */
const all = ways.flatMap(([name, hazard], way) => {
  const fit = forms.filter(form => happensTo(name, form))
  return fit.flatMap((form, at) =>
    [way + at, way + at + 1].map((turn, which) => ({
      form,
      name,
      hazard,
      letter: letters[turn % letters.length] as string,
      sampled: at === way % fit.length && which === 0,
    })),
  )
})
const chosen = bounded(
  all.filter(one => one.sampled),
  all,
)

for (const { form, name, hazard, letter } of chosen)
  test(`${form.name}, ${name}: ${letter.length} letters`, { timeout: 120_000 }, async () => {
    const missing = await play(form, hazard, letter)
    scenes += 1
    lost += missing
    assert.equal(missing, 0)
  })

test('control: where nothing is kept while it is typed, a browser that crashes loses it', async () => {
  const [form] = forms
  const crash = hazards['the browser crashes']
  assert.ok(form && crash)
  const missing = await play(form, crash, letters[0] as string, false)
  assert.ok(missing > 0, 'nothing was lost: this test could not tell')
  assert.equal(scenes, chosen.length)
  assert.equal(left, 0, 'something was left in the browser')
  report({
    test: 'T6 T15 words',
    tried: `${scenes} scenes: ${new Set(chosen.map(one => one.form.name)).size} forms, ${ways.length} ways; ${characters} characters; left in the browser: ${left}`,
    wrong: lost,
    control: `drafts switched off: ${missing} characters lost`,
  })
})
