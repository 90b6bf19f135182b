import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { Thread } from '../../../thread/thread.ts'
import { visit } from './visit.ts'

type Visit = Entry<FactsOf<typeof visit>>

/** The visits that the guidance means: by the lead social worker or a named cover (our own reading 5). */
export const statutoryVisits = (child: Thread): readonly Visit[] => child.where(visit, ({ facts }) => facts.by !== 'other')

/** Was this child seen alone? A school will do; a video never does (our own reading 6). */
export const seenAlone = ({ facts }: Visit): boolean => facts.seen === 'seen-alone' && facts.place !== 'video'

/** Was this child seen in the home? */
export const seenAtHome = ({ facts }: Visit): boolean => facts.place === 'home' && facts.seen !== 'not-seen'
