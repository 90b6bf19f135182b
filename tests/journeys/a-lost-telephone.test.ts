import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from '../../src/guidance/index.ts'
import { testcaseFamily } from '../../src/rooms/family/testing/testcase-family.ts'
import { launchBrowserIn } from '../browser.ts'
import { ids } from '../database.ts'
import { openForJourneys, signIn } from '../served.ts'
import { flatBattery, halfOfTheKey, left, openIt, pageOf, role, stores, storesInTheEnd, takeAlong, telephone, what } from './telephone.ts'

const { served } = await openForJourneys()
const family = await testcaseFamily(served.database)
const drafts = async (): Promise<string> =>
  JSON.stringify(
    await served.database.admin<{ body: unknown }>('select form, body from gt.draft where account_id = $1', [ids.account(role)]),
  )

test('a lost telephone takes no word that had been sent: the next one goes on from it, ends the lost one, and what was still on that is shown beside it when it is found', async () => {
  const [lost, next] = [telephone(), telephone()]
  let context = await launchBrowserIn(lost)
  let page = await pageOf(context)
  await takeAlong(served, page)
  await context.setOffline(true)
  await openIt(page)
  await what(page).fill('At ten she hid a ranseur')
  await page.locator('[data-kept-state="kept"]').waitFor()
  await context.setOffline(false)
  await page.locator('[data-kept-state="sent"]').waitFor()
  await context.setOffline(true)
  await what(page).fill('At ten she hid a ranseur, at eleven a spetum')
  await page.locator('[data-kept-state="kept"]').waitFor()
  // Left on a bus.
  await flatBattery(context, lost)
  assert.match(await drafts(), /At ten she hid a ranseur"/)

  const other = await launchBrowserIn(next)
  const newPage = await pageOf(other)
  await takeAlong(served, newPage)
  await other.setOffline(true)
  await openIt(newPage)
  assert.equal(
    await what(newPage).inputValue(),
    'At ten she hid a ranseur',
    'what had been sent is in the form that the next one takes along',
  )
  await what(newPage).fill('At ten she hid a ranseur, and her brother a bardiche')
  await newPage.locator('[data-kept-state="kept"]').waitFor()
  await other.setOffline(false)
  await newPage.locator('[data-kept-state="sent"]').waitFor()
  await newPage.goto(served.url('/visits/today'))
  const ends = newPage.getByRole('button', { name: /^End it/ })
  assert.equal(await ends.count(), 2, 'both stand at the server until one is ended')
  await ends.last().click()
  await newPage.waitForURL(served.url('/visits/today'))

  // Somebody finds it and switches it on, where there is signal.
  context = await launchBrowserIn(lost)
  page = await pageOf(context)
  await page.goto(served.url('/without-signal'))
  await page.getByText('Nothing of any family is on this phone').waitFor()
  await page.getByText(/is kept on this phone, closed, and not sent yet/).waitFor()
  assert.ok(!(await left(page)).databases.includes('gt-taken-along-key'), 'what opens it is gone')
  assert.doesNotMatch(await page.content(), /ranseur|spetum|Amirah/)

  // And gives it back.
  await signIn(page, served, role, '/without-signal')
  await page.getByText('was also written on elsewhere').waitFor()
  await page.getByRole('button', { name: 'See both versions' }).click()
  await page.getByRole('heading', { name: 'This form was written on elsewhere' }).waitFor()
  const both = await page.locator('main').innerText()
  assert.match(both, /at eleven a spetum/)
  assert.match(both, /her brother a bardiche/)
  await context.close()
  await other.close()
})

test('a telephone that is switched off while the eight hours pass opens nothing when it wakes: neither a name, a word nor the key is in any file, and the words still come back', async () => {
  await served.database.admin('delete from gt.draft')
  await served.database.admin('delete from gt.taken_along')
  const folder = telephone()
  let context = await launchBrowserIn(folder)
  let page = await pageOf(context)
  await takeAlong(served, page)
  await context.setOffline(true)
  await openIt(page)
  const key = Buffer.from(await halfOfTheKey(page), 'hex').toString('latin1')
  await what(page).fill('Nobody asked who swung the fauchard')
  await page.locator('[data-kept-state="kept"]').waitFor()
  await flatBattery(context, folder)
  assert.ok(stores(folder, key, 'latin1').length > 0, 'the scan finds what is there: the half of the key')

  context = await launchBrowserIn(folder)
  page = await pageOf(context)
  await context.setOffline(true)
  await page.clock.install({ time: Temporal.Now.instant().add({ hours: 9 }).epochMilliseconds })
  await page.goto(served.url('/without-signal'))
  await page.getByText('Nothing of any family is on this phone').waitFor()
  assert.equal(await page.getByLabel('Your password').count(), 0, 'there is nothing that a password would open')
  assert.ok(!(await left(page)).databases.includes('gt-taken-along-key'), 'what opens it is gone')
  const again = async () => {
    await page.reload()
    await page.getByText('Nothing of any family is on this phone').waitFor()
  }
  assert.deepEqual(await storesInTheEnd(folder, key, again, 'latin1'), [], 'the half of the key')
  await context.close()
  for (const text of ['Amirah', 'Testcase', 'fauchard']) assert.deepEqual(stores(folder, text), [], text)
  assert.deepEqual(stores(folder, key, 'latin1'), [], 'and it does not come back')

  context = await launchBrowserIn(folder)
  page = await pageOf(context)
  await signIn(page, served, role, '/without-signal')
  await page.getByText(/^Sent at/).waitFor()
  assert.match(await drafts(), /the fauchard/)
  await context.close()
})

test('whoever worked with signal and signs out leaves nothing either: no page of a child and no word of a form is in any file', async () => {
  await served.database.admin('delete from gt.draft')
  const folder = telephone()
  const context = await launchBrowserIn(folder)
  const page = await pageOf(context)
  await signIn(page, served, role, `/people/${family.amira}`)
  await page
    .getByRole('heading', { name: /Amirah/ })
    .first()
    .waitFor()
  await page.goto(served.url(`/people/${family.amira}/visits/record`))
  await what(page).fill('The corseque stood behind the door')
  await page.getByText(/^Saved at/).waitFor()
  await page.goto(served.url('/settings'))
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(served.url('/sign-in'))
  assert.deepEqual(await left(page), { databases: [], caches: [], workers: 0, local: 0, cookies: '' })
  await context.close()
  for (const text of ['Amirah', 'Testcase', 'corseque']) assert.deepEqual(stores(folder, text), [], text)
})
