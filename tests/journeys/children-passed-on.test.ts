import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { conference } from '../../src/rooms/child-protection/index.ts'
import { tell } from '../../src/rooms/testing/tell.ts'
import { type AccountId, newId, type SubjectId } from '../../src/thread/ids.ts'
import { identity, involvement, residence } from '../../src/thread/own-kinds/index.ts'
import { ids, testPassword } from '../database.ts'
import { lookAtBoth } from '../look.ts'
import { openForJourneys, signIn } from '../served.ts'

const { served, browser } = await openForJourneys()
const [amira, omar, zoe] = [newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>()]
const ben = newId<AccountId>()

before(async () => {
  await served.database.admin(
    `insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values ($1, $2, $3, 'Ben Sample', 'ben@invented.example.test', 'social-worker')`,
    [ids.partnership, ben, ids.agency['social-care']],
  )
  await served.database.admin('insert into gt.team_member (partnership_id, account_id, team_id) values ($1, $2, $3)', [
    ids.partnership,
    ben,
    ids.team.north,
  ])
  const household = newId<SubjectId>()
  const works = (subject: SubjectId, holder: string, form: string, relation: string) => ({
    subject,
    kind: involvement,
    on: '2025-01-01',
    parts: { record: { facts: { holder, form, as: relation } } },
  })
  const all = [amira, omar, zoe] as const
  await tell(
    served.database,
    'bridge-manager',
    [
      ...all.map((subject, at) => ({
        subject,
        kind: identity,
        on: '2025-01-01',
        parts: { record: { facts: { is: 'child', given: ['Amira', 'Omar', 'Zoë'][at], family: 'Testcase', born: '2018-02-02' } } },
      })),
      ...[amira, omar].map(subject => ({ subject, kind: residence, on: '2025-01-01', parts: { record: { facts: { household } } } })),
      ...all.map(subject => works(subject, ids.team.north, 'team', 'manager')),
      works(amira, ids.account('conference-chair'), 'account', 'chair'),
    ],
    { begins: [...all.map(subject => ({ subject, form: 'person' as const })), { subject: household, form: 'context' }] },
  )
  await tell(
    served.database,
    'team-manager',
    [amira, omar].map(subject => works(subject, ids.account('social-worker'), 'account', 'lead')),
  )
  await tell(served.database, 'conference-chair', [
    {
      subject: amira,
      kind: conference,
      on: '2025-01-15',
      parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
    },
  ])
})

test('a manager finds the child nobody leads and the brother who belongs with his sister, and passes them on; the worker is told', async () => {
  const context = await browser.newContext()
  const manager = await context.newPage()
  await signIn(manager, served, 'team-manager', '/team')
  await lookAtBoth(manager, 'team-work')
  await manager.getByRole('link', { name: '1 child without a lead worker' }).click()
  assert.equal(await manager.locator('.gt-team label').count(), 1)
  await manager.goto(served.url('/team?sort=name'))
  await manager.getByLabel('Amira Testcase, 8').check()
  await manager.getByRole('button', { name: 'Change lead worker' }).click()
  await manager.getByText('Of the same household and not chosen: Omar Testcase').waitFor()
  await manager.getByRole('link', { name: 'Choose them as well' }).click()
  await lookAtBoth(manager, 'lead-worker')
  await manager.getByLabel('Ben Sample').check()
  await manager.getByLabel('Why?').fill('Amira asked for a worker who speaks her language.')
  await manager.getByRole('button', { name: 'Change lead worker' }).click()
  await manager.getByText('2 children have a new lead worker. Everybody concerned has been told.').waitFor()
  await context.close()

  const plain = await browser.newContext({ javaScriptEnabled: false })
  const worker = await plain.newPage()
  await signIn(worker, served, 'social-worker', '/')
  await worker.getByRole('link', { name: '1 thing you were told' }).click()
  await worker.getByText('2 children went from you to Ben Sample').first().waitFor()
  await worker.getByText('Amira asked for a worker who speaks her language.').waitFor()
  assert.equal((await worker.goto(served.url(`/people/${amira}`)))?.status(), 404)
  await plain.close()
})

test('keys lead to pages, do nothing in a field, are turned off by whoever they hinder, and hide the screen', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await signIn(page, served, 'team-manager', '/settings')
  await page.keyboard.type('gt')
  await page.waitForURL(served.url('/team'))
  await page.keyboard.type('?')
  await page.waitForURL(served.url('/help/keys'))
  await lookAtBoth(page, 'keys')
  await page.keyboard.type('hh')
  await page.getByRole('heading', { name: 'The screen is hidden' }).waitFor()
  await page.getByLabel('Password').fill(testPassword)
  await page.getByRole('button', { name: 'Show it again' }).click()
  await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor()
  // In a field the same keys are words.
  await page.goto(served.url(`/team/lead-worker?child=${zoe}`))
  const why = page.getByLabel('Why?')
  await why.pressSequentially('gw')
  assert.equal(await why.inputValue(), 'gw')
  assert.match(page.url(), /lead-worker/)
  await page.goto(served.url('/settings'))
  await page.getByLabel('Off').check()
  await page.getByRole('button', { name: 'Keep these settings' }).click()
  await page.getByText('Your settings are kept.').waitFor()
  // The answer that they are off has come before the next page is asked for: what they would have led to has not.
  const told = page.waitForResponse(response => response.url() === served.url('/help/keys'))
  await page.keyboard.type('gt')
  await told
  await page.goto(served.url('/help/keys'))
  await page.getByText('You have turned these keys off.').waitFor()
  await page.keyboard.type('hh')
  assert.equal(await page.locator('.gt-cover').count(), 0)
  await page.getByRole('button', { name: 'Hide screen' }).click()
  await page.locator('.gt-cover').getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(served.url('/sign-in'))
  await context.close()
})
