import { createHash, randomUUID } from 'node:crypto'
import { ageOn, type Day, dayOf } from '../../../guidance/index.ts'
import { Refusal, type Tx } from '../../../kernel/db/with-actor.ts'
import { type Paper, printPaper } from '../../../kernel/documents/paper/index.ts'
import type { Book } from '../../../thread/book.ts'
import { settingOn } from '../../../thread/derive.ts'
import { type CommandId, type EntryId, newId } from '../../../thread/ids.ts'
import { settingName } from '../../../thread/rule.ts'
import { liveLens } from '../../../thread/store/lens.ts'
import { accessAnswered, accessReleased } from '../access/access-request.ts'
import { accessRequestDue } from '../access/access-request-due.rules.ts'
import { tellAsKeeper } from '../keeping/hold-record.ts'
import {
  type Answered,
  answerCopy,
  type CopyHead,
  copyDecisions,
  copyHead,
  decideCopy,
  handCopy,
  keepReady,
  paperOf,
  readForCopy,
} from './copy.queries.ts'
import { type Copy, type CopyEntry, copyOf } from './copy.ts'
import { copyPaper, saidOn } from './copy-paper.ts'
import type { Decisions } from './decide.ts'
import { type Other, othersIn, ownOf } from './others.ts'
import type { ToldEntry } from './told-copy.ts'
import type { AskedBy } from './withhold.ts'

/** A copy as it stands, with everything that decides it. */
export type OpenCopy = {
  readonly head: CopyHead
  readonly told: readonly ToldEntry[]
  readonly others: readonly Other[]
  readonly decisions: Decisions
  readonly copy: Copy
}

/** Opens a copy that is prepared or looked through; undefined where there is none for the asker. */
export const openCopy = async (tx: Tx, book: Book, id: string): Promise<OpenCopy | undefined> => {
  const head = await copyHead(tx, id)
  if (!head) return undefined
  const { told, known } = await readForCopy(tx, id)
  const decisions = await copyDecisions(tx, id)
  const records = [...new Set([head.person, ...told.filter(entry => entry.own).map(entry => entry.subject)])]
  const own = ownOf(records, told)
  const shut = new Set(known.filter(one => !one.open).map(one => `person ${one.person}`))
  const others = othersIn(own, told, known, head.by !== 'the-person').map(other =>
    shut.has(other.key) ? { ...other, called: 'Somebody whose record is closed to you' } : other,
  )
  return { head, told, others, decisions, copy: copyOf(told, { book, own, others, by: head.by, decisions }) }
}

/** Does somebody else ask for a child who is old enough to be asked first? */
export const childIsAsked = async (tx: Tx, asked: { by: AskedBy; born: Day | null; on: Day }): Promise<boolean> => {
  if (asked.by === 'the-person' || asked.born === null || asked.born > asked.on) return false
  const { changed } = await liveLens(tx)
  const setting = accessRequestDue.settings.askedFrom
  const from = settingOn(setting, changed.get(settingName(accessRequestDue, 'askedFrom', setting)) ?? [], asked.on) as number
  const age = ageOn(asked.born, asked.on)
  return age >= from && age < 18
}

const pageLength = 10

/** The entries of one page of a copy, from 1. */
export const pageOf = (copy: Copy, page: number): readonly CopyEntry[] => copy.entries.slice((page - 1) * pageLength, page * pageLength)
export const pagesOf = (copy: Copy): number => Math.max(1, Math.ceil(copy.entries.length / pageLength))

/** What on a page nobody has decided and the program suggests something for. */
export const openOn = (entries: readonly CopyEntry[]) =>
  entries.flatMap(entry => entry.parts.filter(part => part.decision === null && part.suggested !== null))

/** What was shown of them: taken is only what somebody saw. */
export const seenOn = (entries: readonly CopyEntry[]): string =>
  createHash('sha256')
    .update(JSON.stringify(openOn(entries).map(part => [part.key, part.suggested, part.lines])))
    .digest('hex')

/** Takes what is suggested on one page. `otherwise`: what is suggested now is not what was shown. */
export const takeSuggested = async (
  tx: Tx,
  open: OpenCopy,
  { at, seen }: { at: number; seen: string },
): Promise<'done' | 'otherwise' | 'not-preparing'> => {
  const entries = pageOf(open.copy, at)
  if (seenOn(entries) !== seen) return 'otherwise'
  const made = openOn(entries).flatMap(part => (part.suggested ? [{ about: part.key, said: part.suggested }] : []))
  return (await decideCopy(tx, open.head.id, made)) ? 'done' : 'not-preparing'
}

