import { book } from '../../../src/rooms/book.ts'
import { action } from '../../../src/rooms/meetings/actions/action.ts'
import { EndedBefore, endAction } from '../../../src/rooms/meetings/actions/ask-action.ts'
import { tell } from '../../../src/rooms/testing/tell.ts'
import { type CommandId, type EntryId, newId, type SubjectId } from '../../../src/thread/ids.ts'
import { involvement } from '../../../src/thread/own-kinds/index.ts'
import { ids } from '../../database.ts'
import { type AnyInvariant, counted, type Ground, invariant, type Loss, refusedIs, unheld } from '../colliding.ts'

/** What must hold of what somebody was asked to do. */

type Asked = { readonly matter: SubjectId; readonly own: EntryId }

/** Asks the housing officer to do something, on a matter of its own. */
const asked = async ({ database }: Ground): Promise<Asked> => {
  const [matter, own] = [newId<SubjectId>(), newId<EntryId>()]
  await tell(
    database,
    'team-manager',
    [
      {
        subject: matter,
        id: own,
        kind: action,
        parts: {
          record: { facts: { account: ids.account('housing-officer') }, narrative: { what: 'The landlord opens the flat on Friday' } },
        },
      },
      {
        subject: matter,
        kind: involvement,
        parts: { record: { facts: { holder: ids.account('housing-officer'), form: 'account', as: 'action-owner' } } },
      },
    ],
    { begins: [{ subject: matter, form: 'matter' }] },
  )
  return { matter, own }
}

const ended = (ground: Ground, sides: Asked, outcome: 'done' | 'not-done') =>
  refusedIs(EndedBefore, () =>
    ground.by('housing-officer', tx => endAction(tx, book, { id: newId<CommandId>(), sides, outcome, words: 'What came of it.' })),
  )

const withoutOnce: Loss = async database => {
  await unheld(database)
  await database.admin('drop trigger ended_once on gt.entry')
}

export const ofActions: readonly AnyInvariant[] = [
  invariant<Asked>({
    says: 'what became of an action is said once',
    prepare: async (ground, count) => {
      const all: Asked[] = []
      for (let at = 0; at < count; at += 1) all.push(await asked(ground))
      return all
    },
    pair: (ground, sides) => [ended(ground, sides, 'done'), ended(ground, sides, 'not-done')],
    broken: (ground, all) =>
      counted(
        ground,
        `select s.id from unnest($1::uuid[]) s(id) where (select count(*) from gt.entry e where e.subject_id = s.id and e.kind = 'action-done') <> 1`,
        all.map(one => one.matter),
      ),
    without: withoutOnce,
  }),
]
