import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { as as asker, ids, testPurpose } from '../../../tests/database.ts'
import { type CommandId, newId, type SubjectId } from '../../thread/ids.ts'
import { book } from '../book.ts'
import { action as asked } from '../meetings/index.ts'
import { householdOnRecord } from '../testing/household.ts'
import { linesOf } from '../testing/lines.ts'
import { openForTests } from '../testing/open-for-tests.ts'
import { tell } from '../testing/tell.ts'
import { tellingsOn } from '../testing/tellings.ts'
import { inBoxes, rolesWith, rolesWithout, type Typed } from '../testing/visitor.ts'
import { rooms } from '../web.ts'
import { challengeResolved } from './stages/stage.ts'
import { writeOnChallenge } from './stages/take-further.ts'

const { database, as } = await openForTests(rooms, { first: '/sign-in' })
const home = await householdOnRecord(database)

const words: Typed = {
  about: 'plan',
  decision: 'The plan ends next week',
  ...inBoxes('decidedOn', '2025-06-02'),
  urgent: 'no',
  situation: 'Amira hides under the table when it is time to go home',
  wants: 'The plan goes on until she has been heard',
}

/** The school challenges the social worker about Amira; gives where it stands. */
const raised = async (more: Typed = {}): Promise<string> => {
  const school = await as('school-safeguarding-lead')
  const form = await school.get(`/challenges/new?child=${home.amira}`)
  assert.equal(form.status, 200)
  assert.match(form.page, /Amira Testcase/)
  const sent = await school.post('/challenges/new', {
    ...words,
    child: home.amira,
    whom: 'mail',
    whomMail: ids.email('social-worker'),
    ...more,
  })
  assert.equal(sent.status, 303, sent.page.slice(0, 3000))
  return sent.to?.split('/').at(-1) ?? ''
}
const told = (subject: string) =>
  database.admin<{ state: string; effect: string | null }>(
    `select q.facts ->> 'state' as state, q.narrative ->> 'effect' as effect from gt.entry e join gt.entry_part q using (partnership_id, entry_id)
     where e.subject_id = $1 and e.kind = 'challenge-about' order by e.known_at, e.entry_id`,
    [subject],
  )

describe('a challenge, while it is typed', () => {
  it('is kept for whoever types it, apart for each child, gone on with, and thrown away', async () => {
    const school = await as('school-safeguarding-lead')
    const about = `/challenges/new?child=${home.amira}`
    assert.match((await school.get(about)).page, /data-autosave-url="\/challenges\/new\/keep"/)
    const typed = { child: home.amira, draftVersion: '0', situation: 'She hides when it is time to' }
    assert.equal((await school.post('/challenges/new/keep', typed)).status, 200)
    assert.match((await school.get(about)).page, /She hides when it is time to/)
    assert.match((await school.get('/drafts')).page, /A challenge/)
    assert.equal((await school.post('/challenges/new/keep', { ...typed, situation: 'In another window' })).status, 409)
    assert.equal(
      (await school.post('/challenges/new/keep', { ...typed, child: home.omar })).status,
      404,
      'a child the school does not know',
    )
    for (const role of rolesWithout('POST /challenges/new/keep'))
      for (const what of ['keep', 'discard'])
        assert.equal((await (await as(role)).post(`/challenges/new/${what}`, { child: home.amira })).status, 404, `${role} ${what}`)
    assert.equal((await school.post(`/challenges/new/discard?child=${home.amira}`, {})).to, `/people/${home.amira}`)
    assert.doesNotMatch((await school.get(about)).page, /She hides when it is time to/)
  })
})

