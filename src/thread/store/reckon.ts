import type { Moment } from '../../guidance/index.ts'
import { statement } from '../../kernel/db/statement.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import type { Book } from '../book.ts'
import { derive, type Lens } from '../derive.ts'
import { homeOf } from '../home.ts'
import type { PartnershipId, SubjectId } from '../ids.ts'
import type { AnyKind } from '../kind.ts'
import { joinRecords } from '../one-record.ts'
import { ownKinds, pregnancy, recordsMerged, residence, residenceEnd } from '../own-kinds/index.ts'
import type { AnyRule } from '../rule.ts'
import type { Thread } from '../thread.ts'
import { liveLens, rulesVersion } from './lens.ts'
import { type DerivedRow, type DerivedTable, derivedTables, findingRow, partRows, projected } from './rows.ts'
import { type ToldRow, threadsFrom } from './told-rows.ts'

const homesNear = statement<{ records: SubjectId[]; near: SubjectId[] }>(
  'homes-near',
  null,
  'select gt.one_record($1, $2) as records, gt.homes_near($1, $2, $3) as near',
)
const holdThreads = statement<{ stamp: Moment }>('hold-threads', null, 'select gt.hold_threads($1, $2, $3, $4) as stamp')
const threadsOf = statement<ToldRow>('threads-of', null, 'select * from gt.threads_of($1, $2, $3)')
const derivedOf = statement<{ tbl: DerivedTable; subject_id: SubjectId; key: string; hash: Buffer }>(
  'derived-of',
  null,
  'select * from gt.derived_now($1, $2)',
)
const saveDerived = statement<never>('save-derived', null, 'select gt.save_derived($1, $2, $3, $4, $5, $6)')

/** The threads a transaction has locked: those it writes, those who live with them, and who lives with these (their findings read that far). */
export type Held = {
  /** All of what is derived from these is made again. */
  readonly written: readonly SubjectId[]
  /** Written threads and everybody of their households: whose findings may change. */
  readonly touched: readonly SubjectId[]
  readonly all: readonly SubjectId[]
  /** When what this transaction writes becomes known. */
  readonly known: Moment
}

/**
 * How far into the homes of the written threads a command reaches. `read`: its findings rest on those who live together, so their threads are held and
 * read. `told again`: it may change what the others are told, too. `left`: nothing is derived.
 */
export type Homes = 'left' | 'read' | 'told again'

/**
 * Locks the heads of the threads to be written and, as far as `homes` says, of the households around them, in the order of their ids. Somebody may join a household while we wait for a lock, so we look again once we hold it and start over if the home has grown.
 * `households`: those that a new entry will bring somebody into. `stamps`: are the written threads to know something from now on, or is what they know
 * left as it stands (history brought in says itself when it became known, and making derived rows again tells nothing new)?
 */
export const hold = async (
  tx: Tx,
  written: readonly SubjectId[],
  households: readonly SubjectId[],
  homes: Homes,
  stamps = true,
): Promise<Held> => {
  let around = await aroundHomes(tx, written, households, homes)
  for (let all = around.wanted; ; all = sorted([...all, ...around.wanted])) {
    const known = await lock(tx, all, stamps ? around.written : [], households)
    around = await aroundHomes(tx, written, households, homes)
    // Grown while we waited: lock the larger set. It may meet another command's locks in the opposite order; the database then gives one of the
    // two up, and withActor tries that one again.
    if (around.wanted.every(id => all.includes(id))) return { written: around.written, touched: around.touched, all, known }
  }
}

/**
 * The people of the households around these threads (whose findings may change), and those of the households around them in turn (whom the findings read).
 * A record that is merged with others is written with them: what is derived is made of all of them.
 */
const aroundHomes = async (
  tx: Tx,
  written: readonly SubjectId[],
  households: readonly SubjectId[],
  homes: Homes,
): Promise<{ written: SubjectId[]; touched: SubjectId[]; wanted: SubjectId[] }> => {
  if (homes === 'left') return { written: sorted(written), touched: sorted(written), wanted: sorted(written) }
  const first = await nearTo(tx, written, households)
  const records = sorted(first.records)
  const near = sorted([...records, ...first.near])
  if (homes === 'read') return { written: records, touched: records, wanted: near }
  const wanted = near.length > records.length ? sorted([...near, ...(await nearTo(tx, near, [])).near]) : near
  return { written: records, touched: near, wanted }
}

