import { addDays, birthdayOn, type Day, isDay } from '../../../guidance/index.ts'
import { foldName, nameWords } from '../../../thread/store/name-keys.ts'
import { type Likeness, likeness } from './likeness.ts'
import { sameName } from './short-names.ts'

/**
 * What somebody knows of the person they look for; every part may be missing and any may be wrong. `name` is a whole name in either order. `born`: '2019',
 * '2019-03' or '2019-03-27'. `age` in whole years. `identifiers` without spaces, in capitals.
 */
export type LookedFor = {
  readonly given?: string | undefined
  readonly family?: string | undefined
  readonly name?: string | undefined
  readonly born?: string | undefined
  readonly age?: number | undefined
  readonly postcode?: string | undefined
  readonly address?: string | undefined
  readonly identifiers?: readonly string[] | undefined
}

export type Role = 'given' | 'family'
/** A word that was typed: which of them it is, and as what it was meant. A word of a whole name may be both. */
export type TypedWord = { readonly word: string; readonly slots: readonly number[]; readonly role: Role }

const wordsAs = (name: string, role: Role, from: number): TypedWord[] => {
  const words = nameWords(name)
  const joined = words.length > 2 ? words.at(-1) : undefined
  const own = joined === undefined ? words : words.slice(0, -1)
  // A particle and what follows it (al Hassan) are one word.
  if (joined === undefined && words.length === 2) return words.map(word => ({ word, slots: [from], role }))
  return [
    ...own.map((word, at) => ({ word, slots: [from + at], role })),
    ...(joined === undefined ? [] : [{ word: joined, slots: own.map((_, at) => from + at), role }]),
  ]
}

const slotsOf = (words: readonly TypedWord[]): number =>
  words.reduce((most, { slots }) => Math.max(most, ...slots.map(slot => slot + 1)), 0)

/** The words of a whole name: what stands before a comma is the family name; otherwise the last word is, and a word in the middle may belong to either. */
const wordsOfWhole = (name: string): TypedWord[] => {
  const [before, ...after] = name.split(',')
  if (after.length > 0) {
    const family = wordsAs(before ?? '', 'family', 0)
    return [...family, ...wordsAs(after.join(' '), 'given', slotsOf(family))]
  }
  const parts = foldName(name).split(' ').filter(Boolean).slice(0, 5)
  const only = parts[0]
  if (parts.length === 1 && only) return (['family', 'given'] as const).map(role => ({ word: only, slots: [0], role }))
  const given = wordsAs(parts.slice(0, -1).join(' '), 'given', 0)
  const last = slotsOf(given)
  const family = wordsAs(parts.at(-1) ?? '', 'family', last)
  const middle = parts.length > 2 ? (parts.at(-2) ?? '') : ''
  return [
    ...given,
    ...family,
    ...(middle
      ? ([
          { word: middle, slots: [last - 1], role: 'family' },
          { word: `${middle}${parts.at(-1)}`, slots: [last - 1, last], role: 'family' },
        ] satisfies TypedWord[])
      : []),
  ]
}

/** The words of every name that was typed. */
export const wordsLookedFor = ({ given = '', family = '', name = '' }: LookedFor): TypedWord[] => {
  if (nameWords(name).length > 0 && nameWords(`${given} ${family}`).length === 0) return wordsOfWhole(name)
  const first = wordsAs(given, 'given', 0)
  return [...first, ...wordsAs(family, 'family', slotsOf(first))]
}

/** A word on record that may be meant by a typed one. */
export type NearWord = TypedWord & { readonly typed: string; readonly as: Likeness; readonly weight: number }

/** What an empty name on record weighs beside the name that was typed: an unborn child, or one whose first name nobody gave, is among those who may be meant. */
const unnamed = 0.55

/**
 * The words that are looked up for each typed word, the nearest first: itself, other forms of the name, and words on record that are near. Where a first and
 * a family name were typed, either may be missing on record.
 */
export const nearWords = (typed: readonly TypedWord[], onRecord: ReadonlyMap<string, readonly string[]>, most = 24): NearWord[] => {
  const near = typed.flatMap(one =>
    [...new Set([one.word, ...sameName(one.word), ...(onRecord.get(one.word) ?? [])])]
      .flatMap((word): NearWord[] => {
        const like = likeness(one.word, word)
        return like ? [{ ...one, word, typed: one.word, ...like }] : []
      })
      .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
      .slice(0, most),
  )
  if (new Set(typed.flatMap(one => one.slots)).size < 2) return near
  return [
    ...near,
    ...(['given', 'family'] as const).flatMap((role): NearWord[] => {
      const one = typed.find(word => word.role === role)
      return one ? [{ ...one, word: '', typed: one.word, as: 'none', weight: unnamed }] : []
    }),
  ]
}

/** The span of days that a birth may fall in, by what is known of it. */
export const bornBetween = (looked: LookedFor, today: Day): { from: Day; to: Day; aged: boolean } | undefined => {
  const { born, age } = looked
  if (born !== undefined && isDay(born)) return { from: born, to: born, aged: false }
  const month = born && /^(\d{4})-(\d{2})$/.exec(born)
  if (month && isDay(`${born}-01`)) {
    const last = ['31', '30', '29', '28'].map(date => `${born}-${date}`).find(isDay)
    return last ? { from: `${born}-01` as Day, to: last as Day, aged: false } : undefined
  }
  if (born && /^\d{4}$/.test(born) && isDay(`${born}-01-01`))
    return { from: `${born}-01-01` as Day, to: `${born}-12-31` as Day, aged: false }
  if (age === undefined || age < 0 || age > 120) return undefined
  return { from: addDays(birthdayOn(today, -(age + 1)), 1), to: birthdayOn(today, -age), aged: true }
}

/** Days one slip away from a birthday: day and month swapped, two figures swapped, or one figure wrong. None of them later than today. */
export const birthdaysNear = (born: Day, today: Day): Day[] => {
  const [year = '', month = '', date = ''] = born.split('-')
  const found = new Set<string>([`${year}-${date}-${month}`])
  const put = (parts: readonly [string, string, string]) => found.add(parts.join('-'))
  const wrong = (text: string, from: number): string[] => {
    const texts: string[] = []
    for (let at = from; at < text.length; at += 1)
      for (let figure = 0; figure < 10; figure += 1) texts.push(`${text.slice(0, at)}${figure}${text.slice(at + 1)}`)
    return [...texts, `${text.slice(0, text.length - 2)}${text.at(-1)}${text.at(-2)}`]
  }
  for (const one of wrong(date, 0)) put([year, month, one])
  for (const one of wrong(month, 0)) put([year, one, date])
  for (const one of wrong(year, 2)) put([one, month, date])
  found.delete(born)
  return [...found].filter((one): one is Day => isDay(one) && one <= today).sort()
}
