import { z } from 'zod'
import { type Day, isDay, type Moment, moment, partialDate } from '../guidance/index.ts'
import { type idFrom, isId } from './ids.ts'

/** Fields that many kinds share. Each refuses what it cannot keep, in words that name what would be accepted. */

/** A calendar day, London: 2013-04-15. */
export const dayField = z
  .string()
  .refine(isDay, 'Enter a real date, as year, month and day, for example 2013-04-15')
  .transform(text => text as Day)
  .meta({ format: 'date' })

/** A moment with its offset from UTC, put into the one form in which moments are kept: 2013-04-15T08:30:00Z. */
export const momentField = z
  .string()
  .transform((text, context): Moment => {
    try {
      return moment(text)
    } catch {
      context.addIssue('Enter a real moment, for example 2013-04-15T08:30:00Z')
      return z.NEVER
    }
  })
  .meta({ format: 'date-time' })

/** The id of a thing of another thread or table. */
export const idField = <T extends Parameters<typeof idFrom>[0] & string>() =>
  z
    .string()
    .refine(isId, 'Use the id of a record that exists')
    .transform(text => text as T)
    .meta({ format: 'uuid' })

/**
 * Words that people write: kept exactly as accepted. NUL and lone surrogates cannot be stored by PostgreSQL and are refused by name;
 * bidirectional overrides are refused because they make a name look like another.
 */
export const words = (most: number) =>
  z
    .string()
    .max(most, `Use ${most} characters or fewer`)
    .refine(text => !text.includes('\u0000') && text.isWellFormed(), 'Remove the characters that cannot be stored')
    .refine(text => !/[\u202A-\u202E\u2066-\u2069]/.test(text), 'Remove the hidden characters that change the direction of text')

/** A name or another single line. */
export const line = (most = 200) => words(most).refine(text => !/[\r\n]/.test(text), 'Use one line')

/** Words that must not be left empty: refused with what to write. */
export const said = (most: number, ask: string) => words(most).refine(text => text.trim() !== '', ask)

/** One code of a list that has words for people: refused with the list. `of` gives the words by code. */
export const choice = <const Words extends Readonly<Record<string, string>>>(of: Words, ask: string) => {
  const codes = Object.keys(of) as [keyof Words & string, ...(keyof Words & string)[]]
  return z.enum(codes, { error: `${ask}: ${codes.join(', ')}` })
}

/** Yes or no, refused with the question. */
export const yesOrNo = (ask: string) => z.boolean({ error: `${ask}: true or false` })

/** A date as exactly as somebody knows it: 2013, 2013-04 or 2013-04-15. */
export const partialDayField = z
  .string()
  .refine(text => text.length <= 10 && isPartial(text), 'Enter a year, a month or a day, for example 2013, 2013-04 or 2013-04-15')

const isPartial = (text: string): boolean => {
  try {
    return 'on' in partialDate(text)
  } catch {
    return false
  }
}
