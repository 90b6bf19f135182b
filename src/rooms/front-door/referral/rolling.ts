import { type Day, dueAfter, type Limit } from '../../../guidance/index.ts'

/** The last day left out of a window that reaches so far back from a day: twelve months leave out the same day last year. */
export const outsideSince = (reach: Limit, on: Day): Day => dueAfter({ ...reach, count: -reach.count }, on).dueOn

/**
 * Walks through things in the order they happened and keeps those of a rolling window: `enter` and `leave` are called as each comes in and falls out, and
 * `at` for each thing when it is in, with its place and the place of the oldest in its window. A thing comes in once and falls out once for each time
 * the reach changes, so that the whole costs no more than the list is long.
 */
export const roll = <Thing extends { on: Day }>(
  things: readonly Thing[],
  reach: (on: Day) => Limit,
  each: { enter: (thing: Thing) => void; leave: (thing: Thing) => void; at: (thing: Thing, place: number, oldest: number) => void },
): void => {
  let oldest = 0
  things.forEach((thing, place) => {
    const outside = outsideSince(reach(thing.on), thing.on)
    for (let past = things[oldest - 1]; past && past.on > outside; past = things[oldest - 1]) {
      oldest -= 1
      each.enter(past)
    }
    for (let past = things[oldest]; past && oldest < place && past.on <= outside; past = things[oldest]) {
      oldest += 1
      each.leave(past)
    }
    each.enter(thing)
    each.at(thing, place, oldest)
  })
}
