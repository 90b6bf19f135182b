import { ids, type TestDatabase } from '../../../tests/database.ts'
import { newId, type SubjectId } from '../../thread/ids.ts'
import { relationship, residence } from '../../thread/own-kinds/index.ts'
import { tell } from './tell.ts'
import { tellingsOn } from './tellings.ts'

/** An invented household: Amira and her brother Omar, whom a social worker works with, and Marta, their mother. */
export type Household = { readonly amira: SubjectId; readonly omar: SubjectId; readonly marta: SubjectId; readonly home: SubjectId }

/** Puts the household on record; a school and the police work with Amira alone, and a conference chair with her too: with Omar as well where `chaired` says both. */
export const householdOnRecord = async (
  database: TestDatabase,
  { chaired = 'amira' }: { chaired?: 'amira' | 'both' } = {},
): Promise<Household> => {
  const [amira, omar, marta, home] = [newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>()]
  const people = [amira, omar, marta]
  const on = '2025-01-10'
  const { who, works } = tellingsOn(on)
  await tell(
    database,
    'bridge-manager',
    [
      ...people.map(subject => ({ subject, kind: residence, on: '2024-06-01', parts: { record: { facts: { household: home } } } })),
      who(amira, 'Amira', '2018-02-02'),
      who(omar, 'Omar', '2016-05-05'),
      who(marta, 'Marta', '1990-03-03', 'adult'),
      { subject: marta, kind: relationship, on, parts: { record: { facts: { to: amira, as: 'mother' } } } },
      ...people.map(subject => works(subject, ids.account('social-worker'), 'account', 'lead')),
      ...people.map(subject => works(subject, ids.team.north, 'team', 'manager')),
      ...(chaired === 'both' ? [amira, omar] : [amira]).map(child => works(child, ids.account('conference-chair'), 'account', 'chair')),
      works(amira, ids.agency.school, 'agency', 'agency'),
      works(amira, ids.agency.police, 'agency', 'agency'),
    ],
    {
      known: on,
      begins: [...people.map(subject => ({ subject, form: 'person' as const })), { subject: home, form: 'context' }],
    },
  )
  return { amira, omar, marta, home }
}
