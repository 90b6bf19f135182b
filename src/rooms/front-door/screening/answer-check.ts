import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import { type ActId, type CommandId, newId } from '../../../thread/ids.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import { agencyCheckAnswered } from './agency-check.ts'
import type { OpenCheck } from './checks.queries.ts'

/** What an agency answers: what it holds, that it holds nothing, or that it will not say and why. */
export type Answer =
  | { answer: 'held'; summary: string | undefined; apart: string | undefined }
  | { answer: 'nothing' }
  | { answer: 'refused'; why: string }

/** The part of an answer that fewer may read: health detail and police intelligence have parts of their own; other agencies have none. */
export const partApart = (kind: AgencyKind): 'health' | 'police' | undefined => (kind === 'health' || kind === 'police' ? kind : undefined)

/** Answers a check for an agency (practice: bridge-screening). A check is answered once; somebody else's answer stays as they gave it. */
export const answerCheck = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; check: OpenCheck; answer: Answer },
): Promise<Outcome<{ answered: boolean }>> => {
  const { check, answer } = command
  const group = partApart(check.kind)
  return carryOut<{ answered: boolean }>(tx, book, {
    id: command.id,
    asked: { check: check.asked, answer },
    writes: [check.matter],
    kinds: [agencyCheckAnswered],
    decide: ({ thread }) => {
      const matter = thread(check.matter)
      const asked = matter.find(check.asked)
      if (!asked || matter.answering(agencyCheckAnswered, asked).length > 0) return { entries: [], answer: { answered: false } }
      return {
        answer: { answered: true },
        entries: [
          {
            subject: check.matter,
            act: newId<ActId>(),
            kind: agencyCheckAnswered,
            happened: { at: tx.actor.at, precision: 'moment' },
            audience: 'professionals',
            answers: check.asked,
            parts: {
              record: {
                facts: { held: answer.answer === 'held', refused: answer.answer === 'refused' },
                narrative: {
                  summary: answer.answer === 'held' ? answer.summary : undefined,
                  whyRefused: answer.answer === 'refused' ? answer.why : undefined,
                },
              },
              ...(answer.answer === 'held' && answer.apart && group ? { [group]: { narrative: { summary: answer.apart } } } : {}),
            },
          },
        ],
      }
    },
  })
}