const lock = async (
  tx: Tx,
  all: readonly SubjectId[],
  written: readonly SubjectId[],
  households: readonly SubjectId[],
): Promise<Moment> => {
  const [row] = await tx.run(holdThreads, [tx.actor.partnership, all, written, households])
  if (!row) throw new Error('holding threads gave no stamp')
  return row.stamp
}

const nearTo = async (tx: Tx, ids: readonly SubjectId[], households: readonly SubjectId[]) =>
  (await tx.run(homesNear, [tx.actor.partnership, ids, households]))[0] ?? { records: [...ids], near: [] }

const sorted = (ids: readonly SubjectId[]): SubjectId[] => [...new Set(ids)].sort()

type Read = { kinds: ReadonlySet<string>; atHome: ReadonlySet<string> }
const read = new WeakMap<Book, Read>()

/** The kinds that derivation reads, and those among them that change what the others of a home are told; worked out once for a book. */
const readBy = (book: Book): Read => {
  const before = read.get(book)
  if (before) return before
  // A gate is asked only where its kind is read: one that no rule reads would never be asked.
  const names = (rules: readonly AnyRule[]) => rules.flatMap(rule => [...rule.kinds, ...(rule.gate?.kinds ?? [])].map(kind => kind.name))
  const worked = {
    kinds: new Set([...ownKinds.map(kind => kind.name), ...names(book.rules)]),
    // Who belongs together, and from when (a child not yet born counts from the pregnancy), is told to the others by the rules of a household.
    atHome: new Set([
      residence.name,
      residenceEnd.name,
      pregnancy.name,
      recordsMerged.name,
      ...names(book.rules.filter(rule => rule.reads === 'household')),
    ]),
  }
  read.set(book, worked)
  return worked
}

/** The kinds that derivation reads: those of the rules, and those every thread has. Only rows of such kinds are loaded. */
export const readKinds = (book: Book): readonly string[] => [...readBy(book).kinds]

/** Does derivation read this kind? */
export const isRead = (book: Book, kind: string): boolean => readBy(book).kinds.has(kind)

/** How far into the homes a command reaches that may write these kinds. */
export const homesOf = (book: Book, kinds: readonly AnyKind[]): Homes =>
  kinds.some(kind => readBy(book).atHome.has(kind.name)) ? 'told again' : kinds.some(kind => isRead(book, kind.name)) ? 'read' : 'left'

/** The threads this transaction holds, each record by itself, with the kinds that derivation reads. */
export const readHeld = async (tx: Tx, book: Book, held: Held): Promise<Map<SubjectId, Thread>> =>
  threadsFrom(await tx.run(threadsOf, [tx.actor.partnership, held.all, readKinds(book)]))

/** All derived rows of one subject, from the threads around it. */
export const derivedRows = (
  partnership: PartnershipId,
  book: Book,
  rules: readonly AnyRule[],
  subject: Thread,
  around: Iterable<Thread>,
  lens: Lens,
): DerivedRow[] => [
  ...derive(rules, subject, homeOf(subject, around), lens).map(finding => findingRow(partnership, finding)),
  ...(rules === book.rules
    ? projected(
        partnership,
        subject,
        book.episodes.flatMap(of => of(subject.withoutRestricted())),
        book.lastSeen(subject.withoutRestricted()),
      )
    : []),
]

/** How many findings, and how many rows in all, came to be, changed or are gone; and whether who belongs together was among it (households, merged
 * records), by which others are read. */
export type Rewritten = { readonly findings: number; readonly rows: number; readonly belongs: boolean }

/**
 * Makes again what is derived from the held threads and rewrites what changed: everything of the threads that were written, and of the others
 * of their households what the household rules say. `records` are the held threads, each by itself, with the new entries among them.
 */
