import type { Chapter } from '../../thread/book.ts'
import { disclosure, disclosureRecalled } from './disclosure/disclosure.ts'

/** Sharing: what was shared of a record, with whom and why, and what was not. */
export const sharing: Chapter = { room: 'sharing', kinds: [disclosure, disclosureRecalled], rules: [], episodes: [] }
