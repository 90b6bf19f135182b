import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { addDays, dayOf, momentOf, Temporal } from '../../../guidance/index.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { called } from '../../testing/called.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { inBoxes, rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { conferenceHeld } from '../papers/testing/conference-held.ts'
import { conference } from './conference.ts'

const { database, as } = await openForTests(rooms)
const { amira, matter, decision } = await conferenceHeld(database)
const today = dayOf(momentOf(Temporal.Now.instant()))
const day = addDays(today, 2)
const here = `/meetings/${matter}/conference/${amira}/put-right`
const text = (page: string) => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

/** The decision as it stands, typed again. */
const asDecided = {
  workingWell: 'Grandmother fetches Amira from school.',
  worried: 'Amira is alone at night.',
  needsToHappen: 'An adult is there every night.',
  childsView: '“I hear the door and then nobody is there.”',
  childTookPart: 'yes',
  plan: 'yes',
  category: 'neglect',
  reasons: 'It has gone on for months, Marta says.',
  outlinePlan: 'Evenings are covered.',
  contingency: 'If nobody is there, grandmother comes.',
  lead: 'Jo Invented',
  coreGroup: 'Mother, grandmother, school',
  visitEvery: '14',
  legalAdvice: 'The threshold for court is near.',
  ...inBoxes('coreGroupOn', addDays(day, 7)),
  ...inBoxes('reviewOn', addDays(day, 60)),
}
const send = async (more: Record<string, string | readonly string[]>, path = here) => {
  const chair = await as('conference-chair')
  await chair.get(path)
  return chair.post(path, { ...asDecided, draftVersion: chair.hidden('draftVersion'), read: chair.hidden('read'), ...more })
}
const plansOf = (child: SubjectId) =>
  database.admin<{ state: string; open: boolean }>(
    `select state, until_at = 'infinity' as open from gt.episode where subject_id = $1 and kind = 'child-protection-plan' order by from_at`,
    [child],
  )

describe('what a conference decided, put right by its chair', () => {
  it('begins with what stands, and asks what was wrong', async () => {
    const chair = await as('conference-chair')
    assert.match((await chair.get(`/meetings/${matter}/conference`)).page, new RegExp(`href="${here}"`))
    const { page } = await chair.get(here)
    for (const words of [/Put right what was decided about Amira/, /Evenings are covered/, /The threshold for court is near/, /value="14"/])
      assert.match(page, words)
    const unsaid = await send({ visitEvery: '7' })
    assert.equal(unsaid.status, 422)
    assert.match(unsaid.page, /Write what was wrong, and how you know/)
  })

  it('stands from then on with its reason, and the earlier version is read beside it', async () => {
    const sent = await send({
      visitEvery: '7',
      category: 'emotional',
      correctedWhy: 'The minutes say every seven days, and emotional abuse.',
    })
    assert.equal(sent.to, `/meetings/${matter}/conference`, text(sent.page).slice(0, 3000))
    const chair = await as('conference-chair')
    const after = text((await chair.get(`/meetings/${matter}/conference`)).page)
    assert.match(after, /On a child protection plan: emotional abuse/)
    assert.match(after, /Visits are at most 7 days apart/)
    assert.match(after, /was put right on .*The minutes say every seven days.*Look whether the plan for Amira Testcase says the same/)
    const entry = text((await chair.get(`/people/${amira}/entries/${decision}`)).page)
    assert.match(entry, /Why it was corrected: The minutes say every seven days/)
    assert.match(entry, /Earlier version.*plan \(neglect\)/)
    assert.match(entry, /Legal advice: advice: The threshold for court is near/, 'what is kept apart goes on with it')
    assert.deepEqual(await plansOf(amira), [{ state: 'emotional', open: true }])
    const [due] = await database.admin<{ days: number }>(
      `select (due_on - from_at::date) as days from gt.finding where subject_id = $1 and rule = 'cp-visit-due' and until_at = 'infinity'`,
      [amira],
    )
    assert.ok(due && due.days <= 8, `visited every seven days, and not ${due?.days}`)
  })

  it('in another window from before, is not written over: it is read first, and what was typed is kept', async () => {
    const stale = await send({ read: decision, visitEvery: '10', correctedWhy: 'Ten days was meant.' })
    assert.equal(stale.status, 422)
    assert.match(stale.page, /was put right meanwhile, from another window: read that first/)
    assert.match((await (await as('conference-chair')).get(here)).page, /Ten days was meant/)
    assert.equal((await (await as('conference-chair')).post(`${here}/discard`, {})).to, `/meetings/${matter}/conference`)
    assert.doesNotMatch((await (await as('conference-chair')).get(here)).page, /Ten days was meant/)
  })

  it('sent twice it is done once', async () => {
    const chair = await as('conference-chair')
    await chair.get(here)
    const twice = {
      ...asDecided,
      draftVersion: chair.hidden('draftVersion'),
      read: chair.hidden('read'),
      commandId: chair.hidden('commandId'),
      visitEvery: '7',
      category: 'emotional',
      correctedWhy: 'The lead’s name was misspelt.',
      lead: 'Jo Invented-Sample',
    }
    assert.equal((await chair.post(here, twice)).to, `/meetings/${matter}/conference`)
    const [row] = await database.admin<{ n: number }>('select count(*)::int as n from gt.entry where corrects = $1', [decision])
    assert.equal(row?.n, 2)
  })

  it('to no plan: the child was never on one by it, and what was done meanwhile stays', async () => {
    const sent = await send({ plan: 'no', correctedWhy: 'The vote of the conference was against a plan.' })
    assert.equal(sent.to, `/meetings/${matter}/conference`, text(sent.page).slice(0, 3000))
    assert.deepEqual(await plansOf(amira), [])
    assert.equal((await send({ category: 'emotional', correctedWhy: 'It was for one after all.' })).status, 303)
    assert.deepEqual(await plansOf(amira), [{ state: 'emotional', open: true }])
  })
})

describe('a decision that carried a plan on, put right to end it', () => {
  it('is asked what its end would have been asked', async () => {
    const home = await householdOnRecord(database)
    const { matter: review } = await called(database, 'team-manager', {
      children: [home.amira],
      type: 'review-conference',
      chair: ids.account('conference-chair'),
      minutes: ids.account('conference-administrator'),
    })
    const decided = (type: string, on: string, meeting?: SubjectId) =>
      tell(database, 'conference-chair', [
        {
          subject: home.amira,
          kind: conference,
          on,
          parts: { record: { facts: { type, plan: true, category: 'neglect', childTookPart: true, ...(meeting ? { meeting } : {}) } } },
        },
      ])
    await decided('initial', addDays(today, -80))
    await decided('review', today, review)
    const path = `/meetings/${review}/conference/${home.amira}/put-right`
    const sent = await send({ plan: 'no', correctedWhy: 'It was decided that the plan ends.' }, path)
    assert.equal(sent.status, 422)
    assert.match(sent.page, /Before this ends, write down what help follows/)
    assert.match((await (await as('conference-chair')).get(path)).page, /It was decided that the plan ends/)
    assert.deepEqual(await plansOf(home.amira), [{ state: 'neglect', open: true }])
  })
})

describe('who may not put it right', () => {
  it('every role without the page, and a chair of what another wrote, finds nothing', async () => {
    for (const role of rolesWithout('GET /meetings/:meeting/conference/:child/put-right')) {
      const visitor = await as(role)
      assert.equal((await visitor.get(here)).status, 404, role)
      for (const way of ['', '/keep', '/discard']) assert.equal((await visitor.post(`${here}${way}`, {})).status, 404, `${role} ${way}`)
    }
    const wroteIt = (role: string) =>
      database.admin('update gt.entry set author_id = $2 where entry_id = $1 or corrects = $1', [decision as EntryId, ids.account(role)])
    await wroteIt('team-manager')
    const chair = await as('conference-chair')
    assert.equal((await chair.get(here)).status, 404)
    assert.doesNotMatch((await chair.get(`/meetings/${matter}/conference`)).page, /put-right/)
    await wroteIt('conference-chair')
    assert.equal((await chair.get(here)).status, 200)
    const other = await householdOnRecord(database)
    assert.equal((await chair.get(`/meetings/${matter}/conference/${other.amira}/put-right`)).status, 404, 'no child of this conference')
  })
})
