import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, ids, testPurpose } from '../../../../tests/database.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { linesOf } from '../../testing/lines.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { rolesWithout, unmarked } from '../../testing/visitor.ts'
import { earlierConcern, putOnRecord, tellTheBridge } from '../testing/front-desk.ts'
import { frontDoorRoutes } from '../web.ts'
import { isLessThan, leadsToWork } from './decision-form.ts'
import { outcomeWords } from './outcomes.ts'

const { database, as: visitor } = await openForTests([frontDoorRoutes], { first: '/concerns' })

const nothingMore = {
  outcome: 'no-further-action',
  reasons: 'The school and the family have it in hand.',
  arguedOtherWay: 'The coat. The family has bought one since.',
  familyTold: 'yes',
  message: 'Thank you. Nothing more is needed now.',
  toldHow: 'portal',
}
const enquiry = {
  ...nothingMore,
  outcome: 'section-47',
  goesTo: `team:${ids.team.north}`,
  message: 'A social worker sees the family today.',
}

/** A concern whose one child is matched. */
const matched = async (given: string, facts: Record<string, unknown> = {}) => {
  const child = { given, family: 'Decided', born: '2016-02-02' }
  const person = await putOnRecord(database, child)
  const told = await tellTheBridge(database, { facts: { children: [{ label: 'child 1', ...child }], ...facts } })
  const done = await (await visitor('bridge-screener')).post(`/bridge/${told.matter}/children`, {
    'person-0': person,
    'summary-0': 'Hungry.',
  })
  assert.equal(done.status, 303, done.page)
  return { ...told, person }
}
const decisions = (subject: SubjectId) =>
  database.admin<{ n: number }>(`select count(*)::integer as n from gt.entry where subject_id = $1 and kind = 'referral-decision'`, [
    subject,
  ])
const openHolders = (subject: SubjectId) =>
  database.admin<{ relation: string; holder_id: string }>(
    'select relation, holder_id from gt.reach where subject_id = $1 and until_at > now() order by relation',
    [subject],
  )

test('a decision is one act: on the matter, on the child, told to the referrer, handed on, and The Bridge lets go', async () => {
  const { matter, person } = await matched('Enquiry', { askedFor: 'section-47' })
  const manager = await visitor('bridge-manager')
  assert.match((await manager.get(`/bridge/${matter}`)).page, /What argued the other way/)
  const sent = await manager.post(`/bridge/${matter}/decision`, enquiry)
  assert.equal(sent.to, `/bridge/${matter}/decided`, sent.page)
  assert.deepEqual(await decisions(matter), [{ n: 1 }])
  assert.deepEqual(await decisions(person), [{ n: 1 }])
  const acts = await database.admin(
    `select act_id from gt.entry where subject_id = any ($1) and kind in ('referral-decision', 'referral-feedback') group by 1`,
    [[matter, person]],
  )
  assert.equal(acts.length, 1)
  assert.deepEqual(await openHolders(person), [{ relation: 'manager', holder_id: ids.team.north }])
  assert.deepEqual(await openHolders(matter), [
    { relation: 'decided', holder_id: ids.team.bridge },
    { relation: 'referrer', holder_id: ids.agency.school },
  ])
  const { page } = await manager.get(`/bridge/${matter}/decided`)
  for (const words of ['strategy discussion', 'North Team', 'The referrer, in this system', 'The family'])
    assert.match(page, new RegExp(words), words)
  const late = await database.admin<{ ended: string }>(
    `select ended from gt.finding where subject_id = $1 and rule = 'referral-decision-due'`,
    [matter],
  )
  assert.deepEqual(late, [{ ended: 'met' }])
  const school = await visitor('school-safeguarding-lead')
  const read = await school.get(`/concerns/${matter}`)
  assert.match(read.page, /Child protection enquiry/)
  assert.match(read.page, /A social worker sees the family today/)
  assert.doesNotMatch(read.page, /have it in hand|The coat/)
  assert.equal(
    (await linesOf(database, matter)).some(line => line.route === 'GET /bridge/:matter/decided'),
    true,
  )
})

