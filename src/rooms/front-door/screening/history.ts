import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { historyAsked, historyReceived, livedElsewhere } from '../referral/other-authority.ts'
import { plainName } from '../referral/sources.ts'

/** What is written down of another authority: that somebody lived there, that it was asked, what it sent, or that it holds nothing. */
export const historySteps = {
  lived: 'The child or a parent has lived there',
  asked: 'I have asked it for its history',
  received: 'Its history has come',
  nothing: 'It has answered that it holds nothing',
} as const
export type HistoryStep = keyof typeof historySteps

/**
 * Writes down what concerns another authority on a child's own thread (practice: other-authority-history). That the child is known there is written with
 * the first of it, so that the clock for its answer runs whatever is written first.
 */
export const recordHistory = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; person: SubjectId; authority: string; step: HistoryStep; words: string | undefined },
): Promise<Outcome<{ recorded: HistoryStep }>> => {
  const { person, authority, step, words } = command
  return carryOut<{ recorded: HistoryStep }>(tx, book, {
    id: command.id,
    asked: { person, authority, step, words },
    writes: [person],
    kinds: [livedElsewhere, historyAsked, historyReceived],
    decide: ({ thread }) => {
      const shared = {
        subject: person,
        act: newId<ActId>(),
        happened: { at: tx.actor.at, precision: 'moment' },
        audience: 'professionals',
      } as const
      const known = thread(person)
        .of(livedElsewhere)
        .some(one => plainName(one.facts.authority) === plainName(authority))
      const lived: NewEntry[] =
        known && step !== 'lived'
          ? []
          : [
              {
                ...shared,
                kind: livedElsewhere,
                parts: { record: { facts: { authority }, narrative: step === 'lived' ? { note: words } : {} } },
              },
            ]
      const next: Record<HistoryStep, NewEntry[]> = {
        lived: [],
        asked: [{ ...shared, kind: historyAsked, parts: { record: { facts: { authority }, narrative: { question: words } } } }],
        received: [
          { ...shared, kind: historyReceived, parts: { record: { facts: { authority, held: true }, narrative: { summary: words } } } },
        ],
        nothing: [
          { ...shared, kind: historyReceived, parts: { record: { facts: { authority, held: false }, narrative: { summary: words } } } },
        ],
      }
      return { entries: [...(known && step === 'lived' ? [] : lived), ...next[step]], answer: { recorded: step } }
    },
  })
}
