import { Temporal as polyfilled } from 'temporal-polyfill'

/** The platform's own Temporal where it has one, else the polyfill: the same names either way. */
export const Temporal = (globalThis.Temporal ?? polyfilled) as typeof polyfilled

export type Instant = { readonly epochNanoseconds: bigint }
