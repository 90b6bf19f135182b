import { createHash } from 'node:crypto'
import { type Day, type Limit, printDate } from '../../../guidance/index.ts'
import type { Profile } from '../../../kernel/access/profile.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { enqueue } from '../../../kernel/jobs/index.ts'
import type { Book } from '../../../thread/book.ts'
import { newId } from '../../../thread/ids.ts'
import type { Setting } from '../../../thread/rule.ts'
import { sweepAfterChange } from './sweep-after-change.ts'
import { printNumber, type SetValue, setValues, valueOn } from './values.ts'

/** A number that a profile sets otherwise than it stands: what it is on that day, and what it becomes. */
export type NumberToChange = {
  readonly setting: string
  readonly from: Day
  readonly before: Limit | number
  readonly value: Limit | number
  readonly why: string
  /** The day has passed: what the rules say of days gone by changes with it. */
  readonly past: boolean
}

const oneAtATime = statement<never>('profile-lock', null, "select pg_advisory_xact_lock(hashtextextended($1 || ' profile', 0))")
const insert = statement<never>(
  'profile-number-set',
  null,
  `with once as (insert into gt.command_done (partnership_id, command_id, account_id, asked) values ($1, $2, $3, $4))
   insert into gt.setting_value (partnership_id, setting, from_on, value, account_id, why) values ($1, $5, $6, $7, $3, $8)`,
)

/** What a profile would change of the numbers as they stand. `today`: London. `known`: every number there is, by its full name. */
export const changesIn = (
  profile: Pick<Profile, 'settings'>,
  set: readonly SetValue[],
  known: ReadonlyMap<string, Setting>,
  today: Day,
): NumberToChange[] =>
  profile.settings.flatMap(({ setting, from, value, why }) => {
    const declared = known.get(setting)
    if (!declared || declared.basis === 'law') throw new Error('a profile was read that sets what nobody sets')
    const own = set.filter(one => one.setting === setting)
    const before = valueOn({ setting: declared, set: own }, from)
    return printNumber(before) === printNumber(value) ? [] : [{ setting, from, before, value, why, past: from < today }]
  })

/** A change of a number in a sentence. */
export const changeInWords = ({ setting, from, before, value, why, past }: NumberToChange): string =>
  `${setting}: ${printNumber(before)} becomes ${printNumber(value)} from ${printDate(from)}${past ? ', also for days that have passed' : ''}. ${why}`

/**
 * Sets the numbers of a profile that stand otherwise, all or none, in the name of whoever asks, and asks for the sweep that makes again what rests on them. Each
 * keeps its history: from when, by whom, and why (the profile's reason, with `why` it is applied now). Nothing that a profile leaves out is changed. Gives what
 * was changed, and nothing where the asker may set no numbers. `today`: London.
 */
export const applyProfile = async (
  tx: Tx,
  book: Book,
  { profile, known, why, today }: { profile: Profile; known: ReadonlyMap<string, Setting>; why: string; today: Day },
): Promise<{ is: 'applied'; changed: readonly NumberToChange[] } | { is: 'not allowed' }> => {
  const { partnership: p, account, grants } = tx.actor
  if (!grants.has('anyone/append:setting')) return { is: 'not allowed' }
  await tx.run(oneAtATime, [p])
  const changed = changesIn(profile, await setValues(tx), known, today)
  for (const one of changed) {
    const asked = createHash('sha256').update(JSON.stringify(one)).digest()
    await tx.run(insert, [p, newId(), account, asked, one.setting, one.from, JSON.stringify(one.value), `${one.why}\n${why}`])
  }
  if (changed.length > 0) await enqueue(tx, sweepAfterChange(book), {}, { key: 'sweep' })
  return { is: 'applied', changed }
}
