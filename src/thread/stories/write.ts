import { type Day, dayOf, type Moment, startOfDay } from '../../guidance/index.ts'
import type { AgencyKind, FieldGroup, Part, SubjectForm, Told } from '../entry.ts'
import type { AccountId, AgencyId, SubjectId } from '../ids.ts'
import { escaped } from './references.ts'
import type { Link, Story } from './story.ts'

type Written = { told: Told; parts: Partial<Record<FieldGroup, Part>>; links: readonly Link[] }

/** What an export writes down: threads as they were told, with whoever told them. */
export type Exported = {
  name: string
  title: string
  note: string | null
  agencies: readonly { id: AgencyId; kind: AgencyKind; name: string }[]
  /** `post` is given for somebody of whom the entries speak; whoever told an entry is given the post in which he first told one. */
  authors: readonly { id: AccountId; name: string | null; post?: { agency: AgencyId; role: string } }[]
  subjects: readonly { id: SubjectId; form: SubjectForm; name: string | null }[]
  entries: readonly Written[]
}

/**
 * Writes threads as a story file. Every label is the id itself, every key has its place, and entries come in the order they became known: so the
 * same threads always give the same bytes, and a file that is read and written again is the same file. `fixture` says whether the case is a real one.
 * Refuses (throws) an entry whose author or agency it is not given.
 */
export const writeStory = (exported: Exported, fixture: Story['fixture']): string => {
  const entries = exported.entries.toSorted((a, b) => compare(a.told.known, b.told.known) || compare(a.told.id, b.told.id))
  const posts = new Map<AccountId, { agency: AgencyId; role: string }>()
  for (const { told } of entries) if (!posts.has(told.author)) posts.set(told.author, { agency: told.agency, role: told.role })
  for (const { id, post } of exported.authors) if (post && !posts.has(id)) posts.set(id, post)
  const written = {
    story: exported.name,
    title: exported.title,
    fixture,
    ...(exported.note === null ? {} : { note: exported.note }),
    agencies: byId(exported.agencies, ({ kind, name }) => ({ kind, name })),
    authors: byId(
      exported.authors.filter(author => posts.has(author.id)),
      ({ id, name }) => ({ ...posts.get(id), ...(name === null ? {} : { name }) }),
    ),
    subjects: byId(exported.subjects, ({ form, name }) => ({ form, ...(name === null ? {} : { name }) })),
    entries: entries.map(entry => writeEntry(entry, posts.get(entry.told.author))),
  }
  return `${JSON.stringify(written, null, 2)}\n`
}

const writeEntry = ({ told, parts, links }: Written, post: { agency: AgencyId; role: string } | undefined): Record<string, unknown> => {
  const { record, ...others } = parts
  const also: (readonly [string, unknown])[] = Object.entries(others).map(([group, part]) => [group, writePart(part)])
  if (!record && !told.withdraws) also.push(['record', null])
  return {
    id: told.id,
    subject: told.subject,
    kind: told.kind,
    happened: happenedOf(told),
    ...(told.known === told.at && told.corrects === null ? {} : { known: knownOf(told.known) }),
    by: told.author,
    ...(told.role === post?.role ? {} : { role: told.role }),
    ...(told.agency === post?.agency ? {} : { agency: told.agency }),
    ...(told.audience === 'professionals' ? {} : { audience: told.audience }),
    ...(told.answers === null ? {} : { answers: told.answers }),
    ...(told.corrects === null ? {} : told.withdraws ? { withdraws: told.corrects } : { corrects: told.corrects }),
    ...((told.act as string) === told.id ? {} : { act: told.act }),
    ...linked(links, 'present'),
    ...linked(links, 'mentioned'),
    ...(record && !told.withdraws ? writePart(record) : {}),
    ...(also.length > 0 ? { parts: Object.fromEntries(also.sort(([a], [b]) => compare(a, b))) } : {}),
  }
}

const linked = (links: readonly Link[], as: Link['as']): Record<string, unknown> => {
  const subjects = links.flatMap(link => (link.as === as ? [link.subject] : [])).sort()
  return subjects.length > 0 ? { [as]: subjects } : {}
}

const writePart = ({ facts, narrative }: Part) => ({
  ...(Object.keys(facts).length > 0 ? { facts: inOrder(escaped(facts)) } : {}),
  ...(Object.keys(narrative).length > 0 ? { narrative: inOrder(narrative) } : {}),
})

const happenedOf = ({ on, at, precision }: Told): unknown => (precision === 'moment' ? at : precision === 'day' ? on : { on, precision })

const knownOf = (known: Moment): Day | Moment => (startOfDay(dayOf(known)) === known ? dayOf(known) : known)

/** The names of a database row come in an order of its own; these are put by name, all the way down. */
const inOrder = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(inOrder)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, item]) => item !== undefined)
            .sort(([a], [b]) => compare(a, b))
            .map(([key, item]) => [key, inOrder(item)]),
        )
      : value

const byId = <T extends { id: string }, V>(things: readonly T[], write: (thing: T) => V): Record<string, V> =>
  Object.fromEntries(things.toSorted((a, b) => compare(a.id, b.id)).map(thing => [thing.id, write(thing)]))

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** A story that was read, as threads to be written. */
export const exportedOf = (story: Story): Exported => ({
  name: story.name,
  title: story.title,
  note: story.note,
  agencies: story.agencies,
  authors: story.authors,
  subjects: story.subjects,
  entries: story.entries,
})
