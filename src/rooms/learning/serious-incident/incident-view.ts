import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { type ChildOnRecord, openChild, readByKind, readStanding, sayOf, type ToldByKind } from '../../family/index.ts'
import { childDeathNotified, rapidReview, seriousIncident, seriousIncidentNotified } from './serious-incident.ts'

/** What is told of a serious incident or a death, and what is due because of it. */
export type IncidentView = {
  readonly child: ChildOnRecord
  readonly told: ToldByKind
  readonly hasDied: boolean
  /** What a notification would answer: the last incident, or the death. */
  readonly notifies: EntryId | undefined
  readonly due: readonly { readonly key: string; readonly says: string; readonly dueOn: Day | null }[]
}

const rules = ['serious-incident', 'rapid-review-due', 'child-death'] as const

/** Reads it, for those who may write of it; nothing to be found for anybody else. */
export const readIncident = async (tx: Tx, book: Book, person: SubjectId, kind: AnyKind = seriousIncident): Promise<IncidentView> => {
  const child = await openChild(tx, person, kind)
  const told = await readByKind(tx, person, [seriousIncident, seriousIncidentNotified, rapidReview, childDeathNotified, death])
  const standing = await readStanding(tx, person, rules)
  const died = told.of(death).at(-1)
  const due = standing.flatMap(one => {
    const rule = book.rules.find(each => each.id === one.rule)
    return rule && one.level
      ? [
          {
            key: `${one.rule} ${one.key}`,
            says: sayOf(rule.says({ name: one.name, facts: one.facts, dueOn: one.due_on }), child.called),
            dueOn: one.due_on,
          },
        ]
      : []
  })
  return {
    child,
    told,
    hasDied: died !== undefined || told.of(seriousIncident).some(one => one.facts.harm === 'died'),
    notifies: told.of(seriousIncident).at(-1)?.root ?? died?.root,
    due,
  }
}
