import type { Day } from '../../../guidance/index.ts'
import type { LastSeen } from '../../../thread/book.ts'
import { bornOn, endOfLife, seeableFrom } from '../../../thread/life.ts'
import { identity } from '../../../thread/own-kinds/index.ts'
import type { Thread } from '../../../thread/thread.ts'
import { lastDayPlanned } from '../../child-protection/index.ts'
import { type Sighting, sightings } from '../sightings/sightings.ts'
import { openSpans } from '../unseen/open-spans.ts'

/**
 * When a child whose case is open was last seen (practice: unseen-child, the last-seen board): by anybody of any agency; and on visits of the social worker or a named cover, which are what
 * the clocks of visits count: at all, alone, at home, with the bedroom. Null for an adult, for a child not yet born or who has died, and where nobody works with the child.
 */
export const lastSeenOf = (child: Thread): LastSeen | null => {
  if (child.form !== 'person' || child.of(identity).at(-1)?.facts.is === 'adult') return null
  if (seeableFrom(child) === null || endOfLife(child)) return null
  const span = openSpans(child).at(-1)
  if (!span || (span.end?.by ?? null) !== null) return null
  const seen = sightings(child)
  const last = (holds: (one: Sighting) => boolean): Day | null => seen.findLast(holds)?.entry.on ?? null
  const born = bornOn(child) ?? null
  // A child born on a plan is not late before anybody could have come.
  const since = born && born > span.since.on ? born : span.since.on
  const alone = last(one => one.byWorker && one.alone)
  const home = last(one => one.byWorker && one.atHome)
  const by = (on: Day | null): Day | null => (span.onPlan ? (lastDayPlanned(child, on && on > since ? on : since) ?? null) : null)
  return {
    onPlan: span.onPlan,
    since,
    until: span.end?.at ?? null,
    born,
    anybody: last(() => true),
    worker: last(one => one.byWorker),
    alone,
    home,
    bedroom: last(one => one.byWorker && one.bedroom),
    aloneBy: by(alone),
    homeBy: by(home),
  }
}
