import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { addYears } from '../../../guidance/index.ts'
import { readPaper } from '../../../kernel/documents/testing/read-paper.ts'
import { identity } from '../../../thread/own-kinds/index.ts'
import { tell } from '../../testing/tell.ts'
import { openCopies, today } from '../testing/copies.ts'

const { database, officer, lead, child, shut, request, copies, standing, paperFor, madeReady, shown } = await openCopies()

describe('where somebody else asks for a child', () => {
  it('the child is asked first who is old enough, and where a protected child lives is kept back everywhere', async () => {
    const asked = await request(child, 'parent')
    const keeper = await officer()
    await keeper.get(`/kept/${child}`)
    const way = `/kept/${child}/requests/${asked}/copy`
    const unasked = await keeper.post(way, { reader: 'Ms Sample' })
    assert.deepEqual([unasked.status, unasked.page.includes('Write what the child says of it')], [422, true])
    assert.equal((await keeper.post(way, { reader: 'Ms Sample', childSays: 'Tove wants it; not where they live.' })).status, 303)
    await tell(database, 'bridge-manager', [
      {
        subject: child,
        kind: identity,
        parts: {
          record: {
            facts: { is: 'child', given: 'Tove', family: 'Testcase', born: addYears(today, -13) },
            narrative: { note: 'Moved to 7 Refuge Lane, zz11zz.' },
          },
        },
      },
    ])
    const { entries, keptBack } = await shown(await standing())
    const text = JSON.stringify(entries)
    assert.ok(
      text.includes('[kept back: a place]') &&
        !text.includes('Refuge') &&
        !/zz1 ?1zz/i.test(text.replaceAll(/"lines":\[\{"label":"Protected[^\]]*\]/g, '')),
    )
    assert.ok(keptBack.some(one => one.reason === 'whereabouts'))
  })

  it('a request that is answered otherwise gives the copy up, and nobody reads its paper any more', async () => {
    const copy = await standing()
    const keeper = await officer()
    const { entries } = await shown(copy)
    const about = entries.find(one => one.parts.some(part => part.lines.some(line => line.text === 'Tove')))
    const part = { outcome: 'given', hide: 'Tove', reason: 'third-party', why: 'x' }
    await keeper.get(`/copies/${copy}`)
    assert.equal((await keeper.post(`/copies/${copy}/entries/${about?.id}/record`, part)).status, 303)
    await madeReady(copy)
    const { text } = readPaper(await paperFor('records-officer', copy))
    assert.ok(text.includes('kept back: somebody else'))
    const [request] = await database.admin<{ id: string }>('select request_id as id from gt.copy where copy_id = $1', [copy])
    await keeper.get(`/kept/${child}`)
    assert.equal((await keeper.post(`/kept/${child}/requests/${request?.id}`, { reply: 'withdrawn', how: 'They said so.' })).status, 303)
    assert.equal((await paperFor('records-officer', copy)).length, 0)
    assert.deepEqual(
      await database.admin(
        'select c.state, o.state as paper from gt.copy c join gt.outgoing o on o.act_id = c.copy_id where c.copy_id = $1',
        [copy],
      ),
      [{ state: 'given-up', paper: 'thrown-away' }],
    )
    assert.ok((await keeper.get(`/copies/${copy}`)).page.includes('Given up'))
  })

  it('nobody prepares a copy of a record that is their own', async () => {
    const asked = await request(shut, 'the-person')
    await database.admin('update gt.account set name = $1 where account_id = $2', ['Zebedee Invented', ids.account('records-officer')])
    const keeper = await officer()
    await keeper.get(`/kept/${shut}`)
    assert.equal((await keeper.post(`/kept/${shut}/requests/${asked}/copy`, { reader: 'x' })).status, 404)
    const other = await lead()
    await other.get(`/kept/${shut}`)
    const begun = await other.post(`/kept/${shut}/requests/${asked}/copy`, { reader: 'x' })
    assert.equal(begun.status, 303)
    assert.equal((await keeper.get(begun.to ?? '')).status, 404)
  })

  it('and a record that is destroyed takes along what was decided of its copies', async () => {
    assert.equal((await copies()).length, 2)
    await database.admin('update gt.subject set erased_at = clock_timestamp() where subject_id = $1', [child])
    assert.deepEqual(await database.admin('select 1 from gt.copy where subject_id = $1', [child]), [])
    assert.deepEqual(await database.admin('select 1 from gt.outgoing where subject_id = $1', [child]), [])
    assert.equal((await copies()).length, 1)
  })
})
