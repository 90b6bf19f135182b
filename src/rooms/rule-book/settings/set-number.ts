import { createHash } from 'node:crypto'
import type { FieldError } from '../../../design-system/index.ts'
import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { enqueue } from '../../../kernel/jobs/index.ts'
import type { Book } from '../../../thread/book.ts'
import type { CommandId } from '../../../thread/ids.ts'
import { type AnyRule, type Setting, settingName } from '../../../thread/rule.ts'
import { AnotherRequest } from '../../../thread/store/append.ts'
import { readSetting, type SettingForm } from './setting-form.ts'
import { sweepAfterChange } from './sweep-after-change.ts'
import { type NumberNow, numbersOf, type SetValue, setValues } from './values.ts'

const oneAtATime = statement<never>('setting-lock', null, "select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))")
const doneBefore = statement<{ asked: Buffer }>(
  'setting-done',
  null,
  'select asked from gt.command_done where partnership_id = $1 and command_id = $2',
)
const insert = statement<never>(
  'setting-set',
  null,
  `with once as (insert into gt.command_done (partnership_id, command_id, account_id, asked) values ($1, $2, $3, $4))
   insert into gt.setting_value (partnership_id, setting, from_on, value, account_id, why) values ($1, $5, $6, $7, $3, $8)`,
)

/** A change of a number as it was asked for. `form.seen`: when the newest value was set that the form showed; empty where it showed none. */
export type SetNumber = {
  readonly id: CommandId
  readonly rule: AnyRule
  readonly name: string
  readonly form: SettingForm
  readonly today: Day
}

/** How it ended: set now or before by the same command; something to put right; or set by somebody else since the form was opened, nothing written. */
export type NumberSet =
  | { readonly is: 'set' }
  | { readonly is: 'refused'; readonly errors: readonly FieldError[] }
  | { readonly is: 'conflict'; readonly theirs: SetValue }

/** When the newest value of a number was set, as a form remembers what it showed; empty where none was. */
export const newestOf = ({ set }: NumberNow): string => set[0]?.at ?? ''

/**
 * Sets a number in the transaction of `tx` and asks for the sweep that makes again what rests on it. The same command is done once. Refuses (throws) a
 * number that rests on law or that the rule does not have: no page offers that.
 */
export const setNumber = async (tx: Tx, book: Book, { id, rule, name, form, today }: SetNumber): Promise<NumberSet> => {
  const { partnership: p, account } = tx.actor
  const declared = (rule.settings as Record<string, Setting>)[name]
  if (!declared) throw new Error('a number is set that the rule does not have')
  const setting = settingName(rule, name, declared)
  const asked = createHash('sha256')
    .update(JSON.stringify([setting, form]))
    .digest()
  await tx.run(oneAtATime, [p, setting])
  const [before] = await tx.run(doneBefore, [p, id])
  if (before) {
    if (!before.asked.equals(asked)) throw new AnotherRequest()
    return { is: 'set' }
  }
  const number = numbersOf(rule, await setValues(tx), today).find(one => one.name === name)
  if (!number || number.setting.basis === 'law') throw new Error('a number is set that cannot be set')
  const [theirs] = number.set
  if (theirs && theirs.at !== form.seen) return { is: 'conflict', theirs }
  const read = readSetting(number, form, today)
  if (!read.ok) return { is: 'refused', errors: read.errors }
  await tx.run(insert, [p, id, account, asked, setting, read.from, JSON.stringify(read.value), read.why])
  await enqueue(tx, sweepAfterChange(book), {}, { key: 'sweep' })
  return { is: 'set' }
}
