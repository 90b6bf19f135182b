import { z } from 'zod'
import { choice, dayField, idField, said, words } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'
import { harmField } from '../harm/harm-suspected.ts'

export const strategyWords = {
  'section-47-alone': 'a section 47 enquiry by social care',
  'section-47-joint': 'a section 47 enquiry by social care and the police together',
  'no-section-47': 'no section 47 enquiry',
} as const

/** What happens where there is no enquiry. */
export const insteadWords = {
  'section-17': 'help as a child in need',
  'early-help': 'early help',
  nothing: 'nothing more from the strategy meeting',
} as const

export const medicalWords = {
  'not-needed': 'not needed',
  'to-be-done': 'to be done',
  done: 'done',
} as const

export const immediateWords = {
  'not-needed': 'safe where the child is, as it stands',
  agreed: 'a safe arrangement agreed with the family',
  accommodation: 'looked after with the parents’ agreement',
  'police-protection': 'police protection',
  'emergency-protection-order': 'an emergency protection order to be sought',
} as const

/** What parents and carers are told and when. */
export const parentsToldWords = {
  told: 'have been told',
  'to-be-told': 'are to be told',
  'not-yet': 'are not told yet, because it would put the child or the enquiry at risk',
} as const

/**
 * What a strategy meeting or discussion decided of this child (practice: strategy-meeting), with how significant harm was weighed: never computed, and never for two
 * children at once. `meeting` is the matter on which it was held, where there is one; it answers what raised it where that is known.
 */
export const strategyDecision = kind({
  name: 'strategy-decision',
  words: 'decision of a strategy meeting',
  of: ['person'],
  title: facts => `Strategy meeting decided: ${strategyWords[facts.decision]}${facts.instead ? `, ${insteadWords[facts.instead]}` : ''}`,
  record: {
    facts: z
      .strictObject({
        meeting: idField<SubjectId>().optional(),
        decision: choice(strategyWords, 'Choose what was decided'),
        instead: choice(insteadWords, 'Choose what happens instead').optional(),
        harm: harmField,
        medical: choice(medicalWords, 'Choose whether a doctor sees the child').optional(),
        protection: choice(immediateWords, 'Choose how the child is safe now').optional(),
        parents: choice(parentsToldWords, 'Choose what the parents are told').optional(),
        parentsBy: dayField.optional(),
        reviewOn: dayField.optional(),
      })
      .refine(facts => facts.decision === 'no-section-47' || facts.instead === undefined, {
        path: ['instead'],
        message: 'Say what happens instead only where there is no enquiry',
      }),
    narrative: z.strictObject({
      reasons: said(20_000, 'Write the reasons for the decision'),
      severity: words(10_000).optional(),
      duration: words(10_000).optional(),
      frequency: words(10_000).optional(),
      impact: words(10_000).optional(),
      likelihood: words(10_000).optional(),
      protective: words(10_000).optional(),
      evidenceFor: words(10_000).optional(),
      evidenceAgainst: words(10_000).optional(),
      protection: words(10_000).optional(),
      parents: words(10_000).optional(),
      instead: words(10_000).optional(),
      contingency: words(10_000).optional(),
    }),
  },
  also: { health: { facts: z.strictObject({}), narrative: z.strictObject({ medical: words(10_000).optional() }) } },
  retention: 'child-protection',
})

/** Does this decision mean a section 47 enquiry? */
export const asksForEnquiry = ({ facts }: { facts: { decision: keyof typeof strategyWords } }): boolean =>
  facts.decision !== 'no-section-47'
