import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addDays, dayOf, momentOf, Temporal } from '../../src/guidance/index.ts'
import { called } from '../../src/rooms/testing/called.ts'
import { householdOnRecord } from '../../src/rooms/testing/household.ts'
import { ids } from '../database.ts'
import { look } from '../look.ts'
import { openForJourneys, typeDay } from '../served.ts'
import { pick, press, withoutScripts, write } from './forms.ts'

/** Every form of meetings, strategy, enquiry and challenge is filled in by people whose browser runs no script, as on a locked-down computer of a school or a court. */
const { served, browser } = await openForJourneys()
const home = await householdOnRecord(served.database)
const today = dayOf(momentOf(Temporal.Now.instant()))
const of = (page: string): string => `/people/${home.amira}${page}`
let manager: Page
let worker: Page
let school: Page
/** The strategy meeting that the first of them calls. */
let here = ''

before(async () => {
  manager = await withoutScripts(browser, served, 'team-manager')
  worker = await withoutScripts(browser, served, 'social-worker')
  school = await withoutScripts(browser, served, 'school-safeguarding-lead')
})

const open = async (page: Page, path: string, heading: string | RegExp): Promise<void> => {
  await page.goto(served.url(path))
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
}

test('harm is suspected, a strategy meeting is called, moved, somebody else asked, and answered for', async () => {
  await open(worker, of('/harm'), /suffering, or likely to suffer/)
  await write(worker, {
    'What was seen, heard or told?': 'Marks on both arms, seen by the school.',
    'What keeps the child safe now?': 'Amira is at her aunt’s tonight.',
  })
  await pick(worker, 'Is the child hurt?', 'Yes')
  await look(worker, 'harm-plain', false)
  await press(worker, /^Write it down/)
  await worker.getByText('Marks on both arms, seen by the school.').first().waitFor()

  await open(manager, of('/meetings/new?type=strategy'), 'Call a strategy meeting')
  await typeDay(manager, /On which day/, addDays(today, 1))
  await write(manager, { 'At what time?': '9:30' })
  await manager.getByLabel('Who chairs it?').selectOption(ids.account('team-manager'))
  await manager.getByLabel('Who takes the minutes?').selectOption(ids.account('team-manager'))
  await look(manager, 'call-a-meeting-plain', false)
  await press(manager, 'Call the meeting')
  await manager.getByText('Put it into your calendar').waitFor()
  here = new URL(manager.url()).pathname

  await manager.getByRole('link', { name: 'Ask somebody else to come' }).click()
  await manager.getByLabel('Name', { exact: false }).last().fill('Aunt Vera')
  await press(manager, 'Ask them')
  await manager.getByText('Aunt Vera').first().waitFor()
  await manager
    .locator('li', { hasText: 'Aunt Vera' })
    .getByRole('link', { name: /^Answer for them/ })
    .click()
  await manager
    .getByLabel(/^Is coming|^Coming|coming/i)
    .first()
    .check()
  await press(manager, 'Answer for them')
  await manager.getByText('is coming').first().waitFor()

  await open(manager, `${here}/move`, /./)
  await typeDay(manager, /./, addDays(today, 2))
  await manager.getByLabel(/time/i).first().fill('14:00')
  await manager.getByLabel(/Why/).fill('The officer is in court.')
  await press(manager, 'Move it')
  await manager.getByText('The officer is in court.').or(manager.getByText('at 2pm')).first().waitFor()
})

test('an action is asked of one of the family, put right and answered for them, minutes are final, and a meeting that another authority holds is cancelled', async () => {
  await open(manager, `${here}/actions`, /actions$/)
  await write(manager, { 'Who does what?': 'Marta rings the aunt each evening at six' })
  await manager.getByLabel('Who does it?', { exact: true }).selectOption('named')
  await manager.getByLabel(/^Their name/).fill('Marta Testcase')
  await press(manager, 'Ask for it')
  await manager.getByRole('link', { name: /^Put it right or end it/ }).click()
  await write(manager, {
    'How will you know that it was done?': 'The aunt says so',
    'On which risk does it act?': 'Amira alone in the evening',
  })
  await typeDay(manager, 'By which day?', addDays(today, 9))
  await press(manager, 'Save')
  await manager.getByRole('link', { name: /^Put it right or end it/ }).click()
  await pick(manager, 'Can it be done?', 'Yes')
  await press(manager, 'Write it down')
  await manager.getByText('To be done').waitFor()

  await open(manager, `${here}/minutes`, /minutes$/)
  await manager.getByLabel('What was decided').fill('An enquiry with the police.')
  await look(manager, 'minutes-plain', false)
  await press(manager, 'These are the final minutes')
  await manager.getByText('Final', { exact: true }).waitFor()

  const { matter } = await called(served.database, 'team-manager', { children: [home.amira] })
  await open(manager, `/meetings/${matter}/cancel`, /./)
  await manager.getByLabel(/Why/).fill('Another authority holds it.')
  await press(manager, 'Cancel the meeting')
  await manager.getByText('It is not held: Another authority holds it.').waitFor()
})

