import { type Day, isDay } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { soundKey, spellingKey } from '../../../thread/store/name-keys.ts'

/** Somebody on record who may be the child that was told of, and why they came up. */
export type Candidate = {
  person: SubjectId
  is: 'child' | 'unborn'
  given: string
  family: string
  knownAs: string | null
  born: Day | null
  bornPrecision: 'day' | 'month' | 'year' | null
  expected: null
  sameName: boolean
  alikeName: boolean
  sameBirth: boolean
}

const like = statement<Candidate>(
  'people-like',
  row => ({ subjects: [row.person] }),
  `select subject_id as person, is_a as is, given, family, known_as as "knownAs", born_on as born, born_precision as "bornPrecision", null as expected,
     same_name as "sameName", alike_name as "alikeName", same_birth as "sameBirth"
   from gt.people_like($1, $2, $3::text[], $4::text[], $5::date)`,
)

/** What a child is looked for by. A birth known only to its month or year finds nobody by itself. */
export type LookedFor = { given?: string | undefined; family?: string | undefined; born?: string | undefined }

/**
 * At most ten people on record who may be this child, the likeliest first: by names spelt or sounding alike, in either order, and by the date of birth.
 * Only for a concern that waits in the asker's queue; gives nobody otherwise. Everybody it names stands on the access line.
 */
export const peopleLike = async (
  tx: Tx,
  matter: SubjectId,
  { given = '', family = '', born }: LookedFor,
): Promise<readonly Candidate[]> => {
  // Names told the wrong way round are common enough to look both ways.
  const names = [given, family].filter(name => spellingKey(name) !== '')
  const familyKeys = names.flatMap(name => [`spelling:${spellingKey(name)}`, `sound:${soundKey(name)}`])
  const givenKeys =
    spellingKey(given) === '' || spellingKey(family) === '' ? [] : names.flatMap(name => [spellingKey(name), soundKey(name)])
  const on = born && isDay(born) ? born : null
  if (names.length === 0 && on === null) return []
  return tx.run(like, [tx.actor.partnership, matter, familyKeys, givenKeys, on])
}

/** Why somebody came up, in words, beside the date of birth that was told (a day, a month, a year, or none). */
export const whyLike = ({ sameName, alikeName, sameBirth, born }: Candidate, told: string | undefined): string => {
  const name = sameName ? 'same name' : alikeName ? 'name sounds alike' : 'one name alike'
  if (sameBirth) return `${name}, same date of birth`
  if (!born) return `${name}, date of birth not on record`
  if (!told) return `${name}, no date of birth was told`
  return told.length < 10 && born.startsWith(told)
    ? `${name}, born in the ${told.length === 4 ? 'year' : 'month'} that was told`
    : `${name}, another date of birth`
}
