import { ids, type TestDatabase } from '../../../../../tests/database.ts'
import { addDays, type Day } from '../../../../guidance/index.ts'
import { newId, type SubjectId } from '../../../../thread/ids.ts'
import { residence } from '../../../../thread/own-kinds/index.ts'
import { adultInContact } from '../../../family/index.ts'
import { type Household, householdOnRecord } from '../../../testing/household.ts'
import { tell } from '../../../testing/tell.ts'
import { tellingsOn } from '../../../testing/tellings.ts'
import { conference } from '../../conference/conference.ts'

/** An invented home of three children on a plan for ten days: Amira, her brother Omar and their sister Ivy, who is one; an uncle visits whom nobody has met. */
export type HomeOfThree = Household & { readonly ivy: SubjectId; readonly children: readonly [SubjectId, SubjectId, SubjectId] }

/** Puts the home on record. `today`: the day of the test. */
export const homeOfThree = async (database: TestDatabase, today: Day): Promise<HomeOfThree> => {
  const home = await householdOnRecord(database)
  const ivy = newId<SubjectId>()
  const children = [home.amira, home.omar, ivy] as const
  const { who, works } = tellingsOn('2025-01-15')
  await tell(
    database,
    'bridge-manager',
    [
      who(ivy, 'Ivy', addDays(today, -400)),
      { subject: ivy, kind: residence, on: '2025-01-15', parts: { record: { facts: { household: home.home } } } },
      works(ivy, ids.account('social-worker'), 'account', 'lead'),
      works(ivy, ids.team.north, 'team', 'manager'),
      works(ivy, ids.account('conference-chair'), 'account', 'chair'),
    ],
    { begins: [{ subject: ivy, form: 'person' }] },
  )
  await tell(database, 'team-manager', [works(home.omar, ids.account('conference-chair'), 'account', 'chair')])
  await tell(
    database,
    'conference-chair',
    children.map(subject => ({
      subject,
      kind: conference,
      on: addDays(today, -10),
      parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
    })),
  )
  await tell(database, 'social-worker', [
    {
      subject: home.amira,
      kind: adultInContact,
      on: addDays(today, -8),
      parts: {
        record: { facts: { seenAs: 'man', as: 'not-known', identified: false, presence: 'visits', toldBy: 'child' } },
        'third-party': { narrative: { calledOrDescribed: 'Uncle Jay' } },
      },
    },
  ])
  return { ...home, ivy, children }
}
