import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import { childsVoice } from './childs-voice.ts'
import type { VoiceForm } from './voice-form.ts'

/** Writes down what one child says or shows, or why the child could not be heard (practice: childs-voice). What does not belong to the answer is left out. */
export const recordVoice = (tx: Tx, book: Book, command: { id: CommandId; person: SubjectId; form: VoiceForm }): Promise<Outcome<null>> => {
  const { person, form } = command
  const { on, obtained, heard, where, alone, language, notHeardWhy, ...narrative } = form
  const record =
    obtained === 'yes'
      ? {
          facts: {
            obtained: true,
            heard,
            ...(where ? { where } : {}),
            ...(alone ? { alone: alone === 'yes' } : {}),
            ...(language ? { language } : {}),
          },
          narrative,
        }
      : { facts: { obtained: false }, narrative: { notHeardWhy } }
  return carryOut(tx, book, {
    id: command.id,
    asked: { person, form },
    writes: [person],
    kinds: [childsVoice],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: person,
          act: newId<ActId>(),
          kind: childsVoice,
          happened: { on, precision: 'day' },
          audience: 'professionals',
          parts: { record },
        },
      ],
    }),
  })
}
