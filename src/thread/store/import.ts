import type { Moment } from '../../guidance/index.ts'
import { statement } from '../../kernel/db/statement.ts'
import { type Database, requestId, type Tx } from '../../kernel/db/with-actor.ts'
import type { Book } from '../book.ts'
import type { Lens } from '../derive.ts'
import { type Entry, fieldGroups, type SubjectForm, type Told } from '../entry.ts'
import { type Asked, gatesAsked } from '../gates.ts'
import { homeOf } from '../home.ts'
import type { EntryId, PartnershipId, SubjectId } from '../ids.ts'
import { joinRecords } from '../one-record.ts'
import { recordsMerged } from '../own-kinds/index.ts'
import type { Story, StoryEntry, Trouble } from '../stories/index.ts'
import { Thread } from '../thread.ts'
import { makePeople, peopleHere, withOurs } from './import-people.ts'
import { beginSubjects, insertTold, type Telling } from './insert.ts'
import { liveLens } from './lens.ts'
import { hold, readHeld, readKinds, reckon } from './reckon.ts'
import { canonical, tellingsThere } from './tellings.ts'
import { Together } from './together.ts'

/** What importing one story did: how much is new, how much was there already, what gates would have asked, and what was refused and why. */
export type Imported = {
  readonly story: string
  readonly subjects: number
  readonly entries: number
  readonly there: number
  readonly agencies: readonly string[]
  readonly authors: readonly string[]
  readonly wouldHaveAsked: readonly ({ entry: string } & Asked)[]
  readonly refused: readonly Trouble[]
}

const alone = statement<never>('import-alone', null, 'select pg_advisory_xact_lock(4713022, hashtext($1))')
const subjectsThere = statement<{ subject_id: SubjectId; form: SubjectForm }>(
  'import-subjects',
  null,
  'select subject_id, form from gt.subject where partnership_id = $1 and subject_id = any ($2)',
)
const historyKnown = statement<never>('history-known', null, 'select gt.history_known($1, $2)')

/**
 * Appends a story to a partnership. Subjects that belong together (an act, an answer, a household, a link, or a fact that names the other joins them) go
 * in together or not at all; sets that have nothing to do with each other stand or fall apart. Entries keep the moments at which they became known; a gate
 * never refuses them and is told of. Ids are made from the story's name and its labels, so that importing a story again adds nothing, and what is there
 * already with other content is refused, never overwritten. What is derived is made in the same transaction.
 * `database`: as the role gt_import. `file`: what the story is called where something is refused.
 */