test('what the strategy meeting decided is written for each child, the enquiry is recorded, its outcome signed by a second person, and protection counts down', async () => {
  await open(manager, of('/strategy'), /^What the strategy meeting decided for/)
  await typeDay(manager, 'On which day was it decided?', today)
  await pick(manager, 'What was decided for Amira?', 'A section 47 enquiry by social care and the police together')
  await write(manager, { 'Why, for Amira?': 'What the school saw and what Amira said.' })
  await pick(manager, 'How is Amira safe now?', 'A safe arrangement agreed with the family')
  await manager.getByLabel('Nothing was decided for Omar, who was thought of').check()
  await manager.getByRole('group', { name: 'How is Omar?' }).getByRole('radio').first().check()
  await write(manager, { 'Why, for Omar?': 'He was at his grandmother’s all week.' })
  await pick(manager, 'What are the parents and carers told?', 'Are to be told')
  await look(manager, 'strategy-plain', false)
  await press(manager, 'Write down what was decided')
  await manager.getByRole('heading', { name: 'What the enquiry finds' }).waitFor()

  await open(worker, of('/enquiry'), /./)
  await pick(worker, 'How was Amira seen?', 'Seen alone and spoken to')
  await worker
    .getByRole('group', { name: /home seen/i })
    .getByLabel('Yes')
    .check()
  await pick(worker, 'Who of those who care for the child was spoken to?', 'Everybody who cares for the child')
  await worker.getByRole('group', { name: 'Did a doctor see the child?' }).getByRole('radio').first().check()
  await worker.getByLabel('What does it all mean for Amira?').fill('The marks were made by a hand.')
  await look(worker, 'enquiry-plain', false)
  await press(worker, 'Record this')
  await worker.getByText('The marks were made by a hand.').first().waitFor()
  await worker.getByText('Write down the outcome').first().click()
  await worker
    .getByRole('group', { name: 'What did the enquiry come to?' })
    .getByLabel(/no continuing risk/i)
    .check()
  await worker.getByLabel('Why?', { exact: true }).fill('Her uncle has moved out.')
  await press(worker, 'Write down the outcome')
  await worker.getByText('Waits for somebody senior who did not write it').waitFor()

  await open(manager, of('/safety'), 'Keeping Amira safe')
  await manager.getByLabel('Yes: I have read the enquiry and sign its outcome').check()
  await write(manager, { 'What did you look at, and why?': 'The record of the school and the medical.' })
  await press(manager, 'Sign it, or give it back')
  await manager.getByText('Signed by').waitFor()

  await open(worker, of('/protection'), 'Who protects Amira now?')
  await worker.getByLabel('Police protection', { exact: true }).check()
  await typeDay(worker, 'On which day did it begin?', today)
  await worker.getByLabel('At what time did it begin?').fill('0:01')
  await worker.getByLabel('Why?', { exact: true }).fill('Found alone at night.')
  await press(worker, 'Write it down')
  await worker.getByText('Write down how it ended').click()
  await worker.getByRole('group', { name: 'How did it end?' }).getByRole('radio').first().check()
  await worker.getByLabel('How is Amira safe from now on?').fill('With her aunt.')
  await press(worker, 'Write it down')
  await worker.getByText('With her aunt.').waitFor()
  await worker.getByText('Write down legal advice').click()
})

test('a school challenges a decision; it is answered, talked through, made urgent, taken further, and settled by the side that raised it', async () => {
  await open(school, `/challenges/new?child=${home.amira}`, 'Challenge a decision')
  await school.getByLabel('With what do you not agree?').selectOption({ index: 1 })
  await write(school, {
    'What was decided?': 'That there is no visit this week.',
    'How is the child now, and what worries you?': 'Amira came without a coat again.',
    'What do you ask for?': 'A visit by Friday.',
  })
  await typeDay(school, 'On which day?', today)
  await school.getByLabel('Who answers for it?').selectOption('mail')
  await school.getByLabel(/^The e-mail address they sign in with here/).fill(ids.email('social-worker'))
  await pick(school, 'May the child be unsafe until this is settled?', 'No')
  await look(school, 'challenge-plain', false)
  await press(school, 'Raise the challenge')
  await school.getByRole('heading', { name: 'What has happened' }).waitFor()
  const challenge = new URL(school.url()).pathname

  await open(worker, challenge, /./)
  await pick(worker, 'Does anything change?', 'No')
  await write(worker, { 'What is the answer, and why?': 'A visit is planned for next week.' })
  await press(worker, 'Send the answer')
  await worker.getByText('A visit is planned for next week.').waitFor()

  const fold = (summary: string) => school.locator('summary', { hasText: summary }).click()
  await open(school, challenge, /./)
  await fold('Both sides have talked')
  await write(school, { 'Who talked?': 'Sana and Jo', 'What was said?': 'Neither of us moved.' })
  await press(school, 'Write it down')
  await school.getByText('Neither of us moved.').waitFor()
  await fold('The child may be unsafe')
  await write(school, { 'Why may the child be unsafe?': 'Amira is alone tonight.' })
  await press(school, 'Make it urgent')
  await school.getByText('Amira is alone tonight.').waitFor()
  await fold('It is not settled: take it further')
  await school.getByRole('group', { name: 'To whom does it go?' }).getByRole('radio').first().check()
  await write(school, { 'Why is it not settled?': 'Nobody has come.' })
  await press(school, 'Take it further')
  await school.getByText('Nobody has come.').waitFor()
  await look(school, 'challenge-further-plain', false)
  await pick(school, 'How was it settled?', 'The decision was changed')
  await write(school, { 'What does it mean for the child?': 'Somebody comes tonight.' })
  await press(school, 'It is settled')
  await school.getByText('Nothing more is asked of anybody here.').waitFor()
})
