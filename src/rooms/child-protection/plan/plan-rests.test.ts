import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { freshDatabase, ids } from '../../../../tests/database.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { identity, involvement } from '../../../thread/own-kinds/index.ts'
import { tell } from '../../testing/tell.ts'
import { conference } from '../conference/conference.ts'

const database = await freshDatabase()
after(() => database.drop())

/** A child on a plan, and one who is known and nothing else. */
const children = async (): Promise<{ child: SubjectId; other: SubjectId }> => {
  const [child, other] = [newId<SubjectId>(), newId<SubjectId>()]
  const on = '2025-01-10'
  const known = (subject: SubjectId) => ({
    subject,
    kind: identity,
    on,
    parts: { record: { facts: { is: 'child', given: 'Robin', family: 'Testcase', born: '2018-02-02' } } },
  })
  await tell(
    database,
    'bridge-manager',
    [
      known(child),
      known(other),
      {
        subject: child,
        kind: involvement,
        on,
        parts: { record: { facts: { holder: ids.account('conference-chair'), form: 'account', as: 'chair' } } },
      },
    ],
    { begins: [child, other].map(subject => ({ subject, form: 'person' as const })) },
  )
  await tell(database, 'conference-chair', [
    {
      subject: child,
      kind: conference,
      on: '2025-01-15',
      parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
    },
  ])
  return { child, other }
}

it('no child is on a plan without the decision of a conference: the database refuses it, and without what holds it would not', async () => {
  const { child, other } = await children()
  const [plan] = await database.admin<{ n: number }>(
    `select count(*)::int as n from gt.episode where subject_id = $1 and kind = 'child-protection-plan'`,
    [child],
  )
  assert.equal(plan?.n, 1)
  // The same stretch for another child, resting on who the child is: nobody has decided anything.
  const put = () =>
    database.admin(
      `insert into gt.episode select (jsonb_populate_record(o, jsonb_build_object('subject_id', $2::uuid, 'key', 'planted', 'entry_id',
         (select e.entry_id from gt.entry e where e.subject_id = $2 and e.kind = 'identity' limit 1)))).* from gt.episode o where o.subject_id = $1 and o.kind = 'child-protection-plan'`,
      [child, other],
    )
  await assert.rejects(put, /rests on the decision of a conference/)
  // Nor on what a conference decided about somebody else, or on one that decided for no plan.
  const rests = (on: string) =>
    database.admin(
      `insert into gt.episode select (jsonb_populate_record(o, jsonb_build_object('subject_id', $2::uuid, 'key', 'planted', 'entry_id', $3::uuid))).* from gt.episode o
       where o.subject_id = $1 and o.kind = 'child-protection-plan'`,
      [child, other, on],
    )
  const [decided] = await database.admin<{ id: string }>(
    `select entry_id as id from gt.entry where subject_id = $1 and kind = 'conference'`,
    [child],
  )
  await assert.rejects(() => rests(decided?.id ?? ''), /rests on the decision of a conference/)
  await database.admin(`update gt.entry set subject_id = $2 where entry_id = $1`, [decided?.id, other])
  await database.admin(`update gt.entry_part set facts = facts || '{"plan": false}' where entry_id = $1`, [decided?.id])
  await assert.rejects(() => rests(decided?.id ?? ''), /rests on the decision of a conference/)
  await database.admin('drop trigger plan_rests_on_conference on gt.episode')
  await put()
})
