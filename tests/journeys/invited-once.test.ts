import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, dayOf, momentOf, Temporal } from '../../src/guidance/index.ts'
import { onAPlan } from '../../src/rooms/child-protection/testing/on-a-plan.ts'
import { called } from '../../src/rooms/testing/called.ts'
import { householdOnRecord } from '../../src/rooms/testing/household.ts'
import { ids } from '../database.ts'
import { look, lookAtBoth } from '../look.ts'
import { openForJourneys, signIn } from '../served.ts'

const { served, browser } = await openForJourneys()
const home = await householdOnRecord(served.database)
const today = dayOf(momentOf(Temporal.Now.instant()))
const [chair, visitor] = [ids.account('conference-chair'), ids.account('health-practitioner')]
const professional = (name: string, account: typeof chair, agencyKind: 'health' | 'education') =>
  ({ as: 'professional', name, account, agencyKind }) as const
const meet = (invitees: Parameters<typeof called>[2]['invitees']) =>
  called(served.database, 'conference-chair', {
    type: 'initial-conference',
    chair,
    minutes: chair,
    children: [home.amira],
    invitees: invitees ?? [],
  })
const { matter } = await meet([
  professional('Sana Invented, health visitor', visitor, 'health'),
  professional('Sample Primary School', ids.account('school-safeguarding-lead'), 'education'),
])
/** Another meeting about the same child, to which the health visitor is not asked. */
const { matter: another } = await meet([professional('Sample Primary School', ids.account('school-safeguarding-lead'), 'education')])

const health = await (await browser.newContext()).newPage()

/** Of the child there is nothing to be found for whoever is invited once, and of the meeting nothing that is another's to do. */
const nothingElse = async () => {
  for (const page of [
    `/people/${home.amira}`,
    `/people/${home.amira}/plan`,
    `/people/${home.amira}/core-group`,
    `/people/${home.amira}/safety`,
    `/people/${home.amira}/family-plan`,
    `/meetings/${another}`,
    `/meetings/${matter}/conference`,
    `/meetings/${matter}/held`,
    `/meetings/${matter}/share`,
  ])
    assert.equal((await health.goto(served.url(page)))?.status(), 404, page)
}

test('a health visitor who is invited once answers, and says what she knows; nothing of the child’s record opens to her', async () => {
  await signIn(health, served, 'health-practitioner', '/')
  await health.getByRole('link', { name: '1 meeting you are asked to' }).click()
  await health.getByRole('link', { name: 'Amira Testcase: initial child protection conference' }).click()
  await health.getByRole('heading', { name: 'Please answer' }).waitFor()
  await lookAtBoth(health, 'invited-once', [1280])
  await health.getByLabel('Yes', { exact: true }).check()
  await health.getByRole('button', { name: 'Answer' }).click()
  await health.getByText('is coming').waitFor()

  await health.getByRole('link', { name: 'Write what you bring' }).click()
  await health.getByLabel('What is working well?').fill('Marta brings Amira to every appointment that she is reminded of.')
  await health.getByText('What fewer people may read').click()
  await health.getByLabel('Health', { exact: true }).fill('Below the second centile since the spring.')
  await health.getByText(/^Saved at/).waitFor()
  await lookAtBoth(health, 'report-of-a-health-visitor', [375])
  await health.getByRole('button', { name: 'Send it' }).click()
  await health.getByRole('heading', { name: 'What each agency brings' }).waitFor()

  await nothingElse()
})

test('when the meeting is over she reads what was shared of it, and still nothing else of the child', async () => {
  const school = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await signIn(school, served, 'school-safeguarding-lead', `/meetings/${matter}/report`)
  await school.getByLabel('What are you worried about?').fill('Amira sleeps in class.')
  await school.getByRole('button', { name: 'Send it' }).click()
  await school.getByRole('heading', { name: 'What each agency brings' }).waitFor()
  assert.doesNotMatch(await school.content(), /centile/)
  await school.context().close()

  const chairing = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await signIn(chairing, served, 'conference-chair', `/meetings/${matter}/held`)
  for (const one of ['Sana Invented, health visitor', 'Sample Primary School'])
    await chairing
      .getByRole('group', { name: new RegExp(one) })
      .getByLabel('Came', { exact: true })
      .check()
  await chairing.getByLabel('At what time did it end?').fill('0:01')
  await look(chairing, 'who-came', false)
  await chairing.getByRole('button', { name: 'It was held' }).click()
  await chairing.getByText('Held', { exact: true }).waitFor()
  await chairing.getByRole('link', { name: /^Share something/ }).click()
  await chairing.getByLabel('Decisions').check()
  await chairing.getByLabel(/Sana Invented/).check()
  await chairing.getByLabel('A word to them (optional)').fill('Amira is on a plan. The core group meets next week.')
  await chairing.getByRole('button', { name: 'Share', exact: true }).click()
  await chairing.getByText('Not yet').first().waitFor()
  await chairing.context().close()
  await onAPlan(served.database, home.amira, {
    named: 'Amira',
    decidedOn: today,
    agreedOn: today,
    dueOn: addDays(today, 20),
  })

  await health.goto(served.url('/meetings'))
  await health.getByRole('heading', { name: 'Over' }).waitFor()
  await health.getByRole('link', { name: 'Amira Testcase: initial child protection conference' }).click()
  await health.getByText('Amira is on a plan. The core group meets next week.').waitFor()
  await health.getByText(/^Sample Primary School: /).click()
  await health.getByText('Amira sleeps in class.').waitFor()
  await lookAtBoth(health, 'papers-of-one-meeting', [1280])
  assert.equal(await health.getByText('Marta, the school').count(), 0, 'nothing of the plan stands here')
  await nothingElse()
})
