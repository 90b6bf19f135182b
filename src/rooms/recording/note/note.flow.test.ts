import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)

const record = (of: SubjectId): string => `/people/${of}/record`
const on = { 'on-day': '2', 'on-month': '3', 'on-year': '2026' }
const part = (of: SubjectId, fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${name}_${of}`, value]))
const seenAtHome = () => ({
  purpose: 'To see how the children are after the weekend',
  contact: 'at-home',
  reached: 'yes',
  time: '16:30',
  ...on,
  audience: 'professionals',
  ...part(home.amira, {
    seen: 'seen-alone',
    fact: 'Amira showed me her room.',
    view: 'She seemed more at ease than last week.',
    heard: 'spoken',
    childsWords: '“I like my new bed.”',
    alone: 'yes',
    health: 'She uses her inhaler twice a day.',
  }),
})
type Told = {
  subject_id: string
  act_id: string
  kind: string
  happened_at: string
  field_group: string
  facts: Record<string, unknown>
  narrative: Record<string, string>
}
const toldOf = (of: SubjectId): Promise<Told[]> =>
  database.admin<Told>(
    `select e.subject_id, e.act_id, e.kind, e.happened_at::text, q.field_group, q.facts, q.narrative from gt.entry e
     join gt.entry_part q on q.partnership_id = e.partnership_id and q.entry_id = e.entry_id
     where e.subject_id = $1 and e.kind in ('note', 'visit', 'visit-attempted', 'addendum') order by e.known_at, e.kind, q.field_group`,
    [of],
  )
/** Opens the page, so that the form has its mark and the version it was opened with, and sends it. */
const send = async (role: string, of: SubjectId, fields: Record<string, string>) => {
  const visitor = await as(role)
  const { page } = await visitor.get(record(of))
  return visitor.post(record(of), { draftVersion: /name="draftVersion" value="(\d+)"/.exec(page)?.[1] ?? '0', ...fields })
}

describe('who may record about a child', () => {
  it('nobody whose role has no row for it, and nobody who does not work with the child: what they get is the page of no such child', async () => {
    const without = rolesWithout('GET /people/:person/record')
    assert.ok(without.length > 0)
    for (const role of [...without, 'health-practitioner', 'early-help-practitioner', 'emergency-duty-worker', 'bridge-manager']) {
      const visitor = await as(role)
      assert.equal((await visitor.get(record(home.amira))).status, 404, role)
      for (const path of [record(home.amira), `${record(home.amira)}/keep`, `${record(home.amira)}/discard`])
        assert.equal((await visitor.post(path, seenAtHome())).status, 404, `${role} ${path}`)
    }
    assert.deepEqual(await toldOf(home.amira), [])
    const [line] = await database.admin<{ n: number }>(
      `select count(*)::integer as n from gt.access_line where account_id = any ($1) and $2 = any (subject_ids)`,
      [['health-practitioner', 'early-help-practitioner'].map(ids.account), home.amira],
    )
    assert.equal(line?.n, 0)
  })

  it('somebody who works with one child of a family is not offered the others', async () => {
    const { page, status } = await (await as('school-safeguarding-lead')).get(record(home.amira))
    assert.equal(status, 200)
    assert.doesNotMatch(page, /Omar|Marta/)
    assert.equal((await (await as('school-safeguarding-lead')).get(record(home.omar))).status, 404)
  })
})

describe('recording a note', () => {
  it('about two children in one go: one act, an entry for each with their own part, and the visit that the clocks count', async () => {
    const sent = await send('social-worker', home.amira, {
      ...seenAtHome(),
      about: home.omar,
      present: home.marta,
      alsoThere: 'A man who did not give his name',
      consultedName0: 'Sam Sample, school nurse',
      consultedContact0: '0161 496 0123',
      decision: 'Ask the school about breakfast club',
      decisionBy: 'Jo Invented',
      'decisionDue-day': '9',
      'decisionDue-month': '3',
      'decisionDue-year': '2026',
      ...part(home.omar, { seen: 'not-seen', fact: 'Omar was at football.', notHeardWhy: 'He was out.' }),
    })
    assert.equal(sent.status, 303, sent.page.slice(0, 200))
    assert.match(sent.to ?? '', new RegExp(`^/people/${home.amira}#entry-[0-9a-f-]{36}$`))
    const [hers, his] = [await toldOf(home.amira), await toldOf(home.omar)]
    assert.deepEqual(
      [hers, his].map(told => told.map(one => [one.kind, one.field_group])),
      [
        [
          ['note', 'health'],
          ['note', 'record'],
          ['visit', 'record'],
        ],
        [
          ['note', 'record'],
          ['visit', 'record'],
        ],
      ],
    )
    assert.equal(new Set([...hers, ...his].map(one => one.act_id)).size, 1)
    const [note, visit] = [hers[1], hers[2]]
    assert.equal(note?.narrative['fact'], 'Amira showed me her room.')
    assert.equal(note?.narrative['view'], 'She seemed more at ease than last week.')
    assert.deepEqual(note?.facts['consulted'], [{ name: 'Sam Sample, school nurse', contact: '0161 496 0123' }])
    assert.deepEqual(note?.facts['decision'], { by: 'Jo Invented', dueOn: '2026-03-09' })
    assert.deepEqual(note?.facts['voice'], { heard: ['spoken'], alone: true })
    assert.match(note?.happened_at ?? '', /^2026-03-02 16:30/)
    assert.deepEqual([visit?.facts['by'], visit?.facts['place'], visit?.facts['seen']], ['lead', 'home', 'seen-alone'])
    assert.doesNotMatch(JSON.stringify(his), /Amira|inhaler|new bed/)
    assert.doesNotMatch(JSON.stringify(hers), /football/)
    const links = await database.admin<{ subject_id: string; as_what: string }>(
      `select l.subject_id, l.as_what from gt.entry_link l join gt.entry e using (partnership_id, entry_id) where e.subject_id = $1 and e.kind = 'note'`,
      [home.amira],
    )
    assert.deepEqual(links, [{ subject_id: home.marta, as_what: 'present' }])
    assert.deepEqual(await database.admin(`select 1 from gt.draft where form like 'note %'`), [])
  })

  it('is read by everybody who works with the child, each part by those whom the matrix lets', async () => {
    const school = await (await as('school-safeguarding-lead')).get(`/people/${home.amira}`)
    assert.match(school.page, /Amira showed me her room/)
    assert.doesNotMatch(school.page, /inhaler|football/)
    const worker = await (await as('social-worker')).get(`/people/${home.amira}`)
    assert.match(worker.page, /inhaler/)
    assert.match(worker.page, /Of the family there were:<\/strong> Marta Testcase/)
    assert.match(school.page, /1 person whose record is not open to you/)
    assert.match(worker.page, /Consulted:<\/strong> Sam Sample, school nurse \(0161 496 0123\)/)
    assert.match(worker.page, /Who carries the decision out:<\/strong> Jo Invented, by 9 Mar 2026/)
    assert.match(worker.page, /What the child last said or showed[\s\S]*“I like my new bed\.”/)
    for (const one of [school, worker]) assert.ok(one.page.includes(`href="${record(home.amira)}"`), 'the way to record is offered')
  })

  it('notes in the access line whom the page named', async () => {
    await (await as('social-worker')).get(record(home.amira))
    const [line] = await database.admin<{ subject_ids: string[]; purpose: string }>(
      `select subject_ids, purpose from gt.access_line where route = 'GET /people/:person/record' order by at desc limit 1`,
    )
    assert.equal(line?.purpose, 'record a note about a child')
    assert.deepEqual([...(line?.subject_ids ?? [])].sort(), [home.amira, home.omar, home.marta].sort())
  })

  it('asks for what is missing, all at once and each by its field, and keeps what was written', async () => {
    const sent = await send('social-worker', home.omar, {
      contact: 'at-home',
      reached: 'yes',
      ...on,
      ...part(home.omar, { view: 'Kept.' }),
    })
    assert.equal(sent.status, 422)
    for (const words of [
      'Write what the contact was for',
      'Write what happened about Omar',
      'Choose how Omar was seen',
      'Choose how Omar was heard, or write why not',
    ])
      assert.ok(sent.page.includes(words), words)
    for (const field of ['purpose', `fact_${home.omar}`, `seen_${home.omar}`, `heard_${home.omar}`])
      assert.ok(sent.page.includes(`href="#${field}"`) && sent.page.includes(`id="${field}"`), field)
    assert.match((await (await as('social-worker')).get(record(home.omar))).page, /Kept\./)
    await (await as('social-worker')).post(`${record(home.omar)}/discard`, {})
    const [away] = await database.admin<{ body: Record<string, string> }>(`select body from gt.discarded_draft where form = $1`, [
      `note ${home.omar}`,
    ])
    assert.equal(away?.body[`view_${home.omar}`], 'Kept.', 'what is thrown away can be brought back for a while')
    assert.doesNotMatch((await (await as('social-worker')).get(record(home.omar))).page, /Kept\./)
  })

  it('nothing is recorded before it happened', async () => {
    const sent = await send('social-worker', home.amira, { ...seenAtHome(), 'on-year': '2099' })
    assert.equal(sent.status, 422)
    assert.match(sent.page, /The day it happened must be today or earlier/)
    await (await as('social-worker')).post(`${record(home.amira)}/discard`, {})
  })

  it('contact that was tried without success is a record too, and at the door an attempted visit', async () => {
    const before = (await toldOf(home.omar)).length
    const sent = await send('social-worker', home.omar, {
      purpose: 'To see Omar',
      contact: 'at-home',
      reached: 'no',
      access: 'no-answer',
      tried: 'Rang twice; a light was on; a card was left.',
      ...on,
    })
    assert.equal(sent.status, 303)
    const [note, attempt] = (await toldOf(home.omar)).slice(before)
    assert.deepEqual(
      [note?.kind, note?.facts['reached'], note?.narrative['tried']],
      ['note', false, 'Rang twice; a light was on; a card was left.'],
    )
    assert.deepEqual([attempt?.kind, attempt?.facts['access']], ['visit-attempted', 'no-answer'])
  })

  it('a school’s note is a note and no visit, and it may keep a part to itself', async () => {
    const before = (await toldOf(home.amira)).length
    const sent = await send('school-safeguarding-lead', home.amira, { ...seenAtHome(), contact: 'at-school', audience: 'agency' })
    assert.equal(sent.status, 303)
    assert.deepEqual(
      (await toldOf(home.amira)).slice(before).map(one => one.kind),
      ['note', 'note'],
    )
    assert.match((await (await as('school-safeguarding-lead')).get(`/people/${home.amira}`)).page, /kept to your agency/)
  })

  it('sent twice it is recorded once', async () => {
    const visitor = await as('team-manager')
    await visitor.get(record(home.omar))
    const before = (await toldOf(home.omar)).length
    const form = {
      commandId: newId(),
      purpose: 'To ask how school is',
      contact: 'telephone',
      reached: 'yes',
      ...on,
      ...part(home.omar, { fact: 'His mother says school goes well.' }),
    }
    const [first, second] = [await visitor.post(record(home.omar), form), await visitor.post(record(home.omar), form)]
    assert.deepEqual([first.status, first.to], [303, second.to])
    assert.equal((await toldOf(home.omar)).length, before + 1)
  })
})

