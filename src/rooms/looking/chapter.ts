import type { Chapter } from '../../thread/book.ts'
import { breakGlassRule } from './break-glass/break-glass.rules.ts'
import { breakGlassReviewed } from './break-glass/break-glass-reviewed.ts'

/** Looking: who may open a record in an emergency, who looked, and what becomes of it. */
export const looking: Chapter = { room: 'looking', kinds: [breakGlassReviewed], rules: [breakGlassRule], episodes: [] }
