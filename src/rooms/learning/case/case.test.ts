import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { type Day, day, dayOf, startOfDay } from '../../../guidance/index.ts'
import { type Level, levels } from '../../../thread/finding.ts'
import { asJson, replay } from '../../../thread/stories/index.ts'
import { book } from '../../book.ts'
import { asKnownAt, type Case, caseFrom, type Saying } from './case.ts'
import { cases } from './cases.ts'
import { figuresInWords, figuresOf } from './figures.ts'
import { storyNamed } from './stories.ts'

const rules = day('2026-11-01')
const whole = (name: string, options: { rules?: Day | 'of-the-day'; asOf?: Day } = {}): Case => {
  const story = storyNamed(name, book)
  return caseFrom(story, replay(story, book, { rules, ...options }), book)
}
const all = (of: Pick<Case, 'sayings' | 'unknowable'>): Saying[] => [...of.sayings, ...of.unknowable]

/** What was said, without what tells one telling of it from another. */
const facts = (sayings: readonly Saying[]) =>
  sayings
    .map(({ rule, about, steps, until, how, says, told, dates }) =>
      JSON.stringify([rule, about, steps, until, how, says, told.map(({ to }) => to), dates]),
    )
    .sort()

type Row = { rule: string; subject: string; level: Level; from: string; until: string | null }

const isOfTheSame = (one: Row, other: Row): boolean =>
  one.rule === other.rule && one.subject === other.subject && one.from === other.from && one.until === other.until

/** The findings that `golden-thread replay --json` prints. */
const fromCommandLine = (name: string): { story: string; findings: Row[] } =>
  JSON.parse(execFileSync(process.execPath, ['bin/golden-thread.mjs', 'replay', `stories/${name}.json`, '--json'], { encoding: 'utf8' }))

const dayOrMoment = (at: string): string => (startOfDay(dayOf(at as never)) === at ? dayOf(at as never) : at)

describe('the picture of a case', () => {
  // In these stories everything was known when it happened, so what was said then is what is found now.
  for (const name of ['case-17', 'seen-at-school-only'])
    it(`says what the command line says, no more and no less: ${name}`, () => {
      const cli = fromCommandLine(name)
      const drawn = whole(name)
      assert.equal(cli.story, name)
      const names = new Map(drawn.story.subjects.map(subject => [subject.label, subject.name ?? subject.label]))
      const found = cli.findings
        .filter(({ level }) => level !== null)
        // What two levels reach at one moment is drawn as the higher, and what is said twice alike is drawn once.
        .filter(one => !cli.findings.some(other => isOfTheSame(one, other) && levels.indexOf(other.level) > levels.indexOf(one.level)))
        .map(({ rule, subject, level, from, until }) => [rule, names.get(subject), level, from, until].join(' '))
      const said = all(drawn).flatMap(({ rule, about, steps, until }) =>
        about.flatMap(who => steps.map(({ level, from }) => [rule, who, level, dayOrMoment(from), until && dayOrMoment(until)].join(' '))),
      )
      assert.deepEqual([...new Set(said)].sort(), [...new Set(found)].sort())
      assert.ok(said.length > 5)
    })

  it('gives the command line’s answer along with its own', () => {
    const { replay: replayed } = whole('case-17')
    assert.deepEqual(JSON.parse(JSON.stringify(asJson(replayed).findings)), fromCommandLine('case-17').findings)
  })

  for (const { story } of cases)
    it(`moved to any stop it tells what the command line tells as of that day, by what was known by then: ${story}`, () => {
      const drawn = whole(story)
      assert.ok(drawn.stops.length > 3)
      for (const stop of drawn.stops) {
        const then = asKnownAt(drawn, stop)
        // The last month of a story is told to its last day, and no further.
        const ended = dayOf(drawn.replay.asOf)
        const alone = whole(story, stop.last < ended ? { asOf: stop.last } : {})
        assert.deepEqual(facts(all(then)), facts(all(alone)), stop.at)
        assert.deepEqual(
          then.events.map(({ id }) => id),
          alone.events.map(({ id }) => id),
          stop.at,
        )
      }
    })

  it('knows nothing at a stop of what came later', () => {
    const drawn = whole('case-17')
    const stop = drawn.stops.find(({ at }) => at === '2011-07')
    assert.ok(stop)
    const then = asKnownAt(drawn, stop)
    assert.deepEqual(
      then.events.map(({ when }) => when),
      ['2009-12', '2011-04', '2011-04', '2011-05', '2011-07'],
    )
    assert.equal(
      then.sayings.some(({ rule }) => rule === 'multi-source-corroboration'),
      false,
    )
    assert.equal(
      then.sayings.some(({ until }) => until !== null),
      false,
    )
  })

  it('tells of what was not yet written down as it was believed then', () => {
    const drawn = whole('recorded-late')
    const at = (on: string) => {
      const stop = drawn.stops.find(one => one.at === on)
      assert.ok(stop, on)
      return asKnownAt(drawn, stop)
    }
    const standing = (on: string) =>
      at(on)
        .sayings.filter(({ until }) => until === null)
        .map(({ rule, steps }) => [rule, steps.at(-1)?.level].join(' '))
    assert.ok(standing('2024-02-13').includes('not-seen-at-home CRITICAL'))
    assert.equal(standing('2024-03-10').includes('not-seen-at-home CRITICAL'), false)
  })
})

