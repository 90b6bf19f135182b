import { type Day, dayOfPartial, type PartialDate, printDate, printMonthInFull } from '../time/index.ts'

/** On what a number or a rule rests; the word a page prints beside it. What rests on law cannot be edited by an authority. */
export type Basis = 'law' | 'guidance' | 'local practice' | 'unchecked practice' | 'our own choice'

/** How far a source carries: read in law, in guidance, on the page of an authority or charity, general knowledge nobody checked, or ours. */
export type Confidence = 'law' | 'guidance' | 'local' | 'unchecked' | 'ours'

/** When a source was published: as exactly as known, between two years, or without a date on it. */
export type Published = PartialDate | { readonly between: readonly [first: number, last: number] } | 'not dated'

/** A text that the rule book cites. */
export type Source = {
  readonly id: string
  /** What people call it, for a short citation. */
  readonly called: string
  readonly title: string
  readonly publisher: string
  readonly published: Published
  /** The days from and until which what it says holds; the day of publication is not that day. */
  readonly inForce?: { readonly from: Day; readonly until?: Day }
  readonly confidence: Confidence
  /** Where to find it, for whoever checks. */
  readonly where?: string
}

/** Why a rule says what it says: the source, the place in it, and what is said there in our own words. Plain JSON, kept with every finding. */
export type Because = {
  readonly source: string
  readonly place?: string
  readonly words: string
}

const bases = {
  law: 'law',
  guidance: 'guidance',
  local: 'local practice',
  unchecked: 'unchecked practice',
  ours: 'our own choice',
} as const satisfies Record<Confidence, Basis>

/** The basis that a source gives to what rests on it. */
export const basisOf = (source: Source): Basis => bases[source.confidence]

/** 'July 2024', '6 November 2019', '2018', '2018 to 2022'; nothing where it bears no date. */
export const printPublished = (published: Published): string | undefined => {
  if (published === 'not dated') return undefined
  if ('between' in published) return published.between.join(' to ')
  const on = dayOfPartial(published)
  if (published.precision === 'year') return on.slice(0, 4)
  return published.precision === 'month' ? printMonthInFull(on) : printDate(on)
}

/** A source whose places are known: `at` gives the reason that rests on one of them, and the compiler refuses a place it does not have. */
export type Text<Place extends string> = Source & {
  readonly places: Readonly<Record<Place, string>>
  readonly at: (place: Place) => Because
}

/** Declares a source with its places, each restated in our own words. */
export const text = <const Place extends string>(source: Source, places: Readonly<Record<Place, string>>): Text<Place> => ({
  ...source,
  places,
  at: place => ({ source: source.id, place, words: places[place] }),
})
