import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { dayOf, momentOf, Temporal } from '../../src/guidance/index.ts'
import { type TestcaseFamily, testcaseFamily } from '../../src/rooms/family/testing/testcase-family.ts'
import { launchBrowser, screenshot } from '../browser.ts'
import { type Served, serve, signIn } from '../served.ts'

let served: Served
let browser: Browser
let family: TestcaseFamily
before(async () => {
  served = await serve()
  browser = await launchBrowser()
  family = await testcaseFamily(served.database)
})
after(async () => {
  await browser?.close()
  await served?.stop()
})

const today = dayOf(momentOf(Temporal.Now.instant()))

/** Looks at a page at a desk and on a phone: nothing runs over its edge, and where scripts run nothing is out of anybody's reach. */
const look = async (page: Page, name: string, scripted: boolean) => {
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 900 })
    await screenshot(page, `${name}-${width}`)
    const runsOver = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
    assert.equal(runsOver, false, `${name} runs over the edge at ${width}`)
    // The two widths differ in where things stand and in nothing that scripts or names tell: they are gone through once, as a phone shows them.
    if (!scripted || width !== 375) continue
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
    assert.deepEqual(
      violations.map(one => `${name}: ${one.id} ${one.nodes.map(node => node.target.join(' ')).join('; ')}`),
      [],
    )
  }
}

const open = async (role: string, scripted: boolean): Promise<Page> => {
  const page = await (await browser.newContext({ javaScriptEnabled: scripted })).newPage()
  await signIn(page, served, role, `/people/${family.amira}`)
  return page
}

/** Chooses an answer of a question by both their words. */
const answer = (page: Page, question: string, words: string) =>
  page.getByRole('group', { name: question }).getByLabel(words, { exact: true }).check()

test('on a phone without scripts a social worker writes down the man at the nursery and moves a child with her brother', async () => {
  const page = await open('social-worker', false)
  await page.setViewportSize({ width: 375, height: 800 })
  await page.getByRole('link', { name: 'Adults in the child’s life' }).click()
  await page.getByRole('button', { name: 'Add an adult' }).click()
  await answer(page, 'Who has been seen or spoken of?', 'A man')
  await page.getByLabel('How do they stand to the child or the family?').selectOption('not-known')
  await page.getByLabel('Name, or what they look like and where they were seen').fill('unknown man, about 30, collects from nursery')
  await answer(page, 'How often?', 'Every week')
  await answer(page, 'Who told us?', 'A professional saw it')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('heading', { name: /Unknown man.*Not yet identified/ }).waitFor()
  await look(page, 'adults', false)

  await page.goto(served.url(`/people/${family.amira}/details/move`))
  await answer(page, 'What happened?', 'Moved')
  const [year = '', month = '', date = ''] = today.split('-')
  for (const [box, value] of [
    ['Day', date],
    ['Month', month],
    ['Year', year],
  ] as const)
    await page.getByRole('group', { name: 'From which day?' }).getByLabel(box).fill(value)
  await page.getByLabel('Postcode').fill('m5 4wt')
  await answer(page, 'Must this address be protected?', 'Yes')
  await page.getByLabel('Omar Testcase').check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('The address is protected.').waitFor()
  assert.doesNotMatch(await page.content(), /M5 4WT/i)
  await look(page, 'details-moved', false)
  await page.context().close()
})

test('the pages of a family are within everybody’s reach at a desk and on a phone', async () => {
  const page = await open('social-worker', true)
  for (const path of ['details', 'network', 'adults', 'details/adult', 'details/move', 'details/identifier']) {
    await page.goto(served.url(`/people/${family.amira}/${path}`))
    await look(page, path.replaceAll('/', '-'), true)
  }
  await page.getByRole('group', { name: 'Which number is it?' }).getByLabel('NHS number').check()
  await page.getByLabel('The number').fill('943 476 5918')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('alert').getByText('ten figures').waitFor()
  await look(page, 'identifier-refused', true)
  await page.getByLabel('The number').fill('943 476 5919')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('943 476 5919').waitFor()
  await page.context().close()
})