describe('a case that is known in months', () => {
  const drawn = whole('case-17')

  it('is moved by months, and prints no day anywhere', () => {
    assert.equal(drawn.stops.length, 50)
    assert.ok(drawn.stops.every(({ at }) => /^\d{4}-\d{2}$/.test(at)))
    assert.ok(drawn.events.every(({ when }) => /^\d{4}-\d{2}$/.test(when)))
    assert.ok(all(drawn).every(({ dates }) => dates === 'months'))
    for (const { says } of all(drawn)) assert.doesNotMatch(says.join(), /\d{1,2} [A-Z][a-z]+ \d{4}/)
  })

  it('does not draw what hangs on days that nobody knows: whether the baby’s visits were ever due', () => {
    assert.deepEqual(
      drawn.unknowable.map(({ rule, about }) => [rule, about]),
      [
        ['cp-visit-due', ['the baby']],
        ['not-seen-at-home', ['the baby']],
        ['neglect-tool-due', ['the baby']],
      ],
    )
  })

  it('says of limits that the source ends nowhere that it is silent, and of nothing else', () => {
    assert.deepEqual([...new Set(drawn.sayings.filter(({ open }) => open).map(({ rule }) => rule))].sort(), [
      'child-death',
      'core-group-overdue',
      'cp-visit-due',
      'neglect-tool-due',
      'not-seen-at-home',
      'other-authority-history',
      'rcpc-due',
      'referral-decision-due',
      'serious-incident',
      'unseen-child',
    ])
    assert.equal(
      whole('seen-at-school-only').sayings.some(({ open }) => open),
      false,
      'an invented story is told in full',
    )
  })

  it('by the rules of its own days nothing is said', () => {
    assert.deepEqual(all(whole('case-17', { rules: 'of-the-day' })), [])
  })
})

describe('the figures of a case', () => {
  it('are counted from the story: seven concerns here and one elsewhere, 731 and 1,217 days, 92 and 84', () => {
    const figures = figuresOf(storyNamed('case-17', book))
    assert.deepEqual([figures.here, figures.elsewhere, figures.sources], [7, 1, 3])
    const spans = [figures.firstHereToConference, figures.firstAnywhereToConference, figures.closureToNextConcern, figures.preProceedings]
    assert.deepEqual(
      spans.map(span => [span?.days, span?.months, span?.inMonths]),
      [
        [731, 24, true],
        [1217, 40, true],
        [92, 3, true],
        [84, 3, true],
      ],
    )
    assert.match(
      figuresInWords(figures).join(' '),
      /7 concerns told here and 1 to another authority before the first child protection conference/,
    )
  })

  it('follow the story: with one concern fewer they are others', () => {
    const story = storyNamed('case-17', book)
    const without = { ...story, entries: story.entries.filter(({ label }) => !label.startsWith('E02')) }
    assert.deepEqual([figuresOf(without).here, figuresOf(without).firstHereToConference?.days], [6, 700])
  })

  it('tell nothing where there is nothing to count', () => {
    assert.deepEqual(figuresInWords(figuresOf(storyNamed('recorded-late', book))), [])
  })
})
