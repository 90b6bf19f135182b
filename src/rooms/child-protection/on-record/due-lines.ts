import { type Day, dueInWords } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { readStanding, sayOf, sayReasons } from '../../family/index.ts'

/** Something that is due, in words. */
export type DueLine = {
  readonly id: string
  readonly rule: string
  readonly level: 'INFO' | 'DUE' | 'OVERDUE' | 'CRITICAL' | 'GATE' | null
  readonly text: string
  readonly when: string | undefined
  readonly because: readonly string[]
  readonly dueOn: Day | null
}

/** What some rules say of a child now, most pressing first, in words. `today`: the day of the request, in London. */
export const readDueLines = async (
  tx: Tx,
  book: Book,
  child: { readonly subject: SubjectId; readonly called: string },
  rules: readonly string[],
  today: Day,
): Promise<readonly DueLine[]> =>
  (await readStanding(tx, child.subject, rules)).flatMap((row): DueLine[] => {
    const rule = book.rules.find(one => one.id === row.rule)
    if (!rule) return []
    return [
      {
        id: `${row.rule} ${row.key}`,
        rule: row.rule,
        level: row.level,
        text: sayOf(rule.says({ name: row.name, facts: row.facts, dueOn: row.due_on }), child.called),
        when: row.due_on ? dueInWords(row.due_on, today) : undefined,
        because: sayReasons(rule.because),
        dueOn: row.due_on,
      },
    ]
  })
