import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { newId } from '../../../thread/ids.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { openSharing } from '../testing/open-sharing.ts'

const { database, as, amira, omar, plain, ofOmar, path, toMother, toSchool, disclosures, prepared } = await openSharing()

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

describe('a record that is destroyed', () => {
  it('takes with it what was made of it', async () => {
    const count = async () =>
      (
        await database.admin<{ made: number; kept: number }>(
          `select (select count(*)::integer from gt.outgoing where subject_id = $1) as made, (select count(*)::integer from gt.outgoing_content) as kept`,
          [amira],
        )
      )[0]
    await prepared(plain, toMother)
    const made = (await count())?.made ?? 0
    assert.ok(made > 0)
    await database.admin('update gt.subject set erased_at = clock_timestamp() where subject_id = $1', [amira])
    assert.deepEqual(await count(), { made: 0, kept: 0 })
  })
})
