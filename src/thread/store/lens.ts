import { createHash } from 'node:crypto'
import type { Day } from '../../guidance/index.ts'
import { englandAndWales, type Limit } from '../../guidance/index.ts'
import { statement } from '../../kernel/db/statement.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import type { Book } from '../book.ts'
import type { Lens } from '../derive.ts'
import { nameKeysVersion } from './name-keys.ts'

const settingsOf = statement<{ setting: string; from_on: Day; value: Limit | number }>(
  'setting-values',
  null,
  `select distinct on (setting, from_on) setting, from_on, value from gt.setting_value
   where partnership_id = $1 order by setting, from_on, set_at desc`,
)

/** How live work is judged in this partnership: rules and numbers of the day, the values it has set for itself, the published holidays. */
export const liveLens = async (tx: Tx): Promise<Lens> => {
  const changed = new Map<string, { from: Day; value: Limit | number }[]>()
  for (const row of await tx.run(settingsOf, [tx.actor.partnership])) {
    const history = changed.get(row.setting) ?? []
    history.push({ from: row.from_on, value: row.value })
    changed.set(row.setting, history)
  }
  return { rules: 'of-the-day', holidays: englandAndWales, changed }
}

const written = new WeakMap<Book, string>()

/**
 * The version that derived rows are stamped with: a digest of every rule as it is written, its numbers, the numbers this partnership has set, the
 * holidays, and how names are found. Rows with another version are due to be made again.
 */
export const rulesVersion = (book: Book, lens: Lens): string =>
  digest([rulesWritten(book), [...lens.changed], lens.holidays.version, nameKeysVersion])

/** The same without what a partnership has set: by this a program and the one before it know each other apart. */
export const programVersion = (book: Book): string => digest([rulesWritten(book), englandAndWales.version, nameKeysVersion])

const rulesWritten = (book: Book): string => {
  let rules = written.get(book)
  if (!rules) {
    rules = digest(
      book.rules.map(rule => [rule.id, rule.inForce, rule.settings, rule.findings.toString(), rule.kinds.map(kind => kind.name)]),
    )
    written.set(book, rules)
  }
  return rules
}

const digest = (of: unknown): string => createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 16)