test('a decision sets the stage of support of each child where it says so, talked through with the family or why not', async () => {
  const { matter, person } = await matched('Staged')
  const manager = await visitor('bridge-manager')
  const set = { ...enquiry, stage: 'getting-more-help/social-work' }
  assert.match((await manager.post(`/bridge/${matter}/decision`, set)).page, /Say whether the stage was talked through/)
  const silent = await manager.post(`/bridge/${matter}/decision`, { ...set, stageDiscussed: 'no' })
  assert.match(silent.page, /Write why it was not talked through/)
  const sent = await manager.post(`/bridge/${matter}/decision`, {
    ...set,
    stageDiscussed: 'no',
    stageNotDiscussedWhy: 'It would not be safe yet.',
  })
  assert.equal(sent.to, `/bridge/${matter}/decided`, sent.page)
  const staged = await database.admin<{ facts: unknown }>(
    `select q.facts from gt.entry e join gt.entry_part q using (partnership_id, entry_id) where e.subject_id = $1 and e.kind = 'support-stage'`,
    [person],
  )
  assert.deepEqual(staged, [{ facts: { stage: 'getting-more-help', led: 'social-work', discussed: false } }])
  const left = await matched('Unstaged')
  await manager.post(`/bridge/${left.matter}/decision`, enquiry)
  const none = await database.admin(`select entry_id from gt.entry where subject_id = $1 and kind = 'support-stage'`, [left.person])
  assert.deepEqual(none, [])
})

test('with information and advice the family is told of a service, which stands on the record of each child', async () => {
  const { matter, person } = await matched('Signposted')
  const service = '0197a000-0000-7000-8000-00000000d1f0'
  await database.admin(
    `insert into gt.service (partnership_id, service_id, name, sort, about, direct) values ($1, $2, 'Sample Family Hub', 'hub', 'A warm place.', true)`,
    [ids.partnership, service],
  )
  const manager = await visitor('bridge-manager')
  assert.match((await manager.get(`/bridge/${matter}`)).page, /Service the family was told of[\s\S]*Sample Family Hub/)
  const sent = await manager.post(`/bridge/${matter}/decision`, {
    ...nothingMore,
    outcome: 'information-and-advice',
    signpostTo: service,
  })
  assert.equal(sent.to, `/bridge/${matter}/decided`, sent.page)
  const told = await database.admin<{ facts: unknown; act: boolean }>(
    `select q.facts, e.act_id = (select d.act_id from gt.entry d where d.subject_id = $1 and d.kind = 'referral-decision') as act
     from gt.entry e join gt.entry_part q using (partnership_id, entry_id) where e.subject_id = $1 and e.kind = 'signposted'`,
    [person],
  )
  assert.deepEqual(told, [{ facts: { service, serviceName: 'Sample Family Hub', takenUp: 'not-known' }, act: true }])
})

test('each way that a concern can go says what happens next, and who does it', async () => {
  const manager = await visitor('bridge-manager')
  const ways: [string, RegExp][] = [
    ['emergency-protection', /North Team, the police and legal services act now/],
    ['disability-team', /North Team looks at what the child needs/],
    ['private-fostering', /visits the child and the carers within seven working days/],
    ['homeless-16-17', /North Team and housing assess together, today/],
    ['secure-estate', /North Team speaks with the secure establishment/],
    ['complex-safeguarding', /who and what puts the child at risk outside the home/],
    ['another-authority', /The other authority is rung and is sent what is known/],
    ['information-and-advice', /The advice is given/],
  ]
  for (const [outcome, next] of ways) {
    const { matter } = await matched(`Way${outcome.length}${outcome.charCodeAt(0)}`)
    const sent = await manager.post(`/bridge/${matter}/decision`, { ...enquiry, outcome, toAuthority: 'Sampleshire' })
    assert.equal(sent.to, `/bridge/${matter}/decided`, sent.page)
    assert.match((await manager.get(`/bridge/${matter}/decided`)).page, next, outcome)
  }
})

