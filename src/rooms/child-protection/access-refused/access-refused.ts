import { z } from 'zod'
import { choice, dayField, idField, line, said, words, yesOrNo } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/** With whom it is talked over when nobody is let in (visits briefing, July 2024, box 5): all three, in whatever order. */
export const discussedWithWords = {
  manager: 'the line manager',
  chair: 'the conference chair',
  'core-group': 'the members of the core group',
} as const
export type DiscussedWith = keyof typeof discussedWithWords

/** What can be done next (practice: access-refused-escalation): each is chosen, or is answered with a reason why not. */
export const optionWords = {
  'early-review': 'an earlier review conference',
  strategy: 'a strategy meeting',
  police: 'asking the police to see that the child is safe',
  legal: 'legal planning, or an order for emergency protection',
  housing: 'asking the landlord to help to get in',
  trusted: 'somebody the family already trusts tries (health visitor, school)',
  'two-workers': 'two workers go together, unannounced',
  family: 'the family’s own network helps',
} as const
export type Option = keyof typeof optionWords
export const options = Object.keys(optionWords) as readonly Option[]

const whichOptions = z
  .array(choice(optionWords, 'Choose what is done'))
  .max(options.length)
  .refine(codes => new Set(codes).size === codes.length, 'Choose each once')
  .default([])

/** Nobody was let in to see this child (the refusal is what this answers), and it was talked over: with whom, when, what they think should come next. */
export const accessDiscussion = kind({
  name: 'access-discussion',
  words: 'talked over: access refused',
  of: ['person'],
  title: facts => `Access refused: talked over with ${discussedWithWords[facts.with]}`,
  record: {
    facts: z.strictObject({ with: choice(discussedWithWords, 'Choose with whom it was talked over') }),
    narrative: z.strictObject({
      who: said(2000, 'Write the name of everybody it was talked over with'),
      view: said(10_000, 'Write what they think'),
    }),
  },
  retention: 'child-protection',
})

/** What was decided to do next: what is done, and of everything else why not. `left` names what was answered with a reason. */
export const accessDecided = kind({
  name: 'access-decided',
  words: 'decision: access refused',
  of: ['person'],
  title: facts =>
    facts.chosen.length > 0
      ? `Access refused: ${facts.chosen.map(option => optionWords[option]).join('; ')}`
      : 'Access refused: decided what comes next',
  record: {
    facts: z.strictObject({ chosen: whichOptions, left: whichOptions }),
    narrative: z.strictObject({
      who: line(400).optional(),
      plan: said(10_000, 'Write who does what, and when this child is seen at home'),
      whyNot: words(10_000).optional(),
    }),
  },
  retention: 'child-protection',
})

/** A manager decides whether a lawyer is asked now, or writes down why not (practice: frustrated-access-legal). What the lawyer says is legal advice, elsewhere. */
export const legalConsidered = kind({
  name: 'legal-considered',
  words: 'whether to ask for legal advice',
  of: ['person'],
  title: facts => (facts.seek ? 'Access refused: legal advice is asked for' : 'Access refused: legal advice is not asked for now'),
  record: {
    facts: z.strictObject({ seek: yesOrNo('Say whether legal advice is asked for') }),
    narrative: z.strictObject({ reasons: said(10_000, 'Write why, or why not') }),
  },
  retention: 'child-protection',
})

/** Of whom the home is rented. */
export const landlordWords = {
  council: 'the council',
  'registered-provider': 'a housing association or other registered provider',
  private: 'a private landlord',
  owned: 'the family owns it',
  'not-known': 'not known yet',
} as const

/** On what it rests that the landlord was told something. */
export const sharedOnWords = {
  agreed: 'the family agreed',
  protect: 'to keep a child safe, without their agreement',
  nothing: 'nothing was told',
} as const

/** What was agreed with the landlord, and what the landlord knows of the home (practice: housing-liaison). `accessOn`: the day on which somebody of theirs goes in. */
export const housingLiaison = kind({
  name: 'housing-liaison',
  words: 'talk with the landlord',
  of: ['person'],
  title: facts => `Landlord: ${landlordWords[facts.landlord]}`,
  record: {
    facts: z.strictObject({
      landlord: choice(landlordWords, 'Choose of whom the home is rented'),
      shared: choice(sharedOnWords, 'Choose on what it rests that something was told').optional(),
      inspectedOn: dayField.optional(),
      accessOn: dayField.optional(),
      mayLoseHome: yesOrNo('Say whether the family may lose the home').optional(),
      /** What somebody of theirs was asked to do: a matter of its own, of which they see nothing else. */
      task: idField<SubjectId>().optional(),
    }),
    narrative: z.strictObject({
      contact: words(2000).optional(),
      history: words(10_000).optional(),
      agreed: words(10_000).optional(),
      told: words(10_000).optional(),
    }),
  },
  retention: 'child-protection',
})
