import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { dayOf, momentOf, Temporal } from '../../src/guidance/index.ts'
import { homeOfThree } from '../../src/rooms/child-protection/visits/testing/home-of-three.ts'
import { testPassword } from '../database.ts'
import { look } from '../look.ts'
import { openForJourneys, signIn, typeDay } from '../served.ts'
import { inOneLine, secondsByHand, thumb } from './by-hand.ts'

const { served, browser } = await openForJourneys()
const today = dayOf(momentOf(Temporal.Now.instant()))
const home = await homeOfThree(served.database, today)

const phone = async (javaScriptEnabled: boolean): Promise<Page> =>
  (await browser.newContext({ javaScriptEnabled, viewport: { width: 375, height: 800 } })).newPage()

/** Three children at one visit: what a tired person in a hallway has time for, in seconds. */
const allowed = 180

const visitToThree = async (page: Page, scripted: boolean) => {
  const { did, tap, write } = thumb()
  await page.goto(served.url(`/people/${home.amira}/visits`))
  const opened = performance.now()
  await tap(page.getByRole('link', { name: 'Record a visit' }).or(page.getByRole('button', { name: 'Record a visit' })))
  await page.getByRole('heading', { name: /^A visit to Amira/ }).waitFor()
  const opening = performance.now() - opened
  if (scripted) await look(page, 'visit-on-a-phone')
  await fillIn(page, { tap, write })
  const sent = performance.now()
  await tap(page.getByRole('button', { name: 'Record this visit' }))
  await page.getByText('Omar: incomplete').waitFor()
  return { did, machine: opening + performance.now() - sent }
}

/** What is written of the three children, online or not: the same form. */
const fillIn = async (page: Page, { tap, write }: Pick<ReturnType<typeof thumb>, 'tap' | 'write'>) => {
  assert.equal(await page.locator('input[name^="seen"]:checked').count(), 0, 'nobody is seen beforehand')
  const part = (name: string) => page.getByRole('region', { name })
  const amira = part('Amira Testcase')
  await tap(amira.getByLabel('Seen alone, and spoken with'))
  await write(amira.getByLabel('How was Amira?'), 'Chatty, clean clothes')
  await write(amira.getByLabel('What did Amira say or show?'), '“We had pasta, it was hot”')
  await tap(amira.getByRole('group', { name: 'How is it known what Amira eats?' }).getByLabel('I saw it'))
  await write(amira.getByLabel('What Amira eats, and who makes it'), 'Pasta, made by mum')
  await tap(amira.getByRole('group', { name: 'How is it known where Amira sleeps?' }).getByLabel('I saw it'))
  await write(amira.getByLabel(/^Where Amira sleeps/), 'Own beds, one room')
  await tap(amira.getByRole('group', { name: 'Did you see Amira’s bedroom?' }).getByLabel('Yes'))
  const omar = part('Omar Testcase')
  await tap(omar.getByLabel('Seen, with a carer there'))
  await tap(omar.getByText('Not alone? Say why (Omar)'))
  await tap(omar.getByLabel('The carer would not allow it'))
  await write(omar.getByLabel('How was Omar?'), 'Quiet, looked at mum')
  await tap(omar.getByRole('group', { name: 'How is it known what Omar eats?' }).getByLabel('As for Amira'))
  await tap(omar.getByRole('group', { name: 'How is it known where Omar sleeps?' }).getByLabel('As for Amira'))
  await tap(omar.getByRole('group', { name: 'Did you see Omar’s bedroom?' }).getByLabel('Yes'))
  const ivy = part('Ivy Testcase')
  await tap(ivy.getByLabel(/^Too young or unable to speak/))
  await write(ivy.getByLabel('How was Ivy?'), 'Awake, reaching for toys')
  await tap(ivy.getByRole('group', { name: 'How is it known what Ivy eats?' }).getByLabel('As for Amira'))
  await tap(ivy.getByRole('group', { name: 'How is it known where Ivy sleeps?' }).getByLabel('As for Amira'))
  await tap(page.getByRole('group', { name: 'Can a child live there as it is?' }).getByLabel('Yes'))
  await tap(page.getByRole('group', { name: 'Food in the house (optional)' }).getByLabel('Good enough'))
  await tap(page.getByLabel('Marta Testcase'))
  await write(page.getByLabel('What have you not been told or shown?'), 'Where Jay sleeps')
}