test('whoever screened it no longer opens the child, and who takes it on does', async () => {
  const { matter, person } = await matched('Handed')
  await (await visitor('bridge-manager')).post(`/bridge/${matter}/decision`, enquiry)
  const persons = statement<{ given: string }>(
    'test-person',
    null,
    'select given from gt.person where partnership_id = $1 and subject_id = $2',
  )
  const seenBy = (role: string) => database.worker.withActor(as(role), testPurpose, tx => tx.run(persons, [ids.partnership, person]))
  assert.deepEqual(await seenBy('bridge-screener'), [])
  assert.deepEqual(await seenBy('team-manager'), [{ given: 'Handed' }])
  const screener = await visitor('bridge-screener')
  assert.equal((await screener.get(`/bridge/${matter}`)).to, `/bridge/${matter}/decided`)
  assert.doesNotMatch((await screener.get('/bridge')).page, /Handed Decided/)
})

test('only a manager of The Bridge decides, and every other role finds nothing there', async () => {
  const { matter } = await matched('Refused')
  for (const path of ['decision', 'decision/keep'])
    for (const role of rolesWithout(`POST /bridge/:matter/${path}`))
      assert.equal((await (await visitor(role)).post(`/bridge/${matter}/${path}`, nothingMore)).status, 404, `${role} ${path}`)
  assert.deepEqual(await decisions(matter), [{ n: 0 }])
  const { page } = await (await visitor('bridge-social-worker')).get(`/bridge/${matter}`)
  assert.match(page, /A manager of The Bridge who is qualified in social work decides/)
  assert.doesNotMatch(page, /What argued the other way/)
})

test('a draft of a decision keeps the fields of its form and no other', async () => {
  const { matter } = await matched('Kept')
  const manager = await visitor('bridge-manager')
  await manager.get(`/bridge/${matter}`)
  const kept = await manager.post(`/bridge/${matter}/decision/keep`, { reasons: 'Not finished', somethingElse: 'x' })
  assert.equal(kept.status, 200, kept.page)
  const rows = await database.admin<{ body: Record<string, string> }>('select body from gt.draft where form = $1', [`decision ${matter}`])
  assert.deepEqual(
    rows.map(row => row.body),
    [{ reasons: 'Not finished' }],
  )
})

test('while a child is not matched it asks for that first, and everything typed is kept', async () => {
  const { matter } = await tellTheBridge(database)
  const manager = await visitor('bridge-manager')
  const answer = await manager.post(`/bridge/${matter}/decision`, enquiry)
  assert.equal(answer.status, 422)
  assert.match(answer.page, /Match the children first/)
  assert.match(answer.page, /have it in hand/)
  assert.match(answer.page, /The family has bought one since/)
  assert.deepEqual(await decisions(matter), [{ n: 0 }])
})

test('reasons, what argued the other way, the referrer and who takes it on are asked for, all at once', async () => {
  const { matter } = await matched('Asked')
  const manager = await visitor('bridge-manager')
  const empty = await manager.post(`/bridge/${matter}/decision`, {})
  assert.equal(empty.status, 422)
  for (const words of ['Choose what is decided', 'Write the reasons', 'Write what argued the other way', 'Say whether the family'])
    assert.match(empty.page, new RegExp(words), words)
  const { message: _message, goesTo: _goesTo, ...rest } = enquiry
  assert.match((await manager.post(`/bridge/${matter}/decision`, { ...rest, message: 'x' })).page, /Choose who takes it on/)
  assert.match((await manager.post(`/bridge/${matter}/decision`, { ...nothingMore, message: '' })).page, /Write a message to the referrer/)
  assert.match(
    (await manager.post(`/bridge/${matter}/decision`, { ...nothingMore, outcome: 'another-authority' })).page,
    /Name the authority/,
  )
  const stranger = await manager.post(`/bridge/${matter}/decision`, { ...enquiry, goesTo: `team:${ids.agency.school}` })
  assert.match(stranger.page, /Choose who takes it on/)
  assert.deepEqual(await decisions(matter), [{ n: 0 }])
})

