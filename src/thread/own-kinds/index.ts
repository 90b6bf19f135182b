import type { AnyKind } from '../kind.ts'
import { findingDecision } from './finding-decision.ts'
import { relationship, residence, residenceEnd } from './household.ts'
import { involvement, involvementEnd } from './involvement.ts'
import { birth, death, identity, pregnancy } from './person.ts'

export { findingDecision } from './finding-decision.ts'
export { relationship, residence, residenceEnd } from './household.ts'
export { holderForms, involvement, involvementEnd, type Relation, relations, relationWords } from './involvement.ts'
export { birth, death, identity, pregnancy } from './person.ts'

/** The kinds that every thread has, whatever the area of practice: who, where, with whom, who works with them, and decisions on alerts. */
export const ownKinds: readonly AnyKind[] = [
  identity,
  pregnancy,
  birth,
  death,
  residence,
  residenceEnd,
  relationship,
  involvement,
  involvementEnd,
  findingDecision,
]
