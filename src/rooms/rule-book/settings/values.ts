import { type Day, dayOf, type Limit, type Moment, plural, printDate, printLimit } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { settingOn } from '../../../thread/derive.ts'
import { type AnyRule, type Setting, settingName } from '../../../thread/rule.ts'

/** A value that this partnership has set for a number: from which day it holds, who set it, when and why. */
export type SetValue = {
  readonly setting: string
  readonly from: Day
  readonly value: Limit | number
  readonly why: string
  readonly at: Moment
  readonly by: string
}

/** A number of a rule as it stands: what ships with the program, what has been set here (newest first), and what holds on the day of the page. */
export type NumberNow = {
  readonly id: string
  readonly name: string
  readonly setting: Setting
  readonly set: readonly SetValue[]
  readonly now: Limit | number
}

const history = statement<{
  setting: string
  from_on: Day
  value: Limit | number
  why: string
  set_at: Moment
  name: string | null
  profile: boolean
}>(
  'setting-history',
  null,
  `select s.setting, s.from_on, s.value, s.why, s.set_at, a.name, s.account_id = s.partnership_id as profile from gt.setting_value s
   left join gt.account a on a.partnership_id = s.partnership_id and a.account_id = s.account_id
   where s.partnership_id = $1 order by s.setting, s.set_at desc`,
)

/** Every value this partnership has ever set, newest first. */
export const setValues = async (tx: Tx): Promise<SetValue[]> =>
  (await tx.run(history, [tx.actor.partnership])).map(row => ({
    setting: row.setting,
    from: row.from_on,
    value: row.value,
    why: row.why,
    at: row.set_at,
    by: row.profile ? 'the partnership’s profile' : (row.name ?? 'an account that is no longer here'),
  }))

/** The values as rules are given them: by the day from which they hold; of two for one day the newer. Takes them newest first. */
const inForce = (set: readonly SetValue[]): SetValue[] => {
  const newest = new Map<Day, SetValue>()
  for (const value of set) if (!newest.has(value.from)) newest.set(value.from, value)
  return [...newest.values()].sort((a, b) => (a.from < b.from ? -1 : 1))
}

/** What a number is on a day, by what has been set. */
export const valueOn = (number: Pick<NumberNow, 'setting' | 'set'>, on: Day): Limit | number =>
  settingOn(number.setting, inForce(number.set), on)

/** The numbers of a rule on a day, in the rule's own order. */
export const numbersOf = (rule: AnyRule, set: readonly SetValue[], today: Day): NumberNow[] =>
  Object.entries(rule.settings as Record<string, Setting>).map(([name, setting]) => {
    const id = settingName(rule, name, setting)
    const own = set.filter(value => value.setting === id)
    return { id, name, setting, set: own, now: valueOn({ setting, set: own }, today) }
  })

/** A number in words: "4 weeks", "3". */
export const printNumber = (value: Limit | number): string => (typeof value === 'number' ? String(value) : printLimit(value))

/** What a number has been, newest first, in sentences; the last is the one that ships with the program. */
export const historyInWords = ({ setting, set }: NumberNow): string[] => [
  ...set.map(
    ({ from, value, by, at, why }) => `${printNumber(value)} from ${printDate(from)}. Set by ${by} on ${printDate(dayOf(at))}: ${why}`,
  ),
  ...setting.history
    .toReversed()
    .map(
      ({ from, value }, index, all) =>
        `${printNumber(value)} ${index === all.length - 1 ? 'from the beginning' : `from ${printDate(from)}`}, as it ships.`,
    ),
]

/** Whether any number was set, in a word for the page. */
export const timesSet = ({ set }: NumberNow): string =>
  set.length === 0 ? 'never changed here' : `changed here ${plural(set.length, 'time')}`
