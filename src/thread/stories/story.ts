import type { Day, Moment } from '../../guidance/index.ts'
import type { AgencyKind, FieldGroup, Part, SubjectForm, Told } from '../entry.ts'
import type { Ending, Level } from '../finding.ts'
import { type AccountId, type AgencyId, type EntryId, idNamed, isId, type SubjectId } from '../ids.ts'

/** Somebody else who was there when an entry happened, or is spoken of in it; it links, and never opens the entry. */
export type Link = { subject: SubjectId; as: 'present' | 'mentioned' }

/** One entry of a story, ready to be appended: the version that was told, its content in parts, and whom it links to. */
export type StoryEntry = { label: string; told: Told; parts: Partial<Record<FieldGroup, Part>>; links: readonly Link[] }

/** Of all findings of a rule, which are meant: those about a subject, of a name, opened by an entry. */
type Which = { subject: SubjectId | null; name: string | null; of: EntryId | null }

/** What a story expects, its labels made into ids and its days read. */
export type Expectation =
  | ({ is: 'fires'; rule: string; on: Day | Moment; level: Level | null; first: boolean } & Which)
  | ({ is: 'does-not-fire'; rule: string; on: Day | Moment | null; level: Level | null } & Which)
  | ({ is: 'due'; rule: string; on: Day } & Which)
  | ({ is: 'cleared'; rule: string; by: EntryId; on: Day | null; as: Ending | null } & Which)
  | { is: 'gate'; rule: string; entry: EntryId }
  | { is: 'no-gate'; rule: string; entry: EntryId }

/** A case as data, read and checked: it can be replayed, and appended to a database, as it stands. */
export type Story = {
  name: string
  title: string
  about: string | null
  source: string | null
  /** Are its facts those of a real case, or invented throughout? `note` says what the fixture added. */
  fixture: 'real' | 'invented'
  note: string | null
  rules: 'today' | 'of-the-day'
  agencies: readonly { label: string; id: AgencyId; kind: AgencyKind; name: string }[]
  authors: readonly { label: string; id: AccountId; agency: AgencyId; role: string; name: string | null }[]
  subjects: readonly { label: string; id: SubjectId; form: SubjectForm; name: string | null }[]
  /** In the order in which they became known; those of one moment in the order of the file. */
  entries: readonly StoryEntry[]
  expect: readonly Expectation[]
  /** The label of each subject and entry, by its id. */
  labels: ReadonlyMap<string, string>
}

/** The id that a label of a story stands for: always the same one, so that a story imported twice lands on the same threads. */
export const idOfLabel = <T extends SubjectId | EntryId | AccountId | AgencyId>(story: string, label: string): T =>
  isId(label) ? (label as T) : idNamed<T>(story, label)