describe('a note that is being written', () => {
  it('is kept as it is typed, and gone on with later', async () => {
    const visitor = await as('conference-chair')
    await visitor.get(record(home.amira))
    const kept = await visitor.post(`${record(home.amira)}/keep`, { draftVersion: '0', purpose: 'Begun on the bus', surprise: 'not kept' })
    assert.equal(kept.status, 200)
    assert.match(kept.page, /"version":"1"/)
    const { page } = await visitor.get(record(home.amira))
    assert.match(page, /Begun on the bus[\s\S]*Saved at/)
    const [draft] = await database.admin<{ body: Record<string, string> }>(`select body from gt.draft where form = $1`, [
      `note ${home.amira}`,
    ])
    assert.deepEqual(draft?.body, { purpose: 'Begun on the bus' })
    const later = await visitor.post(record(home.amira), { draftVersion: '1', purpose: 'Begun on the bus', intent: 'save-for-later' })
    assert.equal(later.to, `/people/${home.amira}`)
  })

  it('written on in two windows loses neither: both versions are shown, and what is chosen is kept', async () => {
    const visitor = await as('conference-chair')
    const stale = await visitor.post(record(home.amira), { draftVersion: '1', purpose: 'From the other window', wished: 'Kept too' })
    assert.equal(stale.status, 409)
    assert.match(stale.page, /<mark>Begun on<\/mark> the <mark>bus<\/mark>/)
    assert.match(stale.page, /name="yours.purpose" value="From the other window"/)
    assert.equal((await visitor.post(`${record(home.amira)}/keep`, { draftVersion: '1', purpose: 'x' })).status, 409)
    const draftVersion = /name="draftVersion" value="(\d+)"/.exec(stale.page)?.[1] ?? ''
    const settled = await visitor.post(record(home.amira), {
      draftVersion,
      resolve: 'yes',
      'yours.purpose': 'From the other window',
      'keep.purpose': 'both',
      'yours.wished': 'Kept too',
      'keep.wished': 'yours',
    })
    assert.equal(settled.status, 200)
    assert.match(settled.page, /Begun on the bus\s+From the other window/)
    assert.match(settled.page, /Kept too/)
  })

  it('shows a part for each child that is ticked, without sending anything', async () => {
    const before = (await toldOf(home.omar)).length
    const shown = await send('social-worker', home.amira, { purpose: 'Both', about: home.omar, intent: 'parts' })
    assert.equal(shown.status, 200)
    assert.ok(shown.page.includes(`name="fact_${home.omar}"`) && shown.page.includes(`name="fact_${home.amira}"`))
    assert.equal((await toldOf(home.omar)).length, before)
    await (await as('social-worker')).post(`${record(home.amira)}/discard`, {})
  })
})

