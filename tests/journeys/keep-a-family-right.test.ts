import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { dayOf, momentOf, Temporal } from '../../src/guidance/index.ts'
import { testcaseFamily } from '../../src/rooms/family/testing/testcase-family.ts'
import { lookAtBoth } from '../look.ts'
import { openForJourneys, signIn } from '../served.ts'

const { served, browser } = await openForJourneys()
const family = await testcaseFamily(served.database)

const today = dayOf(momentOf(Temporal.Now.instant()))

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
  await page.getByLabel('What are they to the child or the family?').selectOption('not-known')
  await page.getByLabel('Name, or what they look like and where they were seen').fill('unknown man, about 30, collects from nursery')
  await answer(page, 'How often?', 'Every week')
  await answer(page, 'Who told us?', 'A professional saw it')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('heading', { name: /Unknown man.*Not yet identified/ }).waitFor()
  await lookAtBoth(page, 'adults', [])

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
  await lookAtBoth(page, 'details-moved', [])
  await page.context().close()
})

test('the pages of a family are within everybody’s reach at a desk and on a phone', async () => {
  const page = await open('social-worker', true)
  for (const path of ['details', 'network', 'adults', 'details/adult', 'details/move', 'details/identifier']) {
    await page.goto(served.url(`/people/${family.amira}/${path}`))
    await lookAtBoth(page, path.replaceAll('/', '-'), [375])
  }
  await page.getByRole('group', { name: 'Which number is it?' }).getByLabel('NHS number').check()
  await page.getByLabel('The number').fill('943 476 5918')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('alert').getByText('ten figures').waitFor()
  await lookAtBoth(page, 'identifier-refused', [375])
  await page.getByLabel('The number').fill('943 476 5919')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('943 476 5919').waitFor()
  await page.context().close()
})
