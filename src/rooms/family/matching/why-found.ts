import { capital } from '../../../design-system/words.ts'
import { isDay, plural } from '../../../guidance/index.ts'
import { identifierWords } from '../../../thread/identifiers.ts'
import type { FoundRow } from './find-people.ts'
import type { LookedFor, NearWord } from './looked-for.ts'

/** The typed word that a word on record was found by: the nearest one. */
const foundBy = (words: readonly NearWord[], word: string | null): NearWord | undefined =>
  word === null ? undefined : words.filter(one => one.word === word).sort((a, b) => b.weight - a.weight)[0]

const sayWord = ({ typed, word, as }: NearWord, what: string): string | undefined => {
  switch (as) {
    case 'same':
      return undefined
    case 'form':
      return `${capital(word)} and ${capital(typed)} are forms of one name`
    case 'sound':
      return `${what} sounds like ${capital(typed)}`
    case 'slip':
      return `${what} is spelt much like ${capital(typed)}`
    case 'none':
      return `no ${what} on record`
  }
}

const sayNames = (row: FoundRow, words: readonly NearWord[]): string[] => {
  const family = foundBy(words, row.familyWord)
  const given = foundBy(words, row.givenWord)
  const said: string[] = []
  if (family?.as === 'same' && given?.as === 'same') said.push('same name')
  else {
    if (family?.as === 'same') said.push('same family name')
    if (given?.as === 'same') said.push('same first name')
    for (const one of [family && sayWord(family, 'family name'), given && sayWord(given, 'first name')]) if (one) said.push(one)
  }
  if (row.swapped && family && given) said.push('first and family name the other way round')
  if (row.otherName && (family || given)) said.push('under another name on record')
  return said
}

const yearsApart = (a: string, b: string): number => Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4)))

const sayBirth = ({ birth, born }: FoundRow, { born: asked, age }: LookedFor): string[] => {
  switch (birth) {
    case 'same':
      return ['same date of birth']
    case 'within':
      return [
        asked === undefined
          ? `aged ${age}`
          : isDay(asked)
            ? 'date of birth known in part, and fits'
            : `born in that ${asked.length === 4 ? 'year' : 'month'}`,
      ]
    case 'near': {
      if (!asked || !born) return []
      const [year, month, date] = asked.split('-')
      return [`${year}-${date}-${month}` === born ? 'day and month of birth swapped' : 'date of birth one figure different']
    }
    case 'about':
      return [
        asked && isDay(asked) && born && yearsApart(asked, born) === 0
          ? 'born in the same year, on another day'
          : `age ${plural(1, 'year')} or less apart`,
      ]
    case 'other':
      return ['another date of birth']
    case null:
      return asked !== undefined || age !== undefined ? ['date of birth not on record'] : []
  }
}

const sayPlace = ({ place, placeNow }: FoundRow): string[] =>
  place === null ? [] : [`${placeNow ? 'lives' : 'has lived'} at ${place === 'postcode' ? 'this postcode' : 'this address'}`]

/** Why somebody came up, in words, what speaks most for them first. `words`: what each typed word was looked up as. */
export const whyFound = (row: FoundRow, looked: LookedFor, words: readonly NearWord[]): string[] => [
  ...(row.number ? [`same ${identifierWords[row.number]}`] : []),
  ...sayNames(row, words),
  ...sayBirth(row, looked),
  ...sayPlace(row),
]

/** The reasons as one line: 'same family name, first name sounds like Amira, same date of birth'. */
export const sayWhyFound = ({ why }: { why: readonly string[] }): string => why.join(', ')
