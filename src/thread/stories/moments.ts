import { type Day, endOfDay, isTimed, type Moment, momentOf, startOfDay, Temporal } from '../../guidance/index.ts'

/** The first moment that lies after a day (00:00 London of the next) or after a moment (a microsecond later): up to it, not including it. */
export const after = (when: Day | Moment): Moment =>
  isTimed(when) ? momentOf(Temporal.Instant.from(when).add({ microseconds: 1 })) : endOfDay(when)

/** The first moment of a day, or the moment itself. */
export const beginning = (when: Day | Moment): Moment => (isTimed(when) ? when : startOfDay(when))
