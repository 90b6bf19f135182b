import type { Entry } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { earlier, ends } from '../../../thread/say.ts'
import { isOf, type Thread } from '../../../thread/thread.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { plansWith } from '../plan/plans.ts'
import { seenAtHome } from '../visits/counts.ts'
import { homeConditions, visit, visitAttempted } from '../visits/visit.ts'
import { accessDecided, accessDiscussion, housingLiaison, legalConsidered, options } from './access-refused.ts'

/** A visit or an attempt at which nobody was let in to see this child at home. */
export type NotLetIn = Entry<FactsOf<typeof visit>> | Entry<FactsOf<typeof visitAttempted>>

/**
 * Nobody was let in (practice: access-refused-escalation). `closed`: this child was seen at home and what the home is like is on record, the plan ended, or the child died. `again`: it is not
 * the first time on this plan. `asked`: a refusal in words; otherwise two attempts running that failed (our own reading 7).
 */
export type Refusal = { readonly entry: NotLetIn; readonly asked: boolean; readonly again: boolean; readonly closed: End | undefined }

/** The kinds that `refusals` reads, for the rules that use it. */
export const refusalKinds = [conference, planEnd, visit, visitAttempted, homeConditions, death] as const

/** The refusals of this child's plans, in the order they happened. */
export const refusals = (child: Thread): Refusal[] => {
  const acts = child.entries.filter(
    (entry): entry is Tried => isOf(visit, entry) || isOf(visitAttempted, entry) || isOf(homeConditions, entry),
  )
  return plansWith(child, acts).flatMap(({ plan, during }) => {
    const ofPlan: { entry: NotLetIn; asked: boolean; closed: End | undefined }[] = []
    const open: typeof ofPlan = []
    let failed = 0
    let seen: Entry | undefined
    let conditions: Entry | undefined
    for (const entry of during) {
      if (isOf(homeConditions, entry)) {
        conditions = entry
        if (entry.facts.childSeen) seen = entry
      } else if (entry.facts.place === 'home') {
        if (isFailed(entry)) {
          const asked = entry.facts.access === 'refused'
          failed += 1
          if (asked || failed === 2) {
            const refusal = { entry, asked, closed: undefined }
            if (open.length === 0) seen = conditions = undefined
            ofPlan.push(refusal)
            open.push(refusal)
            failed = 0
          }
        } else if (isOf(visit, entry) && seenAtHome(entry)) {
          failed = 0
          seen = entry
        }
      }
      if (open.length > 0 && seen && conditions) {
        const last = seen.at > conditions.at ? seen : conditions
        for (const refusal of open.splice(0)) refusal.closed = ends(last, 'met')
      }
    }
    return ofPlan.map((refusal, at) => ({ ...refusal, again: at > 0, closed: earlier(refusal.closed, plan.ended) }))
  })
}

/** Did the social worker or a named cover come to the home without being let in? What others tried counts for no clock. */
const isFailed = (entry: NotLetIn): boolean =>
  entry.facts.by !== 'other' &&
  (entry.facts.access === 'refused' || entry.facts.access === 'no-answer' || entry.facts.access === 'child-not-there')

type Tried = Entry<FactsOf<typeof visit>> | Entry<FactsOf<typeof visitAttempted>> | Entry<FactsOf<typeof homeConditions>>

/**
 * Of some acts, in the order they happened, the first that was about each refusal, in the order of the refusals. An act that answers a refusal is about that one and those before it; one that
 * answers none, about those of its own day and before.
 */
export const firstAbout = <Act extends Entry>(all: readonly Refusal[], acts: readonly Act[]): (Act | undefined)[] => {
  const places = new Map<string, number>(all.map(({ entry }, at) => [entry.root, at]))
  const first: (Act | undefined)[] = all.map(() => undefined)
  let [by, next] = [-1, 0]
  for (const act of acts) {
    while (by + 1 < all.length && (all[by + 1]?.entry.on ?? act.on) <= act.on) by += 1
    const last = (act.answers === null ? undefined : places.get(act.answers)) ?? by
    for (; next <= last; next += 1) first[next] = act
  }
  return first
}

/** Was something said to every option: done, or why not? */
export const answersAll = ({ facts }: { readonly facts: FactsOf<typeof accessDecided> }): boolean =>
  options.every(option => facts.chosen.includes(option) || facts.left.includes(option))

/** What can be done about a refusal, by which it counts as not left lying. */
export const stepKinds = [accessDiscussion, accessDecided, legalConsidered, housingLiaison] as const
