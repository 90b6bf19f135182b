import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Paper } from '../../../kernel/documents/paper/index.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { Decisions, OtherDecision, PartDecision } from './decide.ts'
import type { KnownOf, ToldEntry } from './told-copy.ts'
import type { AskedBy } from './withhold.ts'

/** How far a copy is: being prepared, looked through by a second person, let go, handed over; or given up, the request answered otherwise. */
export type CopyState = 'preparing' | 'ready' | 'released' | 'handed-over' | 'given-up'

/** One copy: whose record, for whom, and how far it is. `waits`: does its request still wait? `mine`: did whoever reads this decide something of it? */
export type CopyHead = {
  readonly id: string
  readonly person: SubjectId
  readonly name: string | null
  readonly born: Day | null
  readonly request: EntryId
  readonly by: AskedBy
  readonly asked: Day
  readonly reader: string
  readonly childSays: string | null
  readonly state: CopyState
  readonly begunBy: string
  readonly readyBy: string | null
  readonly readyAt: Moment | null
  readonly sha256: string | null
  readonly size: number | null
  readonly pages: number | null
  readonly releasedBy: string | null
  readonly releasedAt: Moment | null
  readonly handedHow: string | null
  readonly returnedBy: string | null
  readonly returnedBecause: string | null
  readonly waits: boolean
  readonly mine: boolean
}

const begin = statement<{ id: string | null }>('copy-begin', null, 'select gt.begin_copy($1, $2, $3, $4, $5, $6) as id')
const head = statement<CopyHead>(
  'copy-head',
  row => ({ subjects: [row.person], entries: [row.request] }),
  `select copy_id as id, subject_id as person, name, born_on as born, request_id as request, asked_by as by, asked_on as asked, reader, child_says as "childSays", state,
     begun_name as "begunBy", ready_name as "readyBy", ready_at as "readyAt", sha256, size, pages, released_name as "releasedBy", released_at as "releasedAt",
     handed_how as "handedHow", returned_name as "returnedBy", returned_because as "returnedBecause", waits, mine from gt.copy_head($1, $2)`,
)
const copies = statement<{ id: string; person: SubjectId; request: EntryId; state: CopyState }>(
  'copies-of',
  row => ({ subjects: [row.person], entries: [row.request] }),
  'select copy_id as id, subject_id as person, request_id as request, state from gt.copies_of($1, $2)',
)
const told = statement<ToldEntry>(
  'copy-told',
  row => ({ subjects: [row.subject], entries: [row.id] }),
  `select entry_id as id, subject_id as subject, own, kind, happened_on as on, happened_at as at, precision, known_at as known, coalesce(author, '') as author, author_role as role,
     coalesce(agency, '') as agency, agency_kind as "agencyKind", audience, corrects, withdraws, parts, files from gt.copy_told($1, $2)`,
)
const others = statement<KnownOf & { open: boolean }>(
  'copy-others',
  row => ({ subjects: [row.person] }),
  'select person, open, said from gt.copy_others($1, $2)',
)
const decided = statement<{ about: string; said: PartDecision & OtherDecision }>(
  'copy-decided',
  null,
  'select about, said from gt.copy_decided($1, $2)',
)
const decide = statement<{ done: boolean }>('copy-decide', null, 'select gt.decide_copy($1, $2, $3) as done')
const ready = statement<{ done: boolean }>('copy-ready', null, 'select gt.copy_ready($1, $2, $3, $4, $5, $6, $7, $8) as done')
const paper = statement<{ person: SubjectId; content: Buffer; paper: Paper }>(
  'copy-paper',
  row => ({ subjects: [row.person] }),
  'select subject_id as person, content, paper from gt.copy_paper($1, $2)',
)
/**
 * How letting a copy go or giving it back ended. `made-again`: it is another than whoever answers read; `told-since`: something was told since it was made ready;
 * `not-written`: the record does not say that it went.
 */
export type Answered = 'done' | 'same-person' | 'made-again' | 'told-since' | 'not-written' | 'not-found'

