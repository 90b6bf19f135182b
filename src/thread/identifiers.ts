/**
 * The numbers by which agencies mean the same person, checked by the figures they carry themselves. Text is taken as people type it, with spaces and in
 * small letters; `plainIdentifier` gives it as it is kept.
 */
export const identifierWords = {
  'nhs-number': 'NHS number',
  upn: 'unique pupil number',
  uln: 'unique learner number',
  'local-authority-child-id': 'local authority child number',
} as const
export type Scheme = keyof typeof identifierWords

/** An identifier as it is kept: without spaces and hyphens (the local authority's own number keeps them), in capitals. */
export const plainIdentifier = (scheme: Scheme, typed: string): string =>
  scheme === 'local-authority-child-id' ? typed.trim() : typed.replace(/[\s-]/g, '').toUpperCase()

/** An identifier as people read it: an NHS number in its three groups. */
export const printIdentifier = (scheme: Scheme, value: string): string =>
  scheme === 'nhs-number' ? value.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3') : value

/** The sum of the figures, the first times `first`, each next one times one less. */
const weighed = (figures: string, first: number): number => [...figures].reduce((sum, figure, at) => sum + Number(figure) * (first - at), 0)

/** NHS number: ten figures, the last of them eleven less the remainder by eleven of the others, weighed ten down to two (NHS Data Dictionary, NHS number). */
const isNhsNumber = (value: string): boolean => {
  if (!/^\d{10}$/.test(value)) return false
  const check = (11 - (weighed(value.slice(0, 9), 10) % 11)) % 11
  return check !== 10 && check === Number(value[9])
}

const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/**
 * Unique pupil number: a check letter, the three figures of the authority, two of the year, six of the series and a last figure, which is a letter where
 * the number is temporary. The letter stands for the sum of place times figure, by 23 (Department for Education, Unique pupil numbers: guide).
 */
const isPupilNumber = (value: string): boolean => {
  const found = /^([A-HJ-NP-RT-Z])(\d{11})([\dA-HJ-NP-RT-Z])$/.exec(value)
  if (!found) return false
  const [, check, figures = '', last = ''] = found
  const places = [...figures].map(Number).concat(/\d/.test(last) ? Number(last) : letters.indexOf(last))
  const sum = places.reduce((total, figure, at) => total + figure * (at + 2), 0)
  return letters[sum % letters.length] === check
}

/** Unique learner number: ten figures, the last of them ten less the remainder by eleven of the others, weighed ten down to two (Learning Records Service). */
const isLearnerNumber = (value: string): boolean => {
  if (!/^[1-9]\d{9}$/.test(value)) return false
  const remainder = weighed(value.slice(0, 9), 10) % 11
  return remainder !== 0 && 10 - remainder === Number(value[9])
}

/** What would be accepted in the place of an identifier, in plain words; nothing where it is sound. `value`: as it is kept. */
export const identifierAsks = (scheme: Scheme, value: string): string | undefined => {
  switch (scheme) {
    case 'nhs-number':
      return isNhsNumber(value)
        ? undefined
        : 'Enter the NHS number as ten figures, for example 943 476 5919. The last figure checks the others: look for two that are swapped'
    case 'upn':
      return isPupilNumber(value)
        ? undefined
        : 'Enter the unique pupil number as a letter and twelve figures; the last may be a letter. The first letter checks the others: look for two that are swapped'
    case 'uln':
      return isLearnerNumber(value)
        ? undefined
        : 'Enter the unique learner number as ten figures that do not begin with 0. The last figure checks the others: look for two that are swapped'
    case 'local-authority-child-id':
      return /^[\w./ -]{1,30}$/.test(value)
        ? undefined
        : 'Enter the number with letters, figures, full stops, slashes and hyphens, up to 30 of them'
  }
}
