import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addDays, dayOf, momentOf, Temporal } from '../../src/guidance/index.ts'
import { onAPlan } from '../../src/rooms/child-protection/testing/on-a-plan.ts'
import { called } from '../../src/rooms/testing/called.ts'
import { householdOnRecord } from '../../src/rooms/testing/household.ts'
import { tell } from '../../src/rooms/testing/tell.ts'
import { tellingsOn } from '../../src/rooms/testing/tellings.ts'
import { ids } from '../database.ts'
import { look } from '../look.ts'
import { openForJourneys, typeDay } from '../served.ts'
import { pick, press, withoutScripts, write } from './forms.ts'

/** What is written around conferences, by people whose browser runs no script: each form is first sent with something wrong, and gives back what was typed. */
const { served, browser } = await openForJourneys()
const home = await householdOnRecord(served.database)
const today = dayOf(momentOf(Temporal.Now.instant()))
const of = (page: string): string => `/people/${home.amira}${page}`
const seen = (page: Page, name: string) => look(page, `${name}-plain`, false)
const conference = (type: 'initial-conference' | 'review-conference') =>
  called(served.database, 'conference-chair', {
    type,
    chair: ids.account('conference-chair'),
    minutes: ids.account('conference-administrator'),
    invitees: [
      { as: 'professional', name: 'Sana Invented, health visitor', account: ids.account('health-practitioner'), agencyKind: 'health' },
      { as: 'family', name: 'Aunt Vera' },
    ],
    children: [home.amira],
  })
let chair: Page
let office: Page
let worker: Page
let school: Page
/** The conference at which the first of them begins. */
let here = ''

before(async () => {
  await tell(served.database, 'team-manager', [
    tellingsOn('2025-01-10').works(home.amira, ids.account('conference-administrator'), 'account', 'conference-office'),
  ])
  here = `/meetings/${(await conference('initial-conference')).matter}`
  chair = await withoutScripts(browser, served, 'conference-chair')
  office = await withoutScripts(browser, served, 'conference-administrator')
  worker = await withoutScripts(browser, served, 'social-worker')
  school = await withoutScripts(browser, served, 'school-safeguarding-lead')
})

/** Something is wrong with what was sent: it is said above the form, and what was typed stands in it. */
const comesBack = async (page: Page, says: string, label: string, typed: string): Promise<void> => {
  await page.getByRole('alert').getByText(says).waitFor()
  assert.equal(await page.getByLabel(label, { exact: true }).first().inputValue(), typed)
}

test('the unit that arranges conferences sends the invitations, with the time at which the professionals reflect first', async () => {
  await office.goto(served.url(`${here}/conference`))
  await write(office, { 'Where, or by which link? (optional)': 'Unity House, room 4' })
  await office.getByLabel(/At what time do the professionals reflect/).fill('soon')
  await press(office, 'Send the invitations')
  await comesBack(office, 'Enter the time by the clock, for example 9:00', 'Where, or by which link? (optional)', 'Unity House, room 4')
  await seen(office, 'invitations')
  await office.getByLabel(/At what time do the professionals reflect/).fill('0:01')
  await press(office, 'Send the invitations')
  await office.getByText('The invitations have gone out.').waitFor()
})

test('the chair keeps somebody of the family out of a part of the conference, with the reason', async () => {
  await chair.goto(served.url(here))
  await chair.getByRole('link', { name: /keep them out \(Aunt Vera\)/ }).click()
  await write(chair, { 'Why?': 'She shouted at Amira’s mother in the corridor.' })
  await press(chair, 'Keep them out')
  await comesBack(chair, 'Say whether of all of it', 'Why?', 'She shouted at Amira’s mother in the corridor.')
  await seen(chair, 'keep-out')
  await pick(chair, 'Of how much?', 'A part of it')
  await press(chair, 'Keep them out')
  await chair.getByText('kept out of a part').waitFor()
  await chair.getByText('Why: She shouted at Amira’s mother in the corridor.').waitFor()
})

