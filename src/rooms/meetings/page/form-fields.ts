import { z } from 'zod'
import { type Day, day, isDay } from '../../../guidance/index.ts'

/** A choice that is refused with the question alone: the choices stand on the page. */
export const picked = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.enum(Object.keys(of) as [keyof W & string, ...(keyof W & string)[]], { error: ask })

/** A day from three boxes, or nothing. */
export const boxedDay = (ask: string) =>
  z
    .string()
    .refine(isDay, ask)
    .transform(text => day(text) as Day)
    .optional()

/** Choices as a list of radios takes them, each beginning with a capital. */
export const itemsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text: text.replace(/^./u, first => first.toUpperCase()) }))

/** A day as three boxes take it. */
export const boxesOf = (name: string, on: Day | undefined): Record<string, string> =>
  on
    ? {
        [`${name}-day`]: String(Number(on.slice(8))),
        [`${name}-month`]: String(Number(on.slice(5, 7))),
        [`${name}-year`]: on.slice(0, 4),
      }
    : {}
