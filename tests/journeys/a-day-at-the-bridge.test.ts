import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { addDays, dayOf, momentOf, startOfDay, Temporal } from '../../src/guidance/index.ts'
import { announceDue } from '../../src/rooms/desk/index.ts'
import { earlierConcern, putOnRecord, tellTheBridge } from '../../src/rooms/front-door/testing/front-desk.ts'
import { closeTheBridge, standingNow } from '../../src/rooms/front-door/testing/hours.ts'
import { lookAtBoth } from '../look.ts'
import { openForJourneys, signIn } from '../served.ts'

const { served, browser } = await openForJourneys()

const today = dayOf(momentOf(Temporal.Now.instant()))

const someoneAt = async (role: string, to: string, scripted = false): Promise<Page> => {
  const page = await (await browser.newContext({ javaScriptEnabled: scripted })).newPage()
  await signIn(page, served, role, to)
  return page
}

type Contact = {
  given: string
  /** How many days ago it came; those who may be in danger stand first whenever they came. */
  ago: number
  facts?: Record<string, unknown>
  more?: { given?: string; expected?: string }[]
  known?: true
  outcome: string
  to?: 'North Team' | 'Invented Early Help'
  also?: (page: Page) => Promise<void>
}

/** Ten contacts as they come: told in another order than the one in which they are pressing. */
const ten: readonly Contact[] = [
  { given: 'Quiet', ago: 0, outcome: 'Information and advice' },
  { given: 'Late', ago: 9, outcome: 'Child in need: a social worker assesses', to: 'North Team' },
  { given: 'Danger', ago: 0, facts: { inDangerNow: true }, outcome: 'Immediate protection', to: 'North Team' },
  {
    given: 'Support',
    ago: 4,
    facts: { form: 'child-needing-support', askedFor: 'early-help' },
    outcome: 'Early Help can meet the needs',
    to: 'Invented Early Help',
  },
  {
    given: 'Nameless',
    ago: 5,
    facts: { referrerIs: 'public', anonymous: true, source: 'public', sourceName: undefined, askedFor: undefined },
    outcome: 'No further action',
  },
  {
    given: 'Siblings',
    ago: 6,
    more: [{ given: 'Second' }, { expected: '2031-02-03' }],
    outcome: 'Child protection enquiry: suffering or likely to suffer significant harm',
    to: 'North Team',
  },
  {
    given: 'Third',
    ago: 7,
    known: true,
    outcome: 'No further action',
    also: page => page.getByLabel('Review of everything raised before').fill('Three concerns about food, each put right by the family.'),
  },
  {
    given: 'Elsewhere',
    ago: 8,
    outcome: 'Passed to another authority',
    also: page => page.getByLabel('Which authority?').fill('Sampleshire'),
  },
  {
    given: 'Unaware',
    ago: 3,
    facts: { familyTold: 'no', notToldReason: 'would-raise-risk' },
    outcome: 'Complex safeguarding',
    to: 'North Team',
  },
  { given: 'Public', ago: 2, facts: { referrerIs: 'public', source: 'public', sourceName: undefined }, outcome: 'Information and advice' },
]

const tellTen = async () => {
  for (const { given, ago, facts = {}, more = [], known } of ten) {
    if (known) {
      const person = await putOnRecord(served.database, { given, family: 'Tenfold', born: '2016-05-05' })
      for (const days of [90, 40]) await earlierConcern(served.database, person, addDays(today, -days))
    }
    await tellTheBridge(served.database, {
      ...(ago > 0 ? { at: { at: startOfDay(addDays(today, -ago)), precision: 'moment' } } : {}),
      facts: {
        children: [
          { label: 'child 1', given, family: 'Tenfold', born: '2016-05-05' },
          ...more.map((child, at) => ({ label: `child ${at + 2}`, family: 'Tenfold', ...child })),
        ],
        ...facts,
      },
    })
  }
}

const pressing = [...ten].sort((a, b) => Number(b.given === 'Danger') - Number(a.given === 'Danger') || b.ago - a.ago)
const firstInQueue = (page: Page) => page.locator('.gt-queue__who a').first()

