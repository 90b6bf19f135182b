import type { AnyKind } from '../kind.ts'
import { breakGlass } from './break-glass.ts'
import { findingDecision } from './finding-decision.ts'
import { relationship, residence, residenceEnd } from './household.ts'
import { involvement, involvementEnd } from './involvement.ts'
import { birth, death, identifier, identity, otherName, pregnancy } from './person.ts'
import { recordsMerged } from './records-merged.ts'

export { breakGlass, emergencyWords } from './break-glass.ts'
export { findingDecision } from './finding-decision.ts'
export { relationship, relationshipTypes, residence, residenceEnd, responsibilityWords } from './household.ts'
export { holderForms, involvement, involvementEnd, type OfferEnd, type Relation, relations, relationWords } from './involvement.ts'
export { birth, death, identifier, identity, otherName, otherNameWords, pregnancy } from './person.ts'
export { recordsMerged } from './records-merged.ts'
export { wholeName } from './whole-name.ts'

/** The kinds that every thread has, whatever the area of practice: who, where, with whom, who works with them, and decisions on alerts. */
export const ownKinds: readonly AnyKind[] = [
  identity,
  otherName,
  identifier,
  pregnancy,
  birth,
  death,
  residence,
  residenceEnd,
  relationship,
  involvement,
  involvementEnd,
  findingDecision,
  recordsMerged,
  breakGlass,
]
