import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { screenshot } from '../browser.ts'
import { look } from '../look.ts'
import { openForJourneys } from '../served.ts'

const { served, browser } = await openForJourneys()

/** Tells of a worry as a neighbour on the landing would, and gives the reference that is read at the end. `look`: at each page. */
const tell = async (page: Page, look: (name: string) => Promise<void>): Promise<string> => {
  const next = () => page.getByRole('button', { name: 'Continue' }).click()
  await page.goto(served.url('/worried'))
  await look('worried')
  await page.getByRole('button', { name: 'Start' }).click()
  await next()
  await page.getByRole('link', { name: 'Say whether a child is in danger now' }).waitFor()
  await look('worried-danger-error')
  await page.getByLabel('Yes, or I think so').check()
  await next()
  await page.getByRole('heading', { name: 'Ring 999 now' }).waitFor()
  await look('worried-ring')
  await page.getByLabel('Whom have you rung').fill('Rang 999 at ten past nine, they gave me 117.')
  await next()
  await page.getByLabel('I am worried that a child').check()
  await look('worried-about')
  await next()
  await page.getByLabel('What have you seen or heard').fill('The little one was on the balcony alone, crying.')
  await look('worried-worry')
  await next()
  await page.getByLabel('Family name').fill('Testcase')
  await page.getByLabel('About how old?').fill('about 4')
  await look('worried-child')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('link', { name: 'Add another child' }).waitFor()
  await look('worried-children')
  await next()
  await page.getByLabel('Not being looked after').check()
  await look('worried-themes')
  await next()
  await page.getByLabel('Where does the child live?').fill('Flat above the bakery, Invented Street')
  await look('worried-where')
  await next()
  await page.getByLabel('Who lives with the child').fill('His mother and a man who moved in at Easter.')
  await next()
  await page.getByLabel('No, they do not know').check()
  await look('worried-family')
  await next()
  await page.getByLabel('I would rather not say who I am').check()
  await look('worried-you')
  await next()
  await page.getByText('Rang 999 at ten past nine').waitFor()
  await look('worried-check')
  await page.getByRole('link', { name: 'Change what has happened?' }).click()
  await page.getByLabel('What have you seen or heard').fill('The little one was on the balcony alone for an hour, crying.')
  await next()
  await page.getByText('alone for an hour').waitFor()
  await page.getByRole('button', { name: 'Send to The Bridge' }).click()
  await page.getByRole('heading', { name: 'Sent to The Bridge' }).waitFor()
  await look('worried-sent')
  return page.locator('.gt-reference').innerText()
}

test('on a phone without JavaScript somebody tells of a worry, reads the reference and follows it', async () => {
  const context = await browser.newContext({ viewport: { width: 375, height: 700 }, javaScriptEnabled: false })
  const page = await context.newPage()
  const reference = await tell(page, async name => screenshot(page, `${name}-plain`))
  assert.match(reference, /^([34679ACDEFGHJKMNPQRTWXY]{5}-){5}[34679ACDEFGHJKMNPQRTWXY]{5}$/)
  assert.deepEqual(
    (await context.cookies()).map(cookie => cookie.name),
    ['gt-form'],
    'nothing is left on the phone but the mark that every visitor of every page has',
  )
  await page.getByRole('link', { name: 'Follow it with the reference' }).click()
  await page.getByLabel('Your reference').fill(reference.toLowerCase().replaceAll('-', ' '))
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Received' }).waitFor()
  await page.goto(served.url('/worried/check'))
  await page.getByRole('heading', { name: 'Are you worried about a child?' }).waitFor()
  const [box] = await served.database.admin<{ content: { record: { narrative: { seenOrHeard: string } } } }>(
    'select content from gt.intake',
  )
  assert.match(box?.content.record.narrative.seenOrHeard ?? '', /alone for an hour/)
  await context.close()
})

test('nothing on any page is out of reach, each has a quick way out, and it fits a phone', async () => {
  const context = await browser.newContext({ viewport: { width: 375, height: 700 } })
  const page = await context.newPage()
  await tell(page, async name => {
    await look(page, `${name}-375`)
    assert.equal(await page.getByRole('button', { name: 'Exit this page' }).count(), 1, `${name} has a quick way out`)
  })
  await page.goto(served.url('/worried/follow'))
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('link', { name: 'We do not know this reference' }).waitFor()
  await look(page, 'worried-follow-error')
  await context.close()
})

test('the way out forgets what was typed', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(served.url('/worried/worry'))
  await page.getByLabel('What have you seen or heard').fill('Something nobody may see.')
  await page.getByRole('button', { name: 'Continue' }).click()
  assert.equal(await page.getByRole('button', { name: 'Exit this page' }).getAttribute('href'), '/worried/leave')
  // As the button does, short of going to the page of somebody else that it leads on to.
  const left = await page.request.get(served.url('/worried/leave'), { maxRedirects: 0 })
  assert.match(left.headers()['location'] ?? '', /^https:/)
  await page.goto(served.url('/worried/worry'))
  assert.equal(await page.getByLabel('What have you seen or heard').inputValue(), '')
  await context.close()
})
