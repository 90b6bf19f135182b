import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { type ChildOnRecord, openChild, readByKind, readStanding, sayOf, type ToldByKind } from '../../family/index.ts'
import { goodEnoughJudged } from './good-enough.ts'
import { neglectSign } from './neglect-sign.ts'
import { neglectTool } from './neglect-tool.ts'

/** How a child is cared for, as far as whoever asks may read: what was told, and what is due. */
export type NeglectView = {
  readonly child: ChildOnRecord
  readonly told: ToldByKind
  readonly due: readonly { readonly key: string; readonly says: string; readonly dueOn: Day | null }[]
}

const asked = ['neglect-tool-due', 'good-enough-test', 'cumulative-neglect'] as const

/** Reads it; nothing to be found for those who may write nothing of it, since who works with the child may write. `kind`: what a page is to write. */
export const readNeglect = async (tx: Tx, book: Book, person: SubjectId, kind?: AnyKind): Promise<NeglectView> => {
  const child = await openChild(tx, person, ...(kind ? [kind] : [neglectSign, neglectTool, goodEnoughJudged]))
  const told = await readByKind(tx, person, [neglectTool, goodEnoughJudged, neglectSign])
  const standing = await readStanding(tx, person, asked)
  const due = standing.flatMap(one => {
    const rule = book.rules.find(each => each.id === one.rule)
    return rule && one.level
      ? [{ key: one.key, says: sayOf(rule.says({ name: one.name, facts: one.facts, dueOn: one.due_on }), child.called), dueOn: one.due_on }]
      : []
  })
  return { child, told, due }
}
