import { as, ids, type TestDatabase, testPurpose } from '../../../../../tests/database.ts'
import { plusHours } from '../../../../guidance/index.ts'
import { type CommandId, type EntryId, newId, type SubjectId } from '../../../../thread/ids.ts'
import { relationship } from '../../../../thread/own-kinds/index.ts'
import { book } from '../../../book.ts'
import { callMeeting } from '../../../commands.ts'
import { meetingDissent, meetingHeld, meetingReport } from '../../../meetings/index.ts'
import { householdOnRecord } from '../../../testing/household.ts'
import { tell } from '../../../testing/tell.ts'
import { tellingsOn } from '../../../testing/tellings.ts'
import { conference } from '../../conference/conference.ts'
import { dangerStatement, safetyGoal, safetyScaled } from '../../safety/safety.ts'

/** A conference that was held about one child of a household: who was invited, what each brought, what was decided. */
export type ConferenceHeld = {
  readonly amira: SubjectId
  readonly marta: SubjectId
  /** The child's aunt, who was kept away and is no parent. */
  readonly vera: SubjectId
  readonly matter: SubjectId
  readonly decision: EntryId
}

const nurse = ids.account('health-practitioner')
const teacher = ids.account('school-safeguarding-lead')

/**
 * Puts it on record: Amira's school works with her and is invited, a health visitor is invited and works with her in no other way, her mother is invited and an aunt is not. The social
 * worker, the school and the health visitor bring a report; the health visitor did not agree.
 */
export const conferenceHeld = async (database: TestDatabase): Promise<ConferenceHeld> => {
  const { amira, marta } = await householdOnRecord(database)
  const vera = newId<SubjectId>()
  const on = '2025-01-10'
  const { who, works } = tellingsOn(on)
  await tell(
    database,
    'bridge-manager',
    [
      who(vera, 'Vera', '1988-04-04', 'adult'),
      { subject: vera, kind: relationship, on, parts: { record: { facts: { to: amira, as: 'aunt or uncle' } } } },
      works(vera, ids.account('social-worker'), 'account', 'lead'),
      { subject: marta, kind: relationship, on, parts: { record: { facts: { to: amira, as: 'mother', parentalResponsibility: true } } } },
    ],
    { known: on, begins: [{ subject: vera, form: 'person' }] },
  )
  const outcome = await database.worker.withActor(as('team-manager'), testPurpose, tx =>
    callMeeting(tx, book, {
      id: newId<CommandId>(),
      type: 'initial-conference',
      at: plusHours(tx.actor.at, 48),
      way: 'in-person',
      chair: ids.account('conference-chair'),
      minutes: ids.account('conference-administrator'),
      invitees: [
        { as: 'professional', name: 'Sam Sample', account: ids.account('social-worker'), agencyKind: 'childrens-social-care' },
        { as: 'professional', name: 'Sample Primary School', account: teacher, agencyKind: 'education' },
        { as: 'professional', name: 'Pat Invented', account: nurse, agencyKind: 'health' },
        { as: 'has-responsibility', name: 'Marta Testcase', person: marta },
      ],
      children: [{ child: amira, name: 'Amira Testcase' }],
      now: tx.actor.at,
    }),
  )
  if (outcome.done !== 'now') throw new Error(`the conference was not called: ${outcome.done}`)
  const { matter } = outcome.answer
  const report = (agencyKind: string, narrative: Record<string, string>, more: Record<string, Record<string, string>> = {}) => [
    {
      subject: matter,
      kind: meetingReport,
      parts: {
        record: { facts: { agencyKind, child: amira, scale: 4, culture: narrative['culture'] !== undefined }, narrative },
        ...Object.fromEntries(Object.entries(more).map(([group, said]) => [group, { narrative: said }])),
      },
    },
  ]
  await tell(
    database,
    'health-practitioner',
    report('health', { worried: 'Amira has lost weight.' }, { health: { health: 'Below the second centile.' } }),
  )
  await tell(database, 'school-safeguarding-lead', report('education', { workingWell: 'Amira sings in the choir.' }))
  await tell(
    database,
    'social-worker',
    report(
      'childrens-social-care',
      {
        household: 'Marta, and nobody else.',
        workingWell: 'Grandmother comes on Sundays.',
        worried: 'Amira is alone at night.',
        needsToHappen: 'An adult is there every night.',
        culture: 'They speak Polish at home; Marta was asked what that means for the evenings.',
      },
      { 'third-party': { others: 'Of the neighbour’s own trouble.' } },
    ),
  )
  await tell(database, 'conference-chair', [{ subject: matter, kind: meetingHeld, parts: { record: { facts: { attendance: [] } } } }])
  const danger = newId<EntryId>()
  const shared = { subject: amira, audience: 'professionals' as const }
  const [decision] = await tell(database, 'conference-chair', [
    {
      ...shared,
      kind: conference,
      parts: {
        record: {
          facts: {
            type: 'initial',
            plan: true,
            category: 'neglect',
            childTookPart: true,
            dissent: true,
            meeting: matter,
            views: [{ agencyKind: 'health', view: 'cannot-say' }],
            coreGroupOn: '2027-03-01',
            reviewOn: '2027-05-20',
            visitEvery: 14,
          },
          narrative: {
            workingWell: 'Grandmother fetches Amira from school.',
            worried: 'Amira is alone at night.',
            needsToHappen: 'An adult is there every night.',
            reasons: 'It has gone on for months, Marta says.',
            childsView: '“I hear the door and then nobody is there.”',
            familysView: 'Work ends at ten.',
            outlinePlan: 'Evenings are covered.',
            contingency: 'If nobody is there, grandmother comes.',
            lead: 'Jo Invented',
            coreGroup: 'Mother, grandmother, school',
            dissent: 'Pat Invented of health: physical abuse too.',
          },
        },
        legal: { narrative: { advice: 'The threshold for court is near.' } },
      },
    },
    {
      ...shared,
      id: danger,
      kind: dangerStatement,
      parts: {
        record: {
          facts: { meeting: matter },
          narrative: { who: 'School', about: 'Six nights alone.', fear: 'Amira will be hurt and nobody will know.' },
        },
      },
    },
    {
      ...shared,
      kind: safetyGoal,
      answers: danger,
      parts: { record: { narrative: { parents: 'An adult is at home from dusk.', child: 'Amira falls asleep knowing who is there.' } } },
    },
    ...(
      [
        ['child', 3, {}],
        ['professional', 4, { agencyKind: 'education' }],
      ] as const
    ).map(([scaler, scale, more]) => ({
      ...shared,
      kind: safetyScaled,
      answers: danger,
      parts: {
        record: {
          facts: { who: scaler, scale, when: 'conference', meeting: matter, ...more },
          narrative: { ...(scaler === 'professional' ? { name: 'Terry Teacher' } : {}), raise: 'That Gran stays.' },
        },
      },
    })),
  ])
  await tell(database, 'health-practitioner', [
    {
      subject: matter,
      kind: meetingDissent,
      parts: {
        record: { facts: { agencyKind: 'health', from: 'decision' }, narrative: { name: 'Pat Invented', why: 'Bruises were seen.' } },
      },
    },
  ])
  if (!decision) throw new Error('the decision was not told')
  return { amira, marta, vera, matter, decision }
}
