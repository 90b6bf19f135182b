import { ids, type TestDatabase } from '../../../../tests/database.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { identity, involvement, relationship, residence } from '../../../thread/own-kinds/index.ts'
import { tell } from '../../testing/tell.ts'

/**
 * An invented family: Ines (15) and her half-brother Luca (8), whose mother is Marta; Ines's father Paul, with parental responsibility, who lives elsewhere; and Nils, the
 * mother's partner, who is neither's parent.
 */
export type FamilyAtHome = Readonly<Record<'ines' | 'luca' | 'marta' | 'paul' | 'nils', SubjectId>>

/** Puts them on record; a social worker works with both children. */
export const familyAtHome = async (database: TestDatabase): Promise<FamilyAtHome> => {
  const family = {
    ines: newId<SubjectId>(),
    luca: newId<SubjectId>(),
    marta: newId<SubjectId>(),
    paul: newId<SubjectId>(),
    nils: newId<SubjectId>(),
  }
  const [home, elsewhere] = [newId<SubjectId>(), newId<SubjectId>()]
  const { ines, luca, marta, paul, nils } = family
  const people = Object.values(family)
  const on = '2025-01-10'
  const who = (subject: SubjectId, given: string, born: string, is = 'child') => ({
    subject,
    kind: identity,
    on,
    parts: { record: { facts: { is, given, family: 'Testcase', born } } },
  })
  const lives = (subject: SubjectId, household: SubjectId, address: string) => ({
    subject,
    kind: residence,
    on: '2024-06-01',
    parts: { record: { facts: { household } }, whereabouts: { facts: { postcode: 'ZZ9 9ZZ' }, narrative: { address } } },
  })
  const isTo = (subject: SubjectId, to: SubjectId, as: string, more = {}) => ({
    subject,
    kind: relationship,
    on,
    parts: { record: { facts: { to, as, ...more } } },
  })
  const works = (subject: SubjectId, holder: string, form: string, as: string) => ({
    subject,
    kind: involvement,
    on,
    parts: { record: { facts: { holder, form, as } } },
  })
  await tell(
    database,
    'bridge-manager',
    [
      ...[ines, luca, marta, nils].map(subject => lives(subject, home, '12 Invented Street')),
      lives(paul, elsewhere, '7 Sample Lane'),
      who(ines, 'Ines', '2010-02-02'),
      who(luca, 'Luca', '2018-05-05'),
      who(marta, 'Marta', '1985-03-03', 'adult'),
      who(paul, 'Paul', '1984-04-04', 'adult'),
      who(nils, 'Nils', '1990-09-09', 'adult'),
      isTo(marta, ines, 'mother', { parentalResponsibility: true, responsibilityFrom: 'mother' }),
      isTo(marta, luca, 'mother', { parentalResponsibility: true, responsibilityFrom: 'mother' }),
      isTo(paul, ines, 'father', { parentalResponsibility: true, responsibilityFrom: 'birth-certificate' }),
      isTo(nils, marta, 'partner'),
      ...[ines, luca].map(subject => works(subject, ids.account('social-worker'), 'account', 'lead')),
      ...[ines, luca].map(subject => works(subject, ids.team.north, 'team', 'manager')),
      works(ines, ids.agency.school, 'agency', 'agency'),
    ],
    {
      known: on,
      begins: [
        ...people.map(subject => ({ subject, form: 'person' as const })),
        ...[home, elsewhere].map(subject => ({ subject, form: 'context' as const })),
      ],
    },
  )
  return family
}
