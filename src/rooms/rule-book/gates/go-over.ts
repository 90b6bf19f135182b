import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { findingDecision } from '../../../thread/own-kinds/index.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import type { StandingGate } from './gates.queries.ts'

/**
 * Lets somebody else's work go on without what a gate asks for, with a written reason: an entry on the thread that names the finding (practice:
 * alert-never-silent). The gate goes on asking whoever wrote this, and the finding stands until its own end.
 */
export const goOver = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; person: SubjectId; gate: StandingGate; reason: string },
): Promise<Outcome<null>> => {
  const { person, gate, reason } = command
  return carryOut(tx, book, {
    id: command.id,
    asked: { person, rule: gate.rule.id, key: gate.key, reason },
    writes: [person],
    kinds: [findingDecision],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: person,
          act: newId<ActId>(),
          kind: findingDecision,
          happened: { at: tx.actor.at, precision: 'moment' },
          audience: gate.layer === 'open' ? 'professionals' : 'agency',
          parts: { record: { facts: { rule: gate.rule.id, key: gate.key, decision: 'overridden' }, narrative: { reason } } },
        },
      ],
    }),
  })
}
