import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { seenAlone, seenAtHome } from './counts.ts'
import type { visit } from './visit.ts'

/** What a visit to one child has to show, in words that name what is lacking. */
export const lackingWords = {
  alone: 'the child was not seen alone',
  home: 'the child was not seen at home',
  meals: 'what the child eats, and how that is known',
  sleeping: 'where the child sleeps, and how that is known',
} as const
export type Lacking = keyof typeof lackingWords

/**
 * What a visit lacks for being complete (practice: cp-visit): the child seen alone, and at home; what the child eats and where the child sleeps, each with how it is
 * known. A visit anywhere but at home is never complete by itself.
 */
export const lackingIn = ({ facts }: Pick<Entry<FactsOf<typeof visit>>, 'facts'>): readonly Lacking[] => [
  ...(seenAlone({ facts }) ? [] : (['alone'] as const)),
  ...(seenAtHome({ facts }) ? [] : (['home'] as const)),
  ...(facts.meals === 'none' ? (['meals'] as const) : []),
  ...(facts.sleeping === 'none' ? (['sleeping'] as const) : []),
]
