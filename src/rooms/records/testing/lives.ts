import { ids, type TestDatabase } from '../../../../tests/database.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { identity, involvement, residence } from '../../../thread/own-kinds/index.ts'
import { note } from '../../recording/index.ts'
import { tell } from '../../testing/tell.ts'

/** Invented people: Otto, whose record has come to its end; Nell, his sister, whose has not; Wren, born on no known day; Marta, their mother. */
export type Lives = { readonly otto: SubjectId; readonly nell: SubjectId; readonly wren: SubjectId; readonly marta: SubjectId }

/** Something that was said of Otto alone and must be nowhere once his record is destroyed. */
export const canary = 'canary-otto-9417'

/** Puts them on record, long ago. */
export const livesOnRecord = async (database: TestDatabase): Promise<Lives> => {
  const [otto, nell, wren, marta, home] = Array.from({ length: 5 }, () => newId<SubjectId>()) as [
    SubjectId,
    SubjectId,
    SubjectId,
    SubjectId,
    SubjectId,
  ]
  const on = '2008-05-01'
  const who = (subject: SubjectId, given: string, born: string | undefined, is = 'child') => ({
    subject,
    kind: identity,
    on,
    parts: { record: { facts: { is, given, family: 'Testcase', ...(born ? { born } : {}) } } },
  })
  const people = [otto, nell, wren, marta]
  await tell(
    database,
    'bridge-manager',
    [
      who(otto, 'Otto', '1996-02-29'),
      who(nell, 'Nell', '2006-07-07'),
      who(wren, 'Wren', undefined),
      who(marta, 'Marta', '1970-03-03', 'adult'),
      ...[otto, nell, marta].map(subject => ({
        subject,
        kind: residence,
        on: '2007-01-01',
        parts: {
          record: { facts: { household: home } },
          whereabouts: { facts: { postcode: 'ZZ9 9ZZ' }, narrative: { address: '12 Invented Street' } },
        },
      })),
      ...people.map(subject => ({
        subject,
        kind: involvement,
        on,
        parts: { record: { facts: { holder: ids.account('social-worker'), form: 'account', as: 'lead' } } },
      })),
    ],
    {
      known: '2010-02-01',
      begins: [...people.map(subject => ({ subject, form: 'person' as const })), { subject: home, form: 'context' as const }],
    },
  )
  await tell(
    database,
    'social-worker',
    [otto, nell, wren, marta].map(subject => ({
      subject,
      kind: note,
      on: '2010-01-10',
      parts: { record: { facts: { contact: 'telephone' }, narrative: { fact: subject === otto ? canary : 'A call to the school.' } } },
    })),
    { known: '2010-02-01' },
  )
  return { otto, nell, wren, marta }
}
