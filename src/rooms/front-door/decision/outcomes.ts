/**
 * What The Bridge may decide. The first three are printed in Support and Safeguarding in Salford (The Bridge Partnership); the others are needed in
 * practice and marked as such (our own reading 52).
 */
export const outcomeWords = {
  'early-help': 'Early Help can meet the needs',
  'child-in-need': 'child in need: a social worker assesses',
  'section-47': 'child protection enquiry: suffering or likely to suffer significant harm',
  'emergency-protection': 'immediate protection',
  'no-further-action': 'no further action',
  'information-and-advice': 'information and advice',
  'disability-team': 'the team for children with disabilities',
  'private-fostering': 'the private fostering officer',
  'homeless-16-17': 'joint assessment of a homeless young person of 16 or 17',
  'secure-estate': 'support for a young person in a secure establishment',
  'complex-safeguarding': 'complex safeguarding',
  'another-authority': 'passed to another authority',
} as const satisfies Record<string, string>

export type Outcome = keyof typeof outcomeWords

const printed: readonly Outcome[] = ['early-help', 'child-in-need', 'section-47']

/** Is this outcome one of the three that the guidance prints? */
export const isPrinted = (outcome: Outcome): boolean => printed.includes(outcome)

const noMore: readonly Outcome[] = ['no-further-action', 'information-and-advice']

/** Does nobody take the child's matter further by this outcome? (practice lists advice with no further action, as one outcome) */
export const goesNoFurther = (outcome: Outcome): boolean => noMore.includes(outcome)
