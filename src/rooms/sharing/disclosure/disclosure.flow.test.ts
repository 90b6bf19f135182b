import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { ids, testPurpose } from '../../../../tests/database.ts'
import { momentOf, Temporal } from '../../../guidance/index.ts'
import { readPaper } from '../../../kernel/documents/testing/read-paper.ts'
import { openLog } from '../../../kernel/log.ts'
import { type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { identity, relationship, residence } from '../../../thread/own-kinds/index.ts'
import { book } from '../../book.ts'
import { referral, referralTold } from '../../front-door/index.ts'
import { note } from '../../recording/index.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { tellSent } from './tell-sent.ts'

const otherProfessional = book.kinds.get('other-professional')
assert.ok(otherProfessional)
const { database, web, as } = await openForTests(rooms)
const people = await householdOnRecord(database)
const { amira, omar, marta } = people

const noted = async (subject: SubjectId, fact: string, more: Record<string, Record<string, string>> = {}): Promise<EntryId> => {
  const [id] = await tell(database, 'social-worker', [
    {
      subject,
      kind: note,
      on: '2025-02-01',
      parts: {
        record: { facts: { contact: 'at-home' }, narrative: { fact } },
        ...Object.fromEntries(Object.entries(more).map(([group, narrative]) => [group, { narrative }])),
      },
    },
  ])
  assert.ok(id)
  return id
}

const plain = await noted(amira, 'Breakfast club is going well.', {
  health: { health: 'The inhaler was checked.' },
  'third-party': { others: 'Of somebody else entirely.' },
})
const ofOmar = await noted(omar, 'Something about the brother alone.')
const naming = await noted(amira, 'Omar came along to the park.')

const path = (person = amira) => `/people/${person}/share`
const toMother = `person:${marta}`
const toSchool = `account:${ids.account('school-safeguarding-lead')}`
const checked = { purpose: 'So that she can help at home.', basis: 'safeguarding', known: 'told' }
const unsaid = (page: string): Record<string, string> =>
  Object.fromEntries([...page.matchAll(/name="(answer-[0-9a-f]+)"/g)].map(([, name = '']) => [name, 'It was weighed and may stand.']))

/** Prepares something and gives the page of the one document. */
const prepared = async (entry: EntryId, to: string, role = 'social-worker', person = amira): Promise<string> => {
  const visitor = await as(role)
  await visitor.get(path(person))
  const { status, to: where, page } = await visitor.post(path(person), { entry, to })
  assert.equal(status, 303, page.slice(0, 3000))
  assert.ok(where)
  return where
}
const checkedOn = async (where: string, role = 'social-worker') => {
  const visitor = await as(role)
  const { page } = await visitor.get(where)
  const answer = await visitor.post(`${where}/check`, { ...checked, ...unsaid(page) })
  assert.equal(answer.to, where, answer.page)
}
const released = async (where: string, role = 'social-worker') => {
  const visitor = await as(role)
  await visitor.get(where)
  return visitor.post(`${where}/release`, {})
}
/** The time in which it can be taken back is over. */
const waited = (where: string) =>
  database.admin(`update gt.outgoing set opens_at = released_at - interval '1 second' where outgoing_id = $1`, [where.split('/').at(-1)])
const fetched = async (role: string, url: string): Promise<{ status: number; body: Buffer }> => {
  const { cookies } = await as(role)
  const answer = await web.inject({
    method: 'GET',
    url,
    headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  })
  return { status: answer.statusCode, body: answer.rawPayload }
}
const disclosures = () =>
  database.admin<{ kind: string; decision: string | null; as: string | null }>(
    `select e.kind, q.facts ->> 'decision' as decision, q.facts ->> 'as' as as from gt.entry e join gt.entry_part q using (partnership_id, entry_id)
     where e.subject_id = $1 and e.kind like 'disclosure%' order by e.known_at`,
    [amira],
  )

describe('who may share from a record', () => {
  it('nobody whose role has no row for it, and nobody who does not work with the child', async () => {
    const without = rolesWithout('GET /people/:person/share')
    assert.ok(without.includes('school-safeguarding-lead') && without.includes('information-governance-lead'))
    for (const role of without) {
      assert.equal((await (await as(role)).get(path())).status, 404, role)
      assert.equal((await (await as(role)).get(`/people/${amira}/shared`)).status, 404, role)
      assert.equal((await (await as(role)).post(path(), { entry: plain, to: toMother })).status, 404, role)
      for (const act of ['check', 'release', 'recall', 'hand-over'])
        assert.equal((await (await as(role)).post(`/people/${amira}/shared/${newId()}/${act}`, {})).status, 404, `${role} ${act}`)
    }
    assert.equal((await (await as('conference-chair')).get(path(omar))).status, 404)
    assert.equal((await (await as('conference-chair')).get(`/people/${omar}/shared`)).status, 404)
    assert.equal((await (await as('social-worker')).get(`/people/${amira}/shared/${newId()}`)).status, 404)
  })
})

describe('what is chosen, and for whom', () => {
  it('only those on the case are offered, and nobody else is taken', async () => {
    const worker = await as('social-worker')
    const { page } = await worker.get(path())
    for (const name of ['Marta Testcase', 'Sample Primary School', 'Breakfast club'])
      assert.ok(page.includes(name) || name === 'Breakfast club', name)
    assert.doesNotMatch(page, /Omar Testcase/)
    assert.doesNotMatch(page, /Invented Community Health/)
    for (const to of [`account:${ids.account('health-practitioner')}`, `person:${omar}`, `person:${newId()}`, `professional:${plain}`])
      assert.match((await worker.post(path(), { entry: plain, to })).page, /Choose people who are on the case/, to)
    assert.equal((await worker.post(path(), { entry: plain, to: 'marta@example.test' })).status, 422)
    assert.match((await worker.post(path(), {})).page, /Choose what goes/)
  })

  it('an entry of another child is not taken, whoever asks', async () => {
    const worker = await as('social-worker')
    await worker.get(path())
    assert.match((await worker.post(path(), { entry: [plain, ofOmar], to: toMother })).page, /Choose entries of this record alone/)
  })

  it('each reader has a document of their own, with what they may have', async () => {
    const worker = await as('social-worker')
    await worker.get(path())
    assert.equal((await worker.post(path(), { entry: plain, to: [toMother, toSchool] })).to, `/people/${amira}/shared`)
    const papers = await database.admin<{ reader: string; paper: string }>(
      'select o.reader, c.paper::text as paper from gt.outgoing o join gt.outgoing_content c using (partnership_id, outgoing_id) order by o.reader',
    )
    const of = (reader: string) => papers.find(one => one.reader.includes(reader))?.paper ?? ''
    for (const one of papers) assert.match(one.paper, /Breakfast club is going well/)
    assert.equal(papers.length, 2)
    for (const words of [/inhaler/, /somebody else entirely/]) assert.doesNotMatch(of('Marta'), words)
    assert.doesNotMatch(papers.find(one => !one.reader.includes('Marta'))?.paper ?? 'inhaler', /inhaler|somebody else entirely/)
  })
})

describe('what is looked for before anything goes', () => {
  it('the name of another child has to be answered for, and so has a reader without parental responsibility', async () => {
    const where = await prepared(naming, toMother)
    const worker = await as('social-worker')
    const { page } = await worker.get(where)
    assert.match(page, /The name of another child/)
    assert.match(page, /Found: Omar/)
    assert.match(page, /has parental responsibility/)
    const unanswered = await worker.post(`${where}/check`, checked)
    assert.equal(unanswered.status, 422)
    assert.match(unanswered.page, /Answer what was found: Omar/)
    await checkedOn(where)
    const { page: after } = await worker.get(where)
    assert.match(after, /It was weighed and may stand/)
  })

  it('an adult of the family who is called by the first name alone is found too, unless it is the reader', async () => {
    const said = await noted(amira, 'Marta was tired.')
    const worker = await as('social-worker')
    assert.match((await worker.get(await prepared(said, toSchool))).page, /The name of another adult[\s\S]{0,200}Found: Marta/)
    assert.doesNotMatch((await worker.get(await prepared(said, toMother))).page, /Found: Marta/)
  })

  it('whoever told us is found by each word of the name and by the number and never named, and an address that was left is found', async () => {
    const [matter, before, now] = [newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>()]
    await tell(
      database,
      'bridge-manager',
      [
        {
          subject: matter,
          kind: referralTold,
          on: '2025-01-20',
          parts: {
            record: {
              facts: {
                form: 'worried-about-a-child',
                inDangerNow: false,
                referrerIs: 'public',
                source: 'public',
                concerns: ['neglect'],
                familyTold: 'yes',
                children: [{ label: 'child 1' }],
              },
              narrative: { seenOrHeard: 'Crying at night.' },
            },
            referrer: { facts: {}, narrative: { name: 'Mrs Nora Neighbour', phone: '0161 496 0123' } },
          },
        },
        {
          subject: amira,
          kind: referral,
          on: '2025-01-20',
          parts: { record: { facts: { matter, source: 'public', concerns: ['neglect'] } } },
        },
        ...(
          [
            [before, '12 Former Street', '2025-01-21'],
            [now, '5 Present Street', '2025-01-22'],
          ] as const
        ).map(([household, address, on]) => ({
          subject: amira,
          kind: residence,
          on,
          parts: { record: { facts: { household } }, whereabouts: { facts: { postcode: 'ZZ2 2ZZ' }, narrative: { address } } },
        })),
      ],
      {
        begins: [
          { subject: matter, form: 'matter' },
          { subject: before, form: 'context' },
          { subject: now, form: 'context' },
        ],
      },
    )
    const worker = await as('social-worker')
    for (const [said, name, found] of [
      ['It was Nora who rang.', 'Who told us of a concern', 'not named here, in entry 1, 1 Feb 2025'],
      ['The neighbour saw it.', 'Who told us of a concern', 'not named here, in entry 1, 1 Feb 2025'],
      ['Ring 01614 960123.', 'Who told us of a concern', 'not named here, in entry 1, 1 Feb 2025'],
      ['The post still goes to 12, Former Street.', 'An address where somebody lived before', 'Former Street'],
    ] as const) {
      const where = await prepared(await noted(amira, said), toSchool)
      const { page } = await worker.get(where)
      assert.match(page, new RegExp(`${name}</dt><dd[^>]*>Found[^<]*${found}`), said)
      assert.doesNotMatch(page, /Found: [^<]*(?:Nora|Neighbour|0161)/, said)
      assert.equal((await worker.post(`${where}/check`, checked)).status, 422)
    }
    for (const said of ['Mrs Invented came.', 'They live at 5 Present Street.']) {
      const { page } = await worker.get(await prepared(await noted(amira, said), toSchool))
      assert.doesNotMatch(page, /Found[:,]/, said)
    }
  })

  it('an address that is protected goes to nobody, whatever is answered', async () => {
    const home = newId<SubjectId>()
    await tell(
      database,
      'bridge-manager',
      [
        {
          subject: omar,
          kind: residence,
          on: '2025-01-11',
          parts: {
            record: { facts: { household: home } },
            whereabouts: { facts: { postcode: 'ZZ4 4ZZ', protected: true }, narrative: { address: '99 Hidden Row, Sampletown' } },
          },
        },
      ],
      { begins: [{ subject: home, form: 'context' }] },
    )
    const worker = await as('social-worker')
    for (const said of ['They now live at 99 hidden  ROW.', 'Somewhere on Hidden Row', 'The post goes to zz44zz now']) {
      const where = await prepared(await noted(amira, said), toSchool)
      const { page } = await worker.get(where)
      assert.match(page, /This cannot go to anybody/, said)
      assert.doesNotMatch(page, /It is checked/)
      const tried = await worker.post(`${where}/check`, { ...checked, ...unsaid(page) })
      assert.equal(tried.status, 422)
      assert.match(tried.page, /cannot go/)
      assert.equal((await worker.get(`${where}/paper`)).status, 404)
    }
  })
})

describe('what is found on a record that the asker does not read', () => {
  it('is named to nobody, and stops what it has to; what is named leaves an access line', async () => {
    const [shut, home] = [newId<SubjectId>(), newId<SubjectId>()]
    await tell(
      database,
      'bridge-manager',
      [
        {
          subject: shut,
          kind: identity,
          on: '2025-01-10',
          parts: { record: { facts: { is: 'child', given: 'Zara', family: 'Invented', born: '2012-01-01' } } },
        },
        {
          subject: shut,
          kind: residence,
          on: '2025-01-10',
          parts: {
            record: { facts: { household: home } },
            whereabouts: { facts: { postcode: 'ZZ9 9ZZ', protected: true }, narrative: { address: '7 Refuge Lane' } },
          },
        },
        { subject: shut, kind: relationship, on: '2025-01-10', parts: { record: { facts: { to: amira, as: 'sibling' } } } },
      ],
      {
        begins: [
          { subject: shut, form: 'person' },
          { subject: home, form: 'context' },
        ],
      },
    )
    await database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', [ids.partnership, shut])
    const worker = await as('social-worker')
    const lists = await noted(amira, 'ZZ1 1AA ZZ9 9ZZ; High Street, Refuge Lane, Mill Road; Smith, Zara, Omar')
    const { page } = await worker.get(await prepared(lists, toSchool))
    assert.match(page, /This cannot go to anybody/)
    assert.match(page, /The name of another child[^F]*Found: Omar\. Found, and not named here, in entry 1, 1 Feb 2025/)
    assert.match(page, /An address that is protected[^F]*Found, and not named here, in entry 1/)
    assert.doesNotMatch(page, /(?:Found: |“)[^<]*(?:Refuge|ZZ9|Zara)/)
    const [line] = await database.admin<{ subjects: string[] }>(
      `select subject_ids as subjects from gt.access_line where route = 'GET /people/:person/shared/:outgoing' order by at desc limit 1`,
    )
    assert.deepEqual([line?.subjects.includes(omar), line?.subjects.includes(shut)], [true, false])
  })
})

describe('letting it go', () => {
  it('takes two people while an address in the family is protected, and never the same one twice', async () => {
    const where = await prepared(plain, toSchool)
    await checkedOn(where)
    const worker = await as('social-worker')
    assert.match((await worker.get(where)).page, /Somebody else has to let this go, because an address in the family is protected/)
    assert.equal((await released(where)).status, 422)
    const byManager = await prepared(plain, toSchool, 'team-manager')
    await checkedOn(byManager, 'team-manager')
    assert.match((await released(byManager, 'team-manager')).page, /Somebody else has to let this go/)
    assert.equal((await released(byManager, 'social-worker')).status, 422)
    assert.equal((await released(byManager, 'conference-chair')).to, byManager)
    assert.equal((await released(where, 'team-manager')).to, where)
    const sent = (await disclosures()).filter(one => one.kind === 'disclosure')
    assert.equal(sent.length, 2)
    assert.ok(sent.every(one => one.decision === 'shared' && one.as === 'school safeguarding lead, Sample Primary School'))
  })

  it('is let go by no second person whom the first one brought in', async () => {
    const where = await prepared(plain, toSchool)
    await checkedOn(where)
    await database.admin('insert into gt.invitation (partnership_id, account_id, invited_by, outside) values ($1, $2, $3, false)', [
      ids.partnership,
      ids.account('team-manager'),
      ids.account('social-worker'),
    ])
    assert.notEqual((await released(where, 'team-manager')).to, where)
    await database.admin('delete from gt.invitation')
    assert.match((await (await as('social-worker')).get(where)).page, /Not let go yet/)
    const worker = await as('social-worker')
    await worker.get(where)
    await worker.post(`${where}/recall`, { reason: 'Not needed.' })
  })

  it('nobody has it while it can be taken back, and the reader gets the exact bytes after', async () => {
    const [before] = await database.admin<{ id: string; sha: string }>(
      `select outgoing_id as id, encode(sha256, 'hex') as sha from gt.outgoing where state = 'released' order by released_at desc limit 1`,
    )
    assert.ok(before)
    const school = await as('school-safeguarding-lead')
    assert.match((await school.get('/sent-to-me')).page, /Nothing has been sent to you/)
    assert.equal((await school.get(`/sent-to-me/${before.id}`)).status, 404)
    assert.equal((await (await as('social-worker')).get(`/people/${amira}/shared/${before.id}/paper`)).status, 404)
    await waited(before.id)
    assert.doesNotMatch((await school.get('/sent-to-me')).page, /Amira/)
    const { status, body } = await fetched('school-safeguarding-lead', `/sent-to-me/${before.id}`)
    assert.equal(status, 200)
    assert.equal(createHash('sha256').update(body).digest('hex'), before.sha)
    assert.match(readPaper(body).text, /Breakfast club is going well/)
    assert.match((await (await as('social-worker')).get(`/people/${amira}/shared/${before.id}`)).page, /Opened by the reader/)
    for (const role of ['police-officer', 'health-practitioner', 'social-worker'])
      assert.equal((await (await as(role)).get(`/sent-to-me/${before.id}`)).status, 404, role)
    const [line] = await database.admin<{ subject_ids: string[]; purpose: string }>(
      `select subject_ids, purpose from gt.access_line where route = 'GET /sent-to-me/:outgoing' order by at desc limit 1`,
    )
    assert.deepEqual(line, { subject_ids: [amira], purpose: 'opening a document that was sent' })
  })

  it('what is taken back is served to nobody, and that it was is on the record', async () => {
    const where = await prepared(plain, toSchool)
    const id = where.split('/').at(-1) ?? ''
    await checkedOn(where)
    await released(where, 'team-manager')
    const worker = await as('social-worker')
    await worker.get(where)
    assert.equal((await worker.post(`${where}/recall`, {})).status, 422)
    assert.equal((await worker.post(`${where}/recall`, { reason: 'The wrong week.' })).to, where)
    await waited(where)
    assert.equal((await (await as('school-safeguarding-lead')).get(`/sent-to-me/${id}`)).status, 404)
    assert.equal((await worker.get(`${where}/paper`)).status, 404)
    assert.doesNotMatch((await worker.get(where)).page, /Breakfast club/)
    assert.equal((await disclosures()).at(-1)?.kind, 'disclosure-recalled')
  })

  it('its reader is told by mail that something waits, once it can no longer be taken back and never where it was', async () => {
    const asker = { by: 'account', partnership: ids.partnership, account: ids.account('social-worker') } as const
    const mails = (id: string) =>
      database.admin<{ payload: unknown }>(`select payload from graphile_worker._private_jobs where key like '%sent ' || $1`, [id])
    const tellNow = (id: string) =>
      tellSent.run(
        { outgoing: id },
        {
          database: database.worker,
          log: openLog('silent'),
          at: momentOf(Temporal.Now.instant()),
          job: '1',
          stopping: new AbortController().signal,
          asker,
          withActor: (purpose, work) => database.worker.withActor(asker, { ...testPurpose, purpose }, work),
        },
      )
    const ofState = async (state: string) =>
      (
        await database.admin<{ id: string }>(
          `select outgoing_id as id from gt.outgoing where state = $1 and to_account is not null order by made_at desc limit 1`,
          [state],
        )
      )[0]?.id ?? ''
    const [sent, recalled] = [await ofState('released'), await ofState('recalled')]
    await database.admin(`update gt.outgoing set opens_at = now() + interval '1 hour' where outgoing_id = $1`, [sent])
    await tellNow(sent)
    await tellNow(recalled)
    assert.deepEqual([...(await mails(sent)), ...(await mails(recalled))], [])
    await waited(sent)
    await tellNow(sent)
    const [mail] = await mails(sent)
    assert.ok(mail)
    assert.match(JSON.stringify(mail.payload), /sent-to-me/)
    assert.ok(JSON.stringify(mail.payload).includes(ids.account('school-safeguarding-lead')))
    assert.doesNotMatch(JSON.stringify(mail.payload), new RegExp(amira))
  })

  it('is too late to be taken back once the time is past', async () => {
    const where = await prepared(plain, toSchool)
    await checkedOn(where)
    await released(where, 'team-manager')
    await waited(where)
    const late = await (await as('social-worker')).post(`${where}/recall`, { reason: 'The wrong week.' })
    assert.equal(late.status, 422)
    assert.match(late.page, /too late to take it back/)
  })

  it('somebody who has left the case since gets nothing', async () => {
    const where = await prepared(plain, `account:${ids.account('police-officer')}`)
    await checkedOn(where)
    await database.admin(`delete from gt.reach where subject_id = $1 and holder_id = $2`, [amira, ids.agency.police])
    assert.match((await released(where, 'team-manager')).page, /may have has changed|not on the case any more/)
  })
})

describe('somebody without an account', () => {
  it('has it on paper once it can no longer be taken back, and whoever handed it over says how; nothing is posted where an address is protected', async () => {
    const where = await prepared(plain, toMother)
    await checkedOn(where)
    await released(where, 'team-manager')
    const worker = await as('social-worker')
    await worker.get(where)
    assert.match((await worker.post(`${where}/hand-over`, { by: 'hand', how: 'At the school gate' })).page, /can still be taken back/)
    await waited(where)
    const { status, body } = await fetched('social-worker', `${where}/paper`)
    assert.equal(status, 200)
    const { text } = readPaper(body)
    assert.match(text, /For Marta Testcase/)
    assert.doesNotMatch(text, /inhaler|somebody else entirely/)
    await worker.get(where)
    assert.match((await worker.post(`${where}/hand-over`, { by: 'post', how: 'To her home' })).page, /nothing is posted/)
    assert.equal((await worker.post(`${where}/hand-over`, { by: 'hand', how: 'At the school gate, to her' })).to, where)
    assert.match((await worker.get(where)).page, /by hand: At the school gate, to her/)
  })
})

describe('what changes on the way', () => {
  const sent = async (entry: EntryId, to: string): Promise<string> => {
    const where = await prepared(entry, to)
    await checkedOn(where)
    assert.equal((await released(where, 'team-manager')).to, where)
    await waited(where)
    return where
  }

  it('an entry that is taken back or corrected after the check goes to nobody', async () => {
    for (const withdraws of [true, false]) {
      const wrong = await noted(amira, 'Words that turn out to be wrong.')
      const where = await prepared(wrong, toMother)
      await checkedOn(where)
      await tell(database, 'social-worker', [
        {
          subject: amira,
          kind: note,
          on: '2025-02-01',
          corrects: wrong,
          ...(withdraws ? { withdraws } : {}),
          parts: { record: { facts: { contact: 'at-home' }, narrative: { correctedWhy: 'The wrong child.', fact: 'Other words.' } } },
        },
      ])
      assert.match((await released(where, 'team-manager')).page, /an entry was corrected or taken back/)
    }
  })

  it('an address that became protected since stops the paper, and whoever sent it reads that and takes it back', async () => {
    const where = await sent(await noted(amira, 'They were seen at 8 Later Close.'), toMother)
    const home = newId<SubjectId>()
    await tell(
      database,
      'bridge-manager',
      [
        {
          subject: omar,
          kind: residence,
          on: '2025-03-01',
          parts: {
            record: { facts: { household: home } },
            whereabouts: { facts: { postcode: 'ZZ5 5ZZ', protected: true }, narrative: { address: '8 Later Close' } },
          },
        },
      ],
      { begins: [{ subject: home, form: 'context' }] },
    )
    const worker = await as('social-worker')
    assert.equal((await worker.get(`${where}/paper`)).status, 404)
    assert.match((await worker.get(where)).page, /Stopped[\s\S]*Do not hand it over/)
    assert.match((await worker.post(`${where}/hand-over`, { by: 'hand', how: 'To her' })).page, /do not hand it over/)
    assert.equal((await worker.post(`${where}/recall`, { reason: 'The address is protected now.' })).to, where)
    assert.match((await worker.get(where)).page, /Taken back/)
  })

  it('a school that left the case before it opened what was sent opens nothing; what it had opened it still has', async () => {
    const [opened, unopened] = [await sent(plain, toSchool), await sent(plain, toSchool)]
    const of = (where: string) => `/sent-to-me/${where.split('/').at(-1)}`
    assert.equal((await fetched('school-safeguarding-lead', of(opened))).status, 200)
    const gone = await database.admin<{ row: unknown }>(
      `delete from gt.reach where subject_id = $1 and holder_id = $2 returning to_jsonb(reach) as row`,
      [amira, ids.agency.school],
    )
    const { page } = await (await as('school-safeguarding-lead')).get('/sent-to-me')
    assert.equal((await fetched('school-safeguarding-lead', of(unopened))).status, 404)
    assert.equal((await fetched('school-safeguarding-lead', of(opened))).status, 200)
    assert.deepEqual([page.includes(of(unopened)), page.includes(of(opened))], [false, true])
    assert.match((await (await as('social-worker')).get(unopened)).page, /Stopped/)
    for (const { row } of gone)
      await database.admin('insert into gt.reach select * from jsonb_populate_record(null::gt.reach, $1)', [JSON.stringify(row)])
  })
})

describe('whoever it is for', () => {
  it('takes a second person where whoever prepared it is who put them on the case, or it was said these days', async () => {
    const because = async (where: string) =>
      (
        await database.admin<{ why: string[] }>('select second_because as why from gt.outgoing where outgoing_id = $1', [
          where.split('/').at(-1),
        ])
      )[0]?.why
    const onCase = async (author: string, known?: string) => {
      const facts = { agency: 'health', organisation: 'Invented Practice', name: 'Pat Sample' }
      const [entry] = await tell(
        database,
        author,
        [{ subject: amira, kind: otherProfessional, on: '2025-02-01', parts: { record: { facts } } }],
        known ? { known } : {},
      )
      const where = await prepared(plain, `professional:${entry}`)
      await checkedOn(where)
      return where
    }
    const own = await onCase('social-worker', '2025-02-01')
    assert.ok((await because(own))?.includes('new-reader'))
    assert.match((await (await as('social-worker')).get(own)).page, /only because whoever prepared it said so/)
    assert.ok((await because(await onCase('team-manager')))?.includes('new-reader'))
    assert.ok(!(await because(await onCase('team-manager', '2025-02-01')))?.includes('new-reader'))
  })
})

describe('what one agency keeps to itself', () => {
  it('is read in what goes out by that agency alone, and nobody else lets it go', async () => {
    const [kept] = await tell(database, 'social-worker', [
      {
        subject: amira,
        kind: note,
        audience: 'agency',
        on: '2025-02-01',
        parts: { record: { facts: { contact: 'at-home' }, narrative: { fact: 'Only for the own agency.' } } },
      },
    ])
    assert.ok(kept)
    const where = await prepared(kept, `account:${ids.account('team-manager')}`)
    await checkedOn(where)
    const chair = ids.account('conference-chair')
    const [was] = await database.admin<{ agency: string }>('select agency_id as agency from gt.account where account_id = $1', [chair])
    const moved = (agency: string | undefined) =>
      database.admin('update gt.account set agency_id = $1 where account_id = $2', [agency, chair])
    await moved(ids.agency.health)
    try {
      const visitor = await as('conference-chair')
      const { status, page } = await visitor.get(where)
      assert.equal(status, 200)
      assert.doesNotMatch(page, /Only for the own agency|What the reader gets|Let it go<\/button>/)
      assert.notEqual((await released(where, 'conference-chair')).to, where)
    } finally {
      await moved(was?.agency)
    }
    assert.match((await (await as('conference-chair')).get(where)).page, /Only for the own agency/)
  })
})

describe('deciding not to share', () => {
  it('is written down like a decision to share', async () => {
    const worker = await as('social-worker')
    await worker.get(path())
    assert.match((await worker.post(`${path()}/not`, { whom: toMother })).page, /Write why it is not shared/)
    assert.equal(
      (await worker.post(`${path()}/not`, { whom: toMother, whyNot: 'It would put a child at risk.', knownNot: 'unsafe' })).to,
      `/people/${amira}`,
    )
    assert.deepEqual((await disclosures()).at(-1), { kind: 'disclosure', decision: 'not-shared', as: 'the mother' })
    assert.match((await worker.get(`/people/${amira}`)).page, /Not shared with the mother/)
  })
})

describe('a family of two fathers', () => {
  it('neither gets a paper of the other’s child', async () => {
    const [father, other] = [newId<SubjectId>(), newId<SubjectId>()]
    const who = (subject: SubjectId, given: string, to: SubjectId) => [
      {
        subject,
        kind: identity,
        on: '2025-01-10',
        parts: { record: { facts: { is: 'adult', given, family: 'Sample', born: '1988-01-01' } } },
      },
      { subject, kind: relationship, on: '2025-01-10', parts: { record: { facts: { to, as: 'father', parentalResponsibility: true } } } },
    ]
    await tell(database, 'bridge-manager', [...who(father, 'Bruno', amira), ...who(other, 'Cyril', omar)], {
      begins: [father, other].map(subject => ({ subject, form: 'person' as const })),
    })
    // The worker works with the fathers too, so that both are theirs to see.
    for (const subject of [father, other])
      await database.admin(
        `insert into gt.reach (partnership_id, subject_id, key, holder_id, relation, from_at, until_at, hash) values ($1, $2, 'test', $3, 'lead', '2025-01-01', 'infinity', '')`,
        [ids.partnership, subject, ids.account('social-worker')],
      )
    const worker = await as('social-worker')
    assert.match((await worker.get(path())).page, /Bruno Sample/)
    assert.doesNotMatch((await worker.get(path())).page, /Cyril Sample/)
    assert.match((await worker.post(path(), { entry: plain, to: `person:${other}` })).page, /Choose people who are on the case/)
    const where = await prepared(plain, `person:${father}`)
    assert.doesNotMatch((await worker.get(where)).page, /Parental responsibility of the reader: Found/)
  })
})

describe('a record that is destroyed', () => {
  it('takes with it what was made of it', async () => {
    const count = async () =>
      (
        await database.admin<{ made: number; kept: number }>(
          `select (select count(*)::integer from gt.outgoing where subject_id = $1) as made, (select count(*)::integer from gt.outgoing_content) as kept`,
          [amira],
        )
      )[0]
    assert.ok(((await count())?.made ?? 0) > 5)
    await database.admin('update gt.subject set erased_at = clock_timestamp() where subject_id = $1', [amira])
    assert.deepEqual(await count(), { made: 0, kept: 0 })
  })
})
