import type { Chapter } from '../../thread/book.ts'
import { disclosure, disclosureRecalled, shareOpened } from './disclosure/disclosure.ts'
import { shareUnopened } from './opened/share-unopened.rules.ts'

/** Sharing: what was shared of a record, with whom and why, and what was not; whether it was opened. */
export const sharing: Chapter = {
  room: 'sharing',
  kinds: [disclosure, disclosureRecalled, shareOpened],
  rules: [shareUnopened],
  episodes: [],
}
