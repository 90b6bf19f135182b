import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Scheme } from '../../../thread/identifiers.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'
import { soundKey } from '../../../thread/store/name-keys.ts'
import { birthdaysNear, bornBetween, type LookedFor, type NearWord, nearWords, type TypedWord, wordsLookedFor } from './looked-for.ts'
import { whyFound } from './why-found.ts'

/** What a person may be. */
export type PersonIs = 'child' | 'adult' | 'unborn'

/** How a date of birth on record stands to what was asked: the same, inside the span that was asked, one slip away, within a year, another. */
export type BirthFit = 'same' | 'within' | 'near' | 'about' | 'other'

/** A row of the search: who it is, and by what it was found. */
export type FoundRow = {
  readonly person: SubjectId
  readonly is: PersonIs
  readonly given: string
  readonly family: string
  readonly knownAs: string | null
  readonly born: Day | null
  readonly bornPrecision: 'day' | 'month' | 'year' | null
  readonly expected: Day | null
  readonly died: Day | null
  readonly familyWord: string | null
  readonly givenWord: string | null
  readonly swapped: boolean
  /** Found under a name they do not go by now. */
  readonly otherName: boolean
  readonly birth: BirthFit | null
  readonly place: 'postcode' | 'address' | null
  readonly placeNow: boolean | null
  readonly number: Scheme | null
  /** Does the asker, their team or their agency work with this person now? */
  readonly mine: boolean
}

/** Somebody who may be meant, with why they came up in words. */
export type Found = Pick<
  FoundRow,
  'person' | 'is' | 'given' | 'family' | 'knownAs' | 'born' | 'bornPrecision' | 'expected' | 'died' | 'mine'
> & { readonly why: readonly string[] }

const wordsNear = statement<{ asked: string; word: string }>(
  'words-near',
  null,
  'select asked, word from gt.words_near($1, $2::text[], $3::text[])',
)

// Found by what was told on a record that is part of another, a person is named by the one that is kept, and once.
const peopleFound = statement<FoundRow>(
  'people-found',
  row => ({ subjects: [row.person] }),
  `select kept as person, is_a as is, given, family, known_as as "knownAs", born_on as born, born_precision as "bornPrecision", expected_on as expected,
     died_on as died, family_word as "familyWord", given_word as "givenWord", swapped, other as "otherName", birth, place, place_now as "placeNow", number, mine
   from (select distinct on (k.kept) k.kept, f.* from gt.people_found($1, $2::jsonb, $3) f cross join lateral (select gt.kept_as($1, f.subject_id) as kept) k
     order by k.kept, f.score desc) one
   order by score desc, family, given, born_on, subject_id`,
)

const onRecordTwice = statement<{ person: SubjectId; other: SubjectId; given: string; family: string }>(
  'on-record-twice',
  row => ({ subjects: [row.person, row.other] }),
  'select subject_id as person, other_id as other, given, family from gt.twice_on_record($1, $2::uuid[]) where gt.kept_as($1, other_id) = other_id',
)

/** As good as what was typed. */
const strong = 0.9

const atMost = (words: readonly NearWord[], role: NearWord['role'], least: number, most: number): string[] =>
  [
    ...new Set(
      words
        .filter(one => one.role === role && one.weight >= least)
        .sort((a, b) => b.weight - a.weight)
        .map(one => one.word),
    ),
  ].slice(0, most)

const nearOnRecord = async (tx: Tx, words: readonly string[]): Promise<Map<string, string[]>> => {
  const near = new Map<string, string[]>()
  if (words.length === 0) return near
  for (const { asked, word } of await tx.run(wordsNear, [tx.actor.partnership, words, words.map(soundKey)]))
    near.set(asked, [...(near.get(asked) ?? []), word])
  return near
}

/** The words on record that a name may be: all that are near, and those that are as good as what was typed. */
export type NamesAsked = {
  readonly families: readonly string[]
  readonly givens: readonly string[]
  readonly strongFamilies: readonly string[]
  readonly strongGivens: readonly string[]
}

const readNames = async (tx: Tx, typed: readonly TypedWord[]): Promise<{ words: readonly NearWord[]; names: NamesAsked }> => {
  const words = nearWords(typed, await nearOnRecord(tx, [...new Set(typed.map(one => one.word))]))
  const names = {
    families: atMost(words, 'family', 0, 32),
    givens: atMost(words, 'given', 0, 32),
    strongFamilies: atMost(words, 'family', strong, 12),
    strongGivens: atMost(words, 'given', strong, 12),
  }
  return { words, names }
}

/** The words on record that a first and a family name may be, for those who may find people or ask whether a child is known. The words are nobody's. */
export const namesNear = async (tx: Tx, looked: LookedFor): Promise<NamesAsked> => (await readNames(tx, wordsLookedFor(looked))).names

/**
 * Who on record may be meant, at most `most` (up to 25) of them, the likeliest first: by names spelt or said alike, shortened, in either order, by half of a
 * double name; by the date of birth, a slip away from it, a part of it or an age; by postcode and address, unless it is protected; by an identifier, exactly.
 * Only for roles that the matrix lets `find`: among everybody, or among the people they work with. Gives nobody to others, and never somebody who is closed
 * to the asker. Everybody it gives stands on the access line. The ranking orders likeness and says nothing of a person.
 */
export const findPeople = async (
  tx: Tx,
  looked: LookedFor,
  { is = ['child', 'unborn', 'adult'], most = 10, today }: { is?: readonly PersonIs[]; most?: number; today: Day },
): Promise<readonly Found[]> => {
  const typed = wordsLookedFor(looked)
  const span = bornBetween(looked, today)
  const identifiers = looked.identifiers ?? []
  if (typed.length === 0 && !span && !looked.postcode && !looked.address && identifiers.length === 0) return []
  const { words, names } = await readNames(tx, typed)
  const eachSlot = words.flatMap(one => one.slots.map(slot => ({ ...one, slot })))
  const rows = await tx.run(peopleFound, [
    tx.actor.partnership,
    JSON.stringify({
      ...names,
      words: eachSlot.map(one => one.word),
      weights: eachSlot.map(one => one.weight),
      slots: eachSlot.map(one => one.slot),
      roles: eachSlot.map(one => one.role),
      slotsInAll: new Set(typed.flatMap(one => one.slots)).size,
      bornFrom: span?.from ?? null,
      bornTo: span?.to ?? null,
      aged: span?.aged ?? false,
      bornNear: span && span.from === span.to ? birthdaysNear(span.from, today) : [],
      postcode: looked.postcode ?? null,
      address: looked.address ?? null,
      identifiers,
      is,
    }),
    most,
  ])
  const twice = rows.length > 0 ? await tx.run(onRecordTwice, [tx.actor.partnership, rows.map(row => row.person)]) : []
  return rows.map(row => {
    const { person, is: what, given, family, knownAs, born, bornPrecision, expected, died, mine } = row
    const also = twice.filter(one => one.person === person).map(one => wholeName(one))
    const why = [...whyFound(row, looked, words), ...(also.length > 0 ? [`on record twice: also as ${also.join(' and ')}`] : [])]
    return { person, is: what, given, family, knownAs, born, bornPrecision, expected, died, mine, why }
  })
}
