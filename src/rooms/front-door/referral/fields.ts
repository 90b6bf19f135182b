import { z } from 'zod'
import { type Day, day, isDay } from '../../../guidance/index.ts'

/** Fields of the forms of the front door. */

/** A choice that is refused with the question alone: the choices stand on the page. */
export const pick = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.enum(Object.keys(of) as [keyof W & string, ...(keyof W & string)[]], { error: ask })

/** One or more choices, each once. */
export const several = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.preprocess(
    value => (typeof value === 'string' ? [value] : value),
    z
      .array(pick(of, ask), { error: ask })
      .min(1, ask)
      .refine(codes => new Set(codes).size === codes.length, ask),
  )

/** A day from three boxes, year first, or nothing. */
export const typedDay = (ask: string) =>
  z
    .string()
    .refine(isDay, ask)
    .transform(text => day(text) as Day)
    .optional()
