import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, dayOf, momentOf, plusHours, Temporal } from '../../src/guidance/index.ts'
import { codeAt } from '../../src/kernel/access/one-time-code.ts'
import { onAPlan } from '../../src/rooms/child-protection/testing/on-a-plan.ts'
import { familyAtHome } from '../../src/rooms/family-accounts/testing/family-at-home.ts'
import { called } from '../../src/rooms/testing/called.ts'
import { tell } from '../../src/rooms/testing/tell.ts'
import { tellingsOn } from '../../src/rooms/testing/tellings.ts'
import { ids } from '../database.ts'
import { look, lookAtBoth } from '../look.ts'
import { openForJourneys, signIn } from '../served.ts'

const { served, browser } = await openForJourneys()
const family = await familyAtHome(served.database)
await tell(served.database, 'team-manager', [
  tellingsOn('2025-01-10').works(family.ines, ids.account('conference-chair'), 'account', 'chair'),
])
const today = dayOf(momentOf(Temporal.Now.instant()))
await onAPlan(served.database, family.ines, {
  named: 'Ines',
  decidedOn: addDays(today, -9),
  agreedOn: addDays(today, -3),
  dueOn: addDays(today, 25),
})
await called(served.database, 'conference-chair', {
  type: 'review-conference',
  at: plusHours(momentOf(Temporal.Now.instant()), 24 * 9),
  chair: ids.account('conference-chair'),
  minutes: ids.account('conference-chair'),
  children: [family.ines],
})
const password = 'three words nobody joins'
/** What she was told when they met. */
let code = ''

test('a social worker without JavaScript gives a mother an account, tells her of the review, and shares the plan and what was decided with her, word for word', async () => {
  const worker = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await signIn(worker, served, 'social-worker', `/people/${family.ines}/plan`)
  await worker.getByRole('link', { name: 'Share it with the family' }).click()
  await worker.getByRole('button', { name: 'Give somebody an account' }).click()
  await worker.getByLabel(/^Marta Testcase/).check()
  await worker.getByLabel('How do you know that it is them?').fill('I have worked with her since March.')
  await worker.getByRole('group', { name: 'Are they with you now?' }).getByRole('checkbox').check()
  await worker.getByRole('button', { name: /account|code/i }).click()
  code = (await worker.getByText(/^[a-z2-9]{4} [a-z2-9]{4} [a-z2-9]{4}$/).innerText()).trim()

  const begin = async (of: RegExp): Promise<void> => {
    await worker.goto(served.url(`/people/${family.ines}/with-family`))
    await worker.getByRole('button', { name: 'Share something with Marta Testcase' }).click()
    await worker.getByRole('link', { name: of }).click()
  }
  const share = async (title: string): Promise<void> => {
    await worker.getByLabel('A short title').fill(title)
    await worker.getByRole('button', { name: 'Look at it as they will read it' }).click()
    await worker.getByRole('heading', { name: 'As Marta Testcase will read it' }).waitFor()
    await worker.getByLabel(/^I have\. It says nothing/).check()
    await worker.getByRole('button', { name: 'Share it with Marta Testcase' }).click()
    await worker.getByText(`What was shared: ${title}`).waitFor()
  }
  await begin(/^Tell Marta Testcase of the review child protection conference/)
  await look(worker, 'a-mother-told-of-a-meeting', false)
  await share('The review')
  await begin(/^Child protection plan written/)
  await worker.getByLabel('Who sees the child between visits').uncheck()
  await share('The plan')
  await begin(/^Initial child protection conference/)
  await share('What was decided')
  await look(worker, 'shared-with-a-mother', false)
  await worker.context().close()
})

test('the mother begins on her telephone, reads the plan and the decisions in plain words, says what she thinks, and asks what is not clear to her', async () => {
  assert.notEqual(code, '')
  const mother = await (await browser.newContext({ viewport: { width: 375, height: 800 } })).newPage()
  await mother.goto(served.url('/yours/begin'))
  await mother.getByLabel('The code you were given').fill(code)
  await mother.getByRole('button', { name: 'Go on' }).click()
  await mother.getByRole('heading', { name: 'Begin to use your account' }).waitFor()
  const secret = (await mother.locator('.govuk-inset-text').innerText()).replaceAll(' ', '').trim()
  await mother.getByLabel('Choose a password', { exact: true }).fill(password)
  await mother.getByLabel('The same password again', { exact: true }).fill(password)
  await mother.getByLabel('One-time code').fill(codeAt(secret, momentOf(Temporal.Now.instant())))
  await mother.getByRole('button', { name: 'Begin' }).click()
  await mother.getByRole('heading', { name: 'You have something to read' }).waitFor()
  await lookAtBoth(mother, 'something-to-read', [375])

  const read = async (nth: number, words: string): Promise<void> => {
    await mother.goto(served.url('/yours'))
    await mother.locator('.gt-list-lines a').nth(nth).click()
    await mother.getByText('Show the words').click()
    await mother.getByText(words).waitFor()
  }
  await read(0, 'If nobody can come, ring the social worker before six.')
  await mother.getByRole('heading', { name: 'What was decided' }).waitFor()
  await lookAtBoth(mother, 'decisions-for-a-mother', [375])
  await mother.getByLabel('I have a question').check()
  await mother.getByLabel('In your own words').fill('Does a neighbour count as somebody she trusts?')
  await mother.getByRole('button', { name: 'Send' }).click()
  await mother.getByRole('heading', { name: 'It is sent' }).waitFor()

  await read(1, 'An adult Ines trusts is there every night for three months.')
  await mother.getByText('Stay at home at night, or ring Aunt Vera').waitFor()
  assert.equal(await mother.getByText('class teacher').count(), 0, 'the parts that were chosen, and no more')
  await lookAtBoth(mother, 'plan-for-a-mother', [375])
  await mother.getByLabel('I want to say what I think').check()
  await mother.getByLabel('In your own words').fill('I can do this, if Vera helps on Tuesdays.')
  await mother.getByRole('button', { name: 'Send' }).click()
  await mother.getByRole('heading', { name: 'It is sent' }).waitFor()

  await read(2, 'You may bring somebody with you')
  await lookAtBoth(mother, 'a-meeting-for-a-mother', [375])
  await mother.getByLabel('I want to say what I think').check()
  await mother.getByLabel('In your own words').fill('I will come, with Vera. I want to say that mornings are better now.')
  await mother.getByRole('button', { name: 'Send' }).click()
  await mother.getByRole('heading', { name: 'It is sent' }).waitFor()
  for (const page of ['/plan', '/core-group', '/family-plan', ''])
    assert.equal((await mother.goto(served.url(`/people/${family.ines}${page}`)))?.status(), 404, page)
  await mother.context().close()

  const worker = await (await browser.newContext()).newPage()
  await signIn(worker, served, 'social-worker', `/people/${family.ines}/with-family`)
  await worker.getByText('Does a neighbour count as somebody she trusts?').waitFor()
  await worker.getByText('I can do this, if Vera helps on Tuesdays.').waitFor()
  await worker.getByText('I will come, with Vera. I want to say that mornings are better now.').waitFor()
  await lookAtBoth(worker, 'what-a-mother-wrote', [1280])
})
