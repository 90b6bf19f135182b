import { type Day, dayOf } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type AccountId, type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry } from '../../../thread/store/append.ts'
import type { Thread } from '../../../thread/thread.ts'
import { tellOfPassing } from '../notices/notices.ts'

/** As many children as are passed on in one go: all of it is done, or nothing. */
export const mostAtOnce = 50

export type ChangeLead = {
  readonly id: CommandId
  readonly people: readonly SubjectId[]
  readonly to: AccountId
  /** The day from which the new worker leads: today, or a day that has passed. */
  readonly on: Day
  readonly reason: string
}

/** Who led a child before, by child; those whose lead worker did not change are not among them. */
type Moved = { readonly subject: SubjectId; readonly before: readonly AccountId[] }

const leadsOf = (child: Thread) =>
  child
    .where(involvement, one => one.facts.as === 'lead' && one.facts.form === 'account')
    .filter(one => child.answering(involvementEnd, one).length === 0)

/**
 * Gives some children another lead worker, in one act: the involvement of whoever led them ends and the new one begins, so that access changes hands on the
 * very next request; what the old worker wrote stays readable to them (practice: key-practitioner, one for each child). Both workers are told. The same
 * command is done once. Gives how many children have another lead worker now. Only whoever manages the child may (access matrix: append involvement).
 */
export const changeLead = async (tx: Tx, book: Book, { id, people, to, on, reason }: ChangeLead): Promise<number> => {
  const { at } = tx.actor
  const act = newId<ActId>()
  // What is done today holds from this moment; of an earlier day only the day is known.
  const happened: NewEntry['happened'] = on === dayOf(at) ? { at, precision: 'moment' } : { on, precision: 'day' }
  const outcome = await carryOut<readonly Moved[]>(tx, book, {
    id,
    asked: { people, to, on, reason },
    writes: people,
    kinds: [involvement, involvementEnd],
    decide: ({ thread }) => {
      const entries: NewEntry[] = []
      const moved: Moved[] = []
      for (const subject of people) {
        const leads = leadsOf(thread(subject))
        const others = leads.filter(one => one.facts.holder !== to)
        const shared = { subject, act, happened, audience: 'professionals' } as const
        for (const one of others)
          entries.push({ ...shared, kind: involvementEnd, answers: one.root, parts: { record: { narrative: { reason } } } })
        if (others.length === leads.length)
          entries.push({
            ...shared,
            kind: involvement,
            parts: { record: { facts: { holder: to, form: 'account', as: 'lead' }, narrative: { reason } } },
          })
        if (others.length > 0 || leads.length === 0) moved.push({ subject, before: others.map(one => one.facts.holder as AccountId) })
      }
      return { entries, answer: moved }
    },
  })
  if (outcome.done === 'asked') throw new Error('no gate asks about a lead worker')
  if (outcome.done === 'now') await tellOfPassing(tx, { moved: outcome.answer, to, on, reason })
  return outcome.answer.length
}
