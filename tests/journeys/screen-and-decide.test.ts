import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, dayOf, momentOf, Temporal } from '../../src/guidance/index.ts'
import { earlierConcern, putOnRecord, tellTheBridge } from '../../src/rooms/front-door/testing/front-desk.ts'
import { tell } from '../../src/rooms/testing/tell.ts'
import { newId, type SubjectId } from '../../src/thread/ids.ts'
import { lookAtBoth } from '../look.ts'
import { openForJourneys, signIn } from '../served.ts'

const { served, browser } = await openForJourneys()

const today = dayOf(momentOf(Temporal.Now.instant()))

const someoneAt = async (role: string, to: string, scripted = true) => {
  const page = await (await browser.newContext({ javaScriptEnabled: scripted })).newPage()
  await signIn(page, served, role, to)
  return { page, look: (name: string) => lookAtBoth(page, name, scripted ? undefined : []) }
}

/** A family that is known, and a concern about two of its children and one nobody knows. */
const known = async (): Promise<SubjectId> => {
  const home = newId<SubjectId>()
  await tell(served.database, 'bridge-manager', [], { begins: [{ subject: home, form: 'context' }] })
  const amira = await putOnRecord(served.database, { given: 'Amira', family: 'Testcase', born: '2019-03-27' }, home)
  await putOnRecord(served.database, { given: 'Yusuf', family: 'Testcase', born: '2022-01-05' }, home)
  await earlierConcern(served.database, amira, addDays(today, -120), { source: 'housing', sourceName: 'Sample Homes' })
  await earlierConcern(served.database, amira, addDays(today, -30))
  return amira
}

const tellOfThree = () =>
  tellTheBridge(served.database, {
    facts: {
      inDangerNow: true,
      familyTold: 'no',
      notToldReason: 'would-raise-risk',
      riskToWorkers: true,
      askedFor: 'section-47',
      children: [
        { label: 'child 1', given: 'Amira', family: 'Testcase', born: '2019-03-27' },
        { label: 'child 2', given: 'Yusuf', family: 'Testcase', born: '2022-01' },
        { label: 'child 3' },
      ],
      adults: [{ label: 'adult 1', relation: 'a man who collects from nursery' }],
    },
    narrative: { childsWords: 'I had toast when Nana came.', riskToWorkers: 'A dog that is not tied up.' },
  })

test('The Bridge screens and decides a concern at a desk and on a phone, and health answers', async () => {
  const amira = await known()
  const { matter } = await tellOfThree()
  const { page, look } = await someoneAt('bridge-manager', '/bridge')
  await look('bridge-queue')
  await page.getByRole('link', { name: /Amira Testcase/ }).click()
  await look('bridge-concern')
  await page.getByRole('link', { name: 'Match the children', exact: true }).click()
  await look('bridge-children')
  await page.getByRole('button', { name: 'Match these children' }).click()
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
  await look('bridge-children-errors')
  await page.locator(`input[name="person-0"][value="${amira}"]`).check()
  await page.locator('input[name="person-1"]').first().check()
  await page.locator('input[name="person-2"][value="new"]').check()
  await page.getByRole('button', { name: 'Match these children' }).click()
  await page.waitForURL(/done=matched/)
  await look('bridge-concern-matched')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.waitForURL(/done=asked/)
  await page.getByRole('button', { name: 'Take it' }).click()
  await page.waitForURL(/done=taken/)

  const health = await someoneAt('health-practitioner', '/checks')
  await health.look('checks')
  await health.page
    .getByRole('link', { name: /Answer/ })
    .first()
    .click()
  await health.look('check')
  await health.page.getByLabel('We will not say').check()
  await health.page.getByLabel('Why?').selectOption('data-protection')
  await health.page.getByRole('button', { name: 'Send the answer' }).click()
  await health.page.getByRole('heading', { name: 'This is no reason to keep it back' }).waitFor()
  await health.look('check-no-reason')
  await health.page.getByLabel('Something that may matter').check()
  await health.page.getByLabel('What The Bridge needs to know').fill('Two appointments missed since spring.')
  await health.page.getByRole('button', { name: 'Send the answer' }).click()
  await health.page.getByText('The Bridge has your answer').waitFor()
  await health.look('checks-answered')

  await page.goto(served.url(`/bridge/${matter}`))
  await page.getByText('Two appointments missed since spring.').waitFor()
  await page.getByLabel('No further action').check()
  await page.getByLabel('Reasons', { exact: true }).fill('It was looked into.')
  await page.getByLabel('What argued the other way').fill('That it is the third time.')
  await page.getByRole('group', { name: 'Has the family been told' }).getByLabel('No, not yet').check()
  await page.getByLabel('Message to the referrer').fill('Thank you.')
  await page.getByText(/Saved at/).waitFor()
  await page.getByRole('button', { name: 'Decide' }).click()
  await page.getByRole('link', { name: /write a review of everything/ }).waitFor()
  await look('bridge-decision-gate')
  await page.getByLabel('Child protection enquiry').check()
  await page.getByLabel('Who takes it on').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Decide' }).click()
  await page.waitForURL(/decided$/)
  await look('bridge-decided')
})

test('without JavaScript every step is there', async () => {
  await tellTheBridge(served.database, {
    facts: { children: [{ label: 'child 1', given: 'Plain', family: 'Sample', born: '2016-12-12' }] },
  })
  const { page, look } = await someoneAt('bridge-manager', '/bridge', false)
  await page.getByRole('link', { name: /Plain Sample/ }).click()
  await look('plain-concern')
  await page.getByRole('link', { name: 'Match the children', exact: true }).click()
  await page.locator('input[value="new"]').check()
  await page.getByRole('button', { name: 'Match this child' }).click()
  await page.getByRole('button', { name: 'Tell the referrer it has arrived' }).click()
  await page.getByLabel('Child in need: a social worker assesses').check()
  await page.getByLabel('Reasons', { exact: true }).fill('A social worker should look at this with the family.')
  await page.getByRole('button', { name: 'Save and come back later' }).click()
  await page.getByRole('link', { name: /Plain Sample/ }).click()
  assert.equal(await page.getByLabel('Reasons', { exact: true }).inputValue(), 'A social worker should look at this with the family.')
  await page.getByLabel('What argued the other way').fill('Nothing did.')
  await page.getByRole('group', { name: 'Has the family been told' }).getByLabel('Yes').check()
  await page.getByLabel('Who takes it on').selectOption({ index: 1 })
  await page.getByLabel('Message to the referrer').fill('Thank you. A social worker sees the family.')
  await page.getByRole('button', { name: 'Decide' }).click()
  await page.getByRole('heading', { name: /Decided: child in need/ }).waitFor()
  await look('plain-decided')
})
