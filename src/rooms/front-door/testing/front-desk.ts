import { ids, type TestDatabase } from '../../../../tests/database.ts'
import { type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { identity, involvement, residence } from '../../../thread/own-kinds/index.ts'
import type { NewEntry } from '../../../thread/store/append.ts'
import { tell } from '../../testing/tell.ts'
import { referral } from '../referral/referral.ts'
import { referralTold } from '../referral/referral-told.ts'
import { concernFacts } from './concern-told.ts'

/** What a concern is told with, where it is otherwise than usual. */
export type TellOf = {
  facts?: Record<string, unknown>
  narrative?: Record<string, string>
  parts?: NewEntry['parts']
  at?: NewEntry['happened']
}

/** Tells The Bridge of a concern as a school would: the matter, the school's involvement as referrer, and the queue's. Gives the matter and what was told. */
export const tellTheBridge = async (
  database: TestDatabase,
  { facts = {}, narrative = {}, parts = {}, at }: TellOf = {},
): Promise<{ matter: SubjectId; told: EntryId }> => {
  const matter = newId<SubjectId>()
  const told = newId<EntryId>()
  await tell(
    database,
    'school-safeguarding-lead',
    [
      {
        subject: matter,
        id: told,
        kind: referralTold,
        on: at,
        parts: {
          record: {
            facts: concernFacts({
              sourceName: 'Sample Primary School',
              askedFor: 'child-in-need',
              children: [{ label: 'child 1', given: 'Amira', family: 'Testcase', born: '2019-03-27', school: 'Sample Primary School' }],
              ...facts,
            }),
            narrative: { seenOrHeard: 'Hungry on Monday, in the same coat since autumn.', ...narrative },
          },
          referrer: { facts: {}, narrative: { name: 'Sana Sample', role: 'safeguarding lead', phone: '0161 496 0123' } },
          ...parts,
        },
      },
      {
        subject: matter,
        kind: involvement,
        on: at,
        parts: { record: { facts: { holder: ids.agency.school, form: 'agency', as: 'referrer' } } },
      },
      { subject: matter, kind: involvement, on: at, parts: { record: { facts: { holder: ids.team.bridge, form: 'team', as: 'queue' } } } },
    ],
    { begins: [{ subject: matter, form: 'matter' }] },
  )
  return { matter, told }
}

/** Puts a child on record, in a household where one is given. */
export const putOnRecord = async (
  database: TestDatabase,
  facts: { given: string; family: string; born?: string },
  household?: SubjectId,
): Promise<SubjectId> => {
  const child = newId<SubjectId>()
  await tell(
    database,
    'bridge-manager',
    [
      { subject: child, kind: identity, parts: { record: { facts: { is: 'child', ...facts } } } },
      ...(household
        ? [
            {
              subject: child,
              kind: residence,
              on: '2020-01-01',
              parts: { record: { facts: { household } } },
            },
          ]
        : []),
    ],
    { begins: [{ subject: child, form: 'person' }] },
  )
  return child
}

/** Puts an earlier concern, told so many days ago, on a child's own record. */
export const earlierConcern = (
  database: TestDatabase,
  child: SubjectId,
  on: string,
  facts: Record<string, unknown> = {},
): Promise<EntryId[]> =>
  tell(database, 'bridge-manager', [
    {
      subject: child,
      kind: referral,
      on,
      parts: {
        record: {
          facts: { source: 'health', sourceName: 'Invented Community Health', concerns: ['neglect'], familyTold: 'yes', ...facts },
        },
      },
    },
  ])
