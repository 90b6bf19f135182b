import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { readPaper } from '../../../kernel/documents/testing/read-paper.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { conference } from '../conference/conference.ts'
import { conferenceHeld } from './testing/conference-held.ts'

const { database, web, as } = await openForTests(rooms)
const held = await conferenceHeld(database)
const { amira, marta, vera, matter } = held
const all = `/meetings/${matter}/papers`
const here = `${all}/${amira}`
const toMother = `person:${marta}`
const toChild = `person:${amira}`
const toTeacher = `account:${ids.account('school-safeguarding-lead')}`
const toWorker = `account:${ids.account('social-worker')}`
const toNurse = `account:${ids.account('health-practitioner')}`

const answers = (page: string): Record<string, string> =>
  Object.fromEntries([...page.matchAll(/name="(answer-[0-9a-f]+)"/g)].map(([, name = '']) => [name, 'It was said at the conference.']))
const why = { purpose: 'So that everybody knows.', basis: 'safeguarding', known: 'told' }

const prepared = async (paper: string, to: readonly string[], role = 'conference-chair') => {
  const visitor = await as(role)
  await visitor.get(here)
  const sent = await visitor.post(here, { paper, to })
  assert.equal(sent.to, here, sent.page.slice(0, 4000))
  return (await visitor.get(here)).page
}
const letGo = async (role = 'conference-chair') => {
  const visitor = await as(role)
  const { page } = await visitor.get(here)
  return visitor.post(`${here}/go`, { ...why, ...answers(page) })
}
/** The text of each paper of one kind, by its reader. */
const papers = async (kind: string): Promise<ReadonlyMap<string, string>> => {
  const rows = await database.admin<{ to: string; content: Buffer }>(
    `select coalesce(o.to_account, o.to_person) as to, c.content from gt.outgoing o join gt.outgoing_content c using (partnership_id, outgoing_id)
     where o.meeting_id = $1 and o.kind = $2 and o.state <> 'thrown-away'`,
    [matter, kind],
  )
  return new Map(rows.map(row => [row.to, readPaper(row.content).text.replaceAll(/\s+/g, ' ')]))
}

describe('the reports for a conference', () => {
  it('go to the family before it, in the order of Signs of Safety, and each professional has the parts that are theirs', async () => {
    await prepared('report', [toMother, toTeacher, toNurse], 'social-worker')
    const of = await papers('conference-report')
    const [mother = '', teacher = '', nurse = ''] = [
      marta,
      ids.account('school-safeguarding-lead'),
      ids.account('health-practitioner'),
    ].map(one => of.get(one))
    for (const text of [mother, teacher, nurse]) {
      assert.match(text, /Grandmother comes on Sundays.*Amira is alone at night.*An adult is there every night/, 'social care comes first')
      assert.match(text, /What is working well.*What people are worried about.*What needs to happen/)
      assert.match(text, /Amira sings in the choir/)
    }
    assert.match(nurse, /Below the second centile/)
    for (const text of [mother, teacher]) assert.doesNotMatch(text, /centile/)
    for (const text of [mother, teacher, nurse]) assert.doesNotMatch(text, /neighbour/)
  })

  it('wait until what was found in them is answered once for all, and then go in one act', async () => {
    const worker = await as('social-worker')
    const unanswered = await worker.post(`${here}/go`, why)
    assert.equal(unanswered.status, 422)
    assert.match(unanswered.page, /Answer what was found/)
    assert.equal((await letGo('social-worker')).to, here)
    const rows = await database.admin<{ state: string }>(
      `select state from gt.outgoing where meeting_id = $1 and kind = 'conference-report'`,
      [matter],
    )
    assert.deepEqual(new Set(rows.map(row => row.state)), new Set(['released']))
  })
})

