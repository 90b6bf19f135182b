import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { ids } from '../database.ts'
import { look } from '../look.ts'
import { openForJourneys, signIn } from '../served.ts'

const { served, browser } = await openForJourneys()

const raise = async (page: Page, look: (name: string) => Promise<void>): Promise<string> => {
  await page.goto(served.url('/concerns'))
  await look('concerns')
  await page.getByRole('link', { name: 'Raise a concern' }).click()
  await look('concern-new')
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByRole('link', { name: 'Say whether a child is in danger now' }).waitFor()
  await look('concern-danger-error')
  await page.getByLabel('No', { exact: true }).check()
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByLabel('Worried about a child').check()
  await page.getByLabel('Neglect').check()
  await look('concern-about')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByRole('link', { name: 'Add a child' }).click()
  await page.getByLabel('First name').fill('Amira')
  await page.getByLabel('Family name').fill('Testcase')
  const born = page.getByRole('group', { name: 'Date of birth' })
  await born.getByLabel('Day').fill('27')
  await born.getByLabel('Month').fill('3')
  await born.getByLabel('Year').fill('2018')
  await look('concern-child')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await look('concern-children')
  await page.getByRole('link', { name: 'Continue' }).click()
  await page.getByRole('link', { name: 'Continue' }).click()
  await page.getByLabel('What has been seen or heard?').fill('Hungry on Monday and Tuesday mornings, and in the same coat since autumn.')
  await look('concern-worry')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByRole('group', { name: 'Has the family had early help?' }).getByLabel('I do not know').check()
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByRole('group', { name: 'Does the family know?' }).getByLabel('Yes').first().check()
  await page.getByRole('group', { name: 'Is it safe to contact the parents?' }).getByLabel('Yes').check()
  await look('concern-family')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByLabel('A number on which we can ring you back').fill('0161 496 0123')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await look('concern-check')
  await page.getByRole('button', { name: 'Send to The Bridge' }).click()
  await page.getByRole('heading', { name: 'Sent to The Bridge' }).waitFor()
  await look('concern-sent')
  return page.url().split('/').at(-1) ?? ''
}

const as = async (context: BrowserContext, role: string, to: string): Promise<Page> => {
  const page = await context.newPage()
  await signIn(page, served, role, to)
  return page
}

test('a school raises a concern at a desk and on a phone, and nothing on any page is out of reach', async () => {
  for (const [width, height] of [
    [1280, 900],
    [375, 700],
  ] as const) {
    const context = await browser.newContext({ viewport: { width, height } })
    const page = await as(context, 'school-safeguarding-lead', '/concerns')
    const matter = await raise(page, name => look(page, `${name}-${width}`))
    const [told] = await served.database.admin<{ narrative: { seenOrHeard: string } }>(
      "select narrative from gt.entry_part where subject_id = $1 and field_group = 'record' and narrative ? 'seenOrHeard'",
      [matter],
    )
    assert.match(told?.narrative.seenOrHeard ?? '', /same coat since autumn/)
    await context.close()
  }
})

test('the same journey works where no script runs', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await as(context, 'school-safeguarding-lead', '/concerns')
  const matter = await raise(page, async () => {})
  const [row] = await served.database.admin<{ n: number }>('select count(*)::int as n from gt.reach where subject_id = $1', [matter])
  assert.equal(row?.n, 2, 'the school as referrer and The Bridge’s queue')
  await context.close()
})

test('what is typed is kept while it is typed, and the same page open twice loses neither version', async () => {
  const context = await browser.newContext()
  const page = await as(context, 'school-safeguarding-lead', '/concerns/new')
  await page.getByRole('button', { name: 'Start' }).click()
  await page.goto(page.url().replace('danger', 'worry'))
  const other = await context.newPage()
  await other.goto(page.url())
  await page.getByLabel('What has been seen or heard?').pressSequentially('A bruise on the left arm.')
  await page.getByText(/^Saved at/).waitFor()
  await other.getByLabel('What has been seen or heard?').fill('Something else, in another window.')
  await other.getByRole('button', { name: 'Save and continue' }).click()
  await other.getByRole('heading', { name: 'This page was saved elsewhere' }).waitFor()
  await look(other, 'concern-conflict')
  await other.getByRole('button', { name: 'Keep these answers' }).click()
  await other.goto(page.url())
  const kept = await other.getByLabel('What has been seen or heard?').inputValue()
  assert.match(kept, /bruise/)
  assert.match(kept, /another window/)
  await context.close()
})

test('sent twice it is one concern, and nobody else finds it', async () => {
  const context = await browser.newContext()
  const page = await as(context, 'school-safeguarding-lead', '/concerns')
  let sent: { url: string; type: string; body: string } | undefined
  page.on('request', request => {
    if (request.method() === 'POST' && request.url().endsWith('/send'))
      sent = { url: request.url(), type: request.headers()['content-type'] ?? '', body: request.postData() ?? '' }
  })
  const matter = await raise(page, async () => {})
  const subjects = () =>
    served.database.admin<{ n: number }>('select count(*)::int as n from gt.subject where partnership_id = $1', [ids.partnership])
  const before = await subjects()
  // The very request the browser sent, sent again, as a reload or a nervous second click would.
  assert.ok(sent, 'the browser sent the concern')
  const again = await page.request.post(sent.url, { headers: { 'content-type': sent.type }, data: sent.body, maxRedirects: 0 })
  assert.equal(again.status(), 303)
  assert.equal(again.headers()['location'], `/concerns/${matter}`)
  assert.deepEqual(await subjects(), before)
  const stranger = await as(await browser.newContext(), 'health-practitioner', '/concerns')
  await stranger.goto(served.url(`/concerns/${matter}`))
  await stranger.getByRole('heading', { name: 'Page not found' }).waitFor()
  await context.close()
})
