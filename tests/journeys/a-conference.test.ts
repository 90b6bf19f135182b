import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addDays, dayOf, momentOf, plusHours, Temporal } from '../../src/guidance/index.ts'
import { book } from '../../src/rooms/book.ts'
import { callMeeting } from '../../src/rooms/commands.ts'
import { tell } from '../../src/rooms/testing/tell.ts'
import { type CommandId, newId, type SubjectId } from '../../src/thread/ids.ts'
import { identity, involvement, residence } from '../../src/thread/own-kinds/index.ts'
import { as, ids, testPurpose } from '../database.ts'
import { lookAtBoth } from '../look.ts'
import { openForJourneys, signIn, typeDay } from '../served.ts'

const { served, browser } = await openForJourneys()
const amira = newId<SubjectId>()
const today = dayOf(momentOf(Temporal.Now.instant()))

before(async () => {
  const household = newId<SubjectId>()
  const works = (holder: string, form: string, relation: string) => ({
    subject: amira,
    kind: involvement,
    on: '2025-01-01',
    parts: { record: { facts: { holder, form, as: relation } } },
  })
  await tell(
    served.database,
    'bridge-manager',
    [
      {
        subject: amira,
        kind: identity,
        on: '2025-01-01',
        parts: { record: { facts: { is: 'child', given: 'Amira', family: 'Testcase', born: '2018-02-02' } } },
      },
      { subject: amira, kind: residence, on: '2025-01-01', parts: { record: { facts: { household } } } },
      works(ids.team.north, 'team', 'manager'),
      works(ids.account('social-worker'), 'account', 'lead'),
      works(ids.agency.school, 'agency', 'agency'),
      works(ids.account('conference-chair'), 'account', 'chair'),
    ],
    {
      begins: [
        { subject: amira, form: 'person' },
        { subject: household, form: 'context' },
      ],
    },
  )
})

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
  const made = await served.database.worker.withActor(as('conference-chair'), testPurpose, tx =>
    callMeeting(tx, book, {
      id: newId<CommandId>(),
      type: 'initial-conference',
      at: plusHours(tx.actor.at, 0),
      way: 'in-person',
      chair: ids.account('conference-chair'),
      minutes: ids.account('conference-chair'),
      invitees: [
        { as: 'professional', name: 'Sample Primary School', agency: ids.agency.school, agencyKind: 'education' },
        { as: 'professional', name: 'Invented Community Health', agency: ids.agency.health, agencyKind: 'health' },
      ],
      children: [{ child: amira, name: 'Amira Testcase' }],
      now: tx.actor.at,
    }),
  )
  assert.equal(made.done, 'now')
  if (made.done !== 'now') return
  const here = `/meetings/${made.answer.matter}/conference`
  const chair = await someone('conference-chair', here)
  await chair.getByRole('link', { name: /Write down the reflective session/ }).click()
  await chair.getByLabel('Sample Primary School').check()
  await chair.getByLabel('Answer 1').fill('Mornings were calm while somebody came by.')
  await lookAtBoth(chair, 'reflective-session', [1280])
  await chair.getByRole('button', { name: 'Write down the session' }).click()
  await chair.getByText('The session about Amira Testcase is written down.').waitFor()

  await chair.getByLabel('Sample Primary School').check()
  await chair.getByLabel('Invented Community Health').check()
  await lookAtBoth(chair, 'conference-open', [1280])
  await chair.getByRole('button', { name: 'Open the conference' }).click()
  await chair.getByRole('link', { name: /^Decide/ }).click()

  for (const [label, words] of [
    ['What is working well?', 'Grandmother fetches Amira from school.'],
    ['What are people worried about?', 'Amira is alone at night.'],
    ['What needs to happen?', 'An adult is there every night.'],
    ['What does the child say or show?', '“I hear the door and then nobody is there.”'],
    ['Who is worried?', 'School and social care'],
    ['About what, from what was seen or heard?', 'Amira was alone on six nights.'],
    ['What do they fear will happen to the child if nothing changes?', 'Amira will be hurt and nobody will know.'],
    ['What will the parents be doing differently?', 'An adult is at home from dusk.'],
    ['What will the child experience?', 'Amira falls asleep knowing who is there.'],
    ['Why?', 'It has gone on for months.'],
  ] as const)
    await chair.getByLabel(label, { exact: true }).first().fill(words)
  await chair
    .getByRole('group', { name: /Did the child take part/ })
    .getByLabel('Yes')
    .check()
  await chair.getByText('Amira: how safe?').click()
  await chair.getByLabel('From 0 to 10').first().fill('3')
  await chair.getByLabel('Yes: Amira is on a child protection plan').check()
  await chair.getByLabel('Neglect', { exact: true }).check()
  await chair.getByLabel('What is the plan, in outline?').fill('Evenings are covered.')
  await chair.getByLabel('What happens if it does not work?').fill('Grandmother comes, and the social worker is rung.')
  await chair.getByLabel('Who is the lead social worker?').fill('Jo Invented')
  await chair.getByLabel('Who is in the core group?').fill('Mother, grandmother, school')
  await typeDay(chair, /When does the core group first meet/, addDays(today, 7))
  await typeDay(chair, /When is the review conference/, addDays(today, 80))
  await lookAtBoth(chair, 'conference-decision', [1280])
  await chair.getByRole('button', { name: 'Write down the decision about Amira' }).click()
  await chair.getByText('On a child protection plan: neglect').waitFor()
  await lookAtBoth(chair, 'conference-after', [1280])
})