const answer = statement<{ done: Answered }>('copy-answer', null, 'select gt.answer_copy($1, $2, $3, $4, $5, $6) as done')
const hand = statement<{ person: SubjectId; request: EntryId; done: 'done' | 'told-since' }>(
  'copy-hand',
  row => ({ subjects: [row.person], entries: [row.request] }),
  'select subject_id as person, request_id as request, done from gt.hand_copy($1, $2, $3)',
)

/** Begins the copy for a request, or gives the one that was begun for it; null where there is no such request for the asker. */
export const beginCopy = async (
  tx: Tx,
  asked: { copy: string; person: SubjectId; request: EntryId; reader: string; childSays: string | null },
): Promise<string | null> =>
  (await tx.run(begin, [tx.actor.partnership, asked.copy, asked.person, asked.request, asked.reader, asked.childSays]))[0]?.id ?? null

/** One copy, where the asker may prepare it. */
export const copyHead = async (tx: Tx, copy: string): Promise<CopyHead | undefined> => (await tx.run(head, [tx.actor.partnership, copy]))[0]

/** The copies that were begun of one person's record, by the request. */
export const copiesOf = (tx: Tx, person: SubjectId) => tx.run(copies, [tx.actor.partnership, person])

/** All that was told of the person, and of whoever the record is tied to what is needed to find them; nothing where no request waits. */
export const readForCopy = async (
  tx: Tx,
  copy: string,
): Promise<{ told: readonly ToldEntry[]; known: readonly (KnownOf & { open: boolean })[] }> => ({
  told: await tx.run(told, [tx.actor.partnership, copy]),
  known: await tx.run(others, [tx.actor.partnership, copy]),
})

/** What was decided of a copy so far. */
export const copyDecisions = async (tx: Tx, copy: string): Promise<Decisions> => {
  const rows = await tx.run(decided, [tx.actor.partnership, copy])
  return {
    parts: new Map(rows.filter(row => row.about.startsWith('part ')).map(row => [row.about, row.said])),
    others: new Map(rows.filter(row => !row.about.startsWith('part ')).map(row => [row.about.replace(/^other /, ''), row.said])),
  }
}

/** Keeps what was decided; false where the copy is not being prepared. */
export const decideCopy = async (
  tx: Tx,
  copy: string,
  made: readonly { about: string; said: PartDecision | OtherDecision }[],
): Promise<boolean> => (await tx.run(decide, [tx.actor.partnership, copy, JSON.stringify(made)]))[0]?.done ?? false

/** Keeps the bytes of a copy that is ready; false where it is not being prepared, or something was told since. */
export const keepReady = async (
  tx: Tx,
  made: { copy: string; outgoing: string; told: number; holds: unknown; content: Buffer; paper: unknown; pages: number },
): Promise<boolean> =>
  (
    await tx.run(ready, [
      tx.actor.partnership,
      made.copy,
      made.outgoing,
      made.told,
      JSON.stringify(made.holds),
      made.content,
      JSON.stringify(made.paper),
      made.pages,
    ])
  )[0]?.done ?? false

/** The exact bytes that were kept, with what they say as it was given to be printed. */
export const paperOf = async (tx: Tx, copy: string) => (await tx.run(paper, [tx.actor.partnership, copy]))[0]

/** Lets the copy go whose digest was read (`entry` says so on the record), or gives it back with the reason. */
export const answerCopy = async (
  tx: Tx,
  copy: string,
  answered: { read: string; letGo: boolean; because: string | null; entry: EntryId | null },
): Promise<Answered> =>
  (await tx.run(answer, [tx.actor.partnership, copy, answered.read, answered.letGo, answered.because, answered.entry]))[0]?.done ??
  'not-found'

/** Notes how a copy was handed over; the record and the request it answers, undefined where it was not let go. `told-since`: it is prepared again. */
export const handCopy = async (tx: Tx, copy: string, how: string) => (await tx.run(hand, [tx.actor.partnership, copy, how]))[0]
