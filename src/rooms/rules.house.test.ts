import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, it } from 'node:test'
import { day, dayOf, ownChoice, startOfDay, workingDays } from '../guidance/index.ts'
import { derive } from '../thread/derive.ts'
import { type AnyRule, rule, setting } from '../thread/rule.ts'
import { ends, so } from '../thread/say.ts'
import { book } from './book.ts'
import { caseClosed } from './child-in-need/index.ts'
import { referral, referralDecision } from './front-door/index.ts'
import { generated, threadsFrom } from './testing/generated.ts'
import { byTodaysRules } from './testing/replayed.ts'
import * as walls from './testing/rule-walls.ts'

/** A sound rule, from which each planted fault departs in one thing. */
const sound = {
  id: 'planted',
  says: () => 'This child was told of.',
  because: [ownChoice('planted')] as const,
  kinds: [referral, referralDecision] as const,
  inForce: { from: day('2016-01-01') },
}
const told = (child: Parameters<AnyRule['findings']>[0]) =>
  child
    .of(referral)
    .map(opened => so('INFO', { name: 'told', opened, until: ends(child.answering(referralDecision, opened)[0]), tell: ['lead'] }))

const plantedFaults = {
  restsOnSources: {
    'a number whose basis no source gives': rule({
      ...sound,
      settings: { limit: setting(workingDays(1), 'law', 'somebody said so') },
      findings: told,
    }),
    'a source that is not here': rule({ ...sound, because: [{ source: 'hearsay', words: 'somebody said so' }], findings: told }),
    'a number without a reason': rule({ ...sound, settings: { limit: setting(2, 'our own choice', ' ') }, findings: told }),
  },
  isPure: {
    'a rule that asks what time it is': rule({ ...sound, findings: child => (Date.now() > 0 ? told(child) : []) }),
    'a rule that makes a date of now': rule({ ...sound, findings: child => told(child).filter(() => new Date(0) < new Date()) }),
    'a rule that remembers': rule({
      ...sound,
      findings: (() => {
        let asked = 0
        return child => {
          asked += 1
          return told(child).map(said => ({ ...said, facts: { asked } }))
        }
      })(),
    }),
    'a rule that hangs on the order of arrival': rule({
      ...sound,
      findings: child => told(child).map(said => ({ ...said, facts: { second: child.told[1]?.id ?? null } })),
    }),
  },
  canEnd: {
    'a rule without an end': rule({ ...sound, findings: child => told(child).map(said => ({ ...said, until: undefined })) }),
    'a rule that one of two names never ends': rule({
      ...sound,
      findings: child => told(child).flatMap(said => [said, { ...said, name: 'for ever', until: undefined }]),
    }),
    'a rule that is never heard': rule({ ...sound, findings: () => [] }),
  },
  isLinear: {
    'a rule that looks at every concern for each': rule({
      ...sound,
      findings: child =>
        child.of(referral).flatMap(opened => {
          const near = child.of(referral).filter(other => other.on <= opened.on)
          return so('INFO', { name: 'told', opened, until: undefined, tell: ['lead'], facts: { near: near.length } })
        }),
    }),
    'a rule that loops over plain things in a loop': rule({
      ...sound,
      findings: child => {
        const days = child.of(referral).map(({ at }) => dayOf(at))
        let pairs = 0
        for (const one of days) for (const other of days) if (one === other) pairs += 1
        return told(child).map(said => ({ ...said, facts: { pairs } }))
      },
    }),
  },
  speaksPlainly: {
    'a rule that says a code': rule({
      ...sound,
      says: ({ facts }) => `This is about ${String(facts.about)}.`,
      findings: child => told(child).map(said => ({ ...said, facts: { about: 'accident-or-injury' } })),
    }),
    'a rule that forgot a fact': rule({
      ...sound,
      says: ({ facts }) => `This child was told of ${String(facts.often)} times.`,
      findings: told,
    }),
  },
  readsWhatItNames: {
    'a rule that reads a kind it does not name': rule({
      ...sound,
      findings: child => told(child).map(said => ({ ...said, facts: { closed: child.of(caseClosed).length } })),
    }),
  },
} as const satisfies Record<string, Record<string, AnyRule>>

const all: Record<keyof typeof plantedFaults | 'endsAfterItBegins', walls.Wall> = {
  restsOnSources: walls.restsOnSources,
  isPure: walls.isPure,
  canEnd: walls.canEnd,
  endsAfterItBegins: walls.endsAfterItBegins,
  readsWhatItNames: walls.readsWhatItNames([...book.kinds.values()]),
  speaksPlainly: walls.speaksPlainly,
  isLinear: walls.isLinear,
}

