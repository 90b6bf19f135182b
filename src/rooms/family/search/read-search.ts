import { type Day, day, isDay, printDate, printMonthInFull } from '../../../guidance/index.ts'
import { identifierAsks, identifierWords, plainIdentifier, printIdentifier, type Scheme } from '../../../thread/identifiers.ts'
import { foldName } from '../../../thread/store/name-keys.ts'
import type { LookedFor } from '../matching/looked-for.ts'

/** What was typed into the one search box, as it was understood. */
export type Search = {
  readonly looked: LookedFor
  /** The last twelve figures of the id of a concern, where a reference was typed. */
  readonly reference: string | undefined
  /** How it was read, in words: 'the name Amira Testcase', 'born 27 March 2019'. */
  readonly read: readonly string[]
  /** What could not be used, and why, in words. */
  readonly unread: readonly string[]
}

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const monthWord = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'
const numberOfMonth = (word: string): number => monthNames.findIndex(name => name.startsWith(word.slice(0, 3).toLowerCase())) + 1
const two = (value: number | string): string => String(value).padStart(2, '0')

/** Two figures of a year are of this century unless that has not come yet. */
const wholeYear = (year: string, today: Day): string => {
  if (year.length === 4) return year
  return Number(year) <= Number(today.slice(2, 4)) ? `20${year}` : `19${year}`
}

type Parts = {
  name: string
  born?: string
  age?: number
  postcode?: string
  address?: string
  identifiers: string[]
  reference?: string
  read: string[]
  unread: string[]
}
/** One thing that is looked for in the text: what is found is taken out of it. */
type Reading = { readonly shape: RegExp; readonly take: (found: readonly string[], parts: Parts, today: Day) => boolean }

const bornOn = (parts: Parts, year: string, month: number | string, date: number | string, typed: string): boolean => {
  const on = `${year}-${two(month)}-${two(date)}`
  if (isDay(on)) {
    parts.born = on
    parts.read.push(`born ${printDate(on)}`)
  } else parts.unread.push(`${typed} is no date, so it was left out`)
  return true
}

const bornIn = (parts: Parts, year: string, month: number): boolean => {
  const first = `${year}-${two(month)}-01`
  if (!isDay(first)) return false
  parts.born = first.slice(0, 7)
  parts.read.push(`born in ${printMonthInFull(first)}`)
  return true
}

const asIdentifier = (parts: Parts, typed: string, schemes: readonly Scheme[]): boolean => {
  const sound = schemes.find(scheme => identifierAsks(scheme, plainIdentifier(scheme, typed)) === undefined)
  const scheme = sound ?? schemes[0]
  if (!scheme) return false
  const value = plainIdentifier(scheme, typed)
  parts.identifiers.push(value)
  parts.read.push(`${identifierWords[scheme]} ${printIdentifier(scheme, value)}`)
  if (!sound) parts.unread.push(`${typed} does not check as the ${identifierWords[scheme]}: look for two figures that are swapped`)
  return true
}

