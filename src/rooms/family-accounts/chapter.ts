import type { Chapter } from '../../thread/book.ts'
import { familyView } from './telling/family-view.ts'
import { familyWaitsForAnswer } from './telling/family-waits-for-answer.rules.ts'
import { noLongerShared, sharedWithFamily } from './telling/shared-with-family.ts'

/** Accounts of families: what is shared with them, and what they write. */
export const familyAccounts: Chapter = {
  room: 'family-accounts',
  kinds: [sharedWithFamily, noLongerShared, familyView],
  rules: [familyWaitsForAnswer],
  episodes: [],
}
