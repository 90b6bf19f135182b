import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { dayOf, momentOf, Temporal } from '../../src/guidance/index.ts'
import { called } from '../../src/rooms/testing/called.ts'
import { householdOnRecord } from '../../src/rooms/testing/household.ts'
import { tell } from '../../src/rooms/testing/tell.ts'
import { childsVoice } from '../../src/rooms/voice/index.ts'
import { ids } from '../database.ts'
import { look } from '../look.ts'
import { openForJourneys, typeDay } from '../served.ts'
import { decideAboutAmira, press, reflectAndOpen, withoutScripts } from './forms.ts'

/** A conference, the plan after it, its core group and what stands before it ends: each form is filled in by people whose browser runs no script. */
const { served, browser } = await openForJourneys()
const home = await householdOnRecord(served.database)
const today = dayOf(momentOf(Temporal.Now.instant()))
const of = (page: string): string => `/people/${home.amira}${page}`
let chair: Page
let worker: Page

before(async () => {
  await tell(served.database, 'social-worker', [
    { subject: home.amira, kind: childsVoice, parts: { record: { facts: { obtained: true, heard: ['spoken'], where: 'home' } } } },
  ])
  chair = await withoutScripts(browser, served, 'conference-chair')
  worker = await withoutScripts(browser, served, 'social-worker')
})
const seen = (page: Page, name: string) => look(page, `${name}-plain`, false)

test('a social worker asks for a conference; the chair writes down the reflective session, opens it, and decides about the child', async () => {
  await worker.goto(served.url(of('/conference/request')))
  await worker.getByLabel('An initial conference').check()
  await worker.getByLabel('Why is a conference needed?').fill('Amira was alone at home on six nights.')
  await press(worker, 'Ask for a conference')
  await worker.waitForURL(served.url(of('')))

  const { matter } = await called(served.database, 'conference-chair', {
    type: 'initial-conference',
    at: momentOf(Temporal.Now.instant()),
    chair: ids.account('conference-chair'),
    minutes: ids.account('conference-chair'),
    invitees: [
      { as: 'professional', name: 'Sample Primary School', agency: ids.agency.school, agencyKind: 'education' },
      { as: 'professional', name: 'Invented Community Health', agency: ids.agency.health, agencyKind: 'health' },
    ],
    children: [home.amira],
  })
  await chair.goto(served.url(`/meetings/${matter}/conference`))
  await reflectAndOpen(chair, seen)
  await decideAboutAmira(chair, today, seen)
})

test('the plan begins with the danger that the conference stated, is agreed, and a core group says what has become of it', async () => {
  await worker.goto(served.url(of('/plan/new')))
  assert.match(await worker.getByLabel('What are we worried will happen?').first().inputValue(), /^Amira was alone on six nights\./)
  await worker.getByLabel('What is done?').first().fill('Aunt Vera comes at six each evening')
  await worker.getByLabel('Who does it?').first().fill('Vera')
  await worker.getByLabel('How will we know that it is done?').first().fill('Amira says so on Fridays')
  await worker.getByRole('group', { name: 'By when?' }).first().getByLabel('Day').fill('1')
  await worker.getByRole('group', { name: 'By when?' }).first().getByLabel('Month').fill('3')
  await worker.getByRole('group', { name: 'By when?' }).first().getByLabel('Year').fill('2099')
  await worker.getByLabel('How safe is it now, from 0 to 10? (optional)').first().selectOption('4')
  await look(worker, 'plan-plain', false)
  await press(worker, 'Record this version')
  await worker.getByText('How safe it is now, from 0 to 10').waitFor()
  await worker.getByLabel('Who agreed it? (optional)').fill('Marta, Vera and the school')
  await press(worker, 'Agree this version')
  await worker.getByText(/^Agreed on .*with Marta, Vera and the school/).waitFor()

  await worker.getByRole('link', { name: 'The next core group' }).click()
  await worker.getByRole('button', { name: 'Write down a core group that met' }).click()
  await typeDay(worker, 'When did it meet?', today)
  for (const one of await worker.getByLabel('Came', { exact: true }).all()) await one.check()
  await worker
    .getByRole('group', { name: /^Worry 1/ })
    .getByRole('radio')
    .first()
    .check()
  await look(worker, 'core-group-plain', false)
  await press(worker, 'Write down this core group')
  await worker.getByRole('heading', { name: 'Core groups so far' }).waitFor()
  assert.equal(await worker.getByText('Not spoken of').count(), 0, 'what the core group said stands beside the worry')
})

test('what the family plans, and what stands before the plan ends, are written down', async () => {
  await worker.goto(served.url(of('/family-plan')))
  await worker.getByLabel('What happened?').selectOption({ label: 'Family group conference offered' })
  await worker.getByLabel('How was it offered? (optional)').fill('At home, with a leaflet, in Polish.')
  await look(worker, 'family-plan-plain', false)
  await press(worker, 'Write this down')
  await worker.getByText('At home, with a leaflet, in Polish.').first().waitFor()

  await worker.goto(served.url(of('/plan/ending')))
  await worker.getByLabel('What help follows?').selectOption({ index: 1 })
  await worker.getByLabel('Who leads it?').fill('Ella Sample, Early Help')
  await worker.getByLabel('Who tells the NHS when the plan ends?').fill('Cora Invented')
  await worker
    .getByRole('group', { name: /Is life good enough for Amira now/ })
    .getByLabel('No')
    .check()
  await worker
    .getByRole('group', { name: /Was Amira seen and heard/ })
    .getByLabel('No')
    .check()
  await look(worker, 'ending-plain', false)
  await press(worker, 'Write this down')
  await worker.waitForURL(served.url(of('/plan')))
  await worker.getByRole('heading', { name: 'What has to be different for Amira' }).waitFor()
})
