import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { png } from '../../src/kernel/documents/testing/files.ts'
import { householdOnRecord } from '../../src/rooms/testing/household.ts'
import { look } from '../look.ts'
import { openForJourneys, signIn } from '../served.ts'

const { served, browser } = await openForJourneys()
const home = await householdOnRecord(served.database)

const opened = async (javaScriptEnabled: boolean, width: number): Promise<Page> =>
  (await browser.newContext({ javaScriptEnabled, viewport: { width, height: 800 } })).newPage()

test('early help adds a service, and a parent on a phone without JavaScript finds it by themselves', async () => {
  const keeper = await opened(true, 1280)
  await signIn(keeper, served, 'early-help-practitioner', '/directory')
  await look(keeper, 'directory-empty')
  await keeper.getByRole('button', { name: 'Add a service' }).click()
  await keeper.getByLabel('Name').fill('Sample Family Hub')
  await keeper.getByLabel('What kind of service is it?').selectOption({ label: 'Family hubs and gateways' })
  await keeper.getByLabel('What does it do?').fill('A warm place with people who know what help there is.')
  await keeper.getByRole('group', { name: 'Can families go there by themselves?' }).getByLabel('Yes').check()
  await look(keeper, 'directory-add')
  await keeper.getByRole('button', { name: 'Save', exact: true }).click()
  await keeper.getByRole('link', { name: 'Sample Family Hub' }).waitFor()
  await look(keeper, 'directory')
  await keeper.goto(served.url('/services'))
  await look(keeper, 'services-wide')
  const parent = await opened(false, 375)
  await parent.goto(served.url('/worried'))
  await parent.getByRole('link', { name: 'Find help near you' }).click()
  await parent.getByLabel('What are you looking for?').fill('warm place')
  await parent.getByRole('button', { name: 'Search' }).click()
  await parent.getByRole('heading', { name: 'Sample Family Hub' }).waitFor()
  await look(parent, 'services-phone', false)
})

test('a neighbour on a phone without JavaScript adds a picture to a worry', async () => {
  const page = await opened(false, 375)
  await page.goto(served.url('/worried/danger'))
  await page.getByLabel('No', { exact: true }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.goto(served.url('/worried/files'))
  await page.getByLabel('Choose a file').setInputFiles({ name: 'door.png', mimeType: 'image/png', buffer: png(4, 4) })
  await page.getByRole('button', { name: 'Add the file' }).click()
  await page.getByText('door.png').first().waitFor()
  await look(page, 'worried-files', false)
  await page.getByRole('button', { name: 'Continue' }).click()
  assert.match(await page.locator('main').innerText(), /door\.png/)
})

test('a social worker writes down what a child says, with the keyboard’s help and on a phone, and the manager sees what is asked first', async () => {
  const manager = await opened(true, 375)
  await signIn(manager, served, 'team-manager', `/people/${home.amira}`)
  await manager.getByRole('link', { name: 'What is needed first' }).click()
  await manager.getByRole('heading', { name: 'What is needed first' }).waitFor()
  await look(manager, 'gates')
  const page = await opened(true, 375)
  await signIn(page, served, 'social-worker', `/people/${home.amira}`)
  await look(page, 'child-page-unheard')
  await page.getByRole('link', { name: 'Write down what the child says or shows' }).click()
  await page.getByRole('heading', { name: 'What Amira says or shows' }).waitFor()
  await look(page, 'voice')
  await page.getByRole('button', { name: 'Write down what Amira says or shows' }).click()
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
  await look(page, 'voice-errors')
  await page.getByLabel('Yes: say below how, where and what').check()
  await page.getByLabel('Through drawing').check()
  await page.getByRole('group', { name: 'Where?' }).getByLabel('At home').check()
  await page.getByLabel('What did Amira say or show?').fill('“This is Nana. She is big because she is nice.”')
  await page.getByRole('button', { name: 'Write down what Amira says or shows' }).click()
  await page.getByText('She is big because she is nice').first().waitFor()
  await look(page, 'child-page-heard')
  for (const fact of ['early-help-assessment', 'childhood', 'signposted']) {
    await page.goto(served.url(`/people/${home.amira}/details/${fact}`))
    await look(page, `fact-${fact}`)
  }
  await page.goto(served.url(`/people/${home.amira}/details`))
  await look(page, 'details')
})
