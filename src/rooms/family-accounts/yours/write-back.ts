import { dayOf } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut } from '../../../thread/store/append.ts'
import { childsVoice } from '../../voice/index.ts'
import { familyView, type ViewSort } from '../telling/family-view.ts'
import { asFamily, type OwnFamily, type OwnItem } from './yours.queries.ts'

/**
 * Writes down what somebody of the family says, in their own words, on the child's thread: for those who work with the child and for nobody else of the family. What a
 * young person says they think is the child's voice. False where the account does not stand for this child.
 */
export const writeBack = (
  tx: Tx,
  book: Book,
  id: CommandId,
  one: { family: OwnFamily; child: SubjectId; about: OwnItem | undefined; sort: ViewSort; words: string },
): Promise<boolean> => {
  const { family, child, about, sort, words } = one
  const isVoice = family.sort === 'young-person' && sort === 'view'
  const kind = isVoice ? childsVoice : familyView
  return asFamily(tx, child, async () => {
    const outcome = await carryOut(tx, book, {
      id,
      asked: { child, about: about?.item ?? null, sort, words },
      writes: [child],
      kinds: [kind],
      decide: () => ({
        answer: null,
        entries: [
          {
            subject: child,
            act: newId<ActId>(),
            kind,
            happened: isVoice ? { on: dayOf(tx.actor.at), precision: 'day' } : { at: tx.actor.at, precision: 'moment' },
            audience: 'professionals',
            ...(about ? { answers: about.told } : {}),
            parts: isVoice
              ? { record: { facts: { obtained: true, heard: ['written'], where: 'apart' }, narrative: { childsWords: words } } }
              : {
                  record: {
                    facts: { sort, by: family.sort, ...(about ? { item: about.item } : {}) },
                    narrative: { inTheirWords: words },
                  },
                },
          },
        ],
      }),
    })
    if (outcome.done === 'asked') throw new Error('a gate stood before what a family writes')
  })
}