export const reckon = async (tx: Tx, book: Book, lens: Lens, held: Held, records: ReadonlyMap<SubjectId, Thread>): Promise<Rewritten> => {
  const p = tx.actor.partnership
  const written = new Set(held.written)
  const household = book.rules.filter(rule => rule.reads === 'household')
  const householdIds = new Set(household.map(rule => rule.id))
  const threads = joinRecords(records)
  const near = neighbours(new Set(threads.values()))
  const rows: DerivedRow[] = []
  for (const id of held.touched) {
    const thread = threads.get(id)
    if (thread?.subject === id) rows.push(...derivedRows(p, book, written.has(id) ? book.rules : household, thread, near(thread), lens))
    else if (thread && written.has(id)) rows.push(...partRows(p, id, thread))
  }
  const before = (await tx.run(derivedOf, [p, held.touched])).filter(
    row => written.has(row.subject_id) || (row.tbl === 'finding' && householdIds.has(row.key.split('\u001f')[0] ?? '')),
  )
  return save(tx, held, rows, before, rulesVersion(book, lens))
}

/** Of many threads those that were ever told to belong to a household of this one, whatever was corrected since: nobody else can be at home with it. */
const neighbours = (threads: Iterable<Thread>): ((thread: Thread) => Iterable<Thread>) => {
  const members = new Map<unknown, Thread[]>()
  for (const thread of threads)
    for (const household of householdsOf(thread)) {
      const list = members.get(household)
      if (list) list.push(thread)
      else members.set(household, [thread])
    }
  return thread => new Set([...householdsOf(thread)].flatMap(household => members.get(household) ?? []))
}

const householdsOf = (thread: Thread): Set<unknown> =>
  new Set(
    thread.told.flatMap(({ kind, facts }) =>
      kind === residence.name && typeof facts === 'object' && facts !== null && 'household' in facts ? [facts.household] : [],
    ),
  )

/**
 * Makes again everything that is derived from these threads and everybody of their households, and rewrites what differs; nothing they know changes.
 * Gives the threads it has done. Who belongs to a household is read from rows that are derived themselves: where `belongs` comes back true, the threads
 * that were done before this one are to be done again.
 */
export const remake = async (tx: Tx, book: Book, ids: readonly SubjectId[]): Promise<Rewritten & { done: readonly SubjectId[] }> => {
  const held = await hold(tx, ids, [], 'told again', false)
  const threads = await readHeld(tx, book, held)
  const rewritten = await reckon(tx, book, await liveLens(tx), { ...held, written: held.touched }, threads)
  return { ...rewritten, done: held.touched }
}

type Before = { tbl: DerivedTable; subject_id: SubjectId; key: string; hash: Buffer }

const save = async (
  tx: Tx,
  { touched, written }: Held,
  rows: readonly DerivedRow[],
  before: readonly Before[],
  version: string,
): Promise<Rewritten> => {
  const standing = new Map(before.map(row => [`${row.tbl}\u001f${row.subject_id}\u001f${row.key}`, `\\x${row.hash.toString('hex')}`]))
  const made = perTable()
  const gone = perTable()
  for (const { table, id, row } of rows) {
    const name = `${table}\u001f${row.subject_id}\u001f${id}`
    const hash = standing.get(name)
    standing.delete(name)
    if (hash === row['hash']) continue
    made[table].push(row)
    if (hash !== undefined) gone[table].push(keyOf(table, row.subject_id, id))
  }
  let [findings, changed] = [made.finding.length, derivedTables.reduce((sum, table) => sum + made[table].length, 0)]
  for (const name of standing.keys()) {
    const [table, subject, ...key] = name.split('\u001f')
    gone[table as DerivedTable].push(keyOf(table as DerivedTable, subject as SubjectId, key.join('\u001f')))
    changed += 1
    if (table === 'finding') findings += 1
  }
  await tx.run(saveDerived, [tx.actor.partnership, touched, JSON.stringify(gone), JSON.stringify(made), written, version])
  return { findings, rows: changed, belongs: made.stay.length + gone.stay.length + made.merged.length + gone.merged.length > 0 }
}

const perTable = (): Record<DerivedTable, Record<string, unknown>[]> =>
  Object.fromEntries(derivedTables.map(table => [table, []])) as unknown as Record<DerivedTable, Record<string, unknown>[]>

const keyOf = (table: DerivedTable, subject: SubjectId, id: string): Record<string, unknown> => {
  const [rule, ...rest] = id.split('\u001f')
  return table === 'finding' ? { subject_id: subject, rule, key: rest.join('\u001f') } : { subject_id: subject, key: id }
}
