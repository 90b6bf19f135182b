import type { Day, Moment } from '../guidance/index.ts'
import type { AccountId, ActId, AgencyId, EntryId, SubjectId } from './ids.ts'

/** What an entry can be about: a person, a place or peer group, or a matter many people share (a referral as it was told, a meeting). */
export type SubjectForm = 'person' | 'context' | 'matter'

/**
 * The parts an entry's content is kept in, each under its own row of the access matrix. Most entries have the first alone. `feedback` is what those who
 * raised a concern read of it, `asked` what an agency reads that is asked what it holds: neither reads the rest. `adoption` is sealed: whoever works on the adoption alone.
 */
export const fieldGroups = [
  'record',
  'whereabouts',
  'health',
  'police',
  'legal',
  'third-party',
  'referrer',
  'feedback',
  'asked',
  'adoption',
] as const
export type FieldGroup = (typeof fieldGroups)[number]

/**
 * How widely an entry may be read by those whose relationship opens it:
 * `family` also by the family members it is shared with; `professionals` by every agency involved; `agency` by the author's own agency alone.
 */
export const audiences = ['family', 'professionals', 'agency'] as const
export type Audience = (typeof audiences)[number]

/** How exactly the day of an event is known. A month or a year is printed as such: the day beside it only orders entries. */
export type Precision = 'moment' | 'day' | 'month' | 'year'

/** What kind of organisation an agency is (practice: data reference, code lists). */
export const agencyKinds = [
  'childrens-social-care',
  'early-help',
  'police',
  'health',
  'education',
  'housing',
  'youth-service',
  'youth-justice',
  'probation',
  'voluntary',
  'faith',
  'domestic-abuse-service',
  'substance-misuse-service',
  'legal',
  'family-group-conference',
  'secure-establishment',
  'partnership-unit',
  'other-authority',
  'public',
] as const
export type AgencyKind = (typeof agencyKinds)[number]

/** One part of an entry's content: `facts` are what rules read, `narrative` is what people read and rules never load. */
export type Part = { facts: Record<string, unknown>; narrative: Record<string, string> }

/** One version of an entry exactly as it was written down; nothing in it ever changes. */
export type Told = {
  id: EntryId
  subject: SubjectId
  /** What one person did at one time, told of several subjects: one visit to three children is three entries of one act. */
  act: ActId
  kind: string
  on: Day
  /** The moment it happened, where the precision is `moment`; otherwise the start of `on`. */
  at: Moment
  precision: Precision
  known: Moment
  author: AccountId
  role: string
  agency: AgencyId
  agencyKind: AgencyKind
  audience: Audience
  answers: EntryId | null
  /** The first version of the entry that this one corrects or withdraws. */
  corrects: EntryId | null
  withdraws: boolean
  /** The facts of the `record` part: all that rules may read. */
  facts: unknown
}

/** An entry as it now stands, its corrections taken in; `root` is the id of its first version and names it for good. */
export type Entry<Facts = unknown> = Omit<Told, 'corrects' | 'withdraws' | 'facts'> & { root: EntryId; facts: Facts }
