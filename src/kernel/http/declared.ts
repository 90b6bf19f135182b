import type { z } from 'zod'
import type { Typed } from '../../design-system/index.ts'

/** What each field of a form is called on its page, by the name it is sent under. */
export type Labels = Readonly<Record<string, string>>

/**
 * A form as it is declared once: the schema that reads it, and what each of its fields is called on the page. Pages that show again what somebody typed
 * call the fields the same, and a draft keeps these fields alone.
 */
export type DeclaredForm<S extends z.ZodType> = {
  readonly schema: S
  readonly labels: Readonly<Record<keyof z.input<S> & string, string>>
  /** Of what was typed the fields that this form has; a date is sent in three boxes (`name-day`, `name-month`, `name-year`). */
  readonly only: (typed: Typed) => Typed
}

const box = /^(.+)-(day|month|year)$/

/** Declares a form. A field without a label, or a label without a field, does not compile. */
export const declareForm = <S extends z.ZodType>(schema: S, labels: DeclaredForm<S>['labels']): DeclaredForm<S> => ({
  schema,
  labels,
  only: typed =>
    Object.fromEntries(
      Object.entries(typed).filter(([name]) => Object.hasOwn(labels, name) || Object.hasOwn(labels, box.exec(name)?.[1] ?? '')),
    ),
})

/** What a field is called: its label, of one box of a date which of the three it is; the name itself where nobody has declared it. */
export const labelOf = (labels: Labels, name: string): string => {
  if (Object.hasOwn(labels, name)) return labels[name] ?? name
  const [, base = '', which = ''] = box.exec(name) ?? []
  return Object.hasOwn(labels, base) ? `${labels[base]} (${which})` : name
}
