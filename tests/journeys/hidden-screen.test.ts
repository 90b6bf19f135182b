import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { screenshot } from '../browser.ts'
import { testPassword } from '../database.ts'
import { lookAtBoth } from '../look.ts'
import { openForJourneys, signIn } from '../served.ts'

const { served, browser } = await openForJourneys()

test('somebody hides the screen in the middle of a sentence: nothing of it stays, and with the password every word is back', async () => {
  const context = await browser.newContext()
  const [page, other] = [await context.newPage(), await context.newPage()]
  await signIn(page, served, 'bridge-screener', '/consultations/new')
  const words = page.locator('main textarea').first()
  await words.fill('half a sentence')
  await other.goto(served.url('/settings'))
  const account = await page.locator('form.gt-signed-in').getAttribute('data-account')
  const locked = page.waitForResponse(response => response.url() === served.url('/lock'))
  await page.getByRole('button', { name: 'Hide screen' }).click()
  await locked
  assert.equal(await page.title(), 'Hidden')
  assert.doesNotMatch(await page.content(), /half a sentence|Invented \d/)
  // The other window of the same session is hidden as well.
  await other.getByRole('heading', { name: 'The screen is hidden' }).waitFor()
  await lookAtBoth(page, 'hidden-screen')
  // That another window says so shows nothing: the server is asked, and says that the screen is hidden.
  const asked = other.waitForResponse(response => response.url() === served.url('/session'))
  await page.evaluate(of => new BroadcastChannel('golden-thread-hidden').postMessage({ what: 'show', account: of }), account)
  const answer = z.object({ hidden: z.literal(true) }).safeParse(await (await asked).json())
  assert.ok(answer.success)
  assert.doesNotMatch(await other.content(), /Your settings/)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Show it again' }).click()
  await page.getByText('This is not your password').waitFor()
  await page.getByLabel('Password').fill(testPassword)
  await page.getByRole('button', { name: 'Show it again' }).click()
  await words.waitFor()
  assert.equal(await words.inputValue(), 'half a sentence')
  await other.getByRole('heading', { name: 'Your settings' }).waitFor()
  await context.close()
})

test('a desk that was left is hidden by itself, and a reload does not bring the page back', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.clock.install()
  await signIn(page, served, 'social-worker', '/settings')
  await page.clock.fastForward('09:00')
  assert.equal(await page.locator('.gt-cover').count(), 0)
  await page.mouse.move(20, 20)
  await page.clock.fastForward('09:00')
  assert.equal(await page.locator('.gt-cover').count(), 0, 'somebody was there nine minutes ago')
  const locked = page.waitForResponse(response => response.url() === served.url('/lock'))
  await page.clock.fastForward('01:01')
  await page.getByRole('heading', { name: 'The screen is hidden' }).waitFor()
  await page.clock.fastForward('00:05')
  await locked
  await page.reload()
  await page.waitForURL(/\/locked/)
  await page.getByLabel('Password', { exact: true }).fill(testPassword)
  await page.getByRole('button', { name: 'Show it again' }).click()
  await page.waitForURL(served.url('/settings'))
  await context.close()
})

test('without JavaScript the button leads to a page that asks for the password, and back', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await signIn(page, served, 'team-manager', '/settings')
  await page.getByRole('button', { name: 'Hide screen' }).click()
  await page.getByRole('heading', { name: 'The screen is hidden' }).waitFor()
  await screenshot(page, 'hidden-screen-page')
  await page.goBack()
  await page.getByRole('heading', { name: 'The screen is hidden' }).waitFor()
  await page.getByLabel('Password', { exact: true }).fill(testPassword)
  await page.getByRole('button', { name: 'Show it again' }).click()
  await page.waitForURL(served.url('/settings'))
  await context.close()
})
