import { InsetText, type Typed } from '../../../design-system/index.ts'

/**
 * A form that asks the same of several people gives each a place, `child2` or `holder3`, and says in a field of that place whose it is. People come and go while a form is kept: what was
 * typed of one is never shown as typed of another, and never dropped because somebody is no longer there.
 */

/** Whose place `at` is, as it was typed. */
type OwnerOf = (at: number) => string

/**
 * At which place of a form each of these people stands: whoever has one in what was typed keeps it, and whoever is new takes the first that was nobody’s. Where none is left a new
 * one takes a place of somebody who is no longer there. A form asks about no more people than it has places; refuses (throws) more.
 */
export const placesOf = (people: readonly string[], typed: Typed, places: readonly number[], owner: OwnerOf): readonly number[] => {
  if (people.length > places.length) throw new Error(`a form has ${places.length} places, and ${people.length} people are asked about`)
  const kept = new Map(people.flatMap(one => places.filter(at => typed[owner(at)] === one).map(at => [one, at] as const)).reverse())
  const taken = new Set(kept.values())
  const free = places.filter(at => !taken.has(at))
  const vacant = [...free.filter(at => !typed[owner(at)]), ...free.filter(at => typed[owner(at)])]
  return people.map(one => kept.get(one) ?? (vacant.shift() as number))
}

/** What was typed at one place: its fields by name, and the words among them. */
type LeftAt = {
  readonly at: number
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly words: readonly string[]
}

/** The places at which something was typed of somebody who is no longer asked about. `fields`: the names of all fields of a place, its owner’s among them; `said`: those that hold words. */
export const leftBehind = (
  taken: readonly number[],
  typed: Typed,
  places: readonly number[],
  of: { readonly owner: OwnerOf; readonly fields: (at: number) => readonly string[]; readonly said: (at: number) => readonly string[] },
): readonly LeftAt[] =>
  places
    .filter(at => !taken.includes(at) && typed[of.owner(at)])
    .map(at => ({
      at,
      fields: of.fields(at).flatMap(name => [typed[name] ?? []].flat().map(value => [name, value] as const)),
      words: of.said(at).flatMap(name => [typed[name] ?? []].flat().filter(value => value.trim() !== '')),
    }))
    .filter(({ words }) => words.length > 0)

/** Words about somebody who is no longer on the form: still kept with it, to copy; nothing of it is recorded with what is sent. */
export const LeftBehind = ({ left }: { left: readonly LeftAt[] }) => (
  <>
    {left.map(({ at, fields, words }) => (
      <InsetText key={at}>
        <p class="govuk-body">
          <strong>You also wrote about a child who is no longer part of this form.</strong> It is not recorded with it. Copy what you need
          and write it down on that child’s own record.
        </p>
        {words.map(one => (
          <p key={one} class="govuk-body gt-left-behind">
            {one}
          </p>
        ))}
        {fields.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
      </InsetText>
    ))}
  </>
)
