import { ids, type TestDatabase } from '../../../../tests/database.ts'
import { day } from '../../../guidance/index.ts'
import { type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { identity, relationship, residence } from '../../../thread/own-kinds/index.ts'
import { conference, coreGroup, visit, visitAttempted } from '../../child-protection/index.ts'
import { referral } from '../../front-door/index.ts'
import { tell } from '../../testing/tell.ts'
import { tellingsOn } from '../../testing/tellings.ts'

/** An invented family: Amira, who is on a plan, her brother Omar and their mother Marta, with what was recorded about Amira. */
export type TestcaseFamily = {
  readonly amira: SubjectId
  readonly omar: SubjectId
  readonly marta: SubjectId
  readonly household: SubjectId
  readonly entries: Readonly<
    Record<'stay' | 'conference' | 'atSchool' | 'atHome' | 'coreGroup' | 'corrected' | 'withdrawal' | 'referral' | 'renamed', EntryId>
  >
}

const { who, works } = tellingsOn('2025-01-10')

/** Puts the family on record, each entry known when it says; the school works with Amira alone. */
export const testcaseFamily = async (database: TestDatabase): Promise<TestcaseFamily> => {
  const [amira, omar, marta, household] = [newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>()]
  const people = [amira, omar, marta]
  const lives = (subject: SubjectId) => ({
    subject,
    kind: residence,
    on: '2024-06-01',
    parts: {
      record: { facts: { household } },
      whereabouts: { facts: { postcode: 'ZZ9 9ZZ', protected: true }, narrative: { address: '1 Invented Street' } },
    },
  })
  const [stay] = await tell(
    database,
    'bridge-manager',
    [
      lives(amira),
      lives(omar),
      lives(marta),
      who(amira, 'Amira', '2018-02-02'),
      who(omar, 'Omar', '2016-05-05'),
      who(marta, 'Marta', '1990-03-03', 'adult'),
      { subject: omar, kind: relationship, on: '2025-01-10', parts: { record: { facts: { to: amira, as: 'sibling' } } } },
      { subject: marta, kind: relationship, on: '2025-01-10', parts: { record: { facts: { to: amira, as: 'mother' } } } },
      ...people.map(one => works(one, ids.account('social-worker'), 'account', 'lead')),
      ...people.map(one => works(one, ids.team.north, 'team', 'manager')),
      works(amira, ids.account('conference-chair'), 'account', 'chair'),
      works(amira, ids.agency.school, 'agency', 'agency'),
      works(amira, ids.agency.police, 'agency', 'agency'),
      works(amira, ids.team.bridge, 'team', 'screener'),
    ],
    {
      known: '2025-01-10',
      begins: [...people.map(subject => ({ subject, form: 'person' as const })), { subject: household, form: 'context' }],
    },
  )
  const [referred] = await tell(
    database,
    'bridge-manager',
    [
      {
        subject: amira,
        kind: referral,
        on: { on: day('2011-04-15'), precision: 'month' },
        parts: { record: { facts: { source: 'education', sourceName: 'Sample Primary School', concerns: ['neglect'] } } },
      },
    ],
    { known: '2025-01-11' },
  )
  const [began] = await tell(
    database,
    'conference-chair',
    [
      {
        subject: amira,
        kind: conference,
        on: '2025-01-15',
        parts: {
          record: {
            facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true },
            narrative: {
              reasons: 'Amira has often been hungry and cold, and the help so far has not lasted.',
              childsView: '“I like it at Nana’s.”',
            },
          },
        },
      },
    ],
    { known: '2025-01-15' },
  )
  const worker = async (known: string, entries: Parameters<typeof tell>[2]) =>
    (await tell(database, 'social-worker', entries, { known }))[0]
  const atSchool = await worker('2025-02-06', [
    {
      subject: amira,
      kind: visit,
      on: '2025-02-06',
      parts: {
        record: {
          facts: { by: 'lead', place: 'school', seen: 'seen-with-carer' },
          narrative: { childsWords: '“I have toast when Nana comes.”', presentation: 'Quiet, and tired.' },
        },
      },
    },
  ])
  const group = await worker('2025-02-20', [
    {
      subject: amira,
      kind: coreGroup,
      on: '2025-02-20',
      parts: { record: { facts: {}, narrative: { progress: 'The wrong child’s notes.' } } },
    },
  ])
  const atHome = await worker('2025-03-10', [
    {
      subject: amira,
      kind: visit,
      on: '2025-02-12',
      parts: {
        record: { facts: { by: 'lead', place: 'home', seen: 'seen-alone' }, narrative: { conditions: 'Warm, food in the cupboards.' } },
      },
    },
  ])
  const withdrawal = await worker('2025-03-15', [
    { subject: amira, kind: coreGroup, on: '2025-02-20', ...(group ? { corrects: group } : {}), withdraws: true, parts: {} },
  ])
  const corrected = await worker('2025-04-01', [
    {
      subject: amira,
      kind: visit,
      on: '2025-02-06',
      ...(atSchool ? { corrects: atSchool } : {}),
      parts: {
        record: {
          facts: { by: 'lead', place: 'school', seen: 'seen-alone' },
          narrative: {
            childsWords: '“I have toast when Nana comes. She makes it.”',
            presentation: 'Quiet, and tired. The teacher had left the room.',
          },
        },
      },
    },
  ])
  const renamed = await worker('2025-05-01', [
    {
      subject: amira,
      kind: identity,
      on: '2025-05-01',
      parts: {
        record: {
          facts: {
            is: 'child',
            given: 'Amirah',
            family: 'Testcase',
            knownAs: 'Ami',
            born: '2018-02-02',
            school: 'Sample Primary School',
            language: 'Polish',
            interpreter: true,
          },
        },
      },
    },
  ])
  await worker('2025-05-20', [
    {
      subject: amira,
      kind: visitAttempted,
      on: '2025-05-20',
      parts: { record: { facts: { access: 'no-answer' }, narrative: { observed: 'A light was on upstairs.' } } },
    },
  ])
  const all = { stay, conference: began, atSchool, atHome, coreGroup: group, corrected, withdrawal, referral: referred, renamed }
  if (Object.values(all).some(id => id === undefined)) throw new Error('the family was not put on record')
  return { amira, omar, marta, household, entries: all as TestcaseFamily['entries'] }
}
