import type { Level } from './level-tag.tsx'
import type { PartialDate } from './partial-date.ts'
import { monthName, monthsOf, partialDateInWords } from './partial-date.ts'

/** Something that happened: when, what, and who told whom. */
export type ReplayEvent = { readonly id: string; readonly when: PartialDate; readonly label: string; readonly who?: string | undefined }

/** Something that would have been said: from when, until when (nothing: to the end of the story), to whom and why. */
export type ReplaySaying = {
  readonly id: string
  readonly level: Level
  readonly label: string
  readonly from: PartialDate
  readonly until?: PartialDate | undefined
  readonly told: string
  readonly because: string
  /** "met 12 February 2012": how it ended. */
  readonly ended?: string | undefined
  readonly href?: string | undefined
}

/** What a picture draws. */
export type ReplayStory = {
  readonly events: readonly ReplayEvent[]
  readonly sayings: readonly ReplaySaying[]
  /** The day the page answers for: drawn as a line across. */
  readonly asOf?: PartialDate | undefined
}

/** Everything in a story that has a date, as stretches of months since the year 0. */
export const momentsOf = ({ events, sayings, asOf }: ReplayStory): ReturnType<typeof monthsOf>[] =>
  [
    ...events.map(({ when }) => when),
    ...sayings.flatMap(({ from, until }) => (until ? [from, until] : [from])),
    ...(asOf ? [asOf] : []),
  ].map(monthsOf)

/** The first three letters of a month, 1 to 12. */
export const shortMonth = (month: number): string => monthName(month).slice(0, 3)

/** A date in few words, as exact as it is known and no more: "16 May 2011", "Dec 2009", "2011". */
export const shortDate = (date: PartialDate): string => partialDateInWords(date).replace(/([A-Z][a-z]{2})[a-z]+/, '$1')
