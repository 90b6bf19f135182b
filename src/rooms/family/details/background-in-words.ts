import type { FactsOf } from '../../../thread/kind.ts'
import { type background, bearsOnWords, ethnicityWords, interpretedWords } from './about.ts'

/** What is on record of somebody's culture and background, as lines: the family's own words first. */
export const backgroundLines = ({
  facts,
  said,
}: {
  readonly facts: FactsOf<typeof background>
  readonly said: Readonly<Record<string, string | undefined>>
}): string[] =>
  [
    said['inTheirWords'],
    [facts.ethnicity && ethnicityWords[facts.ethnicity], facts.religion].filter(Boolean).join('; '),
    facts.bearsOn && facts.bearsOn.length > 0 && `It bears on ${facts.bearsOn.map(one => bearsOnWords[one]).join(', ')}.`,
    said['dailyLife'],
    facts.interpreted && `${interpretedWords[facts.interpreted].replace(/^./, first => first.toUpperCase())}.`,
    said['assumptions'] && `Assumed, and how it was checked: ${said['assumptions']}`,
    facts.reflected && 'Where the worker stands themselves was talked about in supervision.',
  ].flatMap(line => (line ? [line] : []))
