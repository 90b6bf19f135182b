import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { line, said, words } from '../../../thread/fields.ts'
import { isId } from '../../../thread/ids.ts'
import { stageWords } from '../../recording/index.ts'
import { toldHowWords } from '../feedback/referrer-feedback.ts'
import { goesNoFurther, type Outcome, outcomeWords } from './outcomes.ts'

const pick = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.enum(Object.keys(of) as [keyof W & string, ...(keyof W & string)[]], { error: ask })

/** Where work goes: a team that manages it from now on, or an agency of early help. */
export const goesToField = z
  .string()
  .regex(/^(team|agency):/, 'Choose who takes it on')
  .refine(text => isId(text.replace(/^\w+:/, '')), 'Choose who takes it on')

/** Does this outcome lead to work that somebody here takes on? */
export const leadsToWork = (outcome: Outcome): boolean => !goesNoFurther(outcome) && outcome !== 'another-authority'

/** The stages of support that a decision may set, as one choice each: who leads stands with the stage that two may lead. */
export const stagesToChoose = {
  'getting-advice': stageWords['getting-advice'],
  'getting-help': stageWords['getting-help'],
  'getting-more-help/early-help': `${stageWords['getting-more-help']}, led by early help`,
  'getting-more-help/social-work': `${stageWords['getting-more-help']}, led by a social worker`,
  'getting-risk-support': stageWords['getting-risk-support'],
} as const

/** What a manager of The Bridge says to decide (practice: referral-decision): the outcome, why, what argued the other way, who is told and who takes it on. */
export const decisionForm = z
  .object({
    outcome: pick(outcomeWords, 'Choose what is decided') as unknown as z.ZodType<Outcome>,
    toAuthority: line(120).optional(),
    reasons: said(20_000, 'Write the reasons for the decision').prefault(''),
    arguedOtherWay: said(10_000, 'Write what argued the other way, or that nothing did').prefault(''),
    cumulativeReview: words(20_000).optional(),
    familyTold: pick({ yes: 'Yes', no: 'No' }, 'Say whether the family has been told of the decision'),
    goesTo: goesToField.optional(),
    signpostTo: z.string().refine(isId, 'Choose a service of the directory').optional(),
    stage: pick(stagesToChoose, 'Choose the stage of support, or leave it as it is').optional(),
    stageDiscussed: pick({ yes: 'Yes', no: 'No' }, 'Say whether the stage was talked through with the family').optional(),
    stageNotDiscussedWhy: words(4000).optional(),
    message: words(10_000).optional(),
    toldHow: pick(toldHowWords, 'Choose how the referrer is told').optional(),
  })
  .superRefine((form, context) => {
    const ask = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    if (form.outcome === 'another-authority' && !form.toAuthority) ask('toAuthority', 'Name the authority it is passed to')
    if (form.stage && !form.stageDiscussed) ask('stageDiscussed', 'Say whether the stage was talked through with the family')
    if (form.stage && form.stageDiscussed === 'no' && !form.stageNotDiscussedWhy)
      ask('stageNotDiscussedWhy', 'Write why it was not talked through, such as that it would not be safe')
    if (leadsToWork(form.outcome) && !form.goesTo) ask('goesTo', 'Choose who takes it on')
  })

/** The form with what its fields are called where they are shown again; a draft keeps these fields and no other. */
export const declaredDecision = declareForm(decisionForm, {
  outcome: 'What is decided',
  toAuthority: 'Which authority',
  reasons: 'Reasons',
  arguedOtherWay: 'What argued the other way',
  cumulativeReview: 'Review of everything raised before',
  goesTo: 'Who takes it on',
  signpostTo: 'Service the family was told of',
  stage: 'Stage of support from now on',
  stageDiscussed: 'Whether the stage was talked through with the family',
  stageNotDiscussedWhy: 'Why it was not talked through',
  familyTold: 'Whether the family has been told',
  message: 'Message to the referrer',
  toldHow: 'How they are told',
})

/** A decision as it was typed and found right. */
export type DecisionForm = z.output<typeof decisionForm>

/** How much help an outcome brings, in steps, for telling whether less was decided than was asked for; the special routes stand with the assessment. */
const steps: Record<Outcome, number> = {
  'no-further-action': 0,
  'information-and-advice': 0,
  'another-authority': 1,
  'early-help': 1,
  'disability-team': 2,
  'private-fostering': 2,
  'homeless-16-17': 2,
  'secure-estate': 2,
  'complex-safeguarding': 2,
  'child-in-need': 2,
  'section-47': 3,
  'emergency-protection': 4,
}

/** Is this less than the referrer asked for? Then the reply says how to challenge it (practice: referral-decision). Nothing was asked for: nothing is less. */
export const isLessThan = (outcome: Outcome, askedFor: Outcome | undefined): boolean =>
  askedFor !== undefined && steps[outcome] < steps[askedFor]
