import { type Day, momentOf, Temporal } from '../../../guidance/index.ts'
import { Refusal, type Tx } from '../../../kernel/db/with-actor.ts'
import { printPaper } from '../../../kernel/documents/paper/index.ts'
import { enqueue } from '../../../kernel/jobs/index.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, idNamed, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import { type Done, keepOutgoing, type Made, type Outgoing, recallOutgoing, releaseOutgoing, type Why } from './disclosure.queries.ts'
import { type DocumentKind, disclosure, disclosureRecalled, type senders } from './disclosure.ts'
import { recallMinutes } from './numbers.ts'
import { keyOf } from './readers.ts'
import { tellSent } from './tell-sent.ts'
import type { documentFor, Recipient } from './what-may-go.ts'

/** What the database refused; the transaction is undone, and the page says why. */
export class Refused extends Refusal {
  readonly done: Done
  constructor(done: Done) {
    super(`what goes out was refused: ${done}`)
    this.done = done
  }
}

const orRefused = (done: Done): void => {
  if (done !== 'done') throw new Refused(done)
}

/** One document for one reader, ready to be printed. */
export type Ready = {
  readonly reader: Recipient
  readonly document: NonNullable<ReturnType<typeof documentFor>>
  /** What kind of document it is: chosen entries, where nothing else is said. */
  readonly kind?: DocumentKind
  /** The conference whose paper it is. */
  readonly meeting?: SubjectId
}

/** Prints each, outside any transaction. Gives why not, in words, on a machine that cannot. */
export const printEach = async (
  command: { id: string; person: SubjectId },
  ready: readonly Ready[],
): Promise<{ readonly made: readonly Made[] } | { readonly refused: string }> => {
  const made: Made[] = []
  for (const { reader, document, kind = 'chosen-entries', meeting } of ready) {
    const printed = await printPaper(document.paper)
    if (!printed.ok) return { refused: printed.refused }
    made.push({
      id: idNamed(command.id, keyOf(reader)),
      kind,
      meeting,
      person: command.person,
      act: command.id,
      reader: reader.name,
      as: reader.as,
      to: reader,
      holds: document.holds,
      pages: printed.pages,
      pdf: printed.pdf,
      paper: document.paper,
    })
  }
  return { made }
}

/** Keeps them all, or none. */
export const keepEach = async (tx: Tx, made: readonly Made[]): Promise<void> => {
  for (const one of made) orRefused(await keepOutgoing(tx, one))
}

const moment = (tx: Tx) => ({ at: tx.actor.at, precision: 'moment' }) as const

const sentBy: Readonly<Record<string, (typeof senders)[number]>> = { 'team-manager': 'manager', 'conference-chair': 'chair' }

/** Lets one go: the entry on the record, and from then on the time in which it can be taken back. Refuses (Refused) what the database does not let go. */
export const sendOutgoing = async (
  tx: Tx,
  book: Book,
  command: { id: CommandId; outgoing: Outgoing; on: Day },
): Promise<Outcome<{ entry: EntryId }>> => {
  const { outgoing } = command
  if (outgoing.state !== 'checked') throw new Refused('moved-on')
  const entry = newId<EntryId>()
  const outcome = await carryOut(tx, book, {
    id: command.id,
    asked: { release: outgoing.id },
    writes: [outgoing.person],
    kinds: [disclosure],
    decide: () => ({
      answer: { entry },
      entries: [
        {
          id: entry,
          subject: outgoing.person,
          act: newId<ActId>(),
          kind: disclosure,
          happened: moment(tx),
          audience: 'professionals',
          parts: {
            record: {
              facts: {
                decision: 'shared',
                document: outgoing.kind,
                to: outgoing.sort !== 'person' ? 'professional' : outgoing.self ? 'child' : 'family',
                as: outgoing.as,
                ...(outgoing.why.basis ? { basis: outgoing.why.basis } : {}),
                known: outgoing.why.known ?? 'not-yet',
                outgoing: outgoing.id,
                ...(outgoing.sort === 'account' ? { sentBy: sentBy[tx.actor.role] ?? 'lead' } : {}),
                entries: outgoing.entries,
                second: outgoing.secondBecause.length > 0,
              },
              narrative: {
                reader: outgoing.reader,
                why: outgoing.why.purpose ?? '',
                checked: Object.entries(outgoing.answers)
                  .map(([, answer]) => answer)
                  .join('\n'),
              },
            },
          },
        },
      ],
    }),
  })
  if (outcome.done === 'now') {
    const minutes = await recallMinutes(tx, command.on)
    orRefused(await releaseOutgoing(tx, outgoing.id, entry, minutes))
    if (outgoing.sort === 'account')
      await enqueue(
        tx,
        tellSent,
        { outgoing: outgoing.id },
        { key: outgoing.id, at: momentOf(Temporal.Instant.from(tx.actor.at).add({ minutes })) },
      )
  }
  return outcome
}

/** Takes one back before anybody has it, and says so on the record; or throws away what was not let go, which was never sent. */
export const takeBack = async (
  tx: Tx,
  book: Book,
  command: { id: CommandId; outgoing: Outgoing; reason: string },
): Promise<Outcome<null>> => {
  const { outgoing, reason } = command
  const sent = outgoing.entry
  const outcome: Outcome<null> = sent
    ? await carryOut(tx, book, {
        id: command.id,
        asked: { recall: outgoing.id, reason },
        writes: [outgoing.person],
        kinds: [disclosureRecalled],
        decide: () => ({
          answer: null,
          entries: [
            {
              subject: outgoing.person,
              act: newId<ActId>(),
              kind: disclosureRecalled,
              happened: moment(tx),
              audience: 'professionals',
              answers: sent,
              parts: { record: { facts: {}, narrative: { reason } } },
            },
          ],
        }),
      })
    : { done: 'now', answer: null }
  if (outcome.done === 'now') orRefused(await recallOutgoing(tx, outgoing.id, reason))
  return outcome
}

/** Writes down that something is not shared: with whom, what it was about, and why. */
export const decideNot = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; person: SubjectId; reader: Recipient | undefined; why: string; known: Why['known'] },
): Promise<Outcome<null>> =>
  carryOut(tx, book, {
    id: command.id,
    asked: { not: command.person, reader: command.reader?.id ?? null, why: command.why, known: command.known },
    writes: [command.person],
    kinds: [disclosure],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: command.person,
          act: newId<ActId>(),
          kind: disclosure,
          happened: moment(tx),
          audience: 'professionals',
          parts: {
            record: {
              facts: {
                decision: 'not-shared',
                document: 'chosen-entries',
                to: command.reader?.sort === 'person' ? (command.reader.self ? 'child' : 'family') : 'professional',
                as: command.reader?.as ?? 'somebody who is not on the case',
                known: command.known,
              },
              narrative: { ...(command.reader ? { reader: command.reader.name } : {}), why: command.why },
            },
          },
        },
      ],
    }),
  })
