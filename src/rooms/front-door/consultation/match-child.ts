import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import { type Consultation, readConsultation } from './consultation.queries.ts'
import { consultationAbout, consultationMatched } from './consultation.ts'

/**
 * Finds the child of a consultation on record: from now on it stands on the child's own record that The Bridge was asked, and what it advised. `person`: one
 * of those who came up. Once; a second match changes nothing until the first is undone.
 */
export const matchChild = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; consultation: Consultation; person: SubjectId },
): Promise<Outcome<{ matched: boolean }>> => {
  const { consultation, person } = command
  const { matter, entry, at, facts } = consultation
  return carryOut<{ matched: boolean }>(tx, book, {
    id: command.id,
    asked: { matter, person },
    writes: [matter, person],
    kinds: [consultationMatched, consultationAbout],
    decide: async () => {
      const now = await readConsultation(tx, matter)
      if (!facts || now?.matched) return { entries: [], answer: { matched: false } }
      const about = newId<EntryId>()
      const shared = { act: newId<ActId>(), audience: 'professionals' } as const
      return {
        answer: { matched: true },
        entries: [
          {
            ...shared,
            subject: person,
            id: about,
            kind: consultationAbout,
            happened: { at, precision: 'moment' },
            parts: { record: { facts: { matter, advice: facts.advice } } },
          },
          {
            ...shared,
            subject: matter,
            kind: consultationMatched,
            happened: { at: tx.actor.at, precision: 'moment' },
            answers: entry,
            parts: { record: { facts: { person, about } } },
          },
        ],
      }
    },
  })
}

/** Undoes that: both entries are withdrawn, and nothing of it stands on the child's record. */
export const undoMatchedChild = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; matter: SubjectId; matched: NonNullable<Consultation['matched']> },
): Promise<Outcome<{ undone: boolean }>> => {
  const { matter, matched } = command
  return carryOut<{ undone: boolean }>(tx, book, {
    id: command.id,
    asked: { matter, undo: matched.entry },
    writes: [matter, matched.person],
    kinds: [consultationMatched, consultationAbout],
    decide: async () => {
      const now = await readConsultation(tx, matter)
      if (now?.matched?.entry !== matched.entry) return { entries: [], answer: { undone: false } }
      const shared = {
        act: newId<ActId>(),
        happened: { at: tx.actor.at, precision: 'moment' },
        audience: 'professionals',
        withdraws: true,
        parts: {},
      } as const
      return {
        answer: { undone: true },
        entries: [
          { ...shared, subject: matched.person, kind: consultationAbout, corrects: matched.about },
          { ...shared, subject: matter, kind: consultationMatched, corrects: matched.entry },
        ],
      }
    },
  })
}
