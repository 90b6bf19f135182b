import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { as, ids, testPurpose } from '../../../../tests/database.ts'
import { statement } from '../../../kernel/db/statement.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { linesOf } from '../../testing/lines.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { tellTheBridge } from '../testing/front-desk.ts'
import { frontDoorRoutes } from '../web.ts'

const { database, as: visitor } = await openForTests([frontDoorRoutes], { first: '/concerns' })

const partsReadBy = statement<{ field_group: string; narrative: Record<string, string> }>(
  'test-parts-read',
  null,
  'select field_group, narrative from gt.entry_part where partnership_id = $1 and subject_id = $2',
)
const rightDecision = {
  outcome: 'no-further-action',
  reasons: 'The school and the family have it in hand.',
  arguedOtherWay: 'The coat. The family has bought one.',
  familyTold: 'yes',
  message: 'Thank you. Nothing more is needed now.',
}

describe('a concern being screened', () => {
  it('shows all that was told to those in whose queue it waits, and writes down that they saw it', async () => {
    const { matter, told } = await tellTheBridge(database, {
      facts: { familyTold: 'no', notToldReason: 'would-raise-risk', askedFor: 'section-47' },
      narrative: { childsWords: 'I had toast when Nana came.', worry: 'That it goes on.' },
    })
    const screener = await visitor('bridge-screener')
    const { status, page } = await screener.get(`/bridge/${matter}`)
    assert.equal(status, 200)
    for (const words of [
      'Amira Testcase',
      'Hungry on Monday',
      'I had toast when Nana came',
      'Take care not to give it away',
      'Sana Sample',
      'not matched yet',
      'may stay with The Bridge until',
    ])
      assert.match(page, new RegExp(words), words)
    assert.doesNotMatch(/<title>([^<]*)/.exec(page)?.[1] ?? '', /Amira/)
    const [line] = await linesOf(database, matter)
    assert.equal(line?.route, 'GET /bridge/:matter')
    assert.ok(line?.entry_ids.includes(told))
  })

  it('shows the name of a referrer who asked not to be named to the manager alone', async () => {
    const { matter } = await tellTheBridge(database, {
      facts: { referrerIs: 'public', source: 'public', sourceName: undefined },
      parts: { referrer: { facts: { withheld: true }, narrative: { name: 'Nellie Neighbour', phone: '0161 496 0777' } } },
    })
    const screener = await (await visitor('bridge-screener')).get(`/bridge/${matter}`)
    assert.doesNotMatch(screener.page, /Nellie|0161 496 0777/)
    assert.match(screener.page, /asked not to be named/)
    const { body } = await (await visitor('bridge-social-worker')).json(`/bridge/${matter}`)
    assert.doesNotMatch(JSON.stringify(body), /Nellie|0777/)
    assert.match((await (await visitor('bridge-manager')).get(`/bridge/${matter}`)).page, /Nellie Neighbour/)
  })

  it('is not found by roles outside The Bridge, nor by anybody once it waits in no queue', async () => {
    const { matter } = await tellTheBridge(database)
    for (const grant of ['GET /bridge/:matter', 'GET /bridge/:matter/children', 'GET /bridge/:matter/decided'])
      for (const role of rolesWithout(grant)) {
        const path = grant.slice(4).replace(':matter', matter)
        assert.equal((await (await visitor(role)).get(path)).status, 404, `${role} ${path}`)
      }
    for (const action of ['take', 'release', 'acknowledge', 'children', 'children/undo', 'checks'])
      for (const role of rolesWithout(`POST /bridge/:matter/${action}`))
        assert.equal((await (await visitor(role)).post(`/bridge/${matter}/${action}`, {})).status, 404, `${role} ${action}`)
    const elsewhere = newId<SubjectId>()
    await tell(database, 'school-safeguarding-lead', [], { begins: [{ subject: elsewhere, form: 'matter' }] })
    const manager = await visitor('bridge-manager')
    for (const path of [`/bridge/${elsewhere}`, `/bridge/${elsewhere}/children`, `/bridge/${elsewhere}/decided`])
      assert.equal((await manager.get(path)).status, 404, path)
    for (const action of ['take', 'release', 'acknowledge', 'checks', 'decision'])
      assert.equal(
        (await manager.post(`/bridge/${elsewhere}/${action}`, { question: 'What?', agency: ids.agency.health, ...rightDecision })).status,
        404,
        action,
      )
    const [none] = await database.admin<{ n: number }>('select count(*)::integer as n from gt.entry where subject_id = $1', [elsewhere])
    assert.equal(none?.n, 0)
  })

  it('is confirmed to the referrer with one click, once', async () => {
    const { matter } = await tellTheBridge(database)
    const screener = await visitor('bridge-screener')
    await screener.post(`/bridge/${matter}/acknowledge`, {})
    await screener.post(`/bridge/${matter}/acknowledge`, {})
    const rows = await database.admin<{ ended: string }>(
      `select f.ended from gt.finding f where f.subject_id = $1 and f.rule = 'referrer-acknowledgement-due'`,
      [matter],
    )
    assert.deepEqual(rows, [{ ended: 'met' }])
    const said = await database.worker.withActor(as('school-safeguarding-lead'), testPurpose, tx =>
      tx.run(partsReadBy, [ids.partnership, matter]),
    )
    assert.equal(said.filter(one => one.field_group === 'feedback').length, 1)
  })
})
