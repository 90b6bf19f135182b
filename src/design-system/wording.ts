import type { ComponentChildren } from 'preact'

/** Anything that can stand between two tags. Text is always escaped; there is no way in for raw HTML. */
export type Content = ComponentChildren

/** Extra attributes for an element, by their HTML names. Handlers and `style` are refused by the content security policy. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

/** A piece of wording: plain text, or content with the two options every GOV.UK component gives it. */
export type Wording = string | WordingOptions
export type WordingOptions = { readonly text?: Content; readonly classes?: string | undefined; readonly attributes?: Attributes }

/** Options for a label; a legend takes the same. */
export type LabelWording = string | (WordingOptions & { readonly isPageHeading?: boolean })

/** Takes plain text or options and gives options. */
export const optionsOf = <T extends object>(wording: string | T): T | { readonly text: string } =>
  typeof wording === 'string' ? { text: wording } : wording

/** Joins class names, leaving out what is absent. */
export const classNames = (...names: readonly (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ')

/** Joins element ids for `aria-describedby`; undefined where there are none, so that the attribute is left out. */
export const joinIds = (...ids: readonly (string | false | null | undefined)[]): string | undefined => classNames(...ids) || undefined
