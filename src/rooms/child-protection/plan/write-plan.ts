import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { dangerStatement, safetyGoal, safetyScaled } from '../safety/safety.ts'
import { cpPlan, cpPlanAgreed, riskFields } from './cp-plan.ts'
import type { PlanForm } from './plan-form.ts'

/**
 * Writes another version of a child's plan; those before it stay (practice: cp-plan). A worry that no danger statement says yet is stated in the same act, with its goal; what
 * was said on its scale is an answer of a professional on that statement's one scale (practice: danger-statement, safety-scale). Gives the version.
 */
export const writePlan = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; person: SubjectId; form: PlanForm },
): Promise<Outcome<{ version: EntryId }>> => {
  const { person, form } = command
  const version = newId<EntryId>()
  return carryOut(tx, book, {
    id: command.id,
    asked: { person, form },
    writes: [person],
    kinds: [cpPlan, dangerStatement, safetyGoal, safetyScaled],
    decide: () => {
      const shared = {
        subject: person,
        act: newId<ActId>(),
        happened: { at: tx.actor.at, precision: 'moment' },
        audience: 'professionals',
      } as const
      const worries = form.facts.risks.map((risk, at) => ({
        ...risk,
        danger: risk.danger ?? newId<EntryId>(),
        isNew: risk.danger === undefined,
        names: riskFields(at + 1),
        scale: form.answers[at] ?? null,
      }))
      const said = (name: string) => form.narrative[name] ?? ''
      return {
        answer: { version },
        entries: [
          {
            ...shared,
            id: version,
            kind: cpPlan,
            parts: {
              record: {
                facts: { ...form.facts, risks: worries.map(({ danger, goal, actions }) => ({ danger, goal, actions })) },
                narrative: form.narrative,
              },
            },
          },
          ...worries.flatMap(({ danger, isNew, goal, names, scale }): NewEntry[] => [
            ...(isNew
              ? [
                  {
                    ...shared,
                    id: danger,
                    kind: dangerStatement,
                    parts: { record: { facts: {}, narrative: { about: said(names.danger) } } },
                  },
                ]
              : []),
            ...(isNew && goal
              ? [
                  {
                    ...shared,
                    kind: safetyGoal,
                    answers: danger,
                    parts: { record: { narrative: { child: said(names.goal), seen: said(names.outcome) || undefined } } },
                  },
                ]
              : []),
            ...(scale === null
              ? []
              : [
                  {
                    ...shared,
                    kind: safetyScaled,
                    answers: danger,
                    parts: { record: { facts: { who: 'professional', scale, when: 'plan' } } },
                  },
                ]),
          ]),
        ],
      }
    },
  })
}

/** Says that everybody works by this version from now on; what is still asked for first stops it (practice: safety-goal; childs-voice). */
export const agreePlan = (
  tx: Tx,
  book: Book,
  command: {
    id: CommandId
    person: SubjectId
    version: EntryId
    form: { readonly with?: string | undefined; readonly familysView?: string | undefined }
  },
): Promise<Outcome<null>> => {
  const { person, version, form } = command
  return carryOut(tx, book, {
    id: command.id,
    asked: { person, version, form },
    writes: [person],
    kinds: [cpPlanAgreed],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: person,
          act: newId<ActId>(),
          kind: cpPlanAgreed,
          happened: { at: tx.actor.at, precision: 'moment' },
          audience: 'professionals',
          parts: { record: { facts: { version }, narrative: form } },
        },
      ],
    }),
  })
}
