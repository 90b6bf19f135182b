import type { EntryId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { coreGroup, progressWords } from './core-group.ts'

/**
 * What a core group said of each worry of a plan: by whose danger statement it is, where the core group named them, so that a worry that was left out of the plan since moves
 * none of the others; else in the plan's order. Null of a worry that was not spoken of.
 */
export const becameOf = (
  { goals = [], worries }: FactsOf<typeof coreGroup>,
  risks: readonly { readonly of: EntryId | null }[],
): (keyof typeof progressWords | null)[] => risks.map(({ of }, at) => goals[worries && of ? worries.indexOf(of) : at] ?? null)