describe('the letter of what a conference decided', () => {
  it('says to each reader what they may have, in words for them', async () => {
    const page = await prepared('decisions', [toMother, toChild, toTeacher, toNurse, toWorker])
    assert.match(page, /What Marta Testcase gets/)
    const of = await papers('conference-decisions')
    const text = (one: string) => of.get(one) ?? ''
    const [mother, child, teacher, nurse] = [
      text(marta),
      text(amira),
      text(ids.account('school-safeguarding-lead')),
      text(ids.account('health-practitioner')),
    ]
    assert.match(mother, /Amira is now on a child protection plan\. The category is neglect: a child does not get/)
    assert.match(mother, /The core group first meets.*Monday 1 March 2027/)
    assert.match(mother, /You can complain/)
    assert.match(mother, /Not everybody at the conference agreed/)
    for (const words of [/Pat Invented/, /hear the door/, /Terry Teacher/]) assert.doesNotMatch(mother, words, 'for the family')
    assert.match(child, /Dear Amira.*None of this is your fault.*hear the door.*Amira falls asleep knowing who is there/)
    assert.doesNotMatch(child, /It has gone on for months|will be hurt|Pat Invented/)
    for (const letter of [teacher, nurse]) {
      assert.match(letter, /Pat Invented of health: physical abuse too/)
      assert.match(letter, /Pat Invented, health.*Did not agree with the decision: Bruises were seen/)
      assert.match(letter, /Terry Teacher, education/)
      assert.match(letter, /If your agency does not agree.*within two working days/)
    }
    for (const letter of of.values()) assert.doesNotMatch(letter, /threshold for court/, 'legal advice is in none')
  })

  it('goes to everybody in one act; then the meeting says that it was shared, and nobody waits for it any more', async () => {
    const late = () =>
      database.admin<{ until: boolean }>(
        `select until_at = 'infinity' as until from gt.finding where subject_id = $1 and rule = 'conference-decisions-late'`,
        [matter],
      )
    assert.match((await (await as('conference-chair')).get(all)).page, /has not gone to: [^<]*Marta Testcase/)
    assert.equal((await late())[0]?.until, true)
    assert.equal((await letGo()).to, here)
    const [shared] = await database.admin<{ n: number }>(
      `select jsonb_array_length(p.facts -> 'with') as n from gt.entry e join gt.entry_part p using (partnership_id, entry_id) where e.subject_id = $1 and e.kind = 'meeting-shared'`,
      [matter],
    )
    assert.equal(shared?.n, 4)
    assert.equal((await late())[0]?.until, false)
  })

  it('is read by a health visitor who was only invited, to the byte, and when she did is seen by whoever keeps the conference', async () => {
    const [row] = await database.admin<{ id: string }>(
      `update gt.outgoing set opens_at = released_at where meeting_id = $1 and kind = 'conference-decisions' and to_account = $2 returning outgoing_id as id`,
      [matter, ids.account('health-practitioner')],
    )
    const nurse = await as('health-practitioner')
    assert.match((await nurse.get('/sent-to-me')).page, new RegExp(row?.id ?? 'nothing'))
    const answer = await web.inject({
      method: 'GET',
      url: `/sent-to-me/${row?.id}`,
      headers: { cookie: [...nurse.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    assert.equal(answer.statusCode, 200)
    assert.match(readPaper(answer.rawPayload).text, /is now on a child protection plan/)
    assert.equal((await nurse.get(`/people/${amira}`)).status, 404, 'nothing else of the record opens')
    for (const role of ['conference-chair', 'conference-administrator', 'social-worker'])
      assert.match((await (await as(role)).get(all)).page, /Opened/, role)
    assert.match((await (await as('conference-chair')).get(`/meetings/${matter}/conference`)).page, /Opened/)
  })

  it('an aunt who was not invited is offered and not ticked; somebody who is not on the case is not taken', async () => {
    const worker = await as('social-worker')
    const { page } = await worker.get(here)
    const box = (key: string) => new RegExp(`<input[^>]*value="${key}"[^>]*>`).exec(page)?.[0] ?? ''
    assert.match(box(`person:${vera}`), /checkbox/)
    assert.doesNotMatch(box(`person:${vera}`), /checked/)
    assert.match(box(toMother), /checked/)
    for (const to of [`person:${newId()}`, `account:${ids.account('housing-officer')}`, 'marta@example.test'])
      assert.equal((await worker.post(here, { paper: 'decisions', to })).status, 422, to)
    assert.match((await worker.post(here, {})).page, /Choose what you prepare/)
  })
})

describe('a letter from before what was decided was put right', () => {
  it('counts as sent no more, and says so to whoever keeps the conference', async () => {
    await tell(database, 'conference-chair', [
      {
        subject: amira,
        kind: conference,
        corrects: held.decision,
        parts: {
          record: {
            facts: { type: 'initial', plan: true, category: 'emotional', childTookPart: true, meeting: matter },
            narrative: { reasons: 'It has gone on for months.', correctedWhy: 'The category was written down wrongly.' },
          },
        },
      },
    ])
    const chair = await as('conference-chair')
    const { page } = await chair.get(all)
    assert.match(page, /has not gone to: [^<]*Marta Testcase/)
    assert.match(page, /Says what stood before it was put right/)
    assert.match(
      (await chair.get(`/meetings/${matter}/conference`)).page,
      /The letter that went to [^<]+ says what stood before. A letter that nobody had opened yet is stopped/,
    )
    const of = await (async () => {
      await prepared('decisions', [toMother])
      return (await chair.get(here)).page
    })()
    assert.match(of, /The category is emotional abuse/)
  })
})

describe('who may not', () => {
  it('every role without the page, and whoever has it and does not work with the child, finds nothing', async () => {
    const other = newId<SubjectId>()
    for (const [url, path, method] of [
      ['GET /meetings/:meeting/papers', all, 'get'],
      ['GET /meetings/:meeting/papers/:child', here, 'get'],
      ['POST /meetings/:meeting/papers/:child', here, 'post'],
      ['POST /meetings/:meeting/papers/:child/go', `${here}/go`, 'post'],
    ] as const) {
      const without = rolesWithout(url)
      assert.ok(without.includes('health-practitioner') && without.includes('police-officer'))
      for (const role of without) {
        const visitor = await as(role)
        const answer = method === 'get' ? await visitor.get(path) : await visitor.post(path, {})
        assert.equal(answer.status, 404, `${role} ${url}`)
      }
    }
    const worker = await as('social-worker')
    for (const path of [`/meetings/${other}/papers`, `/meetings/${matter}/papers/${other}`, `/meetings/${matter}/papers/${marta}`])
      assert.equal((await worker.get(path)).status, 404, path)
  })

  it('whoever looked stands in the access line', async () => {
    const [line] = await database.admin<{ subject_ids: string[] }>(
      `select subject_ids from gt.access_line where route = 'GET /meetings/:meeting/papers/:child' and subject_ids @> array[$1::uuid] limit 1`,
      [amira],
    )
    assert.ok(line)
  })
})