const title = {
  restsOnSources: 'every rule cites its source, and every number has a basis and a reason',
  isPure: 'every rule says the same of the same thread, and never asks what day it is',
  canEnd: 'what a rule says can end',
  endsAfterItBegins: 'nothing ends before it begins',
  readsWhatItNames: 'a rule reads only the kinds it names',
  speaksPlainly: 'every rule speaks in plain sentences',
  isLinear: 'no rule is slower than linear in its thread',
}

describe('the walls of the rules', () => {
  for (const [name, wall] of Object.entries(all) as [keyof typeof all, walls.Wall][]) {
    it(title[name], () => {
      for (const each of book.rules) assert.deepEqual(wall(each), [], each.id)
      assert.deepEqual(wall(rule({ ...sound, findings: told })), [], 'the sound rule from which the planted faults depart')
    })
    for (const [fault, planted] of Object.entries(name in plantedFaults ? plantedFaults[name as keyof typeof plantedFaults] : {}))
      it(`catches ${fault}`, () => assert.notDeepEqual(wall(planted), []))
  }

  it('catches a finding that ends, shows or tells before it begins', () => {
    const { subject, home } = threadsFrom(generated({ kinds: sound.kinds, form: 'person', seed: 1, count: 10, days: 100 }), 'person')
    const [finding] = derive([rule({ ...sound, findings: told })], subject, home, byTodaysRules)
    assert.ok(finding)
    const before = startOfDay(day('2000-01-01'))
    assert.deepEqual(walls.backwards([finding]), [])
    assert.equal(walls.backwards([{ ...finding, end: { at: before, as: 'met', by: null, known: null } }]).length, 1)
    assert.equal(walls.backwards([{ ...finding, shows: { INFO: before } }]).length, 1)
    assert.equal(walls.backwards([{ ...finding, told: [{ to: 'lead', from: before }] }]).length, 1)
  })

  it('two findings of one rule under one key are refused', () => {
    const twice = rule({ ...sound, findings: child => told(child).flatMap(said => [said, said]) })
    const { subject, home } = threadsFrom(generated({ kinds: twice.kinds, form: 'person', seed: 1, count: 10, days: 100 }), 'person')
    assert.throws(() => derive([twice], subject, home, byTodaysRules), /two findings with the key/)
    assert.doesNotThrow(() => derive(book.rules, subject, home, byTodaysRules))
  })
})

describe('the walls of the rules’ text', () => {
  const root = join(import.meta.dirname, '..', '..')
  const ruleFiles = globSync('src/rooms/**/*.rules.ts', { cwd: root }).map(file => join(root, file))

  /** The rule files and all of our own that they are made of, but for time itself, which has its own tests, and the making of ids. */
  const madeOf = (files: readonly string[]): string[] => {
    const found = new Set<string>()
    const visit = (file: string): void => {
      if (found.has(file) || !existsSync(file)) return
      found.add(file)
      for (const [, path] of readFileSync(file, 'utf8').matchAll(/from '(\.{1,2}\/[^']+)'/g)) visit(join(dirname(file), path ?? ''))
    }
    for (const file of files) visit(file)
    return [...found].filter(file => !relative(root, file).startsWith('src/guidance/') && !file.endsWith('src/thread/ids.ts'))
  }

  it('finds every rule of the book', () => {
    assert.equal(ruleFiles.length, book.rules.length)
    for (const { id } of book.rules)
      assert.ok(
        ruleFiles.some(file => file.endsWith(`/${id}.rules.ts`)),
        id,
      )
  })

  it('no number stands outside a setting', () => {
    for (const file of ruleFiles) assert.deepEqual(walls.looseNumbers(readFileSync(file, 'utf8')), [], relative(root, file))
  })

  it('catches a loose number', () => {
    const planted = "settings: { a: setting(workingDays(1), 'law', 'x (2)') }, findings: t => within(workingDays(5), { in12: 1 })"
    assert.deepEqual(walls.looseNumbers(planted), ['5'])
  })

  it('nothing a rule is made of asks for the time, chance or the world outside', () => {
    const files = madeOf(ruleFiles)
    assert.ok(files.length > 2 * ruleFiles.length)
    for (const file of files) assert.deepEqual(walls.impureWords(readFileSync(file, 'utf8')), [], relative(root, file))
  })

  it('catches each way to the world outside', () => {
    for (const planted of [
      'new Date()',
      'Date.now()',
      'Math.random()',
      "import { readFileSync } from 'node:fs'",
      'let asked = 0',
      'Temporal.Now.instant()',
    ])
      assert.equal(walls.impureWords(planted).length, 1, planted)
    assert.deepEqual(walls.impureWords('// Date.now() would be wrong\nconst update = dueDate'), [])
  })
})
