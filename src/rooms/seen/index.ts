/** The door of the room: who has seen each child. */
export { seen } from './chapter.ts'
export { childSeen, seenWhereWords } from './sightings/child-seen.ts'
export { type Sighting, sightingKinds, sightings } from './sightings/sightings.ts'
export { type OpenSpan, openSpans } from './unseen/open-spans.ts'
export { sinceOf } from './unseen/since-of.ts'
