import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, screenshot } from '../browser.ts'
import { ids } from '../database.ts'
import { type Served, serve, signIn } from '../served.ts'

let served: Served
let browser: Browser
before(async () => {
  served = await serve()
  browser = await launchBrowser()
})
after(async () => {
  await browser?.close()
  await served?.stop()
})

const axeFinds = async (page: Page) => assert.deepEqual((await new AxeBuilder({ page }).analyze()).violations, [])

test('a system administrator invites somebody, lets another begin again and closes an account', async () => {
  const context = await browser.newContext({ viewport: { width: 375, height: 800 } })
  const page = await context.newPage()
  await page.goto(served.url('/recover'))
  await axeFinds(page)
  await screenshot(page, 'recover')
  await page.getByLabel('E-mail address').fill(ids.email('school-safeguarding-lead'))
  await page.getByRole('button', { name: 'Ask for a new way in' }).click()
  await page.getByRole('heading', { name: 'It is asked' }).waitFor()
  await axeFinds(page)
  await signIn(page, served, 'system-administrator', `/accounts?agency=${ids.agency.school}`)
  await page.getByText('Locked out').waitFor()
  await axeFinds(page)
  await screenshot(page, 'accounts-375')
  await page
    .getByRole('link', { name: /Invented/, exact: false })
    .filter({ hasText: 'Invented' })
    .last()
    .click()
  await page.getByRole('heading', { name: 'They ask for a new way in' }).waitFor()
  await axeFinds(page)
  await screenshot(page, 'account-one-375')
  await page.getByRole('button', { name: 'Let them begin again' }).click()
  await page.getByText('Say that you have met them face to face').first().waitFor()
  await axeFinds(page)
  await page.getByLabel('I have met').check()
  await page.getByRole('button', { name: 'Let them begin again' }).click()
  await page.waitForURL(/done=met/)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(served.url(`/accounts/new?agency=${ids.agency['social-care']}`))
  await axeFinds(page)
  await screenshot(page, 'invite-1280')
  await page.getByLabel('Full name').fill('Ines Sample')
  await page.getByLabel('E-mail address at work').fill('ines@example.test')
  await page.getByLabel('What they work as').selectOption({ label: 'Social worker' })
  await page.getByLabel('North Team').check()
  await page.getByRole('button', { name: 'Invite them' }).click()
  await page.getByText('They are invited').waitFor()
  await axeFinds(page)
  await screenshot(page, 'account-invited-1280')
  await page.getByRole('button', { name: 'Close this account' }).click()
  await page.getByText('The account is closed').waitFor()
  await page.goto(served.url(`/accounts/agencies/${ids.agency.health}`))
  await axeFinds(page)
  await screenshot(page, 'agency-1280')
  await page.goto(served.url('/sign-in/agency'))
  await axeFinds(page)
  await context.close()
})
