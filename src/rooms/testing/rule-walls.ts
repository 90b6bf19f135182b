import { isDeepStrictEqual } from 'node:util'
import { basisOf, sourceOf } from '../../guidance/index.ts'
import { derive } from '../../thread/derive.ts'
import type { SubjectForm } from '../../thread/entry.ts'
import type { Finding } from '../../thread/finding.ts'
import type { AnyKind } from '../../thread/kind.ts'
import type { AnyRule, Setting } from '../../thread/rule.ts'
import { dice, generated, threadsFrom } from './generated.ts'
import { byTodaysRules } from './replayed.ts'
import { stepsOf } from './steps.ts'

/** Each wall takes one rule and says what is wrong with it; nothing where it stands. */
export type Wall = (rule: AnyRule) => string[]

const others = (rule: AnyRule): number => (rule.reads === 'household' ? 2 : 0)

const throwsOf = (rule: AnyRule, seed: number, count: number, kinds: readonly AnyKind[] = rule.kinds, days = count * 20) =>
  rule.of.map(form => ({ form, versions: generated({ kinds, form, seed, count, days, others: others(rule) }) }))

const run = (rule: AnyRule, versions: Parameters<typeof threadsFrom>[0], form: SubjectForm): Finding[] => {
  const { subject, home } = threadsFrom(versions, form)
  return derive([rule], subject, home, byTodaysRules)
}

/** Every rule cites a source that is here, and every number it uses has a basis that one of its sources gives, and a reason. */
export const restsOnSources: Wall = rule => [
  ...(rule.because.length === 0 ? ['cites nothing'] : []),
  ...rule.because.flatMap(because => {
    try {
      sourceOf(because)
      return because.words.trim() ? [] : ['gives a source without a reason']
    } catch {
      return [`cites what is no source: ${because.source}`]
    }
  }),
  ...Object.entries(rule.settings as Record<string, Setting>).flatMap(([name, { basis, why, history }]) => [
    ...(rule.because.some(because => basisSafe(because) === basis) ? [] : [`${name} is ${basis}, and no source of the rule is`]),
    ...(why.trim() ? [] : [`${name} has no reason`]),
    ...(history.length > 0 ? [] : [`${name} has no value`]),
  ]),
]

const basisSafe = (because: Parameters<typeof basisOf>[0]): string | undefined => {
  try {
    return basisOf(because)
  } catch {
    return undefined
  }
}

/** The same thread gives the same bytes, in whatever order it was told, and nothing asks what time it is. */
export const isPure: Wall = rule =>
  [1, 2, 3].flatMap(seed =>
    throwsOf(rule, seed, 40).flatMap(({ form, versions }) => {
      try {
        const [once, again, shuffled] = withoutClock(() => [
          run(rule, versions, form),
          run(rule, versions, form),
          run(
            rule,
            versions.map(told => shuffle(told, seed)),
            form,
          ),
        ])
        return isDeepStrictEqual(once, again) && JSON.stringify(once) === JSON.stringify(again)
          ? isDeepStrictEqual(once, shuffled)
            ? []
            : ['says something else when entries arrive in another order']
          : ['says something else the second time']
      } catch (fault) {
        return [String(fault instanceof Error ? fault.message : fault)]
      }
    }),
  )

const shuffle = <Thing>(things: readonly Thing[], seed: number): Thing[] => {
  const roll = dice(seed)
  const [first, ...rest] = things
  return first === undefined
    ? []
    : [
        first,
        ...rest
          .map(thing => ({ thing, at: roll() }))
          .sort((a, b) => a.at - b.at)
          .map(({ thing }) => thing),
      ]
}

/** Runs something while every way to the clock and to chance throws. */
const withoutClock = <Result>(work: () => Result): Result => {
  const refuse = (): never => {
    throw new Error('asks for the time, or leaves something to chance')
  }
  const kept = { Date: globalThis.Date, random: Math.random, now: performance.now }
  globalThis.Date = new Proxy(kept.Date, {
    construct: refuse,
    apply: refuse,
    get: (of, name) => (name === 'now' ? refuse : Reflect.get(of, name)),
  })
  Math.random = refuse
  performance.now = refuse
  try {
    return work()
  } finally {
    globalThis.Date = kept.Date
    Math.random = kept.random
    performance.now = kept.now
  }
}

/** Entries can end what the rule says: on thrown threads, without a death or a decision to end the alert, findings of every name do end. */
export const canEnd: Wall = rule => {
  const ended = new Map<string, boolean>()
  for (let seed = 0; seed < 30 && (seed < 6 || ended.size === 0 || [...ended.values()].includes(false)); seed += 1)
    for (const { form, versions } of throwsOf(rule, seed, 60))
      for (const { name, end } of run(rule, versions, form))
        ended.set(name, ended.get(name) === true || (end !== null && end.as !== 'cancelled'))
  return ended.size === 0
    ? ['was never heard on thrown threads']
    : [...ended].flatMap(([name, does]) => (does ? [] : [`${name} never ends`]))
}

