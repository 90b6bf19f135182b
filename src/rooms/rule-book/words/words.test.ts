import assert from 'node:assert/strict'
import { test } from 'node:test'
import { derive } from '../../../thread/derive.ts'
import type { AnyRule } from '../../../thread/rule.ts'
import { book } from '../../book.ts'
import { generated, threadsFrom } from '../../testing/generated.ts'
import { byTodaysRules } from '../../testing/replayed.ts'
import { type RuleWords, ruleWords } from './index.ts'

/** The levels, duties and numbers that a rule really has, as it shows on thrown threads. */
const really = (rule: AnyRule, seeds: number): { levels: string[]; told: string[]; numbers: string[] } => {
  const heard = (seeds: readonly number[]) =>
    rule.of.flatMap(form =>
      seeds.flatMap(seed => {
        const { subject, home } = threadsFrom(
          generated({ kinds: rule.kinds, form, seed, count: 60, days: 900, others: rule.reads === 'household' ? 2 : 0 }),
          form,
        )
        return derive([rule], subject, home, byTodaysRules)
      }),
    )
  const findings = heard(Array.from({ length: seeds }, (_, at) => at + 1))
  const once = (of: readonly string[]) => [...new Set(of)].sort()
  return {
    levels: once(findings.flatMap(({ shows }) => Object.keys(shows))),
    told: once(findings.flatMap(({ told }) => told.map(({ to }) => to))),
    numbers: Object.keys(rule.settings).sort(),
  }
}

const faultsOf = (rule: AnyRule, words: RuleWords | undefined): string[] => {
  if (!words) return [`${rule.id} has no words`]
  // A rule of one sort of meeting, and what is said the second time, are heard on few thrown threads: then more are thrown.
  const few = faultsAmong(rule, words, 8)
  return few.length > 0 ? faultsAmong(rule, words, 400) : few
}

const faultsAmong = (rule: AnyRule, words: RuleWords, seeds: number): string[] => {
  const has = really(rule, seeds)
  return (['levels', 'told', 'numbers'] as const).flatMap(what => {
    const said = Object.keys(words[what]).sort()
    return said.join() === has[what].join()
      ? []
      : [`${rule.id}: ${what} are ${has[what].join(', ')}, and the words tell of ${said.join(', ')}`]
  })
}

for (const rule of book.rules)
  test(`the words of ${rule.id} tell of its levels, of everybody it tells and of each of its numbers, and of nothing else`, () => {
    assert.deepEqual(faultsOf(rule, ruleWords[rule.id]), [])
  })

test('words that say too much or too little are found', () => {
  const rule = book.rules.find(({ id }) => id === 'not-seen-at-home')
  const words = ruleWords['not-seen-at-home']
  assert.ok(rule && words)
  assert.match(faultsOf(rule, { ...words, levels: { DUE: 'soon' } }).join(), /levels are CRITICAL, DUE/)
  assert.match(faultsOf(rule, { ...words, told: { ...words.told, referrer: 'at once' } }).join(), /told are chair, lead, manager/)
  assert.match(faultsOf(rule, { ...words, numbers: {} }).join(), /numbers are atMost, shown/)
  assert.match(faultsOf(rule, undefined).join(), /has no words/)
})

test('no words are left over from a rule that is gone', () => {
  assert.deepEqual(
    Object.keys(ruleWords).filter(id => !book.rules.some(rule => rule.id === id)),
    [],
  )
})

test('no number stands in the words: it may have been set otherwise', () => {
  for (const [id, words] of Object.entries(ruleWords))
    assert.doesNotMatch(JSON.stringify(words), /\d|\b(one|two|three|four|five|ten|twelve) (working )?(day|week|month)/, id)
})
