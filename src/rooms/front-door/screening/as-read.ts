import { moment } from '../../../guidance/index.ts'
import type { Entry, FieldGroup, Part, SubjectForm, Told } from '../../../thread/entry.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { Thread } from '../../../thread/thread.ts'

/** One version of an entry as its reader may see it: the parts that are closed to the reader are not there. */
export type Version = Told & {
  parts: Partial<Record<FieldGroup, Part>>
  authorName: string | null
  agencyName: string | null
}

/** A moment of the database as the program writes it, inside JSON. */
export const momentAsJson = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/**
 * SQL for one version as JSON, for the alias of `gt.entry` given and the partnership in $1. `narrative` is the SQL of a part's words, of alias q: whoever
 * must hide some of them does it there, so that they never leave the database.
 */
export const versionAsJson = (
  e: string,
  narrative = 'q.narrative',
): string => `json_build_object('id', ${e}.entry_id, 'subject', ${e}.subject_id,
  'act', ${e}.act_id, 'kind', ${e}.kind, 'on', ${e}.happened_on, 'at', ${momentAsJson(`${e}.happened_at`)}, 'precision', ${e}.precision,
  'known', ${momentAsJson(`${e}.known_at`)}, 'author', ${e}.author_id, 'role', ${e}.author_role, 'agency', ${e}.agency_id, 'agencyKind', ${e}.agency_kind,
  'audience', ${e}.audience, 'answers', ${e}.answers, 'corrects', ${e}.corrects, 'withdraws', ${e}.withdraws,
  'authorName', (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = ${e}.author_id),
  'agencyName', (select g.name from gt.agency g where g.partnership_id = $1 and g.agency_id = ${e}.agency_id),
  'parts', (select coalesce(json_object_agg(q.field_group, json_build_object('facts', q.facts, 'narrative', ${narrative})), '{}')
    from gt.entry_part q where q.partnership_id = $1 and q.entry_id = ${e}.entry_id))`

/** A thread as one reader may read it: the entries as they stand, and the words of each part that is open to the reader. */
export type AsRead = {
  readonly thread: Thread
  /** A part of an entry as it stands; nothing where it has none or it is closed to the reader. */
  readonly part: (entry: Entry, group: FieldGroup) => Part | undefined
  /** Who wrote the entry as it stands, and for which agency. */
  readonly by: (entry: Entry) => { name: string; agency: string }
}

/** Puts the versions that a reader was given together to a thread. Its rules are not asked: they read more than any reader may. */
export const asRead = (subject: SubjectId, form: SubjectForm, versions: readonly Version[]): AsRead => {
  const byId = new Map<EntryId, Version>(versions.map(version => [version.id, version]))
  return {
    thread: new Thread(
      subject,
      form,
      versions.map(version => ({
        ...version,
        at: moment(version.at),
        known: moment(version.known),
        facts: version.parts.record?.facts ?? {},
      })),
    ),
    part: (entry, group) => byId.get(entry.id)?.parts[group],
    by: entry => ({ name: byId.get(entry.id)?.authorName ?? 'somebody', agency: byId.get(entry.id)?.agencyName ?? 'an agency' }),
  }
}
