import type { z } from 'zod'
import type { FieldGroup, SubjectForm } from './entry.ts'

/**
 * How long an entry of this kind is kept, by the class of record it belongs to. The years of each class are a setting
 * (practice 23: retention periods differ between authorities and were not found for Salford); a legal hold wins over all of them.
 */
export type RetentionClass =
  | 'child-protection'
  | 'child-in-need'
  | 'early-help'
  | 'cared-for'
  | 'adoption'
  | 'contact-only'
  | 'identity'
  | 'oversight'

type FactsSchema = z.ZodObject
type NarrativeSchema = z.ZodObject<Record<string, z.ZodType<string | undefined>>>

/** The schema of one part of an entry: the facts rules may read and the words people read. */
export type PartSchema<Facts extends FactsSchema = FactsSchema, Narrative extends NarrativeSchema = NarrativeSchema> = {
  facts: Facts
  narrative: Narrative
}

/**
 * A kind of entry. It is one thing everywhere: the type of its facts, its form, its place in the API, its JSON Schema and its shape in stories.
 * `title` is its line in the chronology; it may use the record's facts and nothing of the other parts.
 */
export type Kind<Name extends string = string, Facts extends FactsSchema = FactsSchema> = {
  readonly name: Name
  readonly words: string
  readonly of: readonly SubjectForm[]
  readonly title: (facts: z.output<Facts>) => string
  readonly record: PartSchema<Facts>
  readonly also: Readonly<Partial<Record<Exclude<FieldGroup, 'record'>, PartSchema>>>
  readonly retention: RetentionClass
}

/** The facts of a kind, as rules read them. */
export type FactsOf<K> = K extends Kind<string, infer F> ? z.output<F> : never

/** Any kind, whatever its facts. */
// biome-ignore lint/suspicious/noExplicitAny: a title takes its own facts (contravariant), so only `any` holds every kind in one list
export type AnyKind = Kind<string, any>

/**
 * Declares a kind of entry. All of it must be said: a kind without a schema, a title, a field group or a retention class does not compile,
 * and a wall refuses one that has no row in the access matrix.
 */
export const kind = <const Name extends string, Facts extends FactsSchema>(spec: {
  name: Name
  /** What the kind is called on a page, as in "home visit". */
  words: string
  of: readonly SubjectForm[]
  title: (facts: z.output<Facts>) => string
  record: PartSchema<Facts>
  also?: Partial<Record<Exclude<FieldGroup, 'record'>, PartSchema>>
  retention: RetentionClass
}): Kind<Name, Facts> => ({ ...spec, also: spec.also ?? {} })
