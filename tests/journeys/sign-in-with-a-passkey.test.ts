import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { screenshot } from '../browser.ts'
import { look } from '../look.ts'
import { openForJourneys, signIn } from '../served.ts'

const { served, browser } = await openForJourneys()

/** A device that verifies its owner, as the browser itself brings it for tests. */
const withDevice = async (page: Page): Promise<void> => {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

test('a worker adds a passkey, signs out, and signs in with the device alone', async () => {
  const context = await browser.newContext({ viewport: { width: 375, height: 800 } })
  const page = await context.newPage()
  await withDevice(page)
  await signIn(page, served, 'social-worker', '/account')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await look(page, 'passkey-new')
  await page.getByLabel('What you call this passkey').fill('My telephone')
  await page.getByRole('button', { name: 'Add the passkey' }).click()
  await page.waitForURL(/done=added/)
  await page.getByRole('heading', { name: 'My telephone' }).waitFor()
  await look(page, 'account-375')
  await page.setViewportSize({ width: 1280, height: 900 })
  await screenshot(page, 'account-1280')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.waitForURL(/\/sign-in/)
  await page.goto(served.url('/sign-in?to=/account'))
  await look(page, 'sign-in-passkey')
  await page.getByRole('button', { name: 'Use a passkey instead' }).click()
  await page.waitForURL(served.url('/account'))
  assert.match(await page.content(), /Signed in with a passkey/)
  await context.close()
})

test('without a script there is no passkey to be seen, and the code is the way in', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(served.url('/sign-in'))
  assert.equal(await page.getByRole('button', { name: 'Use a passkey instead' }).isVisible(), false)
  await signIn(page, served, 'team-manager', '/account/passkeys/new')
  await page.getByText('Your browser makes no passkeys').waitFor()
  await context.close()
})
