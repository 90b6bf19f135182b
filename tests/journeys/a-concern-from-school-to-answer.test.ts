import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { screenshot } from '../browser.ts'
import { ids } from '../database.ts'
import { openForJourneys, signIn } from '../served.ts'

const { served, browser } = await openForJourneys()

const someone = async (role: string, to: string): Promise<Page> => {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, served, role, to)
  return page
}

const next = (page: Page) => page.getByRole('button', { name: 'Save and continue' }).click()

const raise = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByLabel('No', { exact: true }).check()
  await next(page)
  await page.getByLabel('Worried about a child').check()
  await page.getByLabel('Neglect').check()
  await next(page)
  await page.getByRole('link', { name: 'Add a child' }).click()
  await page.getByLabel('First name').fill('Rosa')
  await page.getByLabel('Family name').fill('Sample')
  const born = page.getByRole('group', { name: 'Date of birth' })
  for (const [box, value] of [
    ['Day', '4'],
    ['Month', '9'],
    ['Year', '2017'],
  ] as const)
    await born.getByLabel(box).fill(value)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('link', { name: 'Continue' }).click()
  await page.getByRole('link', { name: 'Continue' }).click()
  await page.getByLabel('What has been seen or heard?').fill('Rosa fell asleep in class on Monday, Tuesday and Wednesday.')
  await next(page)
  await page.getByRole('group', { name: 'Has the family had early help?' }).getByLabel('I do not know').check()
  await next(page)
  await page.getByRole('group', { name: 'Does the family know?' }).getByLabel('Yes').first().check()
  await page.getByRole('group', { name: 'Is it safe to contact the parents?' }).getByLabel('Yes').check()
  await next(page)
  await page.getByLabel('A number on which we can ring you back').fill('0161 496 0123')
  await next(page)
  await page.getByRole('button', { name: 'Send to The Bridge' }).click()
  await page.getByRole('heading', { name: 'Sent to The Bridge' }).waitFor()
  return page.url().split('/').at(-1) ?? ''
}

test('a school raises a concern, health answers, The Bridge decides, the school reads the outcome, and nobody else learns that there was one', async () => {
  const school = await someone('school-safeguarding-lead', '/concerns/new')
  const matter = await raise(school)

  const bridge = await someone('bridge-manager', '/bridge')
  await bridge.getByRole('link', { name: /Rosa Sample/ }).click()
  await bridge.getByText('Rosa fell asleep in class').waitFor()
  await bridge.getByRole('link', { name: 'Match the children', exact: true }).click()
  await bridge.locator('input[value="new"]').check()
  await bridge.getByRole('button', { name: 'Match this child' }).click()
  await bridge.waitForURL(/done=matched/)
  await bridge.getByRole('button', { name: 'Ask', exact: true }).click()
  await bridge.waitForURL(/done=asked/)

  const health = await someone('health-practitioner', '/checks')
  await health.goto(served.url(`/concerns/${matter}`))
  await health.getByRole('heading', { name: 'Page not found' }).waitFor()
  await health.goto(served.url('/checks'))
  await health
    .getByRole('link', { name: /Answer/ })
    .first()
    .click()
  assert.doesNotMatch(await health.content(), /fell asleep/, 'who is asked reads what is asked, and not what was told')
  await health.getByLabel('Something that may matter').check()
  await health.getByLabel('What The Bridge needs to know').fill('No dentist since 2024.')
  await health.getByRole('button', { name: 'Send the answer' }).click()

  await bridge.goto(served.url(`/bridge/${matter}`))
  await bridge.getByText('No dentist since 2024.').waitFor()
  await bridge.getByLabel('Child in need: a social worker assesses').check()
  await bridge.getByLabel('Reasons', { exact: true }).fill('Tired and unseen by anyone; the family asks for help.')
  await bridge.getByLabel('What argued the other way').fill('It may be a bad week.')
  const teams = bridge.getByLabel('Who takes it on')
  await teams.selectOption((await teams.locator('option', { hasText: 'North Team' }).getAttribute('value')) ?? '')
  await bridge.getByRole('group', { name: 'Has the family been told' }).getByLabel('Yes').check()
  await bridge.getByLabel('Message to the referrer').fill('Thank you. A social worker will see Rosa and her family this week.')
  await bridge.getByRole('button', { name: 'Decide' }).click()
  await bridge.waitForURL(/decided$/)

  await school.goto(served.url(`/concerns/${matter}`))
  await school.getByText('A social worker will see Rosa').waitFor()
  const read = await school.content()
  assert.doesNotMatch(
    read,
    /No dentist|may be a bad week|unseen by anyone/,
    'the referrer reads what is fed back and nothing else of the screening',
  )
  await screenshot(school, 'slice-outcome')

  const [child] = await served.database.admin<{ subject_id: string }>(
    'select subject_id from gt.person where given = $1 and partnership_id = $2',
    ['Rosa', ids.partnership],
  )
  const page = `/people/${child?.subject_id}`
  const manager = await someone('team-manager', page)
  await manager.getByRole('heading', { level: 1, name: /Rosa Sample/ }).waitFor()
  await manager.getByText('Tired and unseen by anyone').waitFor()
  await screenshot(manager, 'slice-child')
  for (const role of ['social-worker', 'school-safeguarding-lead', 'police-officer', 'bridge-screener']) {
    const stranger = await someone(role, page)
    await stranger.getByRole('heading', { name: 'Page not found' }).waitFor()
    await stranger.context().close()
  }

  const lines = await served.database.admin<{ role: string }>(
    'select role from gt.access_line where $1 = any (subject_ids) group by role order by role',
    [child?.subject_id],
  )
  assert.deepEqual(
    lines.map(line => line.role),
    ['bridge-manager', 'team-manager'],
    'a line for everybody who was shown the child, and for nobody else',
  )
})
