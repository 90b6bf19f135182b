import { createHash } from 'node:crypto'
import type { Moment, PartialDate } from '../../guidance/index.ts'
import { dayOfPartial, startOfDay } from '../../guidance/index.ts'
import { statement } from '../../kernel/db/statement.ts'
import { Refusal, type Tx } from '../../kernel/db/with-actor.ts'
import type { Book } from '../book.ts'
import type { AgencyKind, Audience, Entry, FieldGroup, Part, SubjectForm, Told } from '../entry.ts'
import { type Asked, gatesAsked } from '../gates.ts'
import { homeOf } from '../home.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../ids.ts'
import type { AnyKind } from '../kind.ts'
import { joinRecords } from '../one-record.ts'
import { Thread } from '../thread.ts'
import { beginSubjects, insertTold } from './insert.ts'
import { liveLens } from './lens.ts'
import { hold, homesOf, isRead, readHeld, reckon } from './reckon.ts'

/** An entry about to be told: what its author says. Who the author is, and when it becomes known, are never said but taken from the transaction. */
export type NewEntry = {
  id?: EntryId
  subject: SubjectId
  act: ActId
  kind: AnyKind
  happened: PartialDate
  audience: Audience
  answers?: EntryId
  corrects?: EntryId
  withdraws?: true
  /** Content by field group; checked by the kind's schema. */
  parts: Partial<Record<FieldGroup, { facts?: Record<string, unknown>; narrative?: Record<string, string | undefined> }>>
  /** Others who were there or are spoken of. */
  links?: readonly { subject: SubjectId; as: 'present' | 'mentioned' }[]
}

/** What a command works with once the threads it writes are held. */
export type Holding = {
  readonly known: Moment
  /** A held thread, with the kinds that derivation reads; of a merged person the one of all their records. */
  readonly thread: (subject: SubjectId) => Thread
}

/** A command as it is carried out: the same one sent twice is done once. */
export type Command<Answer> = {
  readonly id: CommandId
  /** What was asked, for telling a repeat from another request under the same id. */
  readonly asked: unknown
  /** The threads it writes; `begins` are new subjects among them. */
  readonly writes: readonly SubjectId[]
  readonly begins?: readonly { subject: SubjectId; form: SubjectForm }[]
  /** Does it write a kind that the rules of a household read? Then the households around are held too. */
  readonly kinds: readonly AnyKind[]
  /** Households that somebody is brought into. */
  readonly households?: readonly SubjectId[]
  readonly decide: (
    holding: Holding,
  ) => Promise<{ entries: readonly NewEntry[]; answer: Answer }> | { entries: readonly NewEntry[]; answer: Answer }
}

/** How a command ended: done now, done before (with the answer it gave then), or stopped by gates that ask for something. */
export type Outcome<Answer> = { done: 'now' | 'before'; answer: Answer } | { done: 'asked'; gates: readonly Asked[] }

/** The same command id was used for another request; nothing was written. */
export class AnotherRequest extends Refusal {
  constructor() {
    super('this form was already sent with other words; open it again to send a new one')
  }
}

/** An entry's content does not fit its kind: a fault of the program, since every door parses with the same schema first. */
export class UnfitEntry extends Error {}

// With it comes what the author's agency is, so that the database is not gone to for that alone.
const claim = statement<{ agencyKind: AgencyKind | null }>(
  'command-claim',
  null,
  `insert into gt.command_done (partnership_id, command_id, account_id, asked) values ($1, $2, $3, $4) on conflict do nothing
   returning (select a.kind from gt.agency a where a.partnership_id = $1 and a.agency_id = $5) as "agencyKind"`,
)
const doneBefore = statement<{ asked: Buffer; answer: unknown }>(
  'command-done',
  null,
  'select asked, answer from gt.command_done where partnership_id = $1 and command_id = $2',
)
const keepAnswer = statement<never>(
  'command-answer',
  null,
  'update gt.command_done set answer = $3 where partnership_id = $1 and command_id = $2',
)
/**
 * Carries out a command in the transaction of `tx`: holds the threads, lets `decide` say what to append, asks the gates, appends, and makes again what
 * is derived, all or nothing. The same command id is done once, whoever sends it how often; with other words it is refused (AnotherRequest).
 * A gate that asks stops it and nothing is written; the caller shows what is asked.
 */
