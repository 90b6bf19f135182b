import { type Day, type Limit, type Moment, plural } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { Plain } from '../../../thread/finding.ts'
import type { AnyKind, FactsOf } from '../../../thread/kind.ts'
import type { Home, Member, SettingOn } from '../../../thread/rule.ts'
import { inOrder, type Thread } from '../../../thread/thread.ts'
import { caseClosed } from '../../child-in-need/index.ts'
import type { ConcernCode } from './concerns.ts'
import { madeHere, type Referral } from './concerns-told.ts'
import { referral } from './referral.ts'
import { roll } from './rolling.ts'
import { sourceKey } from './sources.ts'

/** A concern that reached this partnership about this child, or about another of the household while they belonged together. */
export type Concern = { entry: Referral; own: boolean; on: Day }

/**
 * Every concern about the child and the household, in the order they happened. What one person told at one time of several children, and what was
 * matched to several from one matter, is one concern; it is the child's own where it is about the child at all. Another child's counts only if it was
 * told while the two belonged together.
 */
export const concernsAround = (child: Thread, home: Home): Concern[] => {
  const byOrigin = new Map<string, Concern>()
  const add = (entry: Referral, own: boolean): void => {
    const origin = entry.facts.matter ?? entry.act
    if (madeHere(entry) && !byOrigin.has(origin)) byOrigin.set(origin, { entry, own, on: entry.on })
  }
  for (const entry of child.of(referral)) add(entry, true)
  for (const member of home.others) for (const entry of whileTogether(member, referral)) add(entry, false)
  return [...byOrigin.values()].sort((a, b) => inOrder(a.entry, b.entry))
}

/** The entries of one kind of another member, told of times at which the two belonged together. Both are in order, so each is looked at once. */
const whileTogether = <K extends AnyKind>(member: Member, kind: K): Entry<FactsOf<K>>[] => {
  const together: Entry<FactsOf<K>>[] = []
  let next = 0
  for (const entry of member.thread.of(kind)) {
    for (let span = member.together[next]; span && span.until !== null && span.until <= entry.at; span = member.together[next]) next += 1
    const span = member.together[next]
    if (span && span.from <= entry.at) together.push(entry)
  }
  return together
}

/** What is known of the past when a concern about the child comes in: counts, not a score. */
export type Past = {
  concern: Referral
  /** Concerns about the child, and about child or household, in the rolling twelve months, this one included. */
  in12: number
  household12: number
  /** Different sources among those of the household. */
  sources: number
  /** What this concern is about that another of the twelve months was about too. */
  overlap: ConcernCode[]
  /** The child's concerns since the child's case was last closed; null where it never was. */
  sinceClosure: number | null
  /** All the child's concerns to this partnership so far, and those to other authorities. */
  lifetime: number
  elsewhere: number
  /** The last closure before this concern, the child's own or one of the household; of two on one day the child's own. */
  closure: Entry | undefined
  /** The concerns just before this one in the window, newest first: as many as were asked for. */
  before: Entry[]
}

/** How often there were concerns in twelve months, in words; the household's beside the child's own where they are more. */
export const sayInTwelveMonths = ({ in12, household12 }: { readonly [name: string]: Plain }): string =>
  `${plural(Number(in12), 'time')} in twelve months${Number(household12) > Number(in12) ? ` (${plural(Number(household12), 'time')} with the household)` : ''}`

/**
 * For each concern about the child, what came before it. `within` is the window, as a setting; `witnesses` says how many of the concerns before it the
 * rule rests on: the fewest that prove what it says.
 */
export const pastOf = (child: Thread, home: Home, within: SettingOn<Limit>, witnesses: SettingOn<number>): Past[] => {
  const pasts: Past[] = []
  const concerns = concernsAround(child, home)
  const sources = new Tally()
  const codes = new Tally()
  const closures = inTurn([...child.of(caseClosed), ...home.others.flatMap(member => whileTogether(member, caseClosed))].sort(inOrder))
  const ownClosures = inTurn(child.of(caseClosed))
  const elsewhere = inTurn(child.where(referral, entry => !madeHere(entry)))
  let in12 = 0
  let lifetime = 0
  let sinceClosure: number | null = null
  roll(concerns, within, {
    enter: concern => {
      if (concern.own) in12 += 1
      sources.add(sourceKey(concern.entry.facts))
      for (const code of concern.entry.facts.concerns) codes.add(code)
    },
    leave: concern => {
      if (concern.own) in12 -= 1
      sources.take(sourceKey(concern.entry.facts))
      for (const code of concern.entry.facts.concerns) codes.take(code)
    },
    at: ({ entry, own }, place, oldest) => {
      if (!own) return
      const ownClosure = ownClosures.until(entry.at)
      if (ownClosure.some) sinceClosure = 0
      if (sinceClosure !== null) sinceClosure += 1
      lifetime += 1
      pasts.push({
        concern: entry,
        in12,
        household12: place - oldest + 1,
        sources: sources.different,
        overlap: entry.facts.concerns.filter(code => code !== 'other' && codes.of(code) > 1),
        sinceClosure,
        lifetime,
        elsewhere: elsewhere.until(entry.at).count,
        closure: lastClosure(ownClosure.last, closures.until(entry.at).last),
        before: concerns
          .slice(Math.max(oldest, place - witnesses(entry.on)), place)
          .map(concern => concern.entry)
          .reverse(),
      })
    },
  })
  return pasts
}

/** Of closures on one day the child's own counts: a household whose children's cases are closed together is looked at from this child. */
const lastClosure = (own: Entry | undefined, last: Entry | undefined): Entry | undefined => (own && own.on === last?.on ? own : last)

/** How often each thing is in the window now. */
export class Tally {
  readonly #counts = new Map<string, number>()

  add(thing: string): void {
    this.#counts.set(thing, this.of(thing) + 1)
  }

  take(thing: string): void {
    const left = this.of(thing) - 1
    if (left > 0) this.#counts.set(thing, left)
    else this.#counts.delete(thing)
  }

  of(thing: string): number {
    return this.#counts.get(thing) ?? 0
  }

  get different(): number {
    return this.#counts.size
  }
}

/** Reads a list in order up to a moment, that moment included: what came since the last question, the last one and how many so far. */
const inTurn = (entries: readonly Entry[]) => {
  let count = 0
  return {
    until: (moment: Moment): { some: boolean; count: number; last: Entry | undefined } => {
      const before = count
      for (let entry = entries[count]; entry && entry.at <= moment; entry = entries[count]) count += 1
      return { some: count > before, count, last: entries[count - 1] }
    },
  }
}
