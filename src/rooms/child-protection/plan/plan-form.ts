import { z } from 'zod'
import type { Typed } from '../../../design-system/index.ts'
import type { Day } from '../../../guidance/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { type Parsed, parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { dayField, words } from '../../../thread/fields.ts'
import type { EntryId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import {
  actionFields,
  actionPlaces,
  type cpPlan,
  planFields,
  planFieldWords,
  riskFields,
  riskPlaces,
  turnFields,
  turnPlaces,
} from './cp-plan.ts'

const text = words(4000).optional()
const scaleText = z
  .string()
  .regex(/^(\d|10)$/, 'Enter a whole number from 0 to 10')
  .optional()

const narrativeNames = Object.keys(planFieldWords)
const scaleNames = riskPlaces.map(at => riskFields(at).scale)
const ofNames = riskPlaces.map(at => riskFields(at).of)
const dueNames = riskPlaces.flatMap(risk => actionPlaces.map(at => actionFields(risk, at).due))

const schema = z.object({
  ...(Object.fromEntries(narrativeNames.map(name => [name, text])) as Record<string, typeof text>),
  ...(Object.fromEntries(scaleNames.map(name => [name, scaleText])) as Record<string, typeof scaleText>),
  ...(Object.fromEntries(
    dueNames.map(name => [name, dayField.optional().catch(ctx => (ctx.value === undefined ? undefined : ('wrong' as Day)))]),
  ) as Record<string, z.ZodType<Day | undefined>>),
  ...Object.fromEntries(ofNames.map(name => [name, z.string().max(60).optional()])),
  visitEvery: z.string().optional(),
  unannounced: z.enum(['yes', 'no'], { error: 'Say whether some visits are not announced' }).optional(),
}) as z.ZodType<Record<string, string | undefined>, Record<string, string | undefined>>

/** The form of a plan: every field stands once, by the names of the plan's kind. */
export const planForm = declareForm(schema, {
  ...planFieldWords,
  ...Object.fromEntries(ofNames.map((name, at) => [name, `Which worry it is (${at + 1})`])),
  ...Object.fromEntries(riskPlaces.map(at => [riskFields(at).scale, `How safe it is now, from 0 to 10 (${at})`])),
  ...Object.fromEntries(
    riskPlaces.flatMap(risk => actionPlaces.map(at => [actionFields(risk, at).due, `By when (${risk}.${at})`] as const)),
  ),
  visitEvery: 'How often the child is visited, in days',
  unannounced: 'Are some visits not announced?',
})

/** What is typed of a plan is kept under `plan <child>`. */
export const keptPlan = keptForm(planForm, { longTexts: narrativeNames })

/** A plan as it was typed and found right. `answers`: what was said now on the scale of each worry, in the plan's order. */
export type PlanForm = {
  readonly facts: z.output<(typeof cpPlan)['record']['facts']>
  readonly narrative: Readonly<Record<string, string>>
  readonly answers: readonly (number | null)[]
}

/**
 * Reads a plan from what was typed: every error at once. What safety looks like may still be missing (it is asked for before the plan is agreed); an action says who does it,
 * how it will be known, and by when. `stated`: the danger statements on the child's record; a worry that says it is another one is a new one.
 */
export const readPlan = (typed: Typed, stated: ReadonlySet<EntryId> = new Set()): Parsed<PlanForm> => {
  const parsed = parseForm(planForm.schema, typed)
  if (!parsed.ok) return parsed
  const form = parsed.data
  const errors: { field: string; message: string }[] = []
  const ask = (field: string, message: string) => errors.push({ field, message })
  const risks: { danger?: EntryId; goal: boolean; actions: { dueOn?: Day }[] }[] = []
  const answers: (number | null)[] = []
  const narrative: Record<string, string> = {}
  const put = (name: string, value: string | undefined) => {
    if (value) narrative[name] = value
  }
  let last = 0
  for (const risk of riskPlaces) {
    const fields = riskFields(risk)
    const actions = actionPlaces.map(at => actionFields(risk, at))
    const begun = [fields.goal, fields.outcome, fields.scale, ...actions.flatMap(one => [one.does, one.who, one.measure, one.due])].some(
      name => form[name],
    )
    if (!form[fields.danger]) {
      if (begun) ask(fields.danger, 'Write what we are worried will happen')
      continue
    }
    // A worry that was left out between two others moves up, so that the plan counts them one after the other.
    last += 1
    const to = riskFields(last)
    put(to.danger, form[fields.danger])
    put(to.goal, form[fields.goal])
    put(to.outcome, form[fields.outcome])
    const done: { dueOn?: Day }[] = []
    for (const action of actions) {
      if (![action.does, action.who, action.measure, action.due].some(name => form[name])) continue
      if (!form[action.does]) ask(action.does, 'Write what is done')
      if (!form[action.who]) ask(action.who, 'Write who does it: a name, not a service')
      if (!form[action.measure]) ask(action.measure, 'Write how everybody will know that it is done')
      if (!form[action.due] || form[action.due] === 'wrong') ask(action.due, 'Enter the day by which it is done, such as 6 2 2024')
      const place = actionFields(last, done.length + 1)
      put(place.does, form[action.does])
      put(place.who, form[action.who])
      put(place.measure, form[action.measure])
      done.push(form[action.due] ? { dueOn: form[action.due] as Day } : {})
    }
    const scale = form[fields.scale]
    answers.push(scale ? Number(scale) : null)
    const danger = form[fields.of] as EntryId | undefined
    const isStated = danger !== undefined && stated.has(danger) && !risks.some(one => one.danger === danger)
    risks.push({ ...(isStated ? { danger } : {}), goal: Boolean(form[fields.goal]), actions: done })
  }
  if (risks.length === 0 && errors.length === 0) ask(riskFields(1).danger, 'Write at least one worry: what the plan is there to change')
  for (const at of turnPlaces) {
    const fields = turnFields(at)
    const given = [fields.happens, fields.does, fields.by].filter(name => form[name])
    if (given.length > 0 && !form[fields.happens]) ask(fields.happens, 'Write what may happen')
    if (given.length > 0 && !form[fields.does]) ask(fields.does, 'Write what is done then, and by whom')
    if (given.length > 0 && !form[fields.by]) ask(fields.by, 'Write by when it is done then')
    for (const name of given) put(name, form[name])
  }
  for (const name of planFields) put(name, form[name])
  const every = form['visitEvery']
  const visitEvery = every === undefined ? undefined : Number(every)
  if (visitEvery !== undefined && !(Number.isInteger(visitEvery) && visitEvery >= 1 && visitEvery <= 28))
    ask('visitEvery', 'Enter a whole number of days, 28 at most')
  if (errors.length > 0) return { ok: false, errors }
  return {
    ok: true,
    data: {
      facts: {
        risks,
        ...(visitEvery === undefined ? {} : { visitEvery }),
        ...(form['unannounced'] ? { unannounced: form['unannounced'] === 'yes' } : {}),
      },
      narrative,
      answers,
    },
  }
}

/** A version as it would have been typed: where the next begins. */
export const typedFrom = (facts: FactsOf<typeof cpPlan>, said: Readonly<Record<string, string>>): Typed => {
  const typed: Record<string, string> = {}
  for (const name of narrativeNames) if (said[name] && name !== 'whatChanged') typed[name] = said[name]
  facts.risks.forEach((risk, at) => {
    if (risk.danger) typed[riskFields(at + 1).of] = risk.danger
    risk.actions.forEach((action, nth) => {
      if (!action.dueOn) return
      const name = actionFields(at + 1, nth + 1).due
      typed[`${name}-day`] = String(Number(action.dueOn.slice(8)))
      typed[`${name}-month`] = String(Number(action.dueOn.slice(5, 7)))
      typed[`${name}-year`] = action.dueOn.slice(0, 4)
    })
  })
  if (facts.visitEvery !== undefined) typed['visitEvery'] = String(facts.visitEvery)
  if (facts.unannounced !== undefined) typed['unannounced'] = facts.unannounced ? 'yes' : 'no'
  return typed
}
