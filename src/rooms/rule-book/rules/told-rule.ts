import { type Because, type Day, printBecause, printPublished, sourceOf } from '../../../guidance/index.ts'
import type { Chapter } from '../../../thread/book.ts'
import { type Duty, duties, type Level, levels } from '../../../thread/finding.ts'
import type { AnyRule } from '../../../thread/rule.ts'
import { historyInWords, type NumberNow, numbersOf, printNumber, type SetValue } from '../settings/values.ts'
import { dutyWords, type RuleWords, wordsOf } from '../words/index.ts'

/** A source as the page of rules cites it. */
export type Cited = {
  readonly title: string
  readonly publisher: string
  readonly published: string | null
  readonly place: string | null
  readonly words: string
  readonly where: string | null
}

/** A rule as its page tells it. */
export type ToldRule = Pick<RuleWords, 'title' | 'asks' | 'ends'> & {
  readonly id: string
  readonly room: string
  readonly shows: readonly { level: Level; when: string }[]
  readonly told: readonly { who: string; when: string }[]
  readonly gate: { readonly asks: string; readonly overriddenBy: readonly string[] } | null
  readonly from: Day
  readonly until: Day | null
  readonly numbers: readonly {
    readonly name: string
    readonly words: string
    readonly now: string
    readonly basis: string
    readonly why: string
    readonly history: readonly string[]
    readonly mayChange: 'a system administrator' | 'nobody here: it is law'
    readonly changed: boolean
  }[]
  /** In short, as beside every finding; and in full. */
  readonly because: readonly string[]
  readonly sources: readonly Cited[]
}

/**
 * Every rule of some chapters in the order of the book, with its numbers as they stand on a day. `set`: what this partnership has set, newest first;
 * `overrides`: the roles that may go over each gate, by rule.
 */
export const toldRules = (
  chapters: readonly Chapter[],
  set: readonly SetValue[],
  today: Day,
  overrides: ReadonlyMap<string, readonly string[]>,
): ToldRule[] =>
  chapters.flatMap(({ room, rules }) => rules.map(rule => toldRule(room, rule, numbersOf(rule, set, today), overrides.get(rule.id) ?? [])))

const toldRule = (room: string, rule: AnyRule, numbers: readonly NumberNow[], overriddenBy: readonly string[]): ToldRule => {
  const words = wordsOf(rule.id)
  return {
    id: rule.id,
    room,
    title: words.title,
    asks: words.asks,
    ends: words.ends,
    shows: inOrder(levels, words.levels).map(([level, when]) => ({ level, when })),
    told: inOrder<Duty>(duties, words.told).map(([duty, when]) => ({ who: dutyWords[duty], when })),
    gate: rule.gate && { asks: rule.gate.asks, overriddenBy },
    from: rule.inForce.from,
    until: rule.inForce.until,
    numbers: numbers.map(number => ({
      name: number.name,
      words: words.numbers[number.name] ?? number.name,
      now: printNumber(number.now),
      basis: number.setting.basis,
      why: number.setting.why,
      history: historyInWords(number),
      mayChange: number.setting.basis === 'law' ? 'nobody here: it is law' : 'a system administrator',
      changed: number.set.length > 0,
    })),
    because: rule.because.map(one => printBecause(one).replace(/^because: /, '')),
    sources: rule.because.map(cited),
  }
}

const inOrder = <Key extends string>(keys: readonly Key[], words: Readonly<Partial<Record<Key, string>>>): (readonly [Key, string])[] =>
  keys.flatMap(key => {
    const said = words[key]
    return said === undefined ? [] : [[key, said] as const]
  })

const cited = (because: Because): Cited => {
  const source = sourceOf(because)
  return {
    title: source.title,
    publisher: source.publisher,
    published: printPublished(source.published) ?? null,
    place: because.place ?? null,
    words: because.words,
    where: source.where ?? null,
  }
}
