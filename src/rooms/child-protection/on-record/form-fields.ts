import { z } from 'zod'
import { capital, type FormState } from '../../../design-system/index.ts'
import { type Day, londonTimes, type Moment } from '../../../guidance/index.ts'

/** A choice that is refused with the question alone: the choices stand on the page. */
export const oneOf = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.enum(Object.keys(of) as [keyof W & string, ...(keyof W & string)[]], { error: ask })

/** Any number of choices; one alone is sent as itself. */
export const someOf = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.preprocess(given => (typeof given === 'string' ? [given] : (given ?? [])), z.array(oneOf(of, ask)))

/** Choices as a list of radios takes them. */
export const choices = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([value, text]) => ({ value, text: capital(text) }))

/** Yes and no as a list of radios takes them. */
export const yesAndNo = choices({ yes: 'Yes', no: 'No' })

/** The numbers of the safety scale as a select takes them; `none`: what stands first, where nothing is chosen. */
export const scaleChoices = (none: string) => [
  { value: '', text: none },
  ...Array.from({ length: 11 }, (_, at) => ({ value: String(at), text: String(at) })),
]

/** Is anything typed into one of these fields, a day's boxes among them, or is one of them to be put right? A fold that holds them stands open then. */
export const isFilled = ({ typed, errors }: FormState, fields: readonly string[]): boolean =>
  fields.some(field => Boolean(typed[field]) || Boolean(typed[`${field}-day`]) || errors.some(error => error.field === field))

/** A time by the clock, as people type it. */
export const clock = z.string().regex(/^([01]?\d|2[0-3])[:.][0-5]\d$/, 'Enter the time by the clock, for example 9:30 or 14:05')

/** A time by the clock as it is kept: 9.30 is 09:30. */
export const asTime = (time: string): string => time.replace('.', ':').padStart(5, '0')

/** The moment of a day and a time in London; nothing where the clocks skipped it. */
export const momentOn = (on: Day, time: string): Moment | undefined => londonTimes(on, asTime(time))[0]
