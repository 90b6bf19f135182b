import type { ErrorSummaryItem } from './error-summary.tsx'

/** What has to be put right in one field, in words that say what to enter. `field` is the name of the field; for a date, `born` or `born-month`. */
export type FieldError = { readonly field: string; readonly message: string }
export type FieldErrors = readonly FieldError[]

/** What was typed, by the name of the field as it was posted. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>

/** A form as it is shown again: what was typed, and what is wrong with it. */
export type FormState = { readonly typed: Typed; readonly errors: FieldErrors }

/** A form nobody has written in yet. */
export const emptyForm: FormState = { typed: {}, errors: [] }

/** The errors as the summary shows them: each a link to its field. */
export const errorListOf = (errors: FieldErrors): ErrorSummaryItem[] =>
  errors.map(({ field, message }) => ({ href: `#${field}`, text: message }))

/** The message of a field, where it has one. */
export const messageFor = (form: FormState, field: string): string | undefined => form.errors.find(error => error.field === field)?.message

/** What was typed into a field of one value; of a repeated one, the first. */
export const typedText = (form: FormState, field: string): string | undefined => {
  const typed = form.typed[field]
  return typeof typed === 'object' ? typed[0] : typed
}

/** What was chosen in a field of many values. */
export const typedList = (form: FormState, field: string): readonly string[] => {
  const typed = form.typed[field]
  return typed === undefined ? [] : typeof typed === 'string' ? [typed] : typed
}