// In this order: a number or an address holds figures that would otherwise be read as a year.
const readings: readonly Reading[] = [
  {
    shape: /\bGT[ -]?([0-9a-f]{4})[ -]?([0-9a-f]{4})[ -]?([0-9a-f]{4})\b/i,
    take: ([typed = '', ...groups], parts) => {
      parts.reference = groups.join('').toLowerCase()
      parts.read.push(`the reference ${typed.toUpperCase()}`)
      return true
    },
  },
  { shape: /\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b/i, take: ([typed = ''], parts) => asIdentifier(parts, typed, ['upn']) },
  { shape: /\b\d{3}[ -]?\d{3}[ -]?\d{4}\b/, take: ([typed = ''], parts) => asIdentifier(parts, typed, ['nhs-number', 'uln']) },
  {
    // The letter O typed for a nought stands where only a figure can.
    shape: /\b([A-Z]{1,2}[\dO][A-Z\d]?) ?([\dO][ABD-HJLNP-UW-Z]{2})\b/i,
    take: ([typed = '', out = '', into = ''], parts) => {
      // With no figure at all it is a word: Nobody.
      if (!/\d/.test(typed)) return false
      const outward = out.toUpperCase().replace(/O$/, '0')
      parts.postcode = `${outward} ${into.toUpperCase().replace(/^O/, '0')}`
      parts.read.push(`the postcode ${parts.postcode}`)
      return true
    },
  },
  {
    shape:
      /\b\d+[a-z]? +(?:[a-z]+ +){1,3}(?:street|st|road|rd|avenue|ave|av|lane|ln|close|cl|drive|dr|court|way|place|grove|crescent|terrace|gardens|walk|square|mews)\b/i,
    take: ([typed = ''], parts) => {
      parts.address = typed
      parts.read.push(`the address ${typed}`)
      return true
    },
  },
  { shape: /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/, take: ([typed = '', y = '', m = '', d = ''], parts) => bornOn(parts, y, m, d, typed) },
  {
    shape: /\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b/,
    take: ([typed = '', d = '', m = '', y = ''], parts, today) => bornOn(parts, wholeYear(y, today), m, d, typed),
  },
  {
    shape: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? +(?:of +)?(${monthWord}) +(\\d{4}|\\d{2})\\b`, 'i'),
    take: ([typed = '', d = '', m = '', y = ''], parts, today) => bornOn(parts, wholeYear(y, today), numberOfMonth(m), d, typed),
  },
  {
    shape: /\b(\d{2})(\d{2})((?:19|20)\d{2})\b/,
    take: ([typed = '', d = '', m = '', y = ''], parts) => bornOn(parts, y, m, d, typed),
  },
  { shape: /\b(\d{1,2})\/(\d{4})\b/, take: ([, m = '', y = ''], parts) => bornIn(parts, y, Number(m)) },
  { shape: new RegExp(`\\b(${monthWord}) +(\\d{4})\\b`, 'i'), take: ([, m = '', y = ''], parts) => bornIn(parts, y, numberOfMonth(m)) },
  {
    shape: /\b(?:aged?|about) *(\d{1,3})\b|\b(\d{1,3}) *(?:years?(?: +old)?|yrs?|y\/?o)\b/i,
    take: ([, one, other], parts) => {
      const age = Number(one ?? other)
      if (age > 120) return false
      parts.age = age
      parts.read.push(`aged ${age}`)
      return true
    },
  },
  {
    shape: /\b((?:19|20)\d{2})\b/,
    take: ([, year = ''], parts) => {
      parts.born = year
      parts.read.push(`born in ${year}`)
      return true
    },
  },
  // Anything else with figures in it may be a number that only the authority knows.
  {
    shape: /(?<![^\s,])(?=[^\s,]*\d)[\w./-]{4,30}(?![^\s,])/,
    take: ([typed = ''], parts) => {
      parts.identifiers.push(typed, typed.toUpperCase())
      parts.read.push(`the number ${typed}`)
      return true
    },
  },
]

/** Words that say what stands beside them, and titles: they are no part of a name. */
const sayingWords =
  /\b(?:date of birth|d\.?o\.?b\.?|born|nhs(?: number| no)?|upn|uln|postcode|reference|ref|address|lives at|mr|mrs|ms|miss|dr|called|named)\b[.:]?/gi

/**
 * Reads what was typed into the search box: a name, a date of birth or a part of it, an age, a postcode, the first line of an address, a number, the
 * reference of a concern, in any order. What cannot be used is said and never lost silently.
 */
export const readSearch = (typed: string, today: Day): Search => {
  const parts: Parts = { name: '', identifiers: [], read: [], unread: [] }
  let rest = typed.normalize('NFC').replace(/\s+/g, ' ').trim()
  for (const { shape, take } of readings) {
    const found = shape.exec(rest)
    if (found && take([...found], parts, today)) rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`
  }
  const name = rest
    .replace(sayingWords, ' ')
    .replace(/[^\p{L}\p{M}\p{N}'’,‘`´ʼ -]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ ,-]+|[ ,-]+$/g, '')
  const spelt = foldName(name)
  if (spelt !== '') parts.read.unshift(`the name ${name}`)
  const { born, age, postcode, address, identifiers, reference, read, unread } = parts
  return {
    looked: { name: spelt === '' ? undefined : name, born, age, postcode, address, identifiers },
    reference,
    read,
    unread: born && isDay(born) && day(born) > today ? [...unread, `${printDate(day(born))} is still to come`] : unread,
  }
}
