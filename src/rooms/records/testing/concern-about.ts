import { ids, type TestDatabase } from '../../../../tests/database.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { involvement } from '../../../thread/own-kinds/index.ts'
import { book } from '../../book.ts'
import { tell } from '../../testing/tell.ts'

const kindNamed = (name: string) => {
  const kind = book.kinds.get(name)
  if (!kind) throw new Error(`there is no kind ${name}`)
  return kind
}

/** A concern of long ago that was matched to this person: `told` is what was seen; `unmatched` more children it tells of are on record nowhere. Gives its matter. */
export const concernAbout = async (
  database: TestDatabase,
  person: SubjectId,
  { told, unmatched = 0 }: { readonly told: string; readonly unmatched?: number },
): Promise<SubjectId> => {
  const on = '2010-01-10'
  const matter = newId<SubjectId>()
  const by = { source: 'education', concerns: ['neglect'] }
  const children = Array.from({ length: 1 + unmatched }, (_, at) => ({ label: `child ${at + 1}` }))
  const facts = { form: 'worried-about-a-child', inDangerNow: false, referrerIs: 'professional', familyTold: 'yes', ...by, children }
  await tell(
    database,
    'school-safeguarding-lead',
    [
      { subject: matter, kind: kindNamed('referral-told'), on, parts: { record: { facts, narrative: { seenOrHeard: told } } } },
      ...[
        { holder: ids.agency.school, form: 'agency', as: 'referrer' },
        { holder: ids.team.bridge, form: 'team', as: 'queue' },
      ].map(works => ({ subject: matter, kind: involvement, on, parts: { record: { facts: works } } })),
    ],
    { begins: [{ subject: matter, form: 'matter' }] },
  )
  await tell(database, 'bridge-manager', [
    { subject: matter, kind: kindNamed('child-matched'), on, parts: { record: { facts: { label: 'child 1', person } } } },
    { subject: person, kind: kindNamed('referral'), on, parts: { record: { facts: { matter, ...by } } } },
  ])
  await database.admin(`update gt.entry set known_at = '2010-02-01' where subject_id = $1 or (subject_id = $2 and kind = 'referral')`, [
    matter,
    person,
  ])
  return matter
}
