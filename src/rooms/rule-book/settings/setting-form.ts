import { z } from 'zod'
import type { FieldError } from '../../../design-system/index.ts'
import { type Day, isDay, type Limit } from '../../../guidance/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { words } from '../../../thread/fields.ts'
import { type NumberNow, printNumber, valueOn } from './values.ts'

const units = ['working days', 'days', 'weeks', 'months', 'hours'] as const

/** The most of each unit that is taken: two or three years, or a month in hours. A slip of the finger must not silence a clock for a lifetime. */
export const most = { 'working days': 500, days: 1000, weeks: 150, months: 36, hours: 720 } as const satisfies Record<Limit['unit'], number>
const mostOfNumber = 100

const needed = (ask: string) => z.string({ error: ask }).trim().min(1, ask)

/** What is typed to change a number. */
export const settingForm = declareForm(
  z.object({
    count: needed('Enter the new number')
      .regex(/^[1-9]\d{0,3}$/, 'Enter a whole number from 1 upwards, such as 4')
      .transform(Number),
    unit: z.enum(units, { error: 'Choose what is counted' }).optional(),
    from: z
      .string({ error: 'Enter the day from which the new number holds' })
      .refine(isDay, 'Enter a real date, such as 1 9 2026')
      .transform(text => text as Day),
    why: needed('Write why the number is changed').pipe(words(2000)),
    whyPast: words(2000).optional(),
    /** Which value was the newest when the page was shown; sent with the form and never seen. */
    seen: z.string().optional(),
  }),
  {
    count: 'New number',
    unit: 'Counted in',
    from: 'From which day?',
    why: 'Why is it changed?',
    whyPast: 'If it begins on a day that has passed: why?',
    seen: 'seen',
  },
)
export type SettingForm = z.output<typeof settingForm.schema>

/** The units that a limit may be set in. Hours run on while days end at midnight, so the one is never made the other. */
export const unitsFor = (value: Limit): readonly Limit['unit'][] =>
  value.unit === 'hours' ? ['hours'] : ['working days', 'days', 'weeks', 'months']

/** A new value and the reason that is kept with it, or what has to be put right. `today`: London. */
export const readSetting = (
  number: NumberNow,
  form: SettingForm,
  today: Day,
): { ok: true; value: Limit | number; from: Day; why: string } | { ok: false; errors: readonly FieldError[] } => {
  const value = valueFrom(number.now, form)
  if (typeof value === 'string')
    return { ok: false, errors: [{ field: form.unit || typeof number.now === 'number' ? 'count' : 'unit', message: value }] }
  const errors: FieldError[] = []
  if (form.from < today && !form.whyPast)
    errors.push({
      field: 'whyPast',
      message: 'That day has passed. Write why the number is changed for days that have passed, or choose a later day',
    })
  if (printNumber(valueOn(number, form.from)) === printNumber(value))
    errors.push({ field: 'count', message: `It is ${printNumber(value)} on that day already. Enter another number, or leave it as it is` })
  return errors.length > 0
    ? { ok: false, errors }
    : { ok: true, value, from: form.from, why: form.from < today ? `${form.why}\nFor days that had passed: ${form.whyPast}` : form.why }
}

const valueFrom = (now: Limit | number, { count, unit }: SettingForm): Limit | number | string => {
  if (typeof now === 'number') return count <= mostOfNumber ? count : `Enter a number of at most ${mostOfNumber}`
  if (!unit || !unitsFor(now).includes(unit)) return 'Choose what is counted'
  return count <= most[unit] ? { unit, count } : `Enter at most ${most[unit]} ${unit}`
}
