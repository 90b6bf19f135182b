import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { ids, testPurpose } from '../../../../tests/database.ts'
import { report } from '../../../../tests/prove/figures.ts'
import { statement } from '../../../kernel/db/statement.ts'
import { readPaper } from '../../../kernel/documents/testing/read-paper.ts'
import { newId } from '../../../thread/ids.ts'
import { residence } from '../../../thread/own-kinds/index.ts'
import { note } from '../../recording/index.ts'
import { tell } from '../../testing/tell.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { openCopies, said } from '../testing/copies.ts'
import { canary } from '../testing/lives.ts'

const { database, as, officer, lead, people, shut, request, standing, paperFor, digest, madeReady, shown } = await openCopies()

/** Words of others, and of what is kept back whole: none of them stands on the paper. */
const foreign = ['nell', 'marta', '900123', 'own-police-3393', 'own-third-4404', 'foreign-third-5515', 'own-elsewhere-6626', 'wren']
const closed = (text: string): string => text.replaceAll(/\s+/g, '')

describe('a copy of a record', () => {
  let asked: string
  it('is begun for a request alone, by whoever keeps the records, and for whom it is', async () => {
    asked = await request(people.otto, 'the-person')
    const way = `/kept/${people.otto}/requests/${asked}/copy`
    for (const role of rolesWithout('GET /copies/:copy'))
      assert.equal((await (await as(role)).post(way, { reader: 'Otto Testcase' })).status, 404, role)
    const keeper = await officer()
    await keeper.get(`/kept/${people.otto}`)
    assert.equal((await keeper.post(way, {})).status, 422)
    assert.equal((await keeper.post(`/kept/${people.nell}/requests/${asked}/copy`, { reader: 'Otto Testcase' })).status, 404)
    const begun = await keeper.post(way, { reader: 'Otto Testcase' })
    assert.equal(begun.to, `/copies/${await standing()}`)
    assert.equal((await keeper.post(way, { reader: 'Otto Testcase' })).to, begun.to, 'one request has one copy')
    assert.ok((await keeper.get(`/kept/${people.otto}`)).page.includes(`/copies/${await standing()}`))
    const past = await keeper.post(`/kept/${people.otto}/requests/${asked}`, { reply: 'sent', how: 'By post.' })
    assert.deepEqual(
      [past.status, past.page.includes('A copy is being prepared')],
      [422, true],
      'and nobody sends another past the second person',
    )
  })

  it('is closed to everybody else, and to a keeper from whom the record is kept', async () => {
    const copy = await standing()
    const at = `/copies/${copy}`
    for (const role of rolesWithout('GET /copies/:copy')) {
      const visitor = await as(role)
      for (const path of [at, `${at}/paper`, `${at}/others`, `${at}/entries/${asked}/record`])
        assert.equal((await visitor.get(path)).status, 404, `${role} ${path}`)
      for (const path of ['others', 'taken', 'ready', 'answer', 'handed', `entries/${asked}/record`])
        assert.equal(
          (await visitor.post(`${at}/${path}`, { outcome: 'given', because: 'x', how: 'x', who: 'x' })).status,
          404,
          `${role} ${path}`,
        )
    }
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      people.otto,
      ids.account('records-officer'),
    ])
    assert.equal((await (await officer()).get(at)).status, 404)
    await database.admin('delete from gt.excluded where subject_id = $1', [people.otto])
  })

  it('shows what was told while the request waits, with what tells of others marked, and leaves a line of each entry', async () => {
    const copy = await standing()
    const { page } = await (await officer()).get(`/copies/${copy}`)
    assert.ok(
      page.includes(canary) &&
        page.includes('own-record-1171') &&
        page.includes('<mark>Nell</mark>') &&
        page.includes('<mark>marta’s</mark>'),
    )
    const { entries, undecided } = await shown(copy)
    const lines = entries.flatMap(entry => entry.parts.flatMap(part => part.lines.map(line => line.text))).join('\n')
    assert.ok(lines.includes('[kept back: somebody else] was there'))
    assert.ok(undecided > 4)
    const [line] = await database.admin<{ entry_ids: string[] }>(
      'select entry_ids from gt.access_line where account_id = $1 order by at desc limit 1',
      [ids.account('records-officer')],
    )
    for (const entry of entries) assert.ok(line?.entry_ids.includes(entry.id))
  })

  it('what another agency keeps to itself nobody here reads', async () => {
    await database.admin('update gt.entry set audience = $2, agency_id = $3 where entry_id = $1', [
      (
        await tell(database, 'social-worker', [
          {
            subject: people.otto,
            kind: note,
            on: '2012-03-03',
            parts: { record: { facts: { contact: 'telephone' }, narrative: { fact: said.elsewhere } } },
          },
        ])
      )[0],
      'agency',
      ids.agency.police,
    ])
    const { page } = await (await officer()).get(`/copies/${await standing()}`)
    assert.ok(page.includes('Another agency keeps this to itself') && !page.includes(said.elsewhere))
    assert.ok(!page.includes('own-police-3393'), 'nor what stays with the police')
  })

  it('takes what is suggested as it was shown, and asks for the rest', async () => {
    const copy = await standing()
    const keeper = await officer()
    await keeper.get(`/copies/${copy}`)
    const seen = keeper.hidden('seen')
    assert.match(seen, /^[0-9a-f]{64}$/)
    assert.equal((await keeper.post(`/copies/${copy}/taken`, { at: '1', seen: '0'.repeat(64) })).status, 422)
    assert.equal((await keeper.post(`/copies/${copy}/taken`, { at: '1', seen })).to, `/copies/${copy}?page=2`)
    const { entries, undecided } = await shown(copy)
    assert.deepEqual(
      entries.flatMap(entry => entry.parts.filter(part => part.decided === null).map(part => part.part)),
      ['health'],
    )
    assert.equal(undecided, 1)
    await keeper.get(`/copies/${copy}`)
    const early = await keeper.post(`/copies/${copy}/ready`, {})
    assert.deepEqual([early.status, early.page.includes('Not everything is decided yet')], [422, true])
  })

  it('what concerns health is given only once a named health professional was asked, and what others told only with a reason', async () => {
    const copy = await standing()
    const keeper = await officer()
    const { entries } = await shown(copy)
    const entry = entries.find(one => one.parts.some(part => part.part === 'health'))
    const at = `/copies/${copy}/entries/${entry?.id}`
    assert.ok((await keeper.get(`${at}/health`)).page.includes('serious harm'))
    assert.equal((await keeper.post(`${at}/health`, {})).status, 422)
    const bare = await keeper.post(`${at}/health`, { outcome: 'given' })
    assert.deepEqual([bare.status, bare.page.includes('Write which health professional was asked')], [422, true])
    assert.equal((await keeper.post(`${at}/health`, { outcome: 'kept-back' })).status, 422, 'nothing is kept back without a reason')
    assert.equal(
      (await keeper.post(`${at}/health`, { outcome: 'kept-back', reason: 'harm-to-health' })).status,
      422,
      'nor serious harm without who said so',
    )
    assert.equal(
      (await keeper.post(`${at}/health`, { outcome: 'kept-back', reason: 'confidence' })).status,
      422,
      'nor from the person what a child kept',
    )
    assert.equal(
      (await keeper.post(`${at}/police`, { outcome: 'given' })).status,
      422,
      'what is suggested otherwise is given with a reason',
    )
    assert.equal((await keeper.post(`${at}/health`, { outcome: 'given', opinion: 'Dr Sample, 4 March 2026' })).to, `/copies/${copy}?page=1`)
    assert.equal((await keeper.post(`${at}/legal`, { outcome: 'given' })).status, 404, 'a part that is not there')
    const elsewhere = entries.find(one => one.parts.length === 1 && one.parts[0]?.lines.length === 0)
    assert.equal(
      (await keeper.post(`/copies/${copy}/entries/${elsewhere?.id}/record`, { outcome: 'given', why: 'x' })).status,
      422,
      'another agency’s is not ours to give',
    )
  })

  it('keeps back more words where somebody says so, and names nobody without a reason', async () => {
    const copy = await standing()
    const keeper = await officer()
    const { page } = await keeper.get(`/copies/${copy}/others`)
    assert.ok(
      page.includes('Nell Testcase') && page.includes('Marta Testcase') && page.includes('07700 900123') && !page.includes('Zebedee'),
    )
    assert.equal((await keeper.post(`/copies/${copy}/others`, {})).status, 422)
    assert.equal((await keeper.post(`/copies/${copy}/others`, { who: `person ${people.nell}`, outcome: 'given' })).status, 422)
    assert.equal((await keeper.post(`/copies/${copy}/others`, { who: `person ${shut}`, outcome: 'given', because: 'x' })).status, 422)
    const named = { who: `person ${people.nell}`, because: 'She agreed by letter.' }
    assert.equal((await keeper.post(`/copies/${copy}/others`, { ...named, outcome: 'given' })).to, `/copies/${copy}/others`)
    assert.ok(!(await keeper.get(`/copies/${copy}`)).page.includes('<mark>Nell</mark>'))
    assert.equal(
      (await keeper.post(`/copies/${copy}/others`, { ...named, outcome: 'kept-back', because: 'She thought again.' })).status,
      303,
    )
    assert.ok((await keeper.get(`/copies/${copy}`)).page.includes('<mark>Nell</mark>'))
    const decided = await database.admin('select 1 from gt.copy_decision where about = $1', [`other person ${people.nell}`])
    assert.equal(decided.length, 2, 'what was decided before stands beside it')
  })

  it('is made ready as exact bytes that hold every word of the person or say that it is kept back, and no word of anybody else', async () => {
    const copy = await standing()
    const keeper = await officer()
    await keeper.get(`/copies/${copy}`)
    assert.deepEqual((await paperFor('records-officer', copy)).length, 0)
    assert.equal((await keeper.post(`/copies/${copy}/ready`, {})).to, `/copies/${copy}`)
    const pdf = await paperFor('records-officer', copy)
    const { text, beside } = readPaper(pdf)
    for (const own of [canary, 'own-record-1171', 'own-health-2282', 'Otto', '12 Invented Street', '29 February 1996'])
      assert.ok(text.includes(own), own)
    for (const word of foreign) assert.ok(!`${text}\n${beside}`.toLowerCase().includes(word), word)
    for (const name of ['Otto', 'Testcase', canary]) assert.ok(!beside.includes(name), `${name} stands beside the pages`)
    const flat = text.replaceAll(/\s+/g, ' ')
    for (const line of ['police', 'about somebody else', 'all of it']) assert.ok(flat.includes(line), line)
    for (const line of ['What was kept back', 'Data Protection Act 2018, schedule 2', 'Another agency keeps it'])
      assert.ok(closed(text).includes(closed(line)), line)
    const { head } = await shown(copy)
    assert.equal(head.sha256, createHash('sha256').update(pdf).digest('hex'))
    assert.equal(
      (await keeper.post(`/copies/${copy}/others`, { who: `person ${people.nell}`, outcome: 'given', because: 'x' })).status,
      404,
      'nothing is decided any more',
    )
    report({
      test: 'T19',
      tried: `1 copy of a record through every page, printed and let go by a second person: words of the person missing, ${foreign.length} words of others there, let go by one alone`,
      wrong: 0,
      control: 'whoever decided part of it lets it go: refused; a word of somebody else who agreed: found',
    })
  })

  it('is let go by somebody who decided nothing of it, or given back with the reason', async () => {
    const copy = await standing()
    const keeper = await officer()
    const { page } = await keeper.get(`/copies/${copy}`)
    assert.ok(page.includes('somebody else has to let it go') && !page.includes('Yes, I read it'))
    const read = await digest(copy)
    const own = await keeper.post(`/copies/${copy}/answer`, { outcome: 'let-go', read })
    assert.deepEqual([own.status, own.page.includes('somebody else has to let it go')], [422, true])
    const second = await lead()
    await second.get(`/copies/${copy}`)
    assert.equal((await second.post(`/copies/${copy}/answer`, { outcome: 'give-back', read })).status, 422)
    assert.equal(
      (await second.post(`/copies/${copy}/answer`, { outcome: 'give-back', because: 'Name Nell, she agreed.', read })).to,
      `/copies/${copy}`,
    )
    assert.equal((await paperFor('records-officer', copy)).length, 0, 'the bytes are gone')
    assert.ok((await keeper.get(`/copies/${copy}`)).page.includes('Name Nell, she agreed.'))
    // And where somebody agreed their name is there: what looks for names would see it.
    assert.equal(
      (await keeper.post(`/copies/${copy}/others`, { who: `person ${people.nell}`, outcome: 'given', because: 'She agreed.' })).status,
      303,
    )
    await keeper.get(`/copies/${copy}`)
    assert.equal((await keeper.post(`/copies/${copy}/ready`, {})).to, `/copies/${copy}`)
    assert.ok(readPaper(await paperFor('records-officer', copy)).text.includes('Nell was there'))
    await second.get(`/copies/${copy}`)
    const old = await second.post(`/copies/${copy}/answer`, { outcome: 'let-go', read })
    assert.deepEqual([old.status, old.page.includes('It was made again since')], [422, true], 'nobody lets go what they did not read')
    await database.admin(
      'insert into gt.invitation (partnership_id, account_id, invited_by, invited_at, outside) values ($1, $2, $3, now(), false)',
      [ids.partnership, ids.account('information-governance-lead'), ids.account('records-officer')],
    )
    assert.equal(
      (await second.post(`/copies/${copy}/answer`, { outcome: 'let-go', read: await digest(copy) })).status,
      422,
      'who was brought in by one alone is no second person',
    )
    await database.admin('delete from gt.invitation where account_id = $1', [ids.account('information-governance-lead')])
    const unwritten = statement<{ done: string }>('test-copy-answer', null, 'select gt.answer_copy($1, $2, $3, true, null, $4) as done')
    const ready = await digest(copy)
    await database.admin('grant execute on function gt.answer_copy(uuid, uuid, text, boolean, text, uuid) to gt_worker')
    const [bare] = await database.worker.withActor(
      { by: 'account', partnership: ids.partnership, account: ids.account('information-governance-lead') },
      testPurpose,
      tx => tx.run(unwritten, [ids.partnership, copy, ready, asked]),
    )
    assert.equal(bare?.done, 'not-written', 'nothing goes of which the record does not say so')
    // What was told since the paper was made ready stops it.
    await tell(database, 'social-worker', [
      {
        subject: people.otto,
        kind: note,
        on: '2012-04-03',
        parts: { record: { facts: { contact: 'telephone' }, narrative: { fact: 'Told later.' } } },
      },
    ])
    await second.get(`/copies/${copy}`)
    const since = await second.post(`/copies/${copy}/answer`, { outcome: 'let-go', read: second.hidden('read') })
    assert.deepEqual([since.status, since.page.includes('Something was told since')], [422, true])
    assert.deepEqual([(await shown(copy)).head.state, (await paperFor('records-officer', copy)).length], ['preparing', 0])
    await madeReady(copy)
    await second.get(`/copies/${copy}`)
    assert.equal((await second.post(`/copies/${copy}/answer`, { outcome: 'let-go', read: second.hidden('read') })).to, `/copies/${copy}`)
    const [told] = await database.admin<{
      facts: { sha256: string; keptBack: number }
      kept: string
      author: string
      audience: string
      answers: string
    }>(
      `select p.facts, p.narrative ->> 'keptBack' as kept, e.author_id as author, e.audience, e.answers from gt.entry e join gt.entry_part p using (partnership_id, entry_id) where e.kind = 'access-released'`,
    )
    const bytes = await paperFor('information-governance-lead', copy)
    assert.equal(told?.facts.sha256, createHash('sha256').update(bytes).digest('hex'))
    assert.deepEqual([told?.author, told?.audience, told?.answers], [ids.account('information-governance-lead'), 'agency', asked])
    assert.equal(told?.kept.split('\n').length, told?.facts.keptBack)
    assert.ok(
      told?.kept.includes('Data Protection Act 2018, schedule 2, paragraph 16') &&
        !told.kept.includes('Marta') &&
        !told.kept.includes('3393'),
    )
  })

  it('and the database refuses what the pages refuse: the same person, and bytes that are changed', async () => {
    const copy = await standing()
    await assert.rejects(
      database.admin('update gt.outgoing set released_by = made_by where act_id = $1 and state = $2', [copy, 'released']),
      /outgoing_by_two/,
    )
    const content = statement<never>('test-copy-content', null, 'select content from gt.outgoing_content where partnership_id = $1')
    // They have signed in with a later code than the one that a session of the tests begins with.
    await database.admin('update gt.credential set otp_step = 0 where account_id = $1', [ids.account('social-worker')])
    const rows = await database.app.withActor(await database.session('social-worker'), testPurpose, tx =>
      tx.run(content, [ids.partnership]),
    )
    assert.deepEqual(rows, [], 'a copy of a whole record is nobody’s but theirs who keep the records')
  })

  it('is handed over in writing, which answers the request; then nothing that was told is open any more, and the bytes stay', async () => {
    const copy = await standing()
    const keeper = await officer()
    await keeper.get(`/copies/${copy}`)
    assert.equal((await keeper.post(`/copies/${copy}/handed`, {})).status, 422)
    // A protected place of somebody whom it names, told of since it was let go: the paper may hold its words.
    await tell(database, 'bridge-manager', [
      {
        subject: people.nell,
        kind: residence,
        parts: {
          record: { facts: { household: newId() } },
          whereabouts: { facts: { postcode: 'ZZ2 2ZZ', protected: true }, narrative: { address: '9 Later Close' } },
        },
      },
    ])
    const since = await keeper.post(`/copies/${copy}/handed`, { how: 'To Otto.' })
    assert.deepEqual([since.status, since.page.includes('Do not hand it over')], [422, true])
    assert.deepEqual([(await shown(copy)).head.state, (await paperFor('records-officer', copy)).length], ['preparing', 0])
    await madeReady(copy)
    const second = await lead()
    await second.get(`/copies/${copy}`)
    assert.equal((await second.post(`/copies/${copy}/answer`, { outcome: 'let-go', read: second.hidden('read') })).to, `/copies/${copy}`)
    await keeper.get(`/copies/${copy}`)
    assert.equal((await keeper.post(`/copies/${copy}/handed`, { how: 'To Otto, at the desk; passport seen.' })).to, `/copies/${copy}`)
    const { page } = await keeper.get(`/copies/${copy}`)
    assert.ok(page.includes('To Otto, at the desk') && !page.includes(canary))
    assert.ok((await keeper.get('/kept')).page.includes('No request waits for an answer'))
    assert.ok((await paperFor('records-officer', copy)).length > 1000)
    assert.equal((await keeper.get(`/copies/${copy}/others`)).status, 404)
    assert.equal((await keeper.post(`/kept/${people.otto}/requests/${asked}/copy`, { reader: 'x' })).status, 404)
    assert.equal((await keeper.get(`/copies/${randomUUID()}`)).status, 404)
  })
})
