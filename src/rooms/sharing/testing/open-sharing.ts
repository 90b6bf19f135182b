import assert from 'node:assert/strict'
import { ids } from '../../../../tests/database.ts'
import { type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { residence } from '../../../thread/own-kinds/index.ts'
import { note } from '../../recording/index.ts'
import { householdOnRecord } from '../../testing/household.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { rooms } from '../../web.ts'

/** Families, entries and forms of what goes out, as the tests of one file share from a record. */
export const openSharing = async () => {
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
  /** From that day Omar lives where nobody may be told. */
  const protectedAt = async (on: string, postcode: string, address: string): Promise<void> => {
    const home = newId<SubjectId>()
    await tell(
      database,
      'bridge-manager',
      [
        {
          subject: omar,
          kind: residence,
          on,
          parts: {
            record: { facts: { household: home } },
            whereabouts: { facts: { postcode, protected: true }, narrative: { address } },
          },
        },
      ],
      { begins: [{ subject: home, form: 'context' }] },
    )
  }

  return {
    protectedAt,
    database,
    web,
    as,
    people,
    amira,
    omar,
    marta,
    noted,
    plain,
    ofOmar,
    naming,
    path,
    toMother,
    toSchool,
    checked,
    unsaid,
    prepared,
    checkedOn,
    released,
    waited,
    fetched,
    disclosures,
  }
}