export const importStory = async (
  database: Database,
  partnership: PartnershipId,
  book: Book,
  story: Story,
  file: string,
): Promise<Imported> => {
  const apart = new Set<string>([...story.agencies, ...story.authors].map(one => one.id))
  const together = new Together(apart)
  for (const subject of story.subjects) together.take(subject.id)
  for (const entry of story.entries) together.add(tellingOf(entry, new Map()))
  const all: Imported[] = []
  for (const set of together.sets()) {
    const subjects = new Set<SubjectId>(set)
    const part = { ...story, subjects: story.subjects.filter(one => subjects.has(one.id)) }
    const entries = story.entries.filter(one => subjects.has(one.told.subject))
    all.push(await bringIn(database, partnership, book, part, entries, file))
  }
  return {
    story: story.name,
    subjects: sum(all.map(one => one.subjects)),
    entries: sum(all.map(one => one.entries)),
    there: sum(all.map(one => one.there)),
    agencies: all.flatMap(one => one.agencies),
    authors: all.flatMap(one => one.authors),
    wouldHaveAsked: all.flatMap(one => one.wouldHaveAsked),
    refused: all.flatMap(one => one.refused),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** What cannot be taken of a set of subjects; thrown to undo all of it. */
class Refused extends Error {
  readonly troubles: readonly Trouble[]
  constructor(troubles: readonly Trouble[]) {
    super('refused')
    this.troubles = troubles
  }
}

const bringIn = async (
  database: Database,
  partnership: PartnershipId,
  book: Book,
  story: Story,
  entries: readonly StoryEntry[],
  file: string,
): Promise<Imported> => {
  try {
    return await database.withActor(
      { by: 'command-line', partnership },
      { purpose: 'import', route: 'golden-thread import', request: requestId() },
      tx => bringInWith(tx, book, story, entries, file),
    )
  } catch (error) {
    const refused = error instanceof Refused ? error.troubles : brokenRule(error, story, file)
    if (!refused) throw error
    return { story: story.name, subjects: 0, entries: 0, there: 0, agencies: [], authors: [], wouldHaveAsked: [], refused }
  }
}

/** What the database itself holds to (two plans open at once for one child): refused in the name of the subjects it was told of. */
const brokenRule = (error: unknown, story: Story, file: string): Trouble[] | undefined => {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('23')) return undefined
  const constraint = 'constraint' in error ? String(error.constraint) : 'a constraint'
  const says = brokenWords[constraint] ?? `what it tells breaks what the database holds to (${constraint})`
  return [{ file, event: null, field: `subjects.${story.subjects.map(one => one.label).join(', ')}`, says }]
}

const brokenWords: Record<string, string> = {
  episode_one_open: 'a child would have two of one kind open at once, such as two child protection plans. Accepted: the end of the first',
}

const bringInWith = async (tx: Tx, book: Book, story: Story, entries: readonly StoryEntry[], file: string): Promise<Imported> => {
  const p = tx.actor.partnership
  await tx.run(alone, [p])
  const people = await peopleHere(tx, story)
  const tellings = entries.map(entry => tellingOf(entry, people.ours))
  const labels = new Map<EntryId, string>(entries.map(entry => [entry.told.id, entry.label]))
  const linked = tellings.flatMap(({ told, links }) => [...links.map(link => link.subject), ...mergedInto(told)])
  const there = new Map(
    (await tx.run(subjectsThere, [p, [...new Set([...story.subjects.map(one => one.id), ...linked])]])).map(row => [
      row.subject_id,
      row.form,
    ]),
  )
  const standing = new Map((await tellingsThere(tx, [...labels.keys()])).map(one => [one.told.id, canonical(one)]))
  const fresh = tellings.filter(one => !standing.has(one.told.id))
  const troubles = [
    ...otherForms(story, there, file),
    ...tellings.flatMap(one => wrongWith(one, standing.get(one.told.id), tx.actor.at, labels, file)),
    ...strangers(tellings, story, there, labels, file),
  ]
  if (troubles.length > 0) throw new Refused(troubles)
  const begins = story.subjects.filter(one => !there.has(one.id)).map(one => ({ subject: one.id, form: one.form }))
  const nothing = {
    story: story.name,
    subjects: 0,
    entries: 0,
    there: standing.size,
    agencies: [],
    authors: [],
    wouldHaveAsked: [],
    refused: [],
  }
  if (fresh.length === 0 && begins.length === 0) return nothing
  await makePeople(tx, people)
  await beginSubjects(tx, begins)
  const here = new Set([...there.keys(), ...begins.map(one => one.subject)])
  const wouldHaveAsked = fresh.length === 0 ? [] : await tell(tx, book, fresh, here, labels)
  return {
    ...nothing,
    subjects: begins.length,
    entries: fresh.length,
    agencies: people.newAgencies.map(one => one.name),
    authors: people.newAuthors.map(one => one.name),
    wouldHaveAsked,
  }
}

/** A story's entry as it is written down here. A withdrawal has no content of its own, only the part that is taken back. */
const tellingOf = ({ told, parts, links }: StoryEntry, ours: ReadonlyMap<string, string>): Telling => {
  const own = told.withdraws
    ? [{ group: 'record' as const, part: { facts: {}, narrative: {} } }]
    : fieldGroups.flatMap(group => {
        const part = parts[group]
        return part ? [{ group, part: { facts: withOurs(part.facts, ours), narrative: part.narrative } }] : []
      })
  return {
    told: {
      ...told,
      author: (ours.get(told.author) ?? told.author) as Told['author'],
      agency: (ours.get(told.agency) ?? told.agency) as Told['agency'],
      facts: own.find(one => one.group === 'record')?.part.facts ?? {},
    },
    parts: own,
    links,
  }
}

const otherForms = (story: Story, there: ReadonlyMap<SubjectId, SubjectForm>, file: string): Trouble[] =>
  story.subjects.flatMap(({ label, id, form }) => {
    const here = there.get(id)
    return here === undefined || here === form
      ? []
      : [{ file, event: null, field: `subjects.${label}.form`, says: `is here already as a ${here}, and stays so. Accepted: ${here}` }]
  })

const wrongWith = (
  telling: Telling,
  standing: string | undefined,
  now: Moment,
  labels: ReadonlyMap<EntryId, string>,
  file: string,
): Trouble[] => {
  const event = labels.get(telling.told.id) ?? telling.told.id
  if (standing !== undefined && standing !== canonical(telling))
    return [
      {
        file,
        event,
        field: 'id',
        says: 'is here already with other content, and nothing that was told is overwritten. Accepted: a correction of it, or another label',
      },
    ]
  if (telling.told.known > now)
    return [
      { file, event, field: 'known', says: `became known at ${telling.told.known}, which has not come yet. Accepted: ${now} or earlier` },
    ]
  return []
}

/** Those who are present or mentioned must be subjects of the story or of the partnership. */
const strangers = (
  tellings: readonly Telling[],
  story: Story,
  there: ReadonlyMap<SubjectId, SubjectForm>,
  labels: ReadonlyMap<EntryId, string>,
  file: string,
): Trouble[] => {
  const own = new Set(story.subjects.map(one => one.id))
  return tellings.flatMap(({ told, links }) =>
    links.flatMap(({ subject, as }) =>
      own.has(subject) || there.has(subject)
        ? []
        : [
            {
              file,
              event: labels.get(told.id) ?? told.id,
              field: as,
              says: `${subject} is nobody here. Accepted: a subject of the story or of the partnership`,
            },
          ],
    ),
  )
}

/** Writes the new versions down, lets the heads follow what they knew, and makes what is derived. Gives what gates would have asked. */
const tell = async (
  tx: Tx,
  book: Book,
  fresh: readonly Telling[],
  here: ReadonlySet<SubjectId>,
  labels: ReadonlyMap<EntryId, string>,
): Promise<Imported['wouldHaveAsked']> => {
  const p = tx.actor.partnership
  const written = [...new Set(fresh.flatMap(({ told }) => [told.subject, ...mergedInto(told).filter(id => here.has(id))]))]
  const households = fresh.flatMap(({ told }) => householdIn(told.facts) ?? [])
  const held = await hold(tx, written, households, 'told again', false)
  const threads = await readHeld(tx, book, held)
  const ruled = new Set(readKinds(book))
  for (const subject of written) {
    const before = threads.get(subject)
    const read = fresh.flatMap(({ told }) => (told.subject === subject && ruled.has(told.kind) ? [told] : []))
    if (before) threads.set(subject, new Thread(subject, before.form, [...before.told, ...read]))
  }
  const joined = joinRecords(threads)
  const lens = await liveLens(tx)
  const order = new Map(fresh.map(({ told }, at) => [told.id, at]))
  const asked = fresh.flatMap(({ told }) =>
    askedThen(book, joined, told, order, lens).map(one => ({ entry: labels.get(told.id) ?? told.id, ...one })),
  )
  await insertTold(tx, null, fresh)
  await tx.run(historyKnown, [
    p,
    JSON.stringify(
      [...new Set(fresh.map(one => one.told.subject))].map(subject => ({ subject_id: subject, known_at: lastKnown(fresh, subject) })),
    ),
  ])
  await reckon(tx, book, lens, held, threads)
  return asked
}

const householdIn = (facts: unknown): SubjectId | undefined => {
  const household = typeof facts === 'object' && facts !== null && 'household' in facts ? facts.household : undefined
  return typeof household === 'string' ? (household as SubjectId) : undefined
}

/** The record that this one is merged into by what is told: it is held and made again with it. */
const mergedInto = ({ kind, facts }: Told): SubjectId[] =>
  kind === recordsMerged.name && typeof facts === 'object' && facts !== null && 'into' in facts ? [facts.into as SubjectId] : []

const lastKnown = (tellings: readonly Telling[], subject: SubjectId): Moment | undefined =>
  tellings
    .flatMap(({ told }) => (told.subject === subject ? [told.known] : []))
    .sort()
    .at(-1)

/** What gates would have asked of an entry, by what was known just before it became known; of what became known together, the story's order holds. */
const askedThen = (
  book: Book,
  threads: ReadonlyMap<SubjectId, Thread>,
  told: Told,
  order: ReadonlyMap<EntryId, number>,
  lens: Lens,
): Asked[] => {
  if (told.withdraws || !book.rules.some(rule => rule.gate?.kinds.some(kind => kind.name === told.kind))) return []
  const place = (one: Told): number => order.get(one.id) ?? -1
  const isBefore = (one: Told): boolean => one.known < told.known || (one.known === told.known && place(one) < place(told))
  const before = (thread: Thread): Thread => new Thread(thread.subject, thread.form, thread.told.filter(isBefore))
  const own = threads.get(told.subject)
  if (!own) return []
  const { corrects: _corrects, withdraws: _withdraws, ...content } = told
  const candidate: Entry = { ...content, root: told.id }
  return gatesAsked(book, before(own), homeOf(before(own), [...new Set(threads.values())].map(before)), candidate, lens)
}
