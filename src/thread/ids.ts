import { v5, v7 } from 'uuid'

/** Identifiers are UUIDs; each sort of thing has its own type, so that a child's id can never be passed where an entry's is asked for. */
type Id<Of extends string> = string & { readonly __id: Of }

export type PartnershipId = Id<'partnership'>
export type SubjectId = Id<'subject'>
export type EntryId = Id<'entry'>
export type ActId = Id<'act'>
export type CommandId = Id<'command'>
export type AccountId = Id<'account'>
export type TeamId = Id<'team'>
export type AgencyId = Id<'agency'>

type AnyId = PartnershipId | SubjectId | EntryId | ActId | CommandId | AccountId | TeamId | AgencyId

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Is this text a UUID in lower case? */
export const isId = (text: string): boolean => shape.test(text)

/** Takes text from a door (a URL, a story, a row) and gives it back as an id; refuses anything that is not a lower-case UUID. */
export const idFrom = <T extends AnyId>(text: string): T => {
  if (!isId(text)) throw new TypeError('an id is a lower-case UUID')
  return text as T
}

/** A new id, made here and not by the database: an insert whose row the writer may not read back cannot return one. Sorts by time of making. */
export const newId = <T extends AnyId>(): T => v7() as T

/** The same id for the same words in the same room of names, so that a story imported twice lands on the same thread. */
export const idNamed = <T extends AnyId>(within: string, name: string): T => v5(`${within}\n${name}`, storyNames) as T

/** The fixed namespace of ids made from a story's own labels. */
const storyNames = 'a3b0c7de-51f4-5b8e-9a44-6f2d1c0e7b11'
