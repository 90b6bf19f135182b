import { englandAndWales } from '../src/guidance/index.ts'
import type { Lens } from '../src/thread/derive.ts'

/** How live work is judged in a partnership that has changed no number. */
export const liveAsShipped: Lens = { rules: 'of-the-day', holidays: englandAndWales, changed: new Map() }
