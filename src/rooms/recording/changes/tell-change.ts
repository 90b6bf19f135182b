import type { z } from 'zod'
import type { Moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import type { changeForm, weighForm } from './change-form.ts'
import { changeWeighed, circumstancesChanged } from './circumstances.ts'

/** Tells that something has changed around some children: one act, an entry for each. */
export const tellChange = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; about: readonly SubjectId[]; form: Omit<z.output<typeof changeForm.schema>, 'about'> },
): Promise<Outcome<null>> => {
  const { about, form } = command
  const act = newId<ActId>()
  return carryOut(tx, book, {
    id: command.id,
    asked: { about, form },
    writes: about,
    kinds: [circumstancesChanged],
    decide: () => ({
      answer: null,
      entries: about.map(subject => ({
        subject,
        act,
        kind: circumstancesChanged,
        happened: { on: form.on, precision: 'day' },
        audience: 'professionals' as const,
        parts: { record: { facts: { what: form.what }, narrative: { whatChanged: form.whatChanged } } },
      })),
    }),
  })
}

/** Writes down what the changes so far mean for a child, and whether the stage of support still fits: it answers every change that was told before. */
export const weighChange = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; person: SubjectId; now: Moment; form: z.output<typeof weighForm.schema> },
): Promise<Outcome<null>> => {
  const { person, now, form } = command
  return carryOut(tx, book, {
    id: command.id,
    asked: { person, form },
    writes: [person],
    kinds: [changeWeighed],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: person,
          act: newId<ActId>(),
          kind: changeWeighed,
          happened: { at: now, precision: 'moment' },
          audience: 'professionals',
          parts: { record: { facts: { stageStillFits: form.stageStillFits === 'yes' }, narrative: { impact: form.impact } } },
        },
      ],
    }),
  })
}
