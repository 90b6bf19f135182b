import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { momentOf, Temporal } from '../../src/guidance/index.ts'
import { codeAt } from '../../src/kernel/access/one-time-code.ts'
import { ids, testOtpSecret, testPassword } from '../database.ts'
import { look } from '../look.ts'
import { openForJourneys, signIn } from '../served.ts'

const { served, browser } = await openForJourneys()
const role = 'school-safeguarding-lead'

const words = 'He said: “I don’t want to go home.” Then nothing more — é, 👩‍👧'

/** A page of a concern in which somebody writes, with a clock that can be put forward. */
const writing = async (): Promise<{ page: Page; context: BrowserContext }> => {
  const context = await browser.newContext({ viewport: { width: 375, height: 800 } })
  const page = await context.newPage()
  await page.clock.install()
  await signIn(page, served, role, '/concerns/new')
  await page.getByRole('button', { name: 'Start' }).click()
  await page.waitForURL(/\/draft\//)
  await page.goto(page.url().replace(/\/[^/]+$/, '/worry'))
  return { page, context }
}
const impact = (page: Page) => page.getByLabel('What is it like for the child')
const age = (sql: string) => served.database.admin(`update gt.session set ${sql} where account_id = $1`, [ids.account(role)])
const signInOn = async (page: Page, who: string): Promise<void> => {
  await served.database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ids.account(who)])
  await page.getByLabel('E-mail address').fill(ids.email(who))
  await page.getByLabel('Password').fill(testPassword)
  await page.getByLabel('One-time code').fill(codeAt(testOtpSecret, momentOf(Temporal.Now.instant())))
  await page.getByRole('button', { name: 'Sign in again' }).click()
}

test('somebody is warned before the session ends, and stays signed in by one press', async () => {
  const { page, context } = await writing()
  await age("seen_at = clock_timestamp() - interval '28 minutes'")
  await page.clock.fastForward('01:02')
  await page.getByRole('alert').getByText('You will be signed out in about').waitFor()
  await look(page, 'session-warning')
  await page.getByRole('button', { name: 'Stay signed in' }).click()
  await page.getByRole('alert').waitFor({ state: 'detached' })
  const [row] = await served.database.admin<{ fresh: boolean }>(
    "select bool_or(seen_at > clock_timestamp() - interval '5 minutes') as fresh from gt.session where account_id = $1 and ends_at > clock_timestamp()",
    [ids.account(role)],
  )
  assert.equal(row?.fresh, true)
  await context.close()
})

test('a session that is over covers the page; its owner signs in there, and every word is where it was and can be sent', async () => {
  const { page, context } = await writing()
  await age('ends_at = clock_timestamp()')
  await impact(page).fill(words)
  await page.clock.fastForward('01:02')
  await page.getByRole('heading', { name: 'You have been signed out' }).waitFor()
  assert.doesNotMatch(await page.content(), /want to go home/)
  await look(page, 'session-over')
  await signInOn(page, role)
  await impact(page).waitFor()
  assert.equal(await impact(page).inputValue(), words)
  await page.getByText('Saved at').waitFor()
  const [row] = await served.database.admin<{ impact: string }>(
    "select body->'forms'->'worry'->>'impact' as impact from gt.draft order by saved_at desc limit 1",
  )
  assert.equal(row?.impact, words)
  await context.close()
})

test('anybody else who signs in there is led away, and reads nothing of it', async () => {
  const { page, context } = await writing()
  await age('ends_at = clock_timestamp()')
  await impact(page).fill(words)
  await page.clock.fastForward('01:02')
  await page.getByRole('heading', { name: 'You have been signed out' }).waitFor()
  await signInOn(page, 'team-manager')
  await page.waitForURL(served.url('/'))
  assert.doesNotMatch(await page.content(), /want to go home/)
  await context.close()
})
