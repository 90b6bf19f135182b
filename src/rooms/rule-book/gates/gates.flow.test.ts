import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { as as actorOf, testPurpose } from '../../../../tests/database.ts'
import { type CommandId, newId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { carryOut, orAsked } from '../../../thread/store/append.ts'
import { book } from '../../book.ts'
import { childInNeedReview } from '../../child-in-need/index.ts'
import { conference } from '../../child-protection/index.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { linesOf } from '../../testing/lines.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rolesWithout } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'

const { database, as } = await openForTests(rooms)
const home = await householdOnRecord(database)

const path = () => `/people/${home.amira}/gates`
/** Writes down a review or a conference that says nothing of the child's voice; gives what gates ask. */
const write = async (role: string, kind: AnyKind, facts: Record<string, unknown>): Promise<string[]> => {
  const outcome = await orAsked(
    database.worker.withActor(actorOf(role), testPurpose, tx =>
      carryOut(tx, book, {
        id: newId<CommandId>(),
        asked: role,
        writes: [home.amira],
        kinds: [kind],
        decide: () => ({
          answer: null,
          entries: [
            {
              subject: home.amira,
              act: newId(),
              kind,
              happened: { at: tx.actor.at, precision: 'moment' },
              audience: 'professionals',
              parts: { record: { facts } },
            },
          ],
        }),
      }),
    ),
  )
  return outcome.done === 'asked' ? outcome.gates.map(gate => gate.rule) : []
}
const overridden = () =>
  database.admin<{ role: string; facts: { rule: string; decision: string }; reason: string }>(
    `select e.author_role as role, p.facts, p.narrative ->> 'reason' as reason from gt.entry e join gt.entry_part p using (partnership_id, entry_id)
     where e.kind = 'finding-decision' and e.subject_id = $1`,
    [home.amira],
  )
const whichOn = (page: string): string => /name="which"[^>]*value="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
const reason = 'The conference is tomorrow and Amira is in hospital; she is heard on Friday.'

describe('a gate is gone over by another person, in writing', () => {
  it('by nobody whose role the matrix does not name for it, and by nobody who does not work with the child as it says', async () => {
    const { page } = await (await as('team-manager')).get(path())
    const which = whichOn(page)
    assert.match(which, /^child-voice-missing /)
    const without = rolesWithout('GET /people/:person/gates')
    assert.ok(without.includes('social-worker') && without.includes('conference-chair'))
    // The Bridge's manager may go over gates of concerns, and has nothing to do with this child.
    for (const role of [...without, 'bridge-manager']) {
      const visitor = await as(role)
      for (const answer of [await visitor.get(path()), await visitor.post(path(), { which, reason })])
        assert.equal(answer.status, 404, role)
    }
    assert.deepEqual(await overridden(), [])
  })

  it('asks which and why, and takes nothing that is not asked of this child', async () => {
    const manager = await as('team-manager')
    const which = whichOn((await manager.get(path())).page)
    const empty = await manager.post(path(), {})
    assert.equal(empty.status, 422)
    for (const words of ['Choose what is gone over', 'Write why it may go on without this']) assert.ok(empty.page.includes(words), words)
    const other = await manager.post(path(), { which: 'cumulative-referrals count/none', reason })
    assert.match(other.page, /This is asked no longer/)
    const elsewhere = await manager.post(`/people/${home.omar}/gates`, { which, reason })
    assert.equal(elsewhere.status, 422)
    assert.deepEqual(await overridden(), [])
  })

  it('lets the chair’s conference go on, and the manager who wrote it is asked all the same', async () => {
    const plan = { type: 'initial', plan: true, category: 'neglect' }
    assert.deepEqual(await write('conference-chair', conference, plan), ['child-voice-missing'])
    const manager = await as('team-manager')
    assert.match((await manager.get(`/people/${home.amira}`)).page, /href="[^"]*\/gates"/)
    assert.doesNotMatch((await (await as('social-worker')).get(`/people/${home.amira}`)).page, /\/gates"/)
    const which = whichOn((await manager.get(path())).page)
    assert.equal((await manager.post(path(), { which, reason })).to, path())
    assert.deepEqual(
      (await overridden()).map(({ role, facts, reason }) => [role, facts.rule, facts.decision, reason]),
      [['team-manager', 'child-voice-missing', 'overridden', reason]],
    )
    assert.match((await manager.get(path())).page, /let work go on without it on [^:]+:\d\d[^:]*: The conference is tomorrow/)
    assert.deepEqual(await write('team-manager', childInNeedReview, {}), ['child-voice-missing'])
    assert.deepEqual(await write('conference-chair', conference, plan), [])
  })

  it('says nothing of another child, and leaves a line', async () => {
    assert.match((await (await as('team-manager')).get(`/people/${home.omar}/gates`)).page, /Omar/)
    const lines = await linesOf(database, home.amira)
    assert.ok(lines.some(line => line.route === 'POST /people/:person/gates' && line.role === 'team-manager'))
  })
})
