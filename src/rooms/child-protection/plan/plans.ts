import { type Day, dayOf } from '../../../guidance/index.ts'
import type { Episode } from '../../../thread/book.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { endOfLife } from '../../../thread/life.ts'
import { earlier, ends } from '../../../thread/say.ts'
import { isOf, type Thread } from '../../../thread/thread.ts'
import { conference, planEnd } from '../conference/conference.ts'

/** A time on a child protection plan: the conference that began it, the one that last spoke of it, and its end where it has ended. */
export type Plan = { began: Entry<FactsOf<typeof conference>>; last: Entry<FactsOf<typeof conference>>; ended: End | undefined }

/**
 * The child's plans, in order, never two at once. A plan begins with the conference that made it (our own reading 3), and ends with a review
 * conference that decides against it, with its recorded end, or with the child's death, which cancels what was still to be done.
 */
export const plans = (child: Thread): Plan[] => {
  const all: Plan[] = []
  const death = endOfLife(child)
  let open: Plan | undefined
  for (const entry of child.entries) {
    if (death && entry.at > death.at) break
    if (isOf(planEnd, entry) && open) {
      open.ended = ends(entry, 'lapsed')
      open = undefined
    }
    if (!isOf(conference, entry)) continue
    if (open && entry.facts.plan) open.last = entry
    else if (open) {
      open.ended = ends(entry, 'lapsed')
      open = undefined
    } else if (entry.facts.plan) {
      open = { began: entry, last: entry, ended: undefined }
      all.push(open)
    }
  }
  if (open) open.ended = earlier(open.ended, death)
  return all
}

/**
 * The child's plans, each with those of some acts that fall into its days, both its first and its last included. The acts are given in the order they
 * happened; each is looked at once.
 */
export const plansWith = <Act extends Entry>(child: Thread, acts: readonly Act[]): { plan: Plan; during: Act[] }[] => {
  let next = 0
  return plans(child).map(plan => {
    const until = plan.ended && dayOf(plan.ended.at)
    while (next < acts.length && isBefore(acts[next], plan.began.on)) next += 1
    const during: Act[] = []
    for (let at = next; at < acts.length; at += 1) {
      const act = acts[at]
      if (!act || (until && act.on > until)) break
      during.push(act)
    }
    return { plan, during }
  })
}

const isBefore = (act: Entry | undefined, on: Day): boolean => act !== undefined && act.on < on

/** The child's plans as episodes; the state is the category last decided. */
export const planEpisodes = (child: Thread): Episode[] =>
  child.form !== 'person'
    ? []
    : plans(child).map(({ began, last, ended }) => ({
        kind: 'child-protection-plan',
        state: last.facts.category ?? began.facts.category ?? 'no category recorded',
        from: began.at,
        until: ended?.at ?? null,
        entry: began.root,
        endedBy: ended?.by ?? null,
      }))
