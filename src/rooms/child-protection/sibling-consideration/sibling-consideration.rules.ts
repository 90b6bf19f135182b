import { day, type Moment, neglectResponse, ownChoice, visitsBriefing } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { ActId } from '../../../thread/ids.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death, identity, involvement, involvementEnd, pregnancy, residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import { type Home, rule } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { inOrder, type Thread } from '../../../thread/thread.ts'
import { conference } from '../conference/conference.ts'
import { enquiry } from '../enquiry/enquiry.ts'
import { harmSuspected } from '../harm/harm-suspected.ts'
import { asksForEnquiry, strategyDecision } from '../strategy/strategy-decision.ts'
import { visit, visitAttempted } from '../visits/visit.ts'
import { siblingConsidered } from './sibling-considered.ts'
import { whileTogether } from './while-together.ts'

/**
 * An enquiry, an initial conference, a refusal to let a child be seen or an injury of one child asks that every other child of the household is thought of, in writing (practice:
 * sibling-consideration). It stands on the record of the child who is to be thought of and names nobody. What one act says of several children asks nothing among them; a child not
 * yet born counts from the day on which the pregnancy is recorded. Where nobody works with that child, The Bridge is told.
 */
export const siblingConsideration = rule({
  id: 'sibling-consideration',
  says: ({ facts }) =>
    `Something happened for another child of this household (${String(facts.what)}). Think through whether this child is safe too, and write it down.`,
  because: [
    visitsBriefing.box(2),
    neglectResponse.case17Lessons,
    ownChoice('it is asked on the record of each other child of the household, from the day on which it happened'),
  ],
  kinds: [
    strategyDecision,
    conference,
    harmSuspected,
    visit,
    visitAttempted,
    siblingConsidered,
    enquiry,
    involvement,
    involvementEnd,
    residence,
    residenceEnd,
    pregnancy,
    identity,
    death,
  ],
  reads: 'household',
  inForce: { from: day('2024-07-01') },
  findings: (child, _settings, home) => {
    if (child.of(identity).at(-1)?.facts.is === 'adult') return []
    const death = endOfLife(child)
    const answers = [
      ...child.of(siblingConsidered),
      ...child.of(strategyDecision),
      ...child.of(enquiry),
      ...child.where(conference, isFirst),
    ].sort(inOrder)
    const ownActs = new Set<ActId>(
      [...answers, ...child.of(visitAttempted), ...child.of(visit), ...child.of(harmSuspected)].map(({ act }) => act),
    )
    const cover = new Cover(child)
    let at = 0
    return happenedNear(home, ownActs).map(({ entry, what }) => {
      while (answers[at] && (answers[at]?.on ?? entry.on) < entry.on) at += 1
      const isWorkedWith = cover.holds(entry.at)
      return so('DUE', {
        name: 'consider',
        opened: entry,
        until: earlier(ends(answers[at], 'met'), death),
        tell: isWorkedWith ? ['lead', 'manager'] : ['bridge-manager'],
        ...(isWorkedWith ? {} : { queue: 'bridge' as const }),
        facts: { what },
      })
    })
  },
})

const isFirst = ({ facts }: { facts: { type: string } }): boolean => facts.type !== 'review'

type Happened = { readonly entry: Entry; readonly what: string }

/** What happened for the others while they shared the household, in order; each act once, and none that spoke of this child too. */
const happenedNear = (home: Home, ownActs: ReadonlySet<ActId>): Happened[] => {
  const seen = new Set<ActId>()
  return home.others
    .flatMap(member => whileTogether(member, triggers(member.thread)))
    .sort((a, b) => inOrder(a.entry, b.entry))
    .filter(({ entry }) => {
      if (ownActs.has(entry.act) || seen.has(entry.act)) return false
      seen.add(entry.act)
      return true
    })
}

const triggers = (other: Thread): Happened[] =>
  [
    ...other.where(strategyDecision, asksForEnquiry).map(entry => ({ entry, what: 'a section 47 enquiry' })),
    ...other.where(conference, isFirst).map(entry => ({ entry, what: 'a child protection conference' })),
    ...other.where(visitAttempted, ({ facts }) => facts.access === 'refused').map(entry => ({ entry, what: 'a worker was not let in' })),
    ...other.where(visit, ({ facts }) => facts.access === 'refused').map(entry => ({ entry, what: 'a worker was not let in' })),
    ...other.where(harmSuspected, ({ facts }) => facts.injury).map(entry => ({ entry, what: 'an injury' })),
  ].sort((a, b) => inOrder(a.entry, b.entry))

/** When somebody led or managed the work with the child; asked of moments in order. */
class Cover {
  readonly #spans: { from: Moment; until: Moment | undefined }[] = []
  #at = 0

  constructor(child: Thread) {
    for (const one of child.where(involvement, ({ facts }) => facts.as === 'lead' || facts.as === 'manager')) {
      const until = child.answering(involvementEnd, one)[0]?.at
      const last = this.#spans.at(-1)
      if (last && (last.until === undefined || last.until >= one.at)) {
        if (last.until !== undefined && (until === undefined || until > last.until)) last.until = until
      } else this.#spans.push({ from: one.at, until })
    }
  }

  holds(moment: Moment): boolean {
    while (this.#spans[this.#at]?.until !== undefined && (this.#spans[this.#at]?.until ?? moment) <= moment) this.#at += 1
    const span = this.#spans[this.#at]
    return span !== undefined && span.from <= moment
  }
}
