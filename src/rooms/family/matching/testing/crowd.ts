import { type Ids, ids, type TestDatabase } from '../../../../../tests/database.ts'
import { day, type Moment, startOfDay } from '../../../../guidance/index.ts'
import type { Part, Told } from '../../../../thread/entry.ts'
import { type ActId, type EntryId, idNamed } from '../../../../thread/ids.ts'
import { identifier, identity, residence } from '../../../../thread/own-kinds/index.ts'
import { projected } from '../../../../thread/store/rows.ts'
import { Thread } from '../../../../thread/thread.ts'
import type { InventedPerson } from './invented-people.ts'

type Written = { told: Told; parts: Readonly<Record<string, Part>> }

const toldOn = day('2026-01-05')

const entriesOf = (person: InventedPerson, of: Ids): Written[] => {
  const entry = (kind: string, facts: Record<string, unknown>, whereabouts?: Part): Written => ({
    told: {
      id: idNamed<EntryId>(person.subject, kind),
      subject: person.subject,
      act: idNamed<ActId>(person.subject, `act ${kind}`),
      kind,
      on: toldOn,
      at: startOfDay(toldOn),
      precision: 'day',
      known: startOfDay(toldOn) as Moment,
      author: of.account('bridge-manager'),
      role: 'bridge-manager',
      agency: of.agency['social-care'],
      agencyKind: 'childrens-social-care',
      audience: 'professionals',
      answers: null,
      corrects: null,
      withdraws: false,
      facts,
    },
    parts: { record: { facts, narrative: {} }, ...(whereabouts ? { whereabouts } : {}) },
  })
  const { is, given, family, born, household, postcode, address, nhsNumber } = person
  return [
    entry(identity.name, identity.record.facts.parse({ is, given, family, born }) as Record<string, unknown>),
    entry(residence.name, { household, moves: true }, { facts: { postcode, protected: false }, narrative: { address } }),
    entry(identifier.name, identifier.record.facts.parse({ scheme: 'nhs-number', value: nhsNumber }) as Record<string, unknown>),
  ]
}

const subjects = `insert into gt.subject (partnership_id, subject_id, form, version, known_at)
  select $1, s.id, s.form, 1, s.known_at from jsonb_to_recordset($2) as s(id uuid, form text, known_at timestamptz) on conflict do nothing`
const entries = `insert into gt.entry (partnership_id, entry_id, subject_id, act_id, kind, happened_on, happened_at, precision, known_at,
    author_id, author_role, agency_id, agency_kind, audience, field_groups)
  select $1, e.id, e.subject, e.act, e.kind, e."on", e.at, e.precision, e.known, e.author, e.role, e.agency, e."agencyKind", e.audience, e.groups
  from jsonb_to_recordset($2) as e(id uuid, subject uuid, act uuid, kind text, "on" date, at timestamptz, precision text, known timestamptz,
    author uuid, role text, agency uuid, "agencyKind" text, audience text, groups text[])`
const parts = `insert into gt.entry_part (partnership_id, entry_id, field_group, subject_id, agency_id, audience, facts, narrative)
  select $1, q.entry, q.grp, q.subject, q.agency, q.audience, q.facts, q.narrative
  from jsonb_to_recordset($2) as q(entry uuid, grp text, subject uuid, agency uuid, audience text, facts jsonb, narrative jsonb)`

/** Puts a crowd on record, as an administrator: who each is, where they live and their number, with what is derived from it as the program derives it. */
export const putCrowdOnRecord = async (
  database: Pick<TestDatabase, 'admin'>,
  people: readonly InventedPerson[],
  of: Ids = ids,
): Promise<void> => {
  const known = startOfDay(toldOn)
  for (let from = 0; from < people.length; from += 2000) {
    const some = people.slice(from, from + 2000)
    const written = some.map(person => entriesOf(person, of))
    const all = written.flat()
    await database.admin(subjects, [
      of.partnership,
      JSON.stringify([
        ...some.map(({ subject }) => ({ id: subject, form: 'person', known_at: known })),
        ...[...new Set(some.map(({ household }) => household))].map(id => ({ id, form: 'context', known_at: known })),
      ]),
    ])
    await database.admin(entries, [
      of.partnership,
      JSON.stringify(all.map(({ told, parts: own }) => ({ ...told, groups: Object.keys(own) }))),
    ])
    await database.admin(parts, [
      of.partnership,
      JSON.stringify(
        all.flatMap(({ told, parts: own }) =>
          Object.entries(own).map(([grp, part]) => ({
            entry: told.id,
            grp,
            subject: told.subject,
            agency: told.agency,
            audience: told.audience,
            ...part,
          })),
        ),
      ),
    ])
    const rows = some.flatMap((person, at) =>
      projected(
        of.partnership,
        new Thread(
          person.subject,
          'person',
          (written[at] ?? []).map(one => one.told),
        ),
        [],
        null,
      ),
    )
    for (const table of ['person', 'person_key', 'stay'] as const)
      await database.admin(`insert into gt.${table} select * from jsonb_populate_recordset(null::gt.${table}, $1)`, [
        JSON.stringify(rows.filter(row => row.table === table).map(({ row }) => row)),
      ])
  }
  await database.admin('analyze')
}
