import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import { Refusal, type Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { dangerStatement, safetyGoal, safetyScaled } from '../safety/safety.ts'
import { conference, type conferenceWords } from './conference.ts'
import { type DecisionFields, type DecisionForm, dangers, familyFields, scalerNames, scalers } from './decision-form.ts'

/** What of a decision stands apart from the child's record: for those who may read it. */
export const partsApart = (form: DecisionFields) => ({
  ...(form.legalAdvice ? { legal: { narrative: { advice: form.legalAdvice } } } : {}),
  ...(form.childrenElsewhere ? { 'third-party': { narrative: { childrenElsewhere: form.childrenElsewhere } } } : {}),
})

type Told = Pick<FactsOf<typeof conference>, 'type' | 'meeting'> & {
  readonly proceeded: boolean
  readonly adultUnknown: boolean
  readonly views: readonly { readonly agencyKind: string; readonly view: string }[] | undefined
}

/** The facts of a decision, as it is written down and as it is put right. */
export const decisionFacts = (form: DecisionFields, { type, meeting, proceeded, adultUnknown, views }: Told) => {
  const plan = form.plan === 'yes'
  return {
    type,
    plan,
    ...(meeting ? { meeting } : {}),
    ...(plan && form.category ? { category: form.category } : {}),
    childTookPart: form.childTookPart === 'yes',
    ...(form.elsewhere ? { elsewhere: form.elsewhere } : {}),
    dissent: Boolean(form.dissent),
    ...(proceeded ? { proceeded } : {}),
    ...(adultUnknown ? { adultUnknown } : {}),
    ...(views && views.length > 0 ? { views } : {}),
    family: Object.fromEntries(Object.keys(familyFields).map(one => [one, form.family.includes(one)])),
    ...(plan && form.coreGroupOn ? { coreGroupOn: form.coreGroupOn } : {}),
    ...(plan && form.reviewOn ? { reviewOn: form.reviewOn } : {}),
    ...(plan && form.visitEvery ? { visitEvery: form.visitEvery } : {}),
  }
}

/** The words of a decision. */
export const decisionWords = (form: DecisionFields) => ({
  workingWell: form.workingWell,
  worried: form.worried,
  needsToHappen: form.needsToHappen,
  reasons: form.reasons,
  childsView: form.childsView,
  familysView: form.familysView,
  outlinePlan: form.outlinePlan,
  contingency: form.contingency,
  lead: form.lead,
  coreGroup: form.coreGroup,
  proceededWhy: form.proceededWhy,
  adultUnknownWhy: form.adultUnknownWhy,
  dissent: form.dissent,
})

const text = (form: DecisionForm, field: string): string | undefined =>
  typeof form[field] === 'string' ? (form[field] as string) : undefined

/** This conference has decided about this child already: in another window, or a moment ago. */
export class DecidedBefore extends Refusal {
  override readonly name = 'DecidedBefore'
}

const decidedBefore = statement<{ entry: EntryId }>(
  'conference-decided-before',
  row => ({ entries: [row.entry] }),
  `select e.entry_id as entry from gt.entry e join gt.entry_part p on p.partnership_id = $1 and p.entry_id = e.entry_id and p.field_group = 'record'
   where e.partnership_id = $1 and e.subject_id = $2 and e.kind = 'conference' and e.corrects is null and p.facts ->> 'meeting' = $3::text
     and not exists (select from gt.entry w where w.partnership_id = $1 and w.corrects = e.entry_id and w.withdraws)`,
)

/**
 * Writes down what a conference decided of one child: the decision and what it rests on, each danger with its one goal, and every answer on the scale side by side, all in one act
 * (practice: icpc-decision, danger-statement, safety-scale). A plan begins, goes on or ends by it. Refuses (DecidedBefore) a second decision of the same conference about the
 * same child, looked for when the record is held.
 */
export const decideConference = (
  tx: Tx,
  book: Book,
  command: {
    id: CommandId
    meeting: SubjectId
    child: SubjectId
    type: keyof typeof conferenceWords
    happened: Moment
    proceeded: boolean
    form: DecisionForm
  },
): Promise<Outcome<{ plan: boolean }>> => {
  const { meeting, child, type, happened, proceeded, form } = command
  const plan = form.plan === 'yes'
  return carryOut(tx, book, {
    id: command.id,
    asked: { meeting, child, type, proceeded, form },
    writes: [child],
    kinds: [conference, dangerStatement, safetyGoal, safetyScaled],
    decide: async () => {
      if ((await tx.run(decidedBefore, [tx.actor.partnership, child, meeting])).length > 0) throw new DecidedBefore()
      const shared = {
        subject: child,
        act: newId<ActId>(),
        happened: { at: happened, precision: 'moment' },
        audience: 'professionals',
      } as const
      const views = scalerNames.flatMap(one => {
        const agencyKind = text(form, `agency_${one}`)
        const view = text(form, `view_${one}`)
        return agencyKind && view ? [{ agencyKind, view }] : []
      })
      const stated = dangers.flatMap(at => (text(form, `about_${at}`) ? [{ at, id: newId<EntryId>() }] : []))
      // Without a danger the answers are about the child's safety as a whole.
      const scales = stated.length > 0 ? stated : [{ at: 1 as const, id: undefined }]
      return {
        answer: { plan },
        entries: [
          {
            ...shared,
            kind: conference,
            parts: {
              record: {
                facts: decisionFacts(form, { type, meeting, proceeded, adultUnknown: Boolean(form.adultUnknownWhy), views }),
                narrative: decisionWords(form),
              },
              ...partsApart(form),
            },
          },
          ...stated.flatMap(({ at, id }): NewEntry[] => [
            {
              ...shared,
              id,
              kind: dangerStatement,
              parts: {
                record: {
                  facts: { meeting },
                  narrative: {
                    who: text(form, `who_${at}`),
                    about: text(form, `about_${at}`),
                    fear: text(form, `fear_${at}`),
                    disputed: text(form, `disputed_${at}`),
                  },
                },
              },
            },
            {
              ...shared,
              kind: safetyGoal,
              answers: id,
              parts: {
                record: {
                  narrative: {
                    parents: text(form, `parents_${at}`),
                    child: text(form, `child_${at}`),
                    seen: text(form, `seen_${at}`),
                    howLong: text(form, `howLong_${at}`),
                    zero: text(form, `zero_${at}`),
                    ten: text(form, `ten_${at}`),
                  },
                },
              },
            },
          ]),
          ...scales.flatMap(({ at, id }) =>
            scalerNames.flatMap((one): NewEntry[] => {
              const scale = form[`scale${at}_${one}`]
              if (typeof scale !== 'number') return []
              const agencyKind = text(form, `agency_${one}`)
              return [
                {
                  ...shared,
                  kind: safetyScaled,
                  ...(id ? { answers: id } : {}),
                  parts: {
                    record: {
                      facts: { who: scalers[one], scale, when: 'conference', meeting, ...(agencyKind ? { agencyKind } : {}) },
                      narrative: {
                        name: text(form, `name_${one}`),
                        notLower: text(form, `notLower_${one}`),
                        raise: text(form, `raise_${one}`),
                      },
                    },
                  },
                },
              ]
            }),
          ),
        ],
      }
    },
  })
}
