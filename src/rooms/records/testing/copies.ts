import assert from 'node:assert/strict'
import { addYears, dayOf, momentOf, Temporal } from '../../../guidance/index.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { identity, relationship, residence } from '../../../thread/own-kinds/index.ts'
import { note } from '../../recording/index.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { rooms } from '../../web.ts'
import { livesOnRecord } from './lives.ts'

export const today = dayOf(momentOf(Temporal.Now.instant()))

/** What is told of Otto in each part, and what of it is somebody else’s. */
export const said = {
  record: 'own-record-1171. Nell was there, and marta’s friend rang from 07700 900123.',
  health: 'own-health-2282, said by the doctor of MARTA.',
  police: 'own-police-3393 and Nell Testcase.',
  third: 'own-third-4404 of somebody else, foreign-third-5515.',
  elsewhere: 'own-elsewhere-6626',
} as const
type Shown = {
  head: { state: string; sha256: string | null }
  undecided: number
  keptBack: { number: number; what: string; reason: string }[]
  entries: {
    id: string
    number: number
    parts: { part: string; suggested: string | null; decided: string | null; lines: { label: string; text: string }[] }[]
  }[]
}
/** Records of which copies are asked for, and those who prepare them and let them go. */
export const openCopies = async () => {
  const { database, web, as } = await openForTests(rooms)
  const officer = () => as('records-officer')
  const lead = () => as('information-governance-lead')
  const people = await livesOnRecord(database)
  const child = newId<SubjectId>()
  const shut = newId<SubjectId>()
  await tell(
    database,
    'bridge-manager',
    [
      {
        subject: child,
        kind: identity,
        parts: { record: { facts: { is: 'child', given: 'Tove', family: 'Testcase', born: addYears(today, -13) } } },
      },
      { subject: shut, kind: identity, parts: { record: { facts: { is: 'adult', given: 'Zebedee', family: 'Invented' } } } },
      {
        subject: child,
        kind: residence,
        parts: {
          record: { facts: { household: newId() } },
          whereabouts: { facts: { postcode: 'ZZ1 1ZZ', protected: true }, narrative: { address: '7 Refuge Lane' } },
        },
      },
    ],
    { begins: [child, shut].map(subject => ({ subject, form: 'person' as const })) },
  )
  await tell(database, 'social-worker', [
    {
      subject: people.otto,
      kind: relationship,
      parts: { record: { facts: { to: people.wren, as: 'sibling' }, narrative: { note: 'Wren is the youngest.' } } },
    },
    {
      subject: people.otto,
      kind: note,
      on: '2012-02-03',
      parts: {
        record: { facts: { contact: 'telephone' }, narrative: { fact: said.record } },
        health: { narrative: { health: said.health } },
        police: { narrative: { intelligence: said.police } },
        'third-party': { narrative: { others: said.third } },
      },
    },
  ])

  const request = async (person: SubjectId, by: string): Promise<string> => {
    const keeper = await officer()
    await keeper.get(`/kept/${person}`)
    await keeper.post(`/kept/${person}/requests`, {
      by,
      'on-day': '2',
      'on-month': '3',
      'on-year': '2026',
      what: 'All of it; a passport was shown.',
    })
    const [row] = await database.admin<{ id: string }>(
      `select entry_id as id from gt.entry where kind = 'access-asked' and subject_id = $1 order by known_at desc limit 1`,
      [person],
    )
    return row?.id ?? ''
  }
  const copies = () => database.admin<{ copy_id: string; state: string }>('select copy_id, state from gt.copy order by begun_at')
  const standing = async () => (await copies()).at(-1)?.copy_id ?? ''
  const paperFor = async (role: string, copy: string): Promise<Buffer> => {
    const visitor = await as(role)
    const answer = await web.inject({
      url: `/copies/${copy}/paper`,
      headers: { cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    return answer.statusCode === 200 ? answer.rawPayload : Buffer.alloc(0)
  }
  const digest = async (copy: string) => (await shown(copy)).head.sha256 ?? ''
  /** Takes what is suggested everywhere and makes the copy ready. */
  const madeReady = async (copy: string) => {
    const keeper = await officer()
    for (let page = 1; page < 5; page += 1) {
      await keeper.get(`/copies/${copy}?page=${page}`)
      const seen = keeper.hidden('seen')
      if (seen) assert.equal((await keeper.post(`/copies/${copy}/taken`, { at: String(page), seen })).status, 303)
    }
    await keeper.get(`/copies/${copy}`)
    assert.equal((await keeper.post(`/copies/${copy}/ready`, {})).to, `/copies/${copy}`)
  }
  const shown = async (copy: string) => (await (await officer()).json<Shown>(`/copies/${copy}`)).body
  return { database, as, officer, lead, people, child, shut, request, copies, standing, paperFor, digest, madeReady, shown }
}
