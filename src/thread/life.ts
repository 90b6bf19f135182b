import type { Day, Moment } from '../guidance/index.ts'
import { dayOf, startOfDay } from '../guidance/index.ts'
import type { Entry } from './entry.ts'
import type { End } from './finding.ts'
import { birth, death, identity, pregnancy } from './own-kinds/index.ts'
import { ends } from './say.ts'
import type { Thread } from './thread.ts'

/** The day a person was born, from the birth itself or else from the last record of who they are; none while unborn or not known. */
export const bornOn = (person: Thread): Day | undefined =>
  person.of(birth).at(-1)?.on ?? person.of(identity).findLast(entry => entry.facts.born !== undefined)?.facts.born

/** Is this an unborn child: a pregnancy recorded and no birth yet? */
export const isUnborn = (person: Thread): boolean =>
  bornOn(person) === undefined && (person.of(pregnancy).length > 0 || person.of(identity).at(-1)?.facts.is === 'unborn')

/**
 * The first moment a child can be visited or seen: the birth; undefined where the date of birth is not known but the child is born;
 * null for a child not yet born, whose visit clocks have not begun (reading 4 and the stories' common readings).
 */
export const seeableFrom = (child: Thread): Moment | undefined | null => {
  const born = bornOn(child)
  return born ? startOfDay(born) : isUnborn(child) ? null : undefined
}

/** Death ends a person's clocks, except those that death itself starts; a limit that falls on that day is cancelled, not missed. */
export const endOfLife = (person: Thread): End | undefined => ends(person.of(death).at(-1), 'cancelled')

/** From when others count this child as a brother or sister: the day the pregnancy is recorded for a child not yet born then; always otherwise. */
export const countsFrom = (person: Thread): Moment | null => {
  const expecting: Entry | undefined = person.of(pregnancy)[0]
  return expecting ? startOfDay(dayOf(expecting.at)) : null
}