test('a screener clears ten contacts in the order the queue suggests, without JavaScript; a head teacher reads what came of hers', async () => {
  await tellTen()
  const screener = await someoneAt('bridge-screener', '/bridge')
  await lookAtBoth(screener, 'day-queue', [])
  const names = await screener.locator('.gt-queue__who a').allInnerTexts()
  assert.deepEqual(
    names.map(name => name.split(' ')[0]),
    pressing.map(contact => contact.given),
  )
  for (const box of await screener.getByRole('checkbox', { name: /Choose/ }).all()) await box.check()
  await screener.getByRole('button', { name: 'Assign' }).click()
  await screener.getByText('10 concerns have changed hands').waitFor()
  const rows = await screener.locator('.gt-queue__who a').all()
  const addresses = await Promise.all(rows.map(row => row.getAttribute('href')))
  for (const [at, { known }] of pressing.entries()) {
    // By its address, as from a list that stays open beside: the way by the links of the page is walked in the journey of one concern.
    await screener.goto(served.url(`${addresses[at]}/children`))
    if (known) await screener.locator('input[type="radio"]').first().check()
    else for (const choice of await screener.locator('input[type="radio"][value="new"]').all()) await choice.check()
    await screener.getByRole('button', { name: /Match th/ }).click()
    await screener.getByText(/matched\./).waitFor()
  }
  const manager = await someoneAt('bridge-manager', '/bridge')
  for (const { given, outcome, to, also, facts } of pressing) {
    assert.match(await firstInQueue(manager).innerText(), new RegExp(`^${given} `), 'the next is the one that the queue puts first')
    await firstInQueue(manager).click()
    await manager.getByLabel(outcome, { exact: true }).check()
    await manager.getByLabel('Reasons', { exact: true }).fill(`What was told and what is known of ${given}.`)
    await manager.getByLabel('What argued the other way').fill('That the school is worried.')
    await manager.getByRole('group', { name: 'Has the family been told' }).getByLabel('Yes').check()
    if (to)
      await manager
        .getByLabel('Who takes it on')
        .selectOption({ label: to === 'North Team' ? `North Team, Invented Children's Social Care` : to })
    if (!facts?.['anonymous']) await manager.getByLabel('Message to the referrer').fill('Thank you for telling us.')
    await also?.(manager)
    await manager.getByRole('button', { name: 'Decide' }).click()
    await manager.waitForURL(/decided$/)
    await manager.goto(served.url('/bridge'))
  }
  assert.equal(await manager.locator('.gt-queue__row').count(), 0)
  const head = await someoneAt('school-safeguarding-lead', '/concerns')
  await head.getByRole('link', { name: /Support Tenfold/ }).click()
  await head.getByText('Early Help can meet the needs').waitFor()
  await head.goto(served.url('/concerns'))
  await head.getByRole('link', { name: /Quiet Tenfold/ }).click()
  await head.getByText('Information and advice').first().waitFor()
  await head.getByText(/professional challenge/).waitFor()
})

test('out of hours a duty manager takes notice of a child in danger by name and leaves a note; The Bridge reads it first in the morning', async () => {
  await closeTheBridge(served.database)
  const { matter } = await tellTheBridge(served.database, {
    facts: { inDangerNow: true, children: [{ label: 'child 1', given: 'Night', family: 'Tenfold', born: '2018-08-08' }] },
    parts: { whereabouts: { narrative: { whereNow: 'At home with his mother’s partner.' } } },
  })
  await announceDue(standingNow(served.database), matter)
  const duty = await someoneAt('emergency-duty-worker', '/duty', true)
  await lookAtBoth(duty, 'duty-desk', [1280])
  await duty.getByRole('link', { name: /Night Tenfold/ }).click()
  await lookAtBoth(duty, 'duty-concern', [1280])
  await duty.getByRole('link', { name: 'Acknowledge the danger' }).click()
  await duty.getByLabel('What will you do').fill('The police are with him; I ring the mother.')
  await duty.getByRole('button', { name: 'Acknowledge' }).click()
  await duty.waitForURL(/announcements$/)
  const [noticed] = await served.database.admin<{ reason: string; role: string }>(
    `select q.narrative ->> 'reason' as reason, e.author_role as role from gt.entry e join gt.entry_part q using (partnership_id, entry_id)
     where e.subject_id = $1 and e.kind = 'finding-decision'`,
    [matter],
  )
  assert.deepEqual(noticed, { reason: 'The police are with him; I ring the mother.', role: 'emergency-duty-worker' })
  await duty.goto(served.url(`/duty/${matter}`))
  await duty.getByLabel('Acted with the police').check()
  await duty.getByLabel('What does The Bridge need to know?').fill('He sleeps at his grandmother’s tonight.')
  await duty.getByRole('button', { name: 'Leave this note' }).click()
  await duty.getByText('Your note is left for The Bridge').waitFor()
  const morning = await someoneAt('bridge-screener', '/bridge', true)
  await morning.getByText('He sleeps at his grandmother’s tonight.').waitFor()
  await morning.getByText('Look for some of them').click()
  await lookAtBoth(morning, 'morning-queue-filters', [1280])
  await morning.getByRole('checkbox', { name: /In danger now/ }).check()
  await morning.getByRole('button', { name: 'Apply filter' }).click()
  await morning.getByText('One concern is like that').waitFor()
})
