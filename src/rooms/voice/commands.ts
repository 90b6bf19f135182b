/** How fresh a child's voice is, as pages of other rooms say it; apart from the room's door, because rules lean on that and stay pure. */
export { freshnessKinds, lastHeard, sayFreshness } from './heard/freshness.ts'
export { HowFresh, type HowFreshIs, readHowFresh } from './heard/how-fresh.tsx'
