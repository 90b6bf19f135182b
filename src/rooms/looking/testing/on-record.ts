import { ids, type TestDatabase } from '../../../../tests/database.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { residence } from '../../../thread/own-kinds/index.ts'
import { tell } from '../../testing/tell.ts'
import { tellingsOn } from '../../testing/tellings.ts'

/**
 * Invented people: Amira and Omar, brother and sister, with whom a social worker and the North Team work, and Marta, their mother; Zuri, with whom nobody
 * works any more.
 */
export type OnRecord = { readonly amira: SubjectId; readonly omar: SubjectId; readonly marta: SubjectId; readonly zuri: SubjectId }

/** Puts them on record. */
export const peopleOnRecord = async (database: TestDatabase): Promise<OnRecord> => {
  const [amira, omar, marta, zuri, home, elsewhere] = Array.from({ length: 6 }, () => newId<SubjectId>()) as [
    SubjectId,
    SubjectId,
    SubjectId,
    SubjectId,
    SubjectId,
    SubjectId,
  ]
  const on = '2025-01-10'
  const { who, works } = tellingsOn(on)
  const lives = (subject: SubjectId, household: SubjectId, address: string) => ({
    subject,
    kind: residence,
    on: '2024-06-01',
    parts: { record: { facts: { household } }, whereabouts: { facts: { postcode: 'ZZ9 9ZZ' }, narrative: { address } } },
  })
  const family = [amira, omar, marta]
  await tell(
    database,
    'bridge-manager',
    [
      ...family.map(subject => lives(subject, home, '12 Invented Street')),
      lives(zuri, elsewhere, '7 Sample Lane'),
      who(amira, 'Amira', '2018-02-02'),
      who(omar, 'Omar', '2016-05-05'),
      who(marta, 'Marta', '1990-03-03', 'adult'),
      who(zuri, 'Zuri', '2015-09-09'),
      ...family.map(subject => works(subject, ids.account('social-worker'), 'account', 'lead')),
      ...family.map(subject => works(subject, ids.team.north, 'team', 'manager')),
    ],
    {
      known: on,
      begins: [
        ...[...family, zuri].map(subject => ({ subject, form: 'person' as const })),
        ...[home, elsewhere].map(subject => ({ subject, form: 'context' as const })),
      ],
    },
  )
  return { amira, omar, marta, zuri }
}
