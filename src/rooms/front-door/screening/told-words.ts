import { ageInWords, ageOnList, type Day, dayOfPartial, partialDate, plural, printPartial } from '../../../guidance/index.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { earlyHelpOutcomeWords } from '../../early-help/index.ts'
import type { ConcernCode } from '../referral/concerns.ts'
import { sayConcerns } from '../referral/concerns.ts'
import type { referralTold } from '../referral/referral-told.ts'

export type Told = FactsOf<typeof referralTold>
export type ToldChild = Told['children'][number]

/** A child as it was told: 'Amira Testcase', 'an unborn child (Sample)', or that nobody gave a name. */
export const toldName = (child: ToldChild): string => {
  if (!child.given && !child.born && child.expected) return `an unborn child${child.family ? ` (${child.family})` : ''}`
  return [child.given, child.family].filter(Boolean).join(' ') || 'a child whose name was not given'
}

/** What whoever told the concern said of an Early Help Assessment, as somebody told it and not as it stands on record. */
export const sayAssessmentTold = ({ exists, on, outcome }: NonNullable<Told['earlyHelpAssessment']>): string => {
  if (exists === 'no') return 'They say that there is no Early Help Assessment.'
  if (exists === 'not-known') return 'They do not know of an Early Help Assessment.'
  const when = on ? ` of ${printPartial(partialDate(on))}` : ''
  return `They say that there is an Early Help Assessment${when}${outcome ? `: ${earlyHelpOutcomeWords[outcome]}` : ''}.`
}

/** The child's age as it was told, on a day: '6', 'about 6', 'due 20 December 2027'; nothing where neither birth nor due date was given. */
export const toldAge = (child: ToldChild, today: Day): string | undefined => {
  if (child.born) {
    const told = partialDate(child.born)
    return ageOnList({ born: dayOfPartial(told), precision: told.precision === 'moment' ? 'day' : told.precision }, today)
  }
  return child.expected ? ageInWords({ expected: child.expected }, today) : child.age
}

/** 'Amira Testcase, 6', the age left out where it was not told. */
export const nameAndAge = (child: ToldChild, today: Day): string => [toldName(child), toldAge(child, today)].filter(Boolean).join(', ')

/** Whom a concern is about: 'Amira Testcase, 6, and 2 other children'. */
export const whoInWords = (children: readonly ToldChild[], today: Day): string => {
  const [first, ...others] = children
  if (!first) return 'a child'
  const more = others.length === 0 ? '' : `, and ${others.length} other ${others.length === 1 ? 'child' : 'children'}`
  return `${nameAndAge(first, today)}${more}`
}

/** The beginning of what was said, for one line of a list: whole words, at most `most` characters. */
export const inOneLine = (text: string, most = 150): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= most) return line
  return `${line.slice(0, most).replace(/\s+\S*$/, '')}…`
}

const ordinal = (count: number): string => {
  const last = count % 100 >= 11 && count % 100 <= 13 ? 0 : count % 10
  return `${count}${({ 1: 'st', 2: 'nd', 3: 'rd' } as Record<number, string>)[last] ?? 'th'}`
}

/**
 * What the rules found about the children of a concern, as facts in a few words, each once and the most telling first: '4th concern in 12 months',
 * 'school and housing both say neglect'. Counts and dates, never a score.
 */
export const sayKnown = (findings: readonly { rule: string; facts: Record<string, unknown> }[]): string[] => {
  const said: string[] = []
  const most = (rule: string, fact: string): number =>
    Math.max(0, ...findings.filter(one => one.rule === rule).map(one => Number(one.facts[fact] ?? 0)))
  const household = Math.max(most('repeat-referral', 'household12'), most('cumulative-referrals', 'household12'))
  if (household > 1) said.push(`${ordinal(household)} concern in 12 months`)
  for (const { rule, facts } of findings) {
    if (rule === 'multi-source-corroboration')
      said.push(
        `${String(facts['source'])} and ${String(facts['otherSource'])} both say ${sayConcerns((facts['concerns'] ?? []) as ConcernCode[])}`,
      )
    if (rule === 're-referral-after-closure')
      said.push(
        `came ${plural(Number(facts['days']), 'day')} after ${facts['whose'] === 'child' ? 'the child’s case' : 'a case in the household'} was closed`,
      )
    if (rule === 'other-authority-history') said.push(`known in ${String(facts['authority'])}`)
  }
  const elsewhere = most('repeat-referral', 'elsewhere')
  if (elsewhere > 0) said.push(`${plural(elsewhere, 'concern')} told to another authority`)
  return [...new Set(said)]
}
