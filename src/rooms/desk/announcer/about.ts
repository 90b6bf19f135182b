import type { Shown } from '../../../kernel/db/statement.ts'
import type { Duty } from '../../../thread/finding.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'
import { type MeetingType, meetingWords } from '../../meetings/index.ts'
import type { NameRow } from '../worked-with.ts'

/** Whom or what something is about, as the reader may know it. `name`: what to call it; null where the reader may know nothing of it. */
export type About = { readonly subject: SubjectId; readonly is: 'person' | 'concern' | 'meeting'; readonly name: string | null }

/** The columns of `aboutOf`: who the person is, which children a concern was told of, or which a meeting is about. */
export type AboutRow = {
  subject_id: SubjectId
  person: (Pick<NameRow, 'given' | 'family' | 'known_as' | 'is_a'> & { entry: EntryId }) | null
  told: { entry: EntryId; children: readonly { label: string; given?: string; family?: string }[] } | null
  meeting: { entry: EntryId; type: MeetingType; named: readonly { name: string }[] | null } | null
}

/** The columns that say whom or what a row is about; `of`: the name under which the statement has the row with its subject. $1 is the partnership. */
export const aboutColumns = (
  of: string,
): string => `(select json_build_object('entry', p.entry_id, 'given', p.given, 'family', p.family, 'known_as', p.known_as, 'is_a', p.is_a)
      from gt.person p where p.partnership_id = $1 and p.subject_id = ${of}.subject_id limit 1) as person,
     (select json_build_object('entry', t.entry_id, 'children', q.facts -> 'children') from (select e.entry_id from gt.entry e
        where e.partnership_id = $1 and e.subject_id = ${of}.subject_id and e.kind = 'referral-told' order by e.happened_at desc, e.known_at desc limit 1) t
      cross join lateral (select x.facts from gt.entry_part x where x.partnership_id = $1 and x.entry_id = t.entry_id and x.field_group = 'record' limit 1) q) as told,
     (select json_build_object('entry', t.entry_id, 'type', q.facts ->> 'type', 'named', q.facts -> 'named') from (select e.entry_id from gt.entry e
        where e.partnership_id = $1 and e.subject_id = ${of}.subject_id and e.kind = 'meeting' order by e.happened_at, e.known_at limit 1) t
      cross join lateral (select x.facts from gt.entry_part x where x.partnership_id = $1 and x.entry_id = t.entry_id and x.field_group = 'record' limit 1) q) as meeting`

/** What a row shows, for its access line. */
export const aboutShown = (row: AboutRow): Shown => ({
  subjects: [row.subject_id],
  entries: [row.person?.entry, row.told?.entry, row.meeting?.entry].filter(entry => entry !== undefined),
})

/** Whom or what a row is about: a person by name; a concern by the first child it was told of and how many others; a meeting by the children it is about. */
export const aboutOf = (row: AboutRow): About => {
  const { subject_id: subject, person, told, meeting } = row
  if (person) return { subject, is: 'person', name: wholeName(person) }
  if (meeting) {
    const words = meetingWords[meeting.type].toLowerCase()
    const [child, ...more] = meeting.named ?? []
    return { subject, is: 'meeting', name: child ? `${child.name}${more.length > 0 ? ' and others' : ''}: ${words}` : words }
  }
  const [first, ...others] = told?.children ?? []
  if (!first) return { subject, is: 'concern', name: null }
  const name = [first.given, first.family].filter(Boolean).join(' ') || first.label
  const more = others.length === 0 ? '' : others.length === 1 ? ' and another child' : ` and ${others.length} other children`
  return { subject, is: 'concern', name: `${name}${more}` }
}

/** What the person is called in a sentence; null where the reader may not know, or where it is about a concern. */
export const calledIn = ({ person }: AboutRow): string | null => person?.known_as || person?.given || null

/**
 * Where the reader reads on: the person's page; of a concern, the page that their duty opens. `opens`: may the reader open that page at all? Null where
 * there is none.
 */
export const hrefOf = ({ subject, is }: About, duty: Duty, opens: (url: string) => boolean): string | null => {
  if (is === 'person') return opens('/people/:person') ? `/people/${subject}` : null
  if (is === 'meeting') return opens('/meetings/:meeting') ? `/meetings/${subject}` : null
  if (duty === 'action-owner') return opens('/actions/:action') ? `/actions/${subject}` : null
  if (duty === 'meeting-chair' || duty === 'minutes' || duty === 'invited')
    return opens('/meetings/:meeting') ? `/meetings/${subject}` : null
  if (duty === 'challenger' || duty === 'challenged') return opens('/challenges/:challenge') ? `/challenges/${subject}` : null
  if (duty === 'agency-safeguarding-lead') return opens('/checks') ? '/checks' : null
  if (duty === 'referrer') return opens('/concerns/:matter') ? `/concerns/${subject}` : null
  if (opens('/bridge/:matter')) return `/bridge/${subject}`
  return opens('/duty/:matter') ? `/duty/${subject}` : null
}
