import type { TestDatabase } from '../../../../tests/database.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { tell } from '../../testing/tell.ts'
import { conference } from '../conference/conference.ts'
import { cpPlan, cpPlanAgreed } from '../plan/cp-plan.ts'

/** What a conference decided about an invented child, and the plan that was written and agreed after it. */
export type OnAPlan = { readonly conference: EntryId; readonly plan: EntryId }

/** Puts a child on a plan for neglect: a conference on `decidedOn`, and a plan with one worry that was agreed on the day `agreedOn`. `named`: what the plan calls the child. */
export const onAPlan = async (
  database: TestDatabase,
  child: SubjectId,
  { named, decidedOn, agreedOn, dueOn }: { named: string; decidedOn: string; agreedOn: string; dueOn: string },
): Promise<OnAPlan> => {
  const [decided] = await tell(database, 'conference-chair', [
    {
      subject: child,
      kind: conference,
      on: decidedOn,
      parts: {
        record: {
          facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true },
          narrative: {
            outlinePlan: `Somebody ${named} trusts is at home every night.`,
            contingency: 'If nobody can come, ring the social worker before six.',
          },
        },
      },
    },
  ])
  const [version] = await tell(database, 'social-worker', [
    {
      subject: child,
      kind: cpPlan,
      on: agreedOn,
      parts: {
        record: {
          facts: { risks: [{ goal: true, scale: 3, actions: [{ dueOn }] }], visitEvery: 14, unannounced: true },
          narrative: {
            danger1: `We worry that ${named} is alone at night and will be hurt.`,
            goal1: `An adult ${named} trusts is there every night for three months.`,
            does1x1: 'Stay at home at night, or ring Aunt Vera',
            who1x1: 'Marta',
            measure1x1: `${named} says so each week`,
            betweenVisits: 'The class teacher, every morning.',
            childsVersion: 'Somebody is there when it gets dark.',
          },
        },
      },
    },
  ])
  if (!decided || !version) throw new Error('the plan was not told')
  await tell(database, 'social-worker', [
    {
      subject: child,
      kind: cpPlanAgreed,
      on: agreedOn,
      parts: { record: { facts: { version }, narrative: { with: 'Marta, the school' } } },
    },
  ])
  return { conference: decided, plan: version }
}
