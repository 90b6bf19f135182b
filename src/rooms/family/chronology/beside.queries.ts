import type { EntryId, SubjectId } from '../../../thread/ids.ts'

/** What was said beside an entry afterwards: words that were added, or a mark that it is significant. */
export type BesideRow = {
  readonly id: EntryId
  readonly kind: 'addendum' | 'significance'
  readonly known: string
  readonly author: string | null
  readonly role: string
  readonly facts: { readonly significant?: boolean }
  readonly narrative: Readonly<Record<string, string>>
}

/** The kinds that stand beside the entry they answer, and not in a line of their own. */
export const besideKinds = ['addendum', 'significance'] as const

const mostBeside = 60

/** What stands beside the entry with this root, as known by $4, the earliest first. `root`: an expression for its id. */
export const besideOf = (
  root: string,
): string => `(select json_agg(json_build_object('id', b.entry_id, 'kind', b.kind, 'known', b.known_at, 'role', b.author_role,
      'author', (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = b.author_id),
      'facts', q.facts, 'narrative', q.narrative) order by b.known_at, b.entry_id)
    from (select x.* from gt.entry x where x.partnership_id = $1 and x.answers = ${root} and x.kind in ('addendum', 'significance') and x.known_at <= $4
      order by x.known_at, x.entry_id limit ${mostBeside}) b
    cross join lateral (select p.facts, p.narrative from gt.entry_part p
      where p.partnership_id = $1 and p.entry_id = b.entry_id and p.field_group = 'record' limit 1) q)`

/** Somebody who was ticked as there, by the name that is open to the reader. */
export type PresentRow = { readonly subject: SubjectId; readonly given: string | null; readonly family: string | null }

const mostPresent = 30

/** Who was ticked as there when a note was written; `e`: the version that is read. Other kinds have nobody ticked, and cost nothing. */
export const presentAt = (
  e: string,
): string => `(case when ${e}.kind = 'note' then (select json_agg(json_build_object('subject', l.subject_id, 'given', n.given, 'family', n.family) order by n.born_on, l.subject_id)
    from (select x.subject_id from gt.entry_link x where x.partnership_id = $1 and x.entry_id = ${e}.entry_id and x.as_what = 'present'
      order by x.subject_id limit ${mostPresent}) l
    left join lateral (select x.given, x.family, x.born_on from gt.person x where x.partnership_id = $1 and x.subject_id = l.subject_id limit 1) n on true) end)`
