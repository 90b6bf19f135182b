import { addWeeks, type Day, day, daysBetween, isDay, isMoment, type Moment, momentOf, Temporal } from '../guidance/index.ts'
import type { Story } from '../thread/stories/index.ts'

/** The Monday as of which the demonstration's families are told. */
export const toldAsOf = day('2026-03-02')

/** How many whole weeks the families are moved, so that the Monday they are told as of becomes the last Monday on or before `today`. */
export const weeksTo = (today: Day): number => Math.floor(daysBetween(toldAsOf, today) / 7)

/**
 * The same story some whole weeks later (earlier where negative): every day falls on the weekday it was told of, every moment on the same time by London's
 * clocks, and dates inside facts (of birth, of an expected birth) move along, so that ages hold. Ids stay.
 */
export const shifted = (story: Story, weeks: number): Story => ({
  ...story,
  entries: story.entries.map(entry => ({
    ...entry,
    told: {
      ...entry.told,
      on: addWeeks(entry.told.on, weeks),
      at: momentLater(entry.told.at, weeks),
      known: momentLater(entry.told.known, weeks),
      facts: daysLater(entry.told.facts, weeks),
    },
    parts: Object.fromEntries(
      Object.entries(entry.parts).map(([group, part]) => [
        group,
        { ...part, facts: daysLater(part.facts, weeks) as Record<string, unknown> },
      ]),
    ),
  })),
})

const momentLater = (at: Moment, weeks: number): Moment =>
  momentOf(Temporal.Instant.from(at).toZonedDateTimeISO('Europe/London').add({ weeks }).toInstant())

const daysLater = (value: unknown, weeks: number): unknown => {
  if (isDay(value)) return addWeeks(value, weeks)
  if (isMoment(value)) return momentLater(value, weeks)
  if (Array.isArray(value)) return value.map(item => daysLater(item, weeks))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, daysLater(item, weeks)]))
  return value
}
