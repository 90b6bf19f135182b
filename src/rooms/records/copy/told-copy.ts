import type { Day } from '../../../guidance/index.ts'
import type { AgencyKind, Audience, FieldGroup, Precision } from '../../../thread/entry.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'

/** One part of what was told. `facts` and `narrative` are null where another agency keeps the entry to itself: then nobody here reads it. */
export type ToldPart = {
  readonly group: FieldGroup
  readonly facts: Readonly<Record<string, unknown>> | null
  readonly narrative: Readonly<Record<string, string>> | null
}

/** One version of an entry about the person, exactly as it was told, with the names of whoever told it. */
export type ToldEntry = {
  readonly id: EntryId
  readonly subject: SubjectId
  /** Is it of the person’s own record, and not of a concern that was told of several? */
  readonly own: boolean
  readonly kind: string
  readonly on: Day
  readonly at: string
  readonly precision: Precision
  readonly known: string
  readonly author: string
  readonly role: string
  readonly agency: string
  readonly agencyKind: AgencyKind
  readonly audience: Audience
  readonly corrects: EntryId | null
  readonly withdraws: boolean
  readonly parts: readonly ToldPart[]
  readonly files: readonly { readonly id: string; readonly name: string }[]
}

/** What is on record of who and where somebody else is: the entries that say it, part by part. */
export type KnownOf = {
  readonly person: SubjectId
  readonly said: readonly {
    readonly kind: string
    readonly group: FieldGroup
    readonly facts: Readonly<Record<string, unknown>>
    readonly narrative: Readonly<Record<string, string>>
  }[]
}
