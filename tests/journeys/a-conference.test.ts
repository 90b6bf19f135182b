import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addDays, dayOf, momentOf, Temporal } from '../../src/guidance/index.ts'
import { called } from '../../src/rooms/testing/called.ts'
import { tell } from '../../src/rooms/testing/tell.ts'
import { tellingsOn } from '../../src/rooms/testing/tellings.ts'
import { newId, type SubjectId } from '../../src/thread/ids.ts'
import { residence } from '../../src/thread/own-kinds/index.ts'
import { ids } from '../database.ts'
import { lookAtBoth } from '../look.ts'
import { openForJourneys, signIn, typeDay } from '../served.ts'
import { decideAboutAmira, press, reflectAndOpen } from './forms.ts'

const { served, browser } = await openForJourneys()
const amira = newId<SubjectId>()
const today = dayOf(momentOf(Temporal.Now.instant()))

before(async () => {
  const { who, works } = tellingsOn('2025-01-01')
  const household = newId<SubjectId>()
  await tell(
    served.database,
    'bridge-manager',
    [
      who(amira, 'Amira'),
      { subject: amira, kind: residence, on: '2025-01-01', parts: { record: { facts: { household } } } },
      works(amira, ids.team.north, 'team', 'manager'),
      works(amira, ids.account('social-worker'), 'account', 'lead'),
      works(amira, ids.agency.school, 'agency', 'agency'),
      works(amira, ids.account('conference-chair'), 'account', 'chair'),
    ],
    {
      begins: [
        { subject: amira, form: 'person' },
        { subject: household, form: 'context' },
      ],
    },
  )
})

const seen = (page: Page, name: string) => lookAtBoth(page, name, [1280])
const someone = async (role: string, to: string): Promise<Page> => {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, served, role, to)
  return page
}

test('a social worker asks for a conference, and the administrator of conferences sets a day and sends the invitations', async () => {
  const worker = await someone('social-worker', `/people/${amira}`)
  await worker.getByRole('link', { name: 'Ask for a conference' }).click()
  await worker.getByLabel('Why is a conference needed?').fill('Amira was alone at home on six nights.')
  await lookAtBoth(worker, 'conference-request', [1280])
  await worker.getByRole('button', { name: 'Ask for a conference' }).click()
  await worker.waitForURL(served.url(`/people/${amira}`))

  const office = await someone('conference-administrator', '/conferences')
  await office.getByText('An initial conference about Amira Testcase was asked for').waitFor()
  await lookAtBoth(office, 'conferences', [1280])
  await office.getByRole('link', { name: /Set a day and say who is asked/ }).click()
  await typeDay(office, /On which day/, addDays(today, 9))
  await office.getByLabel('At what time?').fill('10:00')
  await office
    .getByRole('group', { name: /How do people come together/ })
    .getByLabel('In one room', { exact: true })
    .check()
  const chair = office.getByLabel('Who chairs it?')
  await chair.selectOption(ids.account('conference-chair'))
  await office.getByLabel('Who takes the minutes?').selectOption(ids.account('conference-administrator'))
  await office.getByRole('button', { name: /^Call/ }).click()
  await office.waitForURL(/\/meetings\/[0-9a-f-]{36}$/)
  await office.getByRole('link', { name: /Send the invitations, open the conference/ }).click()
  await office.getByLabel(/At what time do the professionals reflect/).fill('9:00')
  await lookAtBoth(office, 'conference-invitations', [1280])
  await office.getByRole('button', { name: 'Send the invitations' }).click()
  await office.getByText('The invitations have gone out.').waitFor()
  await office.goto(served.url('/conferences'))
  await office.getByRole('heading', { name: 'To come' }).waitFor()
})

test('the chair writes down the reflective session, opens the conference, and decides about the child', async () => {
  const { matter } = await called(served.database, 'conference-chair', {
    type: 'initial-conference',
    at: momentOf(Temporal.Now.instant()),
    chair: ids.account('conference-chair'),
    minutes: ids.account('conference-chair'),
    invitees: [
      { as: 'professional', name: 'Sample Primary School', account: ids.account('school-safeguarding-lead'), agencyKind: 'education' },
      { as: 'professional', name: 'Invented Community Health', agency: ids.agency.health, agencyKind: 'health' },
    ],
    children: [amira],
  })
  const chair = await someone('conference-chair', `/meetings/${matter}/conference`)
  await reflectAndOpen(chair, seen)
  await decideAboutAmira(chair, today, seen)
  await seen(chair, 'conference-after')
  assert.equal(await chair.getByRole('link', { name: /^Put it off/ }).count(), 0, 'what has begun is not put off')

  await chair.getByRole('link', { name: 'Make the letter ready' }).click()
  await chair.getByRole('link', { name: /^Prepare a letter or the reports/ }).click()
  await press(chair, 'See what each would get')
  await chair
    .getByText(/^What .+ gets \(/)
    .first()
    .click()
  await chair.getByText(/is now on a child protection plan/).waitFor()
  for (const asked of await chair.locator('textarea[name^="answer-"]').all()) await asked.fill('It was said at the conference.')
  await chair.getByRole('group', { name: 'What does the family know of it?' }).getByRole('radio').first().check()
  await seen(chair, 'letter-to-look-at')
  await press(chair, /checked: let/)
  await chair.getByRole('heading', { name: 'What was made so far' }).waitFor()
})
