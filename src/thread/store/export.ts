import { statement } from '../../kernel/db/statement.ts'
import { type Database, requestId, type Tx } from '../../kernel/db/with-actor.ts'
import type { AgencyKind, FieldGroup, Part, SubjectForm } from '../entry.ts'
import type { AccountId, AgencyId, PartnershipId, SubjectId } from '../ids.ts'
import { identity } from '../own-kinds/index.ts'
import { writeStory } from '../stories/index.ts'
import { Thread } from '../thread.ts'
import type { Telling } from './insert.ts'
import { formsOfSubjects, subjectsAfter } from './subjects.ts'
import { tellingsOf, tellingsUnshown } from './tellings.ts'
import { idsIn, Together } from './together.ts'

/** Threads written out as one story: the name of the story, its text, and how much it holds. */
export type StoryOut = { readonly name: string; readonly text: string; readonly subjects: number; readonly entries: number }

type Agency = { id: AgencyId; kind: AgencyKind; name: string }
type Account = { id: AccountId; agency: AgencyId; role: string; name: string }

const agenciesOf = statement<Agency>(
  'export-agencies',
  null,
  'select agency_id as id, kind, name from gt.agency where partnership_id = $1 and agency_id = any ($2)',
)
const accountsOf = statement<Account>(
  'export-accounts',
  null,
  'select account_id as id, agency_id as agency, role, name from gt.account where partnership_id = $1 and account_id = any ($2)',
)
const staff = statement<{ id: string }>(
  'export-staff',
  null,
  `select account_id as id from gt.account where partnership_id = $1 union all select agency_id from gt.agency where partnership_id = $1
   union all select team_id from gt.team where partnership_id = $1`,
)
const threadsOfEntries = statement<{ subject_id: SubjectId }>(
  'export-threads-of-entries',
  null,
  'select distinct subject_id from gt.entry where partnership_id = $1 and entry_id = any ($2)',
)

const inOneGo = 500

const transaction = <T>(database: Database, partnership: PartnershipId, work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.withActor({ by: 'command-line', partnership }, { purpose: 'export', route: 'golden-thread export', request: requestId() }, work)

/**
 * Which threads are written out together: with `subjects`, these alone (and those whose entries theirs answer) in one story; without, every thread of the
 * partnership, those that belong together in one story. `database`: as the role gt_import.
 */
export const setsToExport = async (
  database: Database,
  partnership: PartnershipId,
  subjects: readonly SubjectId[] | null,
): Promise<SubjectId[][]> => {
  if (subjects !== null) return [await transaction(database, partnership, tx => withAnswered(tx, subjects))]
  const apart = new Set((await transaction(database, partnership, tx => tx.run(staff, [partnership]))).map(row => row.id))
  const together = new Together(apart)
  let last: SubjectId | null = null
  for (;;) {
    const from = last
    const next: SubjectId[] = await transaction(database, partnership, async tx => {
      const ids = await subjectsAfter(tx, from, inOneGo)
      for (const id of ids) together.take(id)
      for (const telling of await tellingsUnshown(tx, ids)) together.add(telling)
      return ids
    })
    last = next.at(-1) ?? null
    if (last === null) return together.sets()
  }
}

/** A story holds every entry that one of its entries answers. */
const withAnswered = async (tx: Tx, subjects: readonly SubjectId[]): Promise<SubjectId[]> => {
  const all = new Set(subjects)
  for (let next = [...all]; next.length > 0; ) {
    const tellings = await tellingsUnshown(tx, next)
    const answered = tellings.flatMap(({ told }) => told.answers ?? [])
    const rows: { subject_id: SubjectId }[] = await tx.run(threadsOfEntries, [tx.actor.partnership, answered])
    next = rows.map(row => row.subject_id).filter(id => !all.has(id))
    for (const id of next) all.add(id)
  }
  return [...all].sort()
}

/**
 * Writes threads out as a story whose labels are the ids themselves: brought into another database and written out again it is the same to the byte.
 * Everything told is in it, whoever may read it here; what stands beside the threads (documents, restrictions, teams, announcements) is not. Others who
 * are present or mentioned are named as subjects without entries. Leaves an access line. Refuses subjects that do not exist.
 */
export const exportSet = (database: Database, partnership: PartnershipId, set: readonly SubjectId[]): Promise<StoryOut> =>
  transaction(database, partnership, async tx => {
    const tellings = await tellingsOf(tx, set)
    tx.saw(set)
    const linked = tellings.flatMap(({ links }) => links.map(link => link.subject))
    const forms = await formsOfSubjects(tx, [...new Set([...set, ...linked])])
    const missing = set.find(id => !forms.has(id))
    if (missing) throw new NoSuchSubject(missing)
    const named = new Set(tellings.flatMap(idsIn))
    const authors = await tx.run(accountsOf, [partnership, [...new Set([...tellings.map(one => one.told.author), ...named])]])
    const worksFor = [...tellings.map(one => one.told.agency), ...authors.map(one => one.agency)]
    const agencies = await tx.run(agenciesOf, [partnership, [...new Set([...worksFor, ...named])]])
    const name = `threads-${set[0] ?? 'none'}`
    const text = writeStory(
      {
        name,
        title: 'Threads as they were told',
        note: 'Written out of a database. Everything in it is treated as real.',
        agencies,
        authors: authors.map(({ id, name, agency, role }) => ({ id, name, post: { agency, role } })),
        subjects: [...forms].map(([id, form]) => ({ id, form, name: nameOf(id, form, tellings) })),
        entries: tellings.map(({ told, parts, links }) => ({
          told,
          parts: Object.fromEntries(parts.map(({ group, part }) => [group, part])) as Partial<Record<FieldGroup, Part>>,
          links,
        })),
      },
      'real',
    )
    return { name, text, subjects: set.length, entries: tellings.length }
  })

/** There is no such thread in this partnership. */
export class NoSuchSubject extends Error {
  constructor(id: string) {
    super(`there is no subject ${id} in this partnership`)
  }
}

/** What a replay of the export calls a person: the name last recorded. */
const nameOf = (id: SubjectId, form: SubjectForm, tellings: readonly Telling[]): string | null => {
  if (form !== 'person') return null
  const told = tellings.flatMap(one => (one.told.subject === id && one.told.kind === identity.name ? [one.told] : []))
  const facts = new Thread(id, form, told).of(identity).at(-1)?.facts
  return facts ? [facts.given, facts.family].filter(Boolean).join(' ') || null : null
}
