import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type AccountId, type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { involvement, involvementEnd, type Relation } from '../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { tellOfClosing } from '../../commands.ts'
import { caseClosed, closedWhyWords } from './case-closed.ts'

/** Who works with a child for children's social care, or because of what it arranged: their work ends with the case. Agencies that know the child of themselves go on. */
const endsWithTheCase: readonly Relation[] = ['lead', 'co-worker', 'manager', 'chair', 'core-group', 'conference-office', 'legal']

/** Who did the work with a child: they are told that it closed. */
const worked: readonly Relation[] = ['lead', 'co-worker']

/** What is written of a child whose case closes. */
export type Closing = {
  readonly why: Exclude<keyof typeof closedWhyWords, 'not-known'>
  readonly whoStays?: string
  readonly toldOn: string
  readonly narrative: Readonly<Record<string, string | undefined>>
}

/**
 * Closes some children to children's social care, in one act and once for each command: the closing stands on each child's own thread, and the work of the team, of
 * the lead worker and of whoever was named for conferences ends with it, so that access ends on the very next request while what each wrote stays readable to them; whoever worked with the child is told
 * (practice: closure-gate). `open`: what is still asked about each child, by the rules that ask it; it stays on the record. Gates ask first.
 */
export const closeCase = async (
  tx: Tx,
  book: Book,
  command: { id: CommandId; children: readonly SubjectId[]; closing: Closing; open: ReadonlyMap<SubjectId, readonly string[]>; on: Day },
): Promise<Outcome<null>> => {
  const { id, children, closing, open, on } = command
  const { narrative, ...facts } = closing
  const outcome = await carryOut<{ readonly worked: readonly { readonly subject: SubjectId; readonly by: AccountId }[] }>(tx, book, {
    id,
    asked: { children, closing },
    writes: children,
    kinds: [caseClosed, involvementEnd],
    decide: ({ thread }) => {
      const act = newId<ActId>()
      const happened = { at: tx.actor.at, precision: 'moment' } as const
      return {
        answer: {
          worked: children.flatMap(subject =>
            thread(subject)
              .where(involvement, one => worked.includes(one.facts.as) && one.facts.form === 'account')
              .filter(one => thread(subject).answering(involvementEnd, one).length === 0)
              .map(one => ({ subject, by: one.facts.holder as AccountId })),
          ),
        },
        entries: children.flatMap((subject): NewEntry[] => {
          const shared = { subject, act, happened, audience: 'professionals' } as const
          const child = thread(subject)
          const stillOpen = open.get(subject) ?? []
          return [
            {
              ...shared,
              kind: caseClosed,
              parts: { record: { facts: { ...facts, ...(stillOpen.length > 0 ? { stillOpen } : {}) }, narrative } },
            },
            ...child
              .where(involvement, one => endsWithTheCase.includes(one.facts.as))
              .filter(one => child.answering(involvementEnd, one).length === 0)
              .map(
                (one): NewEntry => ({
                  ...shared,
                  kind: involvementEnd,
                  answers: one.root,
                  parts: { record: { narrative: { reason: 'The case was closed' } } },
                }),
              ),
          ]
        }),
      }
    },
  })
  if (outcome.done === 'asked') return outcome
  if (outcome.done === 'now')
    await tellOfClosing(tx, { closed: outcome.answer.worked, on, reason: `The case was closed: ${closedWhyWords[closing.why]}.` })
  return { done: outcome.done, answer: null }
}
