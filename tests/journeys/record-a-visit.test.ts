import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { type TestcaseFamily, testcaseFamily } from '../../src/rooms/family/testing/testcase-family.ts'
import { launchBrowser, screenshot } from '../browser.ts'
import { type Served, serve, signIn } from '../served.ts'

let served: Served
let browser: Browser
let family: TestcaseFamily
before(async () => {
  served = await serve()
  family = await testcaseFamily(served.database)
  browser = await launchBrowser()
})
after(async () => {
  await browser?.close()
  await served?.stop()
})

/** Looks at a page on a phone: nothing runs over its edge, and where scripts run nothing is out of anybody's reach. */
const look = async (page: Page, name: string, scripted: boolean) => {
  await screenshot(page, name)
  const over = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
  assert.equal(over, false, `${name} runs over the edge`)
  if (!scripted) return
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  assert.deepEqual(
    violations.map(one => `${name}: ${one.id} ${one.nodes.map(node => node.target.join(' ')).join('; ')}`),
    [],
  )
}

test('a social worker on a phone without JavaScript records a visit to two children at home, each in their own words', async () => {
  const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 375, height: 800 } })).newPage()
  await signIn(page, served, 'social-worker', `/people/${family.amira}`)
  await page.getByRole('button', { name: 'Record', exact: true }).click()
  await page.getByLabel('What was it for?').fill('To see how the weekend went')
  await page.getByLabel('What kind of contact was it?').selectOption({ label: 'Visit at home' })
  await page.getByRole('group', { name: 'Did the contact come about?' }).getByLabel('Yes', { exact: true }).check()
  await page.getByRole('group', { name: 'Is it also about another child?' }).getByLabel('Omar Testcase').check()
  await page.getByRole('button', { name: 'Show a part for each child ticked' }).click()
  await look(page, 'record-two-children', false)
  const part = (name: string) => page.getByRole('region', { name })
  const ami = part('Amirah Testcase')
  await ami.getByLabel('Seen alone').check()
  await ami.getByLabel('What happened about Ami?').fill('She showed me her new bed.')
  await ami.getByLabel('In conversation').check()
  await ami.getByLabel('What did Ami say or show?').fill('“It is mine.”')
  const omar = part('Omar Testcase')
  await omar.getByLabel('Not seen').check()
  await omar.getByLabel('What happened about Omar?').fill('He was at football.')
  await page.getByRole('button', { name: 'Record', exact: true }).click()
  await page.getByRole('link', { name: 'Choose how Omar was heard, or write why not' }).click()
  await part('Omar Testcase').getByLabel('If Omar was not heard: why?').fill('He was out.')
  await page.getByRole('button', { name: 'Record', exact: true }).click()
  await page.getByRole('heading', { name: 'What the child last said or showed' }).waitFor()
  assert.match(await page.locator('main').innerText(), /“It is mine\.”[\s\S]*She showed me her new bed\./)
  assert.doesNotMatch(await page.locator('main').innerText(), /football/)
  await page.goto(served.url(`/people/${family.omar}`))
  assert.match(await page.locator('main').innerText(), /He was at football\./)
})

test('a note keeps itself while it is typed, and a manager picks out what matters and states the pattern', async () => {
  const page = await (await browser.newContext({ viewport: { width: 375, height: 800 } })).newPage()
  await signIn(page, served, 'team-manager', `/people/${family.amira}`)
  await look(page, 'child-on-a-phone', true)
  await page.getByRole('button', { name: 'Record', exact: true }).click()
  await page.getByLabel('What was it for?').fill('Supervision')
  await page.getByText(/^Saved at/).waitFor()
  await look(page, 'record-on-a-phone', true)
  await page.reload()
  assert.equal(await page.getByLabel('What was it for?').inputValue(), 'Supervision')
  await page.goto(served.url(`/people/${family.amira}/entries/${family.entries.conference}`))
  await page.getByText('Mark it as significant').click()
  await page.getByLabel('Why?').fill('The help began here.')
  await page.getByRole('button', { name: 'Mark as significant' }).click()
  await page.getByRole('link', { name: 'State the pattern across the record' }).click()
  await page.getByLabel('What do you see when you read the record as a whole?').fill('Help comes and goes.')
  await page.getByLabel(/Initial child protection conference.*significant/).check()
  await page.getByLabel('What does it mean for the child?').fill('She cannot count on it.')
  await page.getByLabel('What comes next, who does it, and by when?').fill('The core group plans for a year.')
  await look(page, 'pattern-on-a-phone', true)
  await page.getByRole('button', { name: 'Write it into the record' }).click()
  await page.getByText('Help comes and goes.').first().waitFor()
  await page.getByRole('link', { name: 'Print by parts' }).click()
  await page.getByRole('button', { name: 'Show what will be printed' }).click()
  await page.getByText(/^Printed by /).waitFor()
  await look(page, 'print-on-a-phone', true)
})