export const carryOut = async <Answer>(tx: Tx, book: Book, command: Command<Answer>): Promise<Outcome<Answer>> => {
  const { partnership: p, account } = tx.actor
  const asked = createHash('sha256').update(JSON.stringify(command.asked)).digest()
  const [claimed] = await tx.run(claim, [p, command.id, account, asked, tx.actor.agency])
  if (!claimed) {
    const [before] = await tx.run(doneBefore, [p, command.id])
    if (!before?.asked.equals(asked)) throw new AnotherRequest()
    return { done: 'before', answer: before.answer as Answer }
  }
  const begins = command.begins ?? []
  await beginSubjects(tx, begins)
  const homes = homesOf(book, command.kinds)
  const derives = homes !== 'left'
  const held = await hold(tx, command.writes, command.households ?? [], homes)
  const records = derives ? await readHeld(tx, book, held) : new Map<SubjectId, Thread>()
  const threads = joinRecords(records)
  const { entries, answer } = await command.decide({
    known: held.known,
    thread: subject => {
      const thread = threads.get(subject)
      if (!thread) throw new Error('a command reads only threads that it holds')
      return thread
    },
  })
  const agencyKind = claimed.agencyKind ?? 'public'
  const made = entries.map(entry => madeFrom(tx, command, entry, held.known, agencyKind))
  if (derives) {
    const lens = await liveLens(tx)
    const gates = made.flatMap(({ told }) => asksOf(book, threads, told, lens))
    if (gates.length > 0) throw new StoppedByGates(gates)
    await insertTold(tx, command.id, made)
    for (const { told } of made) {
      const before = records.get(told.subject)
      if (before)
        records.set(told.subject, new Thread(told.subject, before.form, [...before.told, ...(isRead(book, told.kind) ? [told] : [])]))
    }
    await reckon(tx, book, lens, held, records)
  } else await insertTold(tx, command.id, made)
  await tx.run(keepAnswer, [p, command.id, JSON.stringify(answer ?? null)])
  return { done: 'now', answer }
}

/** Thrown to undo everything the command has done so far; `orAsked` turns it into an outcome outside the transaction. */
export class StoppedByGates extends Refusal {
  readonly gates: readonly Asked[]
  constructor(gates: readonly Asked[]) {
    super('a gate asks for something first')
    this.gates = gates
  }
}

/** Runs a transaction in which a command is carried out, and gives what gates asked as an outcome: the transaction is undone, nothing is written. */
export const orAsked = async <Answer>(run: Promise<Outcome<Answer>>): Promise<Outcome<Answer>> => {
  try {
    return await run
  } catch (error) {
    if (error instanceof StoppedByGates) return { done: 'asked', gates: error.gates }
    throw error
  }
}

type Made = {
  told: Told
  parts: { group: FieldGroup; part: Part }[]
  links: readonly { subject: SubjectId; as: 'present' | 'mentioned' }[]
}

const madeFrom = (tx: Tx, command: Command<unknown>, entry: NewEntry, known: Moment, agencyKind: AgencyKind): Made => {
  if (!command.writes.includes(entry.subject)) throw new UnfitEntry('a command appends only to the threads it said it writes')
  if (!command.kinds.some(kind => kind.name === entry.kind.name))
    throw new UnfitEntry('a command appends only the kinds it said it records')
  const parts = partsOf(entry)
  const timed = 'at' in entry.happened
  const told: Told = {
    id: entry.id ?? newId<EntryId>(),
    subject: entry.subject,
    act: entry.act,
    kind: entry.kind.name,
    on: dayOfPartial(entry.happened),
    at: timed ? (entry.happened as { at: Moment }).at : startOfDay(dayOfPartial(entry.happened)),
    precision: entry.happened.precision,
    known,
    author: tx.actor.account,
    role: tx.actor.role,
    agency: tx.actor.agency,
    agencyKind,
    audience: entry.audience,
    answers: entry.answers ?? null,
    corrects: entry.corrects ?? null,
    withdraws: entry.withdraws ?? false,
    facts: parts.find(one => one.group === 'record')?.part.facts ?? {},
  }
  return { told, parts, links: entry.links ?? [] }
}

/** The parts of an entry, checked by its kind's schema; a withdrawal has no content of its own. */
const partsOf = (entry: NewEntry): Made['parts'] => {
  if (entry.withdraws) return [{ group: 'record', part: { facts: {}, narrative: {} } }]
  return (Object.entries(entry.parts) as [FieldGroup, NonNullable<NewEntry['parts'][FieldGroup]>][]).map(([group, part]) => {
    const schema = group === 'record' ? entry.kind.record : entry.kind.also[group]
    if (!schema) throw new UnfitEntry(`${entry.kind.name} has no ${group} part`)
    const facts = schema.facts.safeParse(part.facts ?? {})
    const narrative = schema.narrative.safeParse(withoutBlanks(part.narrative ?? {}))
    if (!facts.success || !narrative.success)
      throw new UnfitEntry(
        `${entry.kind.name}, ${group}: ${[...(facts.error?.issues ?? []), ...(narrative.error?.issues ?? [])].map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
      )
    return { group, part: { facts: facts.data as Record<string, unknown>, narrative: withoutBlanks(narrative.data) } }
  })
}

const withoutBlanks = (words: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(words).filter((one): one is [string, string] => one[1] !== undefined && one[1] !== ''))

const asksOf = (book: Book, threads: ReadonlyMap<SubjectId, Thread>, told: Told, lens: Parameters<typeof gatesAsked>[4]): Asked[] => {
  const held = threads.get(told.subject)
  if (!held || told.withdraws) return []
  const { corrects, withdraws: _withdraws, ...content } = told
  // What puts an entry right is asked what the entry would be asked in its place: it passes no gate that stopped the first.
  const before = corrects
    ? new Thread(
        held.subject,
        held.form,
        held.told.filter(one => one.id !== corrects && one.corrects !== corrects),
      )
    : held
  const answers = told.answers ?? (corrects ? (held.find(corrects)?.answers ?? null) : null)
  return gatesAsked(book, before, homeOf(before, new Set(threads.values())), { ...content, answers, root: told.id } as Entry, lens)
}