/** The paper of a copy in which everything was decided. */
export const paperFor = (open: OpenCopy, made: Day): Paper =>
  copyPaper(open.copy, { of: open.head.name ?? 'a person not yet named', reader: open.head.reader, made })

/** How making a copy ready ended: `undecided`: something is left to decide; `told-since`: something was told meanwhile; or why no paper can be made here. */
export type MadeReady = 'done' | 'undecided' | 'told-since' | { readonly refused: string }

/** Prints the paper of a copy and keeps its exact bytes for a second person to look through. `open`: as it stands now. */
export const printCopy = async (open: OpenCopy, today: Day) => {
  if (open.copy.undecided > 0) return 'undecided' as const
  const paper = paperFor(open, today)
  const printed = await printPaper(paper)
  return printed.ok ? { paper, printed } : { refused: printed.refused }
}

/** Keeps what was printed, where the copy still stands as it was printed. */
export const keepPrinted = async (
  tx: Tx,
  book: Book,
  id: string,
  { paper, printed }: { paper: Paper; printed: { pdf: Buffer; pages: number } },
  today: Day,
): Promise<'done' | 'told-since'> => {
  const now = await openCopy(tx, book, id)
  // Somebody may have decided or told something while it was printed.
  if (!now || JSON.stringify(paperFor(now, today)) !== JSON.stringify(paper)) return 'told-since'
  const holds = now.copy.entries.flatMap(({ entry, parts }) =>
    parts.filter(part => part.decision?.answer === 'given').map(part => ({ entry: entry.id, group: part.group })),
  )
  const kept = await keepReady(tx, {
    copy: id,
    outgoing: randomUUID(),
    told: now.told.length,
    holds,
    content: printed.pdf,
    paper,
    pages: printed.pages,
  })
  return kept ? 'done' : 'told-since'
}

/** A copy that was not let go, and why: whatever was written down with it is undone. */
export class NotLetGo extends Refusal {
  readonly why: Exclude<Answered, 'done'>
  constructor(why: Exclude<Answered, 'done'>) {
    super(`a copy was not let go: ${why}`)
    this.why = why
  }
}

/**
 * Somebody who decided nothing of it lets the copy go that they read (`read`: its digest): the list of what was kept back stays on the record. Refuses with NotLetGo.
 */
export const letCopyGo = async (tx: Tx, book: Book, id: string, { command, read }: { command: CommandId; read: string }): Promise<void> => {
  const [head, kept] = [await copyHead(tx, id), await paperOf(tx, id)]
  if (!head?.sha256 || !kept) throw new NotLetGo('not-found')
  if (head.sha256 !== read) throw new NotLetGo('made-again')
  const entry = newId<EntryId>()
  const { entries, keptBack } = saidOn(kept.paper)
  const told = await tellAsKeeper(tx, book, { id: command, person: head.person, asked: { letGo: id } }, () => ({
    kind: accessReleased,
    id: entry,
    // The list says that another agency keeps something to itself: no other agency learns that.
    audience: 'agency',
    answers: head.request,
    parts: {
      record: {
        facts: { entries, keptBack: keptBack.length, sha256: read },
        narrative: keptBack.length > 0 ? { keptBack: keptBack.map(([what, why, law]) => `${what}: ${why} (${law}).`).join('\n') } : {},
      },
    },
  }))
  const done = told ? await answerCopy(tx, id, { read, letGo: true, because: null, entry }) : 'not-found'
  if (done !== 'done') throw new NotLetGo(done)
}

/** The copy was handed over: the request is answered. `told-since`: what was told since has to be kept back, and it is prepared again. */
export const handOver = async (
  tx: Tx,
  book: Book,
  id: string,
  command: CommandId,
  how: string,
): Promise<'done' | 'told-since' | 'not-found'> => {
  const handed = await handCopy(tx, id, how)
  if (!handed) return 'not-found'
  if (handed.done === 'told-since') return 'told-since'
  const told = await tellAsKeeper(tx, book, { id: command, person: handed.person, asked: { handed: id, how } }, () => ({
    kind: accessAnswered,
    answers: handed.request,
    parts: { record: { facts: { outcome: 'sent' }, narrative: { how } } },
  }))
  if (!told) throw new Error('a copy was handed over and the record does not say so')
  return 'done'
}

/** The day of the moment at which the asker asks. */
export const dayNow = (tx: Tx): Day => dayOf(tx.actor.at)