describe('a professional challenge', () => {
  it('is raised from the page of a child, answered in time, and settled with what it means for the child, which stands on the child’s record', async () => {
    const challenge = await raised()
    assert.equal((await told(home.amira)).at(-1)?.state, 'raised')
    const worker = await as('social-worker')
    assert.match((await worker.get('/challenges')).page, /Your side answers/)
    const page = (await worker.get(`/challenges/${challenge}`)).page
    assert.match(page, /hides under the table/)
    assert.match(page, /Stage 0/)
    assert.match(page, /waits for an answer/)
    assert.ok((await linesOf(database, challenge as never)).some(line => line.route === 'GET /challenges/:challenge'))
    assert.equal((await worker.post(`/challenges/${challenge}/answer`, { changes: 'yes' })).status, 422)
    assert.equal(
      (await worker.post(`/challenges/${challenge}/answer`, { changes: 'yes', answer: 'I see her on Thursday first' })).status,
      303,
    )
    const school = await as('school-safeguarding-lead')
    assert.match((await school.get(`/challenges/${challenge}`)).page, /a word from whoever raised it/)
    const without = await school.post(`/challenges/${challenge}/settle`, { resolution: 'changed-decision' })
    assert.equal(without.status, 422)
    assert.match(without.page, /Write what it means for the child/)
    assert.equal(
      (
        await school.post(`/challenges/${challenge}/settle`, {
          resolution: 'changed-decision',
          effect: 'She is heard before the plan ends',
        })
      ).status,
      303,
    )
    assert.deepEqual((await told(home.amira)).at(-1), { state: 'resolved', effect: 'She is heard before the plan ends' })
    assert.match((await school.get('/challenges')).page, /Settled/)
    assert.match((await school.get(`/challenges/${challenge}`)).page, /Nothing more is asked/)
    const open = await database.admin(`select 1 from gt.finding where subject_id = $1 and until_at = 'infinity'`, [challenge])
    assert.deepEqual(open, [])
  })

  it('goes further, may be talked through, and may become urgent: then the next working day is the last', async () => {
    const challenge = await raised()
    const school = await as('school-safeguarding-lead')
    await school.get(`/challenges/${challenge}`)
    assert.equal((await school.post(`/challenges/${challenge}/further`, { stage: '0', reason: 'x' })).status, 422)
    assert.equal((await school.post(`/challenges/${challenge}/further`, { stage: '1', reason: 'Nothing changes for her' })).status, 303)
    assert.match((await school.get(`/challenges/${challenge}`)).page, /Stage 1/)
    const manager = await as('team-manager')
    assert.match(
      (await manager.get(`/challenges/${challenge}`)).page,
      /to talk it through/,
      'the manager of the team that answers reads it',
    )
    assert.equal(
      (await manager.post(`/challenges/${challenge}/discussed`, { who: 'Both managers', talk: 'We meet her together' })).status,
      303,
    )
    await school.get(`/challenges/${challenge}`)
    assert.equal((await school.post(`/challenges/${challenge}/urgent`, { why: 'She says: I do not want to go home' })).status, 303)
    const page = (await school.get(`/challenges/${challenge}`)).page
    assert.match(page, /raise it now: it does not wait for this/)
    assert.match(page, /the child may be unsafe/)
  })

  it('is never settled by whoever is challenged, nor by a chair whose own decision it is: not on a page, and not in the database', async () => {
    const school = await as('school-safeguarding-lead')
    const meetingLess = await raised({ about: 'conference-decision', whom: 'mail', whomMail: ids.email('conference-chair') })
    const chair = await as('conference-chair')
    await chair.get(`/challenges/${meetingLess}`)
    const settles = { resolution: 'agreed', effect: 'Nothing' }
    assert.equal((await chair.post(`/challenges/${meetingLess}/settle`, settles)).status, 404)
    const [row] = await database.admin<{ entry_id: string }>(`select entry_id from gt.entry where subject_id = $1 and kind = 'challenge'`, [
      meetingLess,
    ])
    const attack = () =>
      database.worker.withActor(asker('conference-chair'), testPurpose, tx =>
        writeOnChallenge(tx, book, {
          id: newId<CommandId>(),
          challenge: meetingLess as never,
          raised: row?.entry_id as never,
          step: { kind: challengeResolved, facts: { resolution: 'agreed' }, narrative: { effect: 'Nothing' } },
          tells: [],
        }),
      )
    await assert.rejects(attack, /row-level security/)
    // Even where the chair stands on both sides: what is their own is settled by somebody else.
    await database.admin(
      `insert into gt.reach select (jsonb_populate_record(r, jsonb_build_object('relation', 'challenger', 'key', 'planted'))).* from gt.reach r
       where r.subject_id = $1 and r.holder_id = $2 and r.relation = 'challenged'`,
      [meetingLess, ids.account('conference-chair')],
    )
    await assert.rejects(attack, /row-level security/)
    await school.get(`/challenges/${meetingLess}`)
    assert.equal((await school.post(`/challenges/${meetingLess}/settle`, settles)).status, 303)
  })

  it('is raised by whoever raised a concern about what The Bridge decided, and by whoever was asked to do something', async () => {
    const concern = newId<SubjectId>()
    await tell(
      database,
      'school-safeguarding-lead',
      [tellingsOn('2025-06-01').works(concern, ids.account('school-safeguarding-lead'), 'account', 'referrer')].map(one => ({
        ...one,
        on: undefined,
      })),
      {
        begins: [{ subject: concern, form: 'matter' }],
      },
    )
    const school = await as('school-safeguarding-lead')
    const page = (await school.get(`/challenges/new?concern=${concern}`)).page
    assert.match(page, /A concern that you raised/)
    const bridge = new RegExp(`value="(team:${ids.team.bridge})"`).exec(page)?.[1] ?? ''
    const sent = await school.post('/challenges/new', { ...words, about: 'decision-on-a-concern', concern, whom: bridge })
    assert.equal(sent.status, 303, sent.page.slice(0, 2000))
    assert.equal((await told(concern)).at(-1)?.state, 'raised')
    const manager = await as('bridge-manager')
    assert.match((await manager.get(sent.to ?? '')).page, /Send the answer/)
    const action = newId<SubjectId>()
    const { works } = tellingsOn('2025-06-01')
    await tell(
      database,
      'team-manager',
      [
        { subject: action, kind: asked, parts: { record: { facts: {}, narrative: { what: 'The nurse weighs her daily' } } } },
        { ...works(action, ids.account('health-practitioner'), 'account', 'action-owner'), on: undefined },
      ],
      { begins: [{ subject: action, form: 'matter' }] },
    )
    const nurse = await as('health-practitioner')
    await nurse.get(`/challenges/new?action=${action}`)
    const own = await nurse.post('/challenges/new', { ...words, about: 'action', action, whom: `account:${ids.account('team-manager')}` })
    assert.equal(own.status, 303, own.page.slice(0, 2000))
    assert.match((await (await as('team-manager')).get(own.to ?? '')).page, /Send the answer/)
  })

  it('asks for what is missing all at once, and keeps what was typed', async () => {
    const school = await as('school-safeguarding-lead')
    await school.get(`/challenges/new?child=${home.amira}`)
    const blank = await school.post('/challenges/new', { child: home.amira, wants: 'Kept words' })
    assert.equal(blank.status, 422)
    for (const says of [
      /Choose with what you do not agree/,
      /Write what was decided/,
      /Enter the day on which it was decided/,
      /Say whether the child may be unsafe/,
    ])
      assert.match(blank.page, says)
    assert.match(blank.page, /Kept words/)
    const nobody = await school.post('/challenges/new', { ...words, child: home.amira, whom: 'mail', whomMail: 'nobody@example.test' })
    assert.match(nobody.page, /Nobody else signs in here/)
  })

  it('is told to whoever leads the safeguarding of an agency that has no teams, and to nobody else there', async () => {
    const workers = await raised({ whomMail: ids.email('housing-officer') })
    for (const role of ['housing-officer', 'agency-safeguarding-lead'])
      assert.equal((await (await as(role)).get(`/challenges/${workers}`)).status, 200, role)
    const leads = await raised({ whomMail: ids.email('agency-safeguarding-lead') })
    assert.equal((await (await as('agency-safeguarding-lead')).get(`/challenges/${leads}`)).status, 200)
    assert.equal((await (await as('housing-officer')).get(`/challenges/${leads}`)).status, 404)
  })

  it('is begun by those who work with the child alone, and read by both sides alone', async () => {
    const challenge = await raised()
    const url = 'GET /challenges/:challenge'
    for (const role of rolesWithout(url)) {
      assert.equal((await (await as(role)).get(`/challenges/${challenge}`)).status, 404, role)
      assert.equal((await (await as(role)).get('/challenges')).status, 404, role)
      assert.equal((await (await as(role)).get(`/challenges/new?child=${home.amira}`)).status, 404, role)
    }
    const sides = ['school-safeguarding-lead', 'social-worker', 'team-manager']
    for (const role of rolesWith(url).filter(one => !sides.includes(one))) {
      const other = await as(role)
      assert.equal((await other.get(`/challenges/${challenge}`)).status, 404, role)
      for (const what of ['answer', 'discussed', 'urgent', 'further', 'settle'])
        assert.equal(
          (
            await other.post(`/challenges/${challenge}/${what}`, {
              changes: 'no',
              answer: 'x',
              who: 'x',
              talk: 'x',
              why: 'x',
              stage: '1',
              reason: 'x',
              resolution: 'agreed',
              effect: 'x',
            })
          ).status,
          404,
          `${role} ${what}`,
        )
    }
    const nurse = await as('health-practitioner')
    assert.equal((await nurse.get(`/challenges/new?child=${home.amira}`)).status, 404)
    assert.equal(
      (await nurse.post('/challenges/new', { ...words, child: home.amira, whom: 'mail', whomMail: ids.email('social-worker') })).status,
      404,
    )
    assert.equal((await nurse.get('/challenges/new')).status, 404)
  })
})