/** What the rule says is a sentence in plain English: no code, no id, nothing that was forgotten. */
export const speaksPlainly: Wall = rule => [
  ...new Set(
    [9, 10, 11, 12].flatMap(seed =>
      throwsOf(rule, seed, 60).flatMap(({ form, versions }) =>
        run(rule, versions, form)
          .map(rule.says)
          .filter(
            text =>
              !/^[A-Z].*[.]$/.test(text) ||
              /undefined|null|NaN|\[object|[a-z]-[a-z]+-|[0-9a-f]{8}-|\d{4}-\d\d|\b1 \w+s\b/.test(text) ||
              text.includes(rule.id),
          ),
      ),
    ),
  ),
]

/** What the rule says never ends before it begins, nor shows or tells anything before. */
export const endsAfterItBegins: Wall = rule =>
  [4, 5].flatMap(seed => throwsOf(rule, seed, 60).flatMap(({ form, versions }) => backwards(run(rule, versions, form))))

/** The findings in which something happens before they begin. */
export const backwards = (findings: readonly Finding[]): string[] =>
  findings.flatMap(({ key, from, end, shows, told }) =>
    [end?.at, ...Object.values(shows), ...told.map(one => one.from)].some(at => at !== undefined && at < from)
      ? [`${key} runs backwards`]
      : [],
  )

/** The rule reads only the kinds it names: entries of all other kinds change no byte. So many are thrown that each kind of the book comes about once. */
export const readsWhatItNames =
  (all: readonly AnyKind[]): Wall =>
  rule =>
    [6, 7].flatMap(seed =>
      throwsOf(rule, seed, 300, all, 2000).flatMap(({ form, versions }) => {
        const { subject, home } = threadsFrom(versions, form)
        const named = new Set(rule.kinds.map(({ name }) => name))
        const only = versions.map(told => told.filter(({ kind }) => named.has(kind)))
        const narrowed = only.every(told => told.length > 0) ? threadsFrom(only, form).subject : undefined
        const narrowHome = {
          others: home.others.map(member => {
            const told = member.thread.told.filter(({ kind }) => named.has(kind))
            return { ...member, thread: told[0] ? threadsFrom([told], form).subject : member.thread }
          }),
        }
        if (!narrowed) return []
        const [full, narrow] = [derive([rule], subject, home, byTodaysRules), derive([rule], narrowed, narrowHome, byTodaysRules)]
        return isDeepStrictEqual(full, narrow) ? [] : ['says something else when kinds it does not name are taken away']
      }),
    )

/**
 * Five times the entries cost about five times the steps: sorting is allowed for, looking at everything for each is not, and costs twenty-five times as many.
 * The counter of the engine now and then loses the steps of a function that it has just made faster; so what looks too dear is counted again, twice, and on other throws:
 * where what a rule looks at happens to begin late in the short thread, the long one costs more than five times as much.
 */
export const isLinear: Wall = rule =>
  rule.of.flatMap(form => {
    const counted = (seed: number): number | undefined => {
      const [short, long] = [400, 2000].map(count => {
        const { subject, home } = threadsFrom(generated({ kinds: rule.kinds, form, seed, count, days: 7000, others: others(rule) }), form)
        return stepsOf(() => void derive([rule], subject, home, byTodaysRules))
      })
      return short && long ? long / short : undefined
    }
    let least = counted(8)
    for (let again = 0; again < 2 && least !== undefined && least > 10; again += 1) least = Math.min(least, counted(9 + again) ?? least)
    if (least === undefined) return ['was not counted']
    return least <= 10 ? [] : [`takes ${least.toFixed(1)} times the steps for five times the entries`]
  })

/** Numbers in the text of a rule file that stand outside a setting: each of them would be a number without a basis. */
export const looseNumbers = (text: string): string[] => {
  const bare = text
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\/\/.*$/gm, ' ')
    .replace(/because: \[[^\]]*\]/, ' ')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
    .replace(/`(?:[^`\\]|\\.)*`/g, '``')
  let outside = ''
  for (let at = 0; at < bare.length; at += 1) {
    if (/\bsetting\($/.test(bare.slice(Math.max(0, at - 9), at))) {
      for (let open = 1; open > 0 && at < bare.length; at += 1) open += bare[at] === '(' ? 1 : bare[at] === ')' ? -1 : 0
    }
    outside += bare[at] ?? ''
  }
  return (outside.match(/(?<![\w.])\d[\d_.]*/g) ?? []).filter(number => number !== '0' && number !== '1')
}

/** Words in the text of a rule file, or of what it is made of, by which it could ask for the time, chance or the world outside. */
export const impureWords = (text: string): string[] =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\/\/.*$/gm, ' ')
    .match(
      /\bnew Date\b|\bDate\.|\bTemporal\.Now\b|\bMath\.random\b|\bperformance\b|\bprocess\b|\bfetch\b|\bawait\b|\bsetTimeout\b|'node:[^']*'|\bnewId\b|^let \w+/gm,
    ) ?? []
