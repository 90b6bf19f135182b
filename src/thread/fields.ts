import { z } from 'zod'
import { type Day, isDay } from '../guidance/index.ts'
import { idFrom, isId } from './ids.ts'

/** Fields that many kinds share. Each refuses what it cannot keep, in words that name what would be accepted. */

/** A calendar day, London: 2013-04-15. */
export const dayField = z
  .string()
  .refine(isDay, 'Enter a real date, as year, month and day, for example 2013-04-15')
  .transform(text => text as Day)
  .meta({ format: 'date' })

/** The id of a thing of another thread or table. */
export const idField = <T extends Parameters<typeof idFrom>[0] & string>() =>
  z.string().refine(isId, 'Use the id of a record that exists').transform(text => text as T).meta({ format: 'uuid' })

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