describe('correcting a note', () => {
  const own = async (role: string, of: SubjectId): Promise<string> =>
    (
      await database.admin<{ entry_id: string }>(
        `select entry_id from gt.entry where subject_id = $1 and author_id = $2 and kind = 'note' and corrects is null order by known_at limit 1`,
        [of, ids.account(role)],
      )
    )[0]?.entry_id ?? ''

  it('is for whoever wrote it: for others there is no such page', async () => {
    const path = `/people/${home.amira}/entries/${await own('social-worker', home.amira)}/correct`
    for (const role of ['team-manager', 'school-safeguarding-lead', 'health-practitioner', 'system-administrator'])
      for (const answer of [await (await as(role)).get(path), await (await as(role)).post(path, {})]) assert.equal(answer.status, 404, role)
    const elsewhere = `/people/${home.omar}/entries/${await own('social-worker', home.amira)}/correct`
    assert.equal((await (await as('social-worker')).get(elsewhere)).status, 404)
  })

  it('begins from what was written, asks why, and leaves the first words to be read; the visit is corrected with it', async () => {
    const path = `/people/${home.amira}/entries/${await own('social-worker', home.amira)}/correct`
    const visitor = await as('social-worker')
    const { page } = await visitor.get(path)
    assert.match(page, /Amira showed me her room\./)
    assert.match(page, /value="16:30"/)
    const corrected = {
      ...seenAtHome(),
      ...part(home.amira, { seen: 'seen-with-carer', fact: 'Amira and her mother showed me her room.' }),
    }
    assert.match((await visitor.post(path, corrected)).page, /Write why the note is corrected/)
    const sent = await visitor.post(path, { ...corrected, correctedWhy: 'Her mother was there.' })
    assert.equal(sent.status, 303)
    const shown = (await visitor.get(`/people/${home.amira}`)).page
    assert.match(shown, /Amira and her mother showed me her room/)
    assert.match(shown, /Earlier version[\s\S]*Amira showed me her room\./)
    const [visit] = await database.admin<{ facts: { seen: string } }>(
      `select q.facts from gt.entry e join gt.entry_part q using (partnership_id, entry_id)
       where e.subject_id = $1 and e.kind = 'visit' and e.corrects is not null`,
      [home.amira],
    )
    assert.equal(visit?.facts.seen, 'seen-with-carer')
  })

  it('the visit goes where the corrected note tells of none', async () => {
    const path = `/people/${home.amira}/entries/${await own('social-worker', home.amira)}/correct`
    const sent = await (await as('social-worker')).post(path, { ...seenAtHome(), contact: 'telephone', correctedWhy: 'It was a call.' })
    assert.equal(sent.status, 303)
    const rows = await database.admin(`select 1 from gt.entry where subject_id = $1 and kind = 'visit' and withdraws`, [home.amira])
    assert.equal(rows.length, 1)
  })
})