test('what was decided is shared, and those are told again who have not opened it', async () => {
  await chair.goto(served.url(`${here}/share`))
  await write(chair, { 'A word to them (optional)': 'The core group meets next week.' })
  await press(chair, 'Share')
  await comesBack(chair, 'Choose what you share', 'A word to them (optional)', 'The core group meets next week.')
  await pick(chair, 'What do you share?', 'Decisions')
  await press(chair, 'Share')
  await chair.getByText('Not yet', { exact: true }).first().waitFor()
  await press(chair, /^Tell those again who have not opened it/)
  await chair.getByText('Not yet', { exact: true }).first().waitFor()
  await seen(chair, 'shared')
  const [told] = await served.database.admin<{ times: number }>(
    `select count(*)::int as times from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'tell-what-a-meeting-shared'`,
  )
  assert.equal(told?.times, 2, 'once when it was shared, and once again')
})

test('a school asks for an early review, and the chair says whether it is held, and why', async () => {
  await onAPlan(served.database, home.amira, {
    named: 'Amira',
    decidedOn: addDays(today, -40),
    agreedOn: addDays(today, -30),
    dueOn: addDays(today, 20),
  })
  await school.goto(served.url(of('/conference/request')))
  const why = 'Amira has come to school without sleep on four mornings.'
  await write(school, { 'Why is a conference needed?': why })
  await press(school, 'Ask for a conference')
  await comesBack(school, 'Choose why the review is to be early', 'Why is a conference needed?', why)
  await school.getByRole('group', { name: 'Why earlier than planned?' }).getByRole('checkbox').first().check()
  await pick(school, /Does a senior person/, 'Yes')
  await seen(school, 'ask-early')
  await press(school, 'Ask for a conference')
  await school.waitForURL(served.url(of('')))

  await chair.goto(served.url('/conferences'))
  await chair.getByRole('link', { name: /review is to be early/ }).click()
  await chair.getByText(why).waitFor()
  await write(chair, { 'Why?': 'The plan cannot wait six weeks.' })
  await press(chair, 'Decide')
  await comesBack(chair, 'Decide whether the review is to be early', 'Why?', 'The plan cannot wait six weeks.')
  await pick(chair, 'Is the review to be early?', 'Yes, the review is to be early')
  await seen(chair, 'early-review')
  await press(chair, 'Decide')
  await chair.waitForURL(served.url(of('/plan')))
})

test('a child on a plan moves to another area, and a stay for a time has the days between which it lies', async () => {
  await worker.goto(served.url(of('/moves')))
  const notice = 'Sent by letter to the unit for conferences there.'
  await pick(worker, 'What happened?', 'Moved away, and we have told the other authority in writing')
  await write(worker, { 'What does the notice say, and who wrote it? (optional)': notice })
  await press(worker, 'Write it down')
  await comesBack(worker, 'Write which authority', 'What does the notice say, and who wrote it? (optional)', notice)
  assert.ok(await worker.getByLabel('Moved away, and we have told the other authority in writing').isChecked())
  await write(worker, { 'Which authority is the other one?': 'Inventedshire' })
  await seen(worker, 'moves')
  await press(worker, 'Write it down')
  await worker.waitForURL(served.url(of('')))
  await worker.goto(served.url(of('/moves')))
  await worker.getByText(notice).waitFor()

  await pick(worker, 'What happened?', 'Lives in another area for a time')
  await write(worker, { 'Which authority is the other one?': 'Sampleton' })
  await typeDay(worker, /Until when/, addDays(today, -3))
  await press(worker, 'Write it down')
  await comesBack(worker, 'Enter a day after the first', 'Which authority is the other one?', 'Sampleton')
  await typeDay(worker, /Until when/, addDays(today, 30))
  await press(worker, 'Write it down')
  await worker.waitForURL(served.url(of('')))
})

test('legal advice is written down where those alone read it who may have it', async () => {
  await worker.goto(served.url(of('/safety')))
  await worker.getByText('Write down legal advice').click()
  const asked = 'May the school be told of the bail conditions?'
  const form = worker.locator('form[action$="/advice"]')
  await form.getByLabel('What was asked? (optional)').fill(asked)
  await form.getByRole('button', { name: 'Write it down' }).click()
  await comesBack(worker, 'Write what was advised', 'What was asked? (optional)', asked)
  await form.getByLabel('What was advised?').fill('Yes, as far as they keep Amira safe at its gate.')
  await seen(worker, 'legal-advice')
  await form.getByRole('button', { name: 'Write it down' }).click()
  await worker.getByText('Yes, as far as they keep Amira safe at its gate.').waitFor()
  await school.goto(served.url(of('/safety')))
  assert.doesNotMatch(await school.content(), /bail conditions|as far as they keep Amira safe/)
})
