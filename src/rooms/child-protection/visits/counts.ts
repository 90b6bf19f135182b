import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { Thread } from '../../../thread/thread.ts'
import { visit } from './visit.ts'

type Visit = Entry<FactsOf<typeof visit>>

/** The visits that the guidance means: by the lead social worker or a named cover (our own reading 5). */
export const statutoryVisits = (child: Thread): readonly Visit[] => child.where(visit, ({ facts }) => facts.by !== 'other')

/**
 * Was this child seen alone? A school will do; a video never does (our own reading 6). A child too young to speak who was watched awake while no carer led was seen alone,
 * though not spoken to (our own reading 4).
 */
export const seenAlone = ({ facts }: Pick<Visit, 'facts'>): boolean =>
  facts.place !== 'video' && (facts.seen === 'seen-alone' || (facts.seen === 'seen-not-spoken' && facts.observedAlone === true))

/** Was this child seen in the home? */
export const seenAtHome = ({ facts }: Pick<Visit, 'facts'>): boolean => facts.place === 'home' && facts.seen !== 'not-seen'
