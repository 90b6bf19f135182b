import type { AnyKind } from '../../../thread/kind.ts'
import { caseClosed, childInNeedReview } from '../../child-in-need/index.ts'
import { conference, cpPlan, planEnd, planFieldWords, visit } from '../../child-protection/index.ts'
import { earlyHelpAssessment } from '../../early-help/index.ts'
import { familyGroupConference, familyNetworkMeeting } from '../../family/index.ts'
import { note } from '../../recording/index.ts'
import { childsVoice } from '../../voice/index.ts'

/** A field of an entry that may be shared word for word, and what it is called on the family's page. */
export type Field = { readonly field: string; readonly heading: string }

/**
 * What of which entry may be shared as it stands: the words of its open part that were written for the plan and with the family, and never what was learned from or
 * about somebody else. All else is said again in words written for the family. What a child said is for the child alone, which the database holds as well.
 */
const shareable: ReadonlyMap<string, readonly Field[]> = new Map(
  (
    [
      [
        note,
        {
          purpose: 'What it was for',
          wished: 'What should come of it',
          workingWell: 'What works well',
          worry: 'What we are worried about',
          decision: 'What was decided',
        },
      ],
      [visit, { actions: 'What will be done' }],
      [
        conference,
        {
          dangerStatements: 'What we are worried will happen',
          safetyGoals: 'What safety looks like',
          outlinePlan: 'The plan',
          contingency: 'If things do not get better',
        },
      ],
      [planEnd, { whatFollows: 'What happens next' }],
      [cpPlan, planFieldWords],
      [familyGroupConference, { familysPlan: 'The plan that you made' }],
      [familyNetworkMeeting, { familysPlan: 'The plan that you made', offers: 'What each of you offers' }],
      [childInNeedReview, { progress: 'What has changed', goodEnoughWhy: 'Whether things are good enough' }],
      [caseClosed, { judgment: 'Why our work has ended' }],
      [earlyHelpAssessment, { strengths: 'What works well', needs: 'What is hard', wished: 'What you would like' }],
      [
        childsVoice,
        { childsWords: 'What you said', dailyLife: 'What a day is like', voiceChanged: 'What changed because of what you said' },
      ],
    ] as const satisfies readonly (readonly [AnyKind, Readonly<Record<string, string>>])[]
  ).map(([of, fields]) => [of.name, Object.entries(fields).map(([field, heading]) => ({ field, heading }))] as const),
)

/** The kinds of which something may be shared word for word; what the child said only with the child. */
export const shareableKinds = (withTheChild: boolean): string[] =>
  [...shareable.keys()].filter(kind => withTheChild || kind !== childsVoice.name)

/** The fields of a kind that may be shared word for word; none of a kind that may not. */
export const shareableFields = (kind: string): readonly Field[] => shareable.get(kind) ?? []
