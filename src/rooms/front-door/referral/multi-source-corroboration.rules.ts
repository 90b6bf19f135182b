import { day, type Limit, months, neglectResponse, ownChoice } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death, residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import { type Home, rule, type SettingOn, setting } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import type { Thread } from '../../../thread/thread.ts'
import { decisionOn } from '../decision/decided.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { type ConcernCode, sayConcerns } from './concerns.ts'
import type { Referral } from './concerns-told.ts'
import { type Concern, concernsAround, Tally } from './earlier-concerns.ts'
import { referral } from './referral.ts'
import { roll } from './rolling.ts'
import { saySource, sourceKey } from './sources.ts'

/**
 * An agency raises a concern that it has not raised within twelve months, while another has: two see the same independently (practice:
 * repeat-referral, multi-source-corroboration). It says so until the concern is decided.
 */
export const multiSourceCorroboration = rule({
  id: 'multi-source-corroboration',
  says: ({ facts }) =>
    `About this child a new source (${String(facts.source)}) raises what another (${String(facts.otherSource)}) raised before: ` +
    `${sayConcerns((facts.concerns ?? []) as readonly ConcernCode[])}.`,
  because: [
    neglectResponse.case17,
    neglectResponse.salfordAnalysis,
    ownChoice('nobody says how far apart two agencies may see the same: twelve months'),
  ],
  kinds: [referral, referralDecision, residence, residenceEnd, death],
  reads: 'household',
  inForce: { from: day('2016-01-01') },
  settings: { window: setting(months(12), 'our own choice', 'a rolling twelve months, the same day last year left out') },
  findings: (child, { window }, home) => {
    const death = endOfLife(child)
    return corroborated(child, home, window).map(({ concern, codes, by }) =>
      so('INFO', {
        name: 'corroboration',
        opened: concern,
        until: earlier(ends(decisionOn(child, concern)), death),
        tell: ['screener', 'lead'],
        queue: 'bridge',
        evidence: [by],
        facts: { concerns: codes, source: saySource(concern.facts), otherSource: saySource(by.facts) },
      }),
    )
  },
})

/** The child's concerns that a new source brings and another brought before, with the last such other concern. */
const corroborated = (child: Thread, home: Home, window: SettingOn<Limit>) => {
  const found: { concern: Referral; codes: ConcernCode[]; by: Referral }[] = []
  const raised = new Tally()
  const last = new LastTwo()
  const tally = (concern: Concern, how: 'add' | 'take') => {
    for (const code of concern.entry.facts.concerns) for (const key of keysOf(code, concern.entry)) raised[how](key)
  }
  roll(concernsAround(child, home), window, {
    enter: concern => tally(concern, 'add'),
    leave: concern => tally(concern, 'take'),
    at: ({ entry, own }) => {
      const codes = entry.facts.concerns.filter(code => code !== 'other' && isNewFrom(entry, code, raised))
      const by = codes.flatMap(code => last.by(code, entry) ?? [])[0]
      if (own && by) found.push({ concern: entry, codes, by })
      for (const code of entry.facts.concerns) last.raised(code, entry)
    },
  })
  return found
}

/** What is counted of a concern: the code alone, with the kind of source, and with the very source. */
const keysOf = (code: ConcernCode, { facts }: Referral): [all: string, kind: string, source: string] => [
  code,
  `${code}/${facts.source}`,
  `${code}/${sourceKey(facts)}`,
]

/**
 * Has nobody who may be this source raised it in the window, and somebody who surely is another? A source without a name may be any of its kind. The
 * concern itself is in the window, counted once.
 */
const isNewFrom = (entry: Referral, code: ConcernCode, raised: Tally): boolean => {
  const [all, ofKind, ofSource] = keysOf(code, entry)
  const nameless = `${ofKind}/`
  const same = nameless === ofSource ? raised.of(ofKind) : raised.of(ofSource) + raised.of(nameless)
  return same === 1 && raised.of(all) > same
}

/** For each code, the last concern of two different sources, so that the last of another source is always at hand. */
class LastTwo {
  readonly #byCode = new Map<ConcernCode, [newest: Referral, other: Referral | undefined]>()

  raised(code: ConcernCode, entry: Referral): void {
    const [newest, other] = this.#byCode.get(code) ?? [undefined, undefined]
    this.#byCode.set(code, [entry, newest && sourceKey(newest.facts) !== sourceKey(entry.facts) ? newest : other])
  }

  by(code: ConcernCode, entry: Referral): Referral | undefined {
    const [newest, other] = this.#byCode.get(code) ?? [undefined, undefined]
    return newest && sourceKey(newest.facts) !== sourceKey(entry.facts) ? newest : other
  }
}
