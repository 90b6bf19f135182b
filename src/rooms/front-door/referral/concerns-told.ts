import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { Thread } from '../../../thread/thread.ts'
import { referral } from './referral.ts'
import { referralTold } from './referral-told.ts'

export type Referral = Entry<FactsOf<typeof referral>>

/** Was this referral made to this partnership? One made to another authority is shown, and starts nothing here. */
export const madeHere = (entry: Referral): boolean => entry.facts.elsewhere === undefined

/**
 * Where the clocks of a concern run: on the matter as it was told, or on the child's own referral where nothing was told as a matter (a referral recorded
 * directly, or from another system). So no concern has its clock twice.
 */
export const clocked = (thread: Thread): readonly (Referral | Entry<FactsOf<typeof referralTold>>)[] =>
  thread.form === 'matter' ? thread.of(referralTold) : thread.where(referral, entry => madeHere(entry) && entry.facts.matter === undefined)
