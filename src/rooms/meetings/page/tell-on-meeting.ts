import type { Moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'

/** What every entry of one act on a meeting shares. */
export type OnThisMeeting = Pick<NewEntry, 'subject' | 'act' | 'happened' | 'audience'>

/** Tells entries of one meeting, in one act, done once. `asked`: what a repeat of the command is known by. */
export const tellOnMeeting = (
  tx: Tx,
  book: Book,
  command: {
    readonly id: CommandId
    readonly matter: SubjectId
    readonly now: Moment
    readonly asked: unknown
    readonly kinds: readonly AnyKind[]
    readonly entries: (shared: OnThisMeeting) => readonly NewEntry[]
  },
): Promise<Outcome<null>> =>
  carryOut<null>(tx, book, {
    id: command.id,
    asked: { matter: command.matter, asked: command.asked },
    writes: [command.matter],
    kinds: command.kinds,
    decide: () => ({
      entries: command.entries({
        subject: command.matter,
        act: newId<ActId>(),
        happened: { at: command.now, precision: 'moment' },
        audience: 'professionals',
      }),
      answer: null,
    }),
  })

/** What was carried out where no gate may stand before it. Throws where one does: that is a fault of the program. */
export const ungated = async (run: Promise<Outcome<unknown>>): Promise<void> => {
  if ((await run).done === 'asked') throw new Error('no gate stands before this on a meeting')
}