test('the third concern in twelve months goes no further only with a written review, which is asked for at its field', async () => {
  const child = { given: 'Third', family: 'Decided', born: '2015-05-05' }
  const person = await putOnRecord(database, child)
  const [days] = await database.admin<{ a: string; b: string }>(
    `select to_char(now() - interval '90 days', 'YYYY-MM-DD') as a, to_char(now() - interval '40 days', 'YYYY-MM-DD') as b`,
  )
  await earlierConcern(database, person, days?.a ?? '')
  await earlierConcern(database, person, days?.b ?? '')
  const { matter } = await tellTheBridge(database, { facts: { children: [{ label: 'child 1', ...child }] } })
  const manager = await visitor('bridge-manager')
  await manager.post(`/bridge/${matter}/children`, { 'person-0': person })
  assert.match((await manager.get(`/bridge/${matter}`)).page, /Review of everything raised before/)
  const stopped = await manager.post(`/bridge/${matter}/decision`, nothingMore)
  assert.equal(stopped.status, 422)
  assert.match(stopped.page, /href="#cumulativeReview"/)
  assert.match(stopped.page, /write a review of everything that was raised/)
  assert.match(stopped.page, /have it in hand/)
  assert.deepEqual(await decisions(person), [{ n: 0 }])
  const done = await manager.post(`/bridge/${matter}/decision`, {
    ...nothingMore,
    cumulativeReview: 'Three concerns, all about food, each answered by the family.',
  })
  assert.equal(done.to, `/bridge/${matter}/decided`)
  assert.deepEqual(await decisions(person), [{ n: 1 }])
})

test('less than was asked for: the referrer is told how to challenge it; otherwise not', async () => {
  const challenge = async (askedFor: string | undefined, form: Record<string, string>) => {
    const { matter } = await matched(`Less${Math.abs(hash(`${askedFor}${form['outcome']}`))}`, { askedFor })
    const manager = await visitor('bridge-manager')
    const sent = await manager.post(`/bridge/${matter}/decision`, form)
    assert.equal(sent.to, `/bridge/${matter}/decided`, sent.page)
    const [said] = await database.admin<{ how: string | null }>(
      `select q.narrative ->> 'howToChallenge' as how from gt.entry_part q where q.subject_id = $1 and q.field_group = 'feedback'`,
      [matter],
    )
    return said?.how ?? null
  }
  assert.match((await challenge('section-47', nothingMore)) ?? '', /professional challenge/)
  assert.equal(await challenge('section-47', enquiry), null)
  assert.equal(await challenge(undefined, nothingMore), null)
})

const hash = (text: string): number => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7)

test('a member of the public reads that it was looked at and not the outcome; who gave no name cannot be told', async () => {
  const named = await matched('Public', { referrerIs: 'public', source: 'public', sourceName: undefined, askedFor: undefined })
  const manager = await visitor('bridge-manager')
  await manager.post(`/bridge/${named.matter}/decision`, { ...enquiry, message: 'Thank you for ringing.', toldHow: 'phone' })
  const [said] = await database.admin<{ outcome: string }>(
    `select q.narrative ->> 'outcome' as outcome from gt.entry_part q where q.subject_id = $1 and q.field_group = 'feedback'`,
    [named.matter],
  )
  assert.doesNotMatch(said?.outcome ?? 'enquiry', /enquiry/)
  const nameless = await matched('Nameless', { referrerIs: 'public', anonymous: true, source: 'public', sourceName: undefined })
  const { message: _message, ...form } = nothingMore
  const sent = await manager.post(`/bridge/${nameless.matter}/decision`, form)
  assert.equal(sent.to, `/bridge/${nameless.matter}/decided`, sent.page)
  assert.match((await manager.get(`/bridge/${nameless.matter}/decided`)).page, /Who was told/)
})

test('sent twice, it is decided once; decided meanwhile by another, the second is shown what was decided', async () => {
  const { matter, person } = await matched('Twice')
  const manager = await visitor('bridge-manager')
  const commandId = '018f0000-0000-7000-8000-0000000000bb'
  const [one, two] = await Promise.all([
    manager.post(`/bridge/${matter}/decision`, { ...nothingMore, commandId }),
    manager.post(`/bridge/${matter}/decision`, { ...nothingMore, commandId }),
  ])
  assert.deepEqual([one?.to, two?.to], [`/bridge/${matter}/decided`, `/bridge/${matter}/decided`])
  assert.equal((await manager.post(`/bridge/${matter}/decision`, enquiry)).to, `/bridge/${matter}/decided`)
  assert.deepEqual(await decisions(person), [{ n: 1 }])
  assert.deepEqual(await decisions(matter), [{ n: 1 }])
})

