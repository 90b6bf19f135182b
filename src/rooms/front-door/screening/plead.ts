import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId } from '../../../thread/ids.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import { agencyCheckAnswered } from './agency-check.ts'
import { agencyCheckPleaded, type Plea } from './check-pleaded.ts'
import type { OpenCheck } from './checks.queries.ts'

/** Writes down, once for each plea, that an agency pleaded what is no reason (practice: no-barrier). The check stays open. */
export const plead = (tx: Tx, book: Book, command: { id: CommandId; check: OpenCheck; plea: Plea }): Promise<Outcome<null>> => {
  const { check, plea } = command
  return carryOut(tx, book, {
    id: command.id,
    asked: { check: check.asked, plea },
    writes: [check.matter],
    kinds: [agencyCheckPleaded],
    decide: ({ thread }) => {
      const matter = thread(check.matter)
      const asked = matter.find(check.asked)
      const isOver = !asked || matter.answering(agencyCheckAnswered, asked).length > 0
      if (isOver || matter.answering(agencyCheckPleaded, asked).some(one => one.facts.plea === plea)) return { entries: [], answer: null }
      return {
        answer: null,
        entries: [
          {
            subject: check.matter,
            act: newId<ActId>(),
            kind: agencyCheckPleaded,
            happened: { at: tx.actor.at, precision: 'moment' },
            audience: 'professionals',
            answers: check.asked,
            parts: { record: { facts: { plea } } },
          },
        ],
      }
    },
  })
}
