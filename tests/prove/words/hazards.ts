import type { BrowserContext, Page } from 'playwright-core'
import { ids } from '../../database.ts'
import type { FormOf } from './forms.ts'
import { field, fieldsOf, formOf, isSaved, putForward, write } from './on-the-page.ts'
import type { Place } from './place.ts'

/** Somebody in the middle of writing. */
export type Scene = {
  readonly place: Place
  readonly form: FormOf
  readonly context: BrowserContext
  readonly page: Page
  readonly names: readonly string[]
  readonly text: string
  /** What stood there at the last save. */
  readonly saved: string
}
/** Happens while somebody writes; gives the page on which it goes on, and what has to stand there. */
export type Hazard = (scene: Scene) => Promise<{ page: Page; context: BrowserContext; stands: string; both?: string }>

const more = ({ page, names, text }: Scene) => write(page, names, `${text} And more.`)
const covered = async ({ page, form, place }: Scene) => {
  await putForward(page, 62)
  await page.getByRole('heading', { name: 'You have been signed out' }).waitFor()
  await place.signInOn(page, form.role, 'Sign in again')
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

/** Does what was written stand in a draft or on a record? */
const isKept = async ({ database }: Place, text: string): Promise<boolean> => {
  const [word = ''] = text.split('\n')
  const like = `%${JSON.stringify(word.slice(0, 20)).slice(1, -1).replaceAll('\\', '\\\\').replaceAll('%', '\\%')}%`
  const [row] = await database.admin<{ there: boolean }>(
    `select exists (select from gt.draft where body::text like $1) or exists (select from gt.entry_part where (narrative::text || facts::text) like $1) as there`,
    [like],
  )
  return row?.there === true
}

/** Everything that happens while somebody writes, by its name. */
export const hazards: Readonly<Record<string, Hazard>> = {
  'the session ends': async scene => {
    await scene.place.database.admin('update gt.session set ends_at = clock_timestamp() where account_id = $1', [
      ids.account(scene.form.role),
    ])
    const stands = await more(scene)
    await covered(scene)
    return { ...scene, stands }
  },
  'signed out in another window': async scene => {
    const other = await scene.context.newPage()
    await other.goto(scene.place.url('/account'))
    await other.getByRole('button', { name: 'Sign out', exact: true }).first().click()
    await other.waitForURL(/sign/)
    await other.close()
    const stands = await more(scene)
    await covered(scene)
    return { ...scene, stands }
  },
  'the program is killed': async scene => {
    await scene.place.end('SIGKILL')
    const stands = await more(scene)
    await putForward(scene.page, 3)
    await scene.place.start()
    await putForward(scene.page, 120)
    return { ...scene, stands }
  },
  'a new version is put in its place': async scene => {
    const stands = await more(scene)
    await scene.place.end('SIGTERM')
    await scene.place.start()
    await putForward(scene.page, 120)
    return { ...scene, stands }
  },
  'the database is gone for a moment': async scene => {
    const { database, server } = scene.place
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
    const { form, saved, page: gone, place } = scene
    const path = gone.url()
    await scene.context.close()
    const context = await place.signedIn(form.role)
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
    if (!(await isKept(scene.place, scene.text))) return { ...scene, stands: 'nowhere' }
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
  'the record is closed': scene => sentTooLate(scene, scene.place.shut.closed()),
  'they are kept out of the record': scene => sentTooLate(scene, scene.place.shut.excluded(scene.form.role)),
  'the record becomes part of another': async scene => {
    await scene.place.shut.merged()
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
