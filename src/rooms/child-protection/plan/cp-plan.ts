import { z } from 'zod'
import { dayField, idField, words, yesOrNo } from '../../../thread/fields.ts'
import type { EntryId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/** How many worries one plan holds, how many actions each, and for how many turns it says what happens then. */
export const mostRisks = 5
export const mostActions = 4
export const mostTurns = 3

const upTo = (most: number): readonly number[] => Array.from({ length: most }, (_, at) => at + 1)

/** The places of the worries of a plan, of the actions of one of them, and of what happens if: from 1. */
export const riskPlaces = upTo(mostRisks)
export const actionPlaces = upTo(mostActions)
export const turnPlaces = upTo(mostTurns)

/** What is written of one worry: whose danger statement it is, the danger, what safety looks like, and how everybody will know. `at` counts from 1. */
export const riskFields = (at: number) => ({
  of: `of${at}`,
  danger: `danger${at}`,
  goal: `goal${at}`,
  outcome: `outcome${at}`,
  scale: `scale${at}`,
})
/** What is written of one action of a worry: what is done, by whom, and how everybody will know. Its last day stands in the facts. */
export const actionFields = (risk: number, at: number) => ({
  does: `does${risk}x${at}`,
  who: `who${risk}x${at}`,
  measure: `measure${risk}x${at}`,
  due: `due${risk}x${at}`,
})
/** What happens if something happens: if, then, and by when. */
export const turnFields = (at: number) => ({ happens: `if${at}`, does: `then${at}`, by: `by${at}` })

/** The fields of a plan that stand once. */
export const planFields = ['whereSeen', 'betweenVisits', 'network', 'nonNegotiable', 'childsVersion', 'whatChanged'] as const

/** What each field of a plan is called where it is read, in the order in which it is read. */
export const planFieldWords: Readonly<Record<string, string>> = {
  childsVersion: 'The plan in the child’s words',
  ...Object.fromEntries(
    riskPlaces.flatMap(risk => [
      [riskFields(risk).danger, `What we are worried will happen (${risk})`],
      [riskFields(risk).goal, `What safety looks like (${risk})`],
      [riskFields(risk).outcome, `How we will know (${risk})`],
      ...actionPlaces.flatMap(at => [
        [actionFields(risk, at).does, `What is done (${risk}.${at})`],
        [actionFields(risk, at).who, `By whom (${risk}.${at})`],
        [actionFields(risk, at).measure, `How we will know it is done (${risk}.${at})`],
      ]),
    ]),
  ),
  whereSeen: 'Where and how the child is seen',
  betweenVisits: 'Who sees the child between visits',
  network: 'What the family’s own people do',
  ...Object.fromEntries(
    turnPlaces.flatMap(at => [
      [turnFields(at).happens, `If this happens (${at})`],
      [turnFields(at).does, `Then (${at})`],
      [turnFields(at).by, `By when, if so (${at})`],
    ]),
  ),
  nonNegotiable: 'What cannot be bargained about',
  whatChanged: 'What changed in the plan, and why',
}

const scale = z.number().int().min(0).max(10)

/**
 * A child's protection plan, in one version: every change is another entry, and every one is kept (practice: cp-plan; danger-statement). Each worry is one danger
 * statement (`danger`), on whose scale people answer; a version says it in the words that were agreed, with what safety looks like and actions that say who does what,
 * how it will be known, and by when. What people write stands in numbered fields. `scale`: only in versions from before worries were danger statements.
 */
export const cpPlan = kind({
  name: 'cp-plan',
  words: 'child protection plan',
  of: ['person'],
  title: () => 'Child protection plan written',
  record: {
    facts: z.strictObject({
      risks: z
        .array(
          z.strictObject({
            danger: idField<EntryId>().optional(),
            goal: yesOrNo('Say whether it is written what safety looks like'),
            scale: scale.optional(),
            actions: z.array(z.strictObject({ dueOn: dayField.optional() })).max(mostActions),
          }),
        )
        .max(mostRisks)
        .default([]),
      visitEvery: z.number().int().min(1).max(28).optional(),
      unannounced: yesOrNo('Say whether some visits are not announced').optional(),
    }),
    narrative: z.strictObject(
      Object.fromEntries(Object.keys(planFieldWords).map(field => [field, words(4000).optional()])) as Record<
        string,
        z.ZodOptional<z.ZodString>
      >,
    ),
  },
  retention: 'child-protection',
})

/** The version of the plan that everybody works by from now on: read through and agreed. A version with a worry and no goal is not agreed (practice: safety-goal). */
export const cpPlanAgreed = kind({
  name: 'cp-plan-agreed',
  words: 'child protection plan agreed',
  of: ['person'],
  title: () => 'Child protection plan agreed',
  record: {
    facts: z.strictObject({ version: idField<EntryId>() }),
    narrative: z.strictObject({ with: words(2000).optional(), familysView: words(4000).optional() }),
  },
  retention: 'child-protection',
})
