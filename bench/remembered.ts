import type { Day } from '../src/guidance/index.ts'
import type { LookedFor } from '../src/rooms/family/matching/looked-for.ts'
import type { InventedPerson } from '../src/rooms/family/matching/testing/invented-people.ts'
import { misspelt } from '../src/rooms/family/matching/testing/misspelt.ts'
import type { SubjectId } from '../src/thread/ids.ts'

/** Somebody on record as they were remembered: what is typed into the search box for them, and how a referrer would name them. */
export type Remembered = {
  readonly means: SubjectId
  readonly typed: string
  readonly told: { readonly given: string; readonly family: string; readonly born: Day }
}

/** Each of these people as they might be remembered, with the slips of the labelled searches (their names, their dates, what stands beside them). */
export const rememberedFrom = (people: readonly InventedPerson[], today: Day): readonly Remembered[] =>
  misspelt(people, people.length, today).map(({ looked, means }) => ({
    means: means.subject,
    typed: typedFrom(looked),
    told: { given: looked.given ?? means.given, family: looked.family ?? means.family, born: means.born },
  }))

/** What is looked for as one line of the search box, as people type it. */
export const typedFrom = ({ name, given, family, born, age, postcode, address, identifiers = [] }: LookedFor): string => {
  const [year, month, date] = (born ?? '').split('-')
  return [
    name ?? `${given ?? ''} ${family ?? ''}`,
    date ? `${Number(date)}/${Number(month)}/${year}` : month ? `${Number(month)}/${year}` : year,
    age === undefined ? '' : `aged ${age}`,
    postcode,
    // The town stands on its own line of an envelope, and nobody types it.
    address?.split(',')[0],
    ...identifiers,
  ]
    .filter(Boolean)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
}
