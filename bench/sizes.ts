/** How large a partnership is measured: people and the entries told of them, and what waits at The Bridge. */
export type Size = { readonly name: string; readonly people: number; readonly queue: number }

/** How large a run is: 60,000 people with about a million entries and ten times that; a third of it; a twentieth, which measures nothing. */
export const scales = { whole: 1, small: 1 / 3, quick: 1 / 20 } as const
export type Scale = keyof typeof scales

/** The two sizes that are compared: ten times the people, and the same number of concerns waiting. `scale` makes both smaller by that much. */
export const sizesAt = (scale: number): readonly [Size, Size] => [
  { name: 'partnership', people: Math.round(60_000 * scale), queue: Math.max(30, Math.round(300 * Math.min(1, scale * 4))) },
  { name: 'ten times', people: Math.round(600_000 * scale), queue: Math.max(30, Math.round(300 * Math.min(1, scale * 4))) },
]

/** The shapes that have ruined other systems: a large household, a long thread, somebody who is known in many homes. */
export const unlucky = { household: 14, longThread: 5000, homes: 30 } as const

/** Numbers from 0 up to 1 that look thrown and are the same for the same seed (mulberry32). */
export const dice = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
