import { book } from '../../../src/rooms/book.ts'
import { childInNeedReview } from '../../../src/rooms/child-in-need/index.ts'
import { type CommandId, newId, type SubjectId } from '../../../src/thread/ids.ts'
import { findingDecision } from '../../../src/thread/own-kinds/index.ts'
import { carryOut, orAsked } from '../../../src/thread/store/append.ts'
import { type AnyInvariant, counted, type Ground, invariant } from '../colliding.ts'
import { childrenOf } from './of-children.ts'

/** What a gate asks stands until another person lets it pass, whatever its author does at one moment. */

const rule = 'child-voice-missing'
/** A book whose gates ask nothing: what the same people do where nothing holds them. */
const openBook: typeof book = { ...book, rules: book.rules.map(one => ({ ...one, gate: null })) }

const reviewed = (ground: Ground, subject: SubjectId, by = book) =>
  ground.by('team-manager', tx =>
    carryOut(tx, by, {
      id: newId<CommandId>(),
      asked: 'reviewed without the child',
      writes: [subject],
      kinds: [childInNeedReview],
      decide: () => ({
        answer: null,
        entries: [
          {
            subject,
            act: newId(),
            kind: childInNeedReview,
            happened: { at: tx.actor.at, precision: 'moment' },
            audience: 'professionals',
            parts: { record: { facts: { outcome: 'not-known' } } },
          },
        ],
      }),
    }),
  )

/** The same person says in writing that it may go on. */
const letPass = (ground: Ground, subject: SubjectId, key: string) =>
  ground.by('team-manager', tx =>
    carryOut(tx, book, {
      id: newId<CommandId>(),
      asked: key,
      writes: [subject],
      kinds: [findingDecision],
      decide: () => ({
        answer: null,
        entries: [
          {
            subject,
            act: newId(),
            kind: findingDecision,
            happened: { at: tx.actor.at, precision: 'moment' },
            audience: 'professionals',
            parts: { record: { facts: { rule, key, decision: 'overridden' }, narrative: { reason: 'I know what it says.' } } },
          },
        ],
      }),
    }),
  )

type Asked = { readonly child: SubjectId; readonly key: string }

export const atAGate: readonly AnyInvariant[] = [
  invariant<Asked>({
    says: 'a gate is not passed by the word of whoever it asks',
    prepare: async (ground, count) => {
      const all: Asked[] = []
      for (const child of await childrenOf(ground, count)) {
        const asked = await orAsked(reviewed(ground, child))
        const gate = asked.done === 'asked' ? asked.gates.find(one => one.rule === rule) : undefined
        if (!gate) throw new Error('no gate asks here')
        all.push({ child, key: gate.key })
      }
      return all
    },
    pair: (ground, { child, key }) => [() => letPass(ground, child, key), () => orAsked(reviewed(ground, child))],
    naive: (ground, { child, key }) => [() => letPass(ground, child, key), () => reviewed(ground, child, openBook)],
    broken: (ground, all) =>
      counted(
        ground,
        `select s.id from unnest($1::uuid[]) s(id) where exists (select from gt.entry e where e.subject_id = s.id and e.kind = 'child-in-need-review'
           and not exists (select from gt.entry o where o.subject_id = s.id and o.kind = 'finding-decision' and o.author_id <> e.author_id))`,
        all.map(one => one.child),
      ),
    // What holds it is the program's, in the transaction that holds the thread: the database itself loses nothing here.
    without: async () => undefined,
  }),
]