/** What the visit is for stands before it, so that nobody writes it in the hallway. */
const planIt = async (page: Page, pictured: boolean) => {
  await page.getByRole('link', { name: 'Plan a visit' }).click()
  await typeDay(page, 'For which day?', today)
  await page.getByRole('group', { name: 'Does the family know of it?' }).getByLabel('No').check()
  await page.getByLabel('What is it for?').fill('See each bedroom, speak with each child alone.')
  await page.getByLabel('What should come of it?').fill('We know where everybody sleeps.')
  if (pictured) await look(page, 'visit-planned-on-a-phone')
  await page.getByRole('button', { name: 'Plan this visit' }).click()
  await page.getByText('See each bedroom, speak with each child alone.').waitFor()
}

for (const scripted of [true, false])
  test(`a social worker in a hallway plans and writes down a visit to three children${scripted ? '' : ', without JavaScript'}, and is told at once what is missing`, async t => {
    const page = await phone(scripted)
    await signIn(page, served, 'social-worker', `/people/${home.amira}/visits`)
    await planIt(page, scripted)
    const { did, machine } = await visitToThree(page, scripted)
    t.diagnostic(`three children at 375 px: ${inOneLine(did, machine)}`)
    assert.ok(secondsByHand(did) < allowed, inOneLine(did, machine))
    assert.match(await page.locator('main').innerText(), /Omar: incomplete\. The child was not seen alone\. The manager is told\./)
    assert.doesNotMatch(await page.locator('main').innerText(), /(Amira|Ivy): incomplete/)
    if (scripted) await look(page, 'visits-on-a-phone')
    await page.context().close()
  })

test('without signal it is no longer: the three children are written down closed on the phone, and recorded with one look and one tap when there is signal', async t => {
  const page = await phone(true)
  await signIn(page, served, 'social-worker', `/people/${home.amira}/visits`)
  await planIt(page, false)
  await page.goto(served.url('/visits/today'))
  await page.getByRole('group', { name: 'Whom do you visit today?' }).getByLabel(/Amira/).check()
  await page.getByLabel('Your password').fill(testPassword)
  await page.getByRole('button', { name: 'Take them along' }).click()
  await page.waitForURL(served.url('/without-signal'))
  await page.context().setOffline(true)
  await page.reload()

  const { did, tap, write } = thumb()
  const opened = performance.now()
  await write(page.getByLabel('Your password'), testPassword)
  await tap(page.getByRole('button', { name: 'Open', exact: true }))
  await tap(page.getByRole('link', { name: /Amira Testcase/ }))
  await page.getByRole('heading', { name: 'The visit' }).waitFor()
  const opening = performance.now() - opened
  await fillIn(page, { tap, write })
  await page.locator('[data-kept-state="kept"]').waitFor()
  t.diagnostic(`three children at 375 px without signal, until all of it is kept: ${inOneLine(did, opening)}`)
  assert.ok(secondsByHand(did) < allowed, inOneLine(did, opening))

  await page.context().setOffline(false)
  await page
    .getByText(/^Sent at/)
    .first()
    .waitFor({ timeout: 60_000 })
  const after = thumb()
  await page.goto(served.url(`/people/${home.amira}/visits/record`))
  const sent = performance.now()
  await after.tap(page.getByRole('button', { name: 'Record this visit' }))
  await page.getByText('Omar: incomplete').waitFor()
  t.diagnostic(`and recorded once there is signal: ${inOneLine(after.did, performance.now() - sent)}`)
  await page.context().close()
})

test('the manager reads the visit on a phone, asks, and signs what is answered', async () => {
  const manager = await phone(true)
  await signIn(manager, served, 'team-manager', `/people/${home.omar}/visits`)
  await manager.getByRole('heading', { name: 'To read and sign' }).waitFor()
  await manager
    .getByRole('link', { name: /seen with a carer present at home/ })
    .first()
    .click()
  await manager.getByText('Incomplete.').waitFor()
  await look(manager, 'visit-to-sign-on-a-phone')
  await manager.getByLabel('No: I give it back with a question').check()
  await manager.getByLabel('Your question, or what you want to say').fill('When do you see Omar alone?')
  await manager.getByRole('button', { name: 'Save what you say of it' }).click()
  await manager.getByText('Given back with a question').waitFor()
  await manager.context().close()
})
