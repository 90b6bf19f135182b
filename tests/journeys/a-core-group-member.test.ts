import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, dayOf, momentOf, Temporal } from '../../src/guidance/index.ts'
import { onAPlan } from '../../src/rooms/child-protection/testing/on-a-plan.ts'
import { called } from '../../src/rooms/testing/called.ts'
import { householdOnRecord } from '../../src/rooms/testing/household.ts'
import { ids } from '../database.ts'
import { lookAtBoth } from '../look.ts'
import { openForJourneys, signIn, typeDay } from '../served.ts'

const { served, browser } = await openForJourneys()
const home = await householdOnRecord(served.database)
const today = dayOf(momentOf(Temporal.Now.instant()))
await onAPlan(served.database, home.amira, {
  named: 'Amira',
  decidedOn: addDays(today, -12),
  agreedOn: addDays(today, -6),
  dueOn: addDays(today, 20),
})
const { matter } = await called(served.database, 'social-worker', {
  type: 'core-group',
  chair: ids.account('social-worker'),
  minutes: ids.account('social-worker'),
  children: [home.amira],
  invitees: [
    {
      as: 'professional',
      name: 'Sample Primary School',
      account: ids.account('school-safeguarding-lead'),
      agency: ids.agency.school,
      agencyKind: 'education',
    },
  ],
})

const school = await (await browser.newContext()).newPage()

test('a social worker without JavaScript asks the school for something at the core group', async () => {
  const worker = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await signIn(worker, served, 'social-worker', `/meetings/${matter}`)
  await worker.getByRole('link', { name: /^Ask for something/ }).click()
  await worker.getByLabel('Who does what?').fill('Ring Marta by 9.30 on each morning that Amira is not in class')
  await worker.getByLabel('How will you know that it was done?').fill('The register of calls is read at the next core group')
  await worker.getByLabel('On which risk does it act?').fill('Amira is at home and nobody knows')
  await typeDay(worker, 'By which day?', addDays(today, 10))
  await worker.getByLabel('Who does it?', { exact: true }).selectOption(`account:${ids.account('school-safeguarding-lead')}`)
  await worker.getByRole('button', { name: 'Ask for it' }).click()
  await worker.getByText('Not answered yet').waitFor()
  await worker.context().close()
})

test('a school’s member of the core group answers, reads the plan, brings what the school knows, and does what was asked', async () => {
  await signIn(school, served, 'school-safeguarding-lead', '/')
  await school.getByRole('link', { name: '1 meeting you are asked to' }).click()
  await school.getByRole('link', { name: 'Amira Testcase: core group' }).click()
  await school.getByRole('heading', { name: 'Please answer' }).waitFor()
  await lookAtBoth(school, 'core-group-invited', [1280])
  await school.getByLabel('Yes', { exact: true }).check()
  await school.getByLabel('I will send what we know before the meeting').check()
  await school.getByRole('button', { name: 'Answer' }).click()
  await school.getByText('A report is promised.').waitFor()

  await school.getByRole('link', { name: 'Write what you bring' }).click()
  await school.getByLabel('What is working well?').fill('Grandmother fetches Amira on Tuesdays.')
  await school.getByLabel('What are you worried about?').fill('Amira slept in class on four mornings of ten.')
  await school.getByLabel(/On a scale/).fill('4')
  await school.getByRole('button', { name: 'Send it' }).click()
  await school.getByRole('heading', { name: 'What each agency brings' }).waitFor()
  await lookAtBoth(school, 'core-group-reported', [1280])

  await school.goto(served.url(`/people/${home.amira}`))
  await school.getByRole('link', { name: 'Child protection plan', exact: true }).click()
  await school.getByRole('heading', { name: 'What has to be different for Amira' }).waitFor()
  await school.getByText('An adult Amira trusts is there every night for three months.').first().waitFor()
  assert.equal(await school.getByRole('link', { name: /Write a new version|Before the plan ends/ }).count(), 0)
  await lookAtBoth(school, 'plan-for-a-member', [1280])

  await school.goto(served.url('/actions'))
  await school.getByRole('link', { name: /^Ring Marta by 9.30/ }).click()
  await school.getByLabel('Yes, by that day').check()
  await school.getByRole('button', { name: 'Send' }).click()
  await school.getByRole('heading', { name: 'When it is done, or cannot be' }).waitFor()
  await lookAtBoth(school, 'one-action', [375])
  await school.getByLabel('Done', { exact: true }).check()
  await school.getByLabel(/^What was done/).fill('Rung on both mornings; Marta had overslept.')
  await school.getByRole('button', { name: 'Send' }).click()
  await school.getByRole('heading', { name: 'Over' }).waitFor()
})

test('a school that does not agree with the plan says so by name, and sees the challenge begin, with who answers it by when', async () => {
  await school.goto(served.url(`/meetings/${matter}`))
  await school.getByRole('link', { name: /does not agree/ }).click()
  await school.getByLabel('The plan', { exact: true }).check()
  await school.getByLabel(/^Why\?/).fill('Nobody is there in the evenings, and the plan says nothing of Fridays.')
  await school.getByLabel('What is asked for instead?').fill('A named adult for each Friday evening.')
  await lookAtBoth(school, 'dissent', [1280])
  await school.getByRole('button', { name: 'Write it down' }).click()
  await school.getByText(/does not agree with the plan/).waitFor()
  await school.goto(served.url('/challenges'))
  await school.getByText(/It waits for/).waitFor()
  await school.getByRole('link', { name: /plan/ }).click()
  await school.getByRole('heading', { name: 'What has happened' }).waitFor()
  await school.getByText('A named adult for each Friday evening.').waitFor()
  await lookAtBoth(school, 'challenge-begun', [1280])
})
