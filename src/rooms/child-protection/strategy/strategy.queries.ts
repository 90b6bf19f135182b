import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { type FamilyMember, type FamilyOnRecord, readFamily } from '../../family/index.ts'

/** The most children of a home who are decided about on one screen. */
export const mostChildren = 8

/** A child of the home, as far as whoever asks may know of them. */
export type ChildAtHome = FamilyMember

/** The children of a home out of what was read of the family: the child of the page first. */
export const childrenIn = (family: FamilyOnRecord | null): readonly ChildAtHome[] =>
  family?.person.died === null && family.person.isA !== 'adult'
    ? [family.person, ...family.others.filter(one => one.atHome)].filter(one => one.isA !== 'adult' && one.died === null)
    : []

/** The child of the page first, then the other children of the home whom whoever asks may know; nobody where the first is not theirs to know. */
export const childrenAtHome = async (tx: Tx, person: SubjectId): Promise<readonly ChildAtHome[]> =>
  childrenIn(await readFamily(tx, person, 'home'))