test('two managers’ concerns about one child: deciding one leaves the other’s look at the child open', async () => {
  const child = { given: 'Shared', family: 'Decided', born: '2014-04-04' }
  const person = await putOnRecord(database, child)
  const manager = await visitor('bridge-manager')
  const concerns: SubjectId[] = []
  for (let at = 0; at < 2; at += 1) {
    const { matter } = await tellTheBridge(database, { facts: { children: [{ label: 'child 1', ...child }] } })
    await manager.post(`/bridge/${matter}/children`, { 'person-0': person })
    concerns.push(matter)
  }
  await manager.post(`/bridge/${concerns[0]}/decision`, nothingMore)
  assert.match((await manager.get(`/bridge/${concerns[1]}`)).page, /Decided: no further action/)
  assert.equal((await openHolders(person)).length, 1)
})

test('early help is handed to the agency of early help, not to a team of social workers', async () => {
  const { matter, person } = await matched('Helped')
  await (await visitor('bridge-manager')).post(`/bridge/${matter}/decision`, {
    ...enquiry,
    outcome: 'early-help',
    goesTo: `agency:${ids.agency['early-help']}`,
  })
  assert.deepEqual(await openHolders(person), [{ relation: 'agency', holder_id: ids.agency['early-help'] }])
})

test('what a manager types is kept, comes back, is theirs alone, and is gone once it is decided', async () => {
  const { matter } = await matched('Kept')
  const manager = await visitor('bridge-manager')
  const first = await manager.post(`/bridge/${matter}/decision/keep`, { reasons: 'Half a thought', draftVersion: '0' })
  const { version } = JSON.parse(first.page) as { version: string }
  assert.match((await manager.get(`/bridge/${matter}`)).page, /Half a thought/)
  const stale = await manager.post(`/bridge/${matter}/decision/keep`, { reasons: 'From another window', draftVersion: '0' })
  assert.equal(stale.status, 409)
  const conflict = await manager.post(`/bridge/${matter}/decision`, {
    reasons: 'From another window',
    draftVersion: '0',
    intent: 'save-for-later',
  })
  assert.equal(conflict.status, 409)
  assert.match(conflict.page, /From another window/)
  assert.match(conflict.page, /Half a thought/)
  await manager.post(`/bridge/${matter}/decision`, {
    'yours.reasons': 'From another window',
    resolve: 'yes',
    intent: 'save-for-later',
    draftVersion: version,
  })
  const { page } = await manager.get(`/bridge/${matter}`)
  assert.match(page, /Half a thought\s+From another window/)
  await manager.post(`/bridge/${matter}/decision`, nothingMore)
  const [left] = await database.admin<{ n: number }>(`select count(*)::integer as n from gt.draft where form = $1`, [`decision ${matter}`])
  assert.equal(left?.n, 0)
})

test('an entry that only one agency may read asks no question and changes nothing of the page of another', async () => {
  const { matter, person } = await matched('Restricted')
  const manager = await visitor('bridge-manager')
  const before = unmarked((await manager.get(`/bridge/${matter}`)).page)
  const { referral } = await import('../referral/referral.ts')
  await tell(database, 'emergency-duty-worker', [
    {
      subject: person,
      kind: referral,
      audience: 'agency',
      parts: { record: { facts: { source: 'police', concerns: ['exploitation'], familyTold: 'yes' }, narrative: { summary: 'CANARY' } } },
    },
  ])
  const after = unmarked((await manager.get(`/bridge/${matter}`)).page)
  assert.equal(after, before)
})

test('every outcome is either work for somebody or not, and less than what was asked for or not', () => {
  for (const outcome of Object.keys(outcomeWords) as (keyof typeof outcomeWords)[]) {
    assert.equal(isLessThan(outcome, outcome), false)
    assert.equal(isLessThan(outcome, undefined), false)
    assert.equal(leadsToWork(outcome), !['no-further-action', 'information-and-advice', 'another-authority'].includes(outcome))
  }
  assert.equal(isLessThan('early-help', 'section-47'), true)
  assert.equal(isLessThan('emergency-protection', 'child-in-need'), false)
})
