import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { CommandId, SubjectId } from '../../../thread/ids.ts'
import type { Outcome } from '../../../thread/store/append.ts'
import { type Assigned, assignConcerns } from '../queue/assign.ts'

/** The asker takes a concern to screen it. Whoever had taken it before has it no longer: one concern is in one pair of hands. Taking one's own again changes nothing. */
export const takeConcern = (tx: Tx, book: Book, command: { id: CommandId; matter: SubjectId }): Promise<Outcome<Assigned>> =>
  assignConcerns(tx, book, { id: command.id, matters: [command.matter], to: tx.actor.account })

/** The asker gives a concern back to the queue. What somebody else has taken stays theirs. */
export const releaseConcern = (tx: Tx, book: Book, command: { id: CommandId; matter: SubjectId }): Promise<Outcome<Assigned>> =>
  assignConcerns(tx, book, { id: command.id, matters: [command.matter], to: null, onlyOwn: true })
