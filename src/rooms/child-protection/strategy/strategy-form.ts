import { z } from 'zod'
import type { FieldError, Typed } from '../../../design-system/index.ts'
import { type Day, type Moment, startOfDay } from '../../../guidance/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { type Parsed, parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { dayField, words } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { type Around, type AroundSaid, readAroundSaid, whoIsAroundKept, whoIsAroundLabels, whoIsAroundShape } from '../../commands.ts'
import { harmWords } from '../harm/harm-suspected.ts'
import { clock, momentOn, oneOf, someOf } from '../on-record/form-fields.ts'
import { consideredWords } from '../sibling-consideration/sibling-considered.ts'
import { mostChildren } from './strategy.queries.ts'
import { immediateWords, insteadWords, medicalWords, parentsToldWords, strategyWords } from './strategy-decision.ts'

/** What is written of one child: decided, or thought of and not decided about. */
export const childChoices = { ...strategyWords, considered: 'not decided about; thought through and written down below' } as const

/** The words of the harm test, in the order in which a meeting weighs them. */
export const weighedWords = {
  severity: 'How severe is it?',
  duration: 'Since when?',
  frequency: 'How often?',
  impact: 'What does it do to this child?',
  likelihood: 'How likely is it to go on, or to happen?',
  protective: 'What protects the child?',
  evidenceFor: 'What speaks for significant harm?',
  evidenceAgainst: 'What speaks against it?',
} as const
export type Weighed = keyof typeof weighedWords
export const weighed = Object.keys(weighedWords) as Weighed[]

export const childPlaces: readonly number[] = Array.from({ length: mostChildren }, (_, at) => at + 1)

/** The names of the fields of one child on the screen. */
export const fieldsOf = (place: number) => {
  const of = <const Name extends string>(name: Name) => `${name}${place}`
  return {
    child: of('child'),
    decision: of('decision'),
    instead: of('instead'),
    harm: of('harm'),
    medical: of('medical'),
    medicalWords: of('medicalWords'),
    protection: of('protection'),
    protectionWords: of('protectionWords'),
    reasons: of('reasons'),
    found: of('found'),
    weighed: Object.fromEntries(weighed.map(name => [name, of(name)])) as Record<Weighed, string>,
  }
}

const text = words(10_000).optional()

const ofChild = (place: number) => {
  const names = fieldsOf(place)
  return {
    [names.child]: z.string().max(60).optional(),
    [names.decision]: oneOf(childChoices, 'Choose what was decided of this child').optional(),
    [names.instead]: oneOf(insteadWords, 'Choose what happens instead').optional(),
    [names.harm]: someOf(harmWords, 'Choose the kind of harm'),
    [names.medical]: oneOf(medicalWords, 'Choose whether a doctor sees the child').optional(),
    [names.medicalWords]: text,
    [names.protection]: oneOf(immediateWords, 'Choose how the child is safe now').optional(),
    [names.protectionWords]: text,
    [names.reasons]: text,
    [names.found]: oneOf(consideredWords, 'Choose what was found').optional(),
    ...Object.fromEntries(weighed.map(name => [names.weighed[name], text])),
  }
}

const wordsOfChild = (place: number): Record<string, string> => {
  const names = fieldsOf(place)
  return {
    [names.child]: 'Which child',
    [names.decision]: 'What was decided',
    [names.instead]: 'What happens instead',
    [names.harm]: 'What kind of harm',
    [names.medical]: 'Does a doctor see the child',
    [names.medicalWords]: 'The medical',
    [names.protection]: 'How the child is safe now',
    [names.protectionWords]: 'How the child is kept safe',
    [names.reasons]: 'Reasons',
    [names.found]: 'What was found',
    ...Object.fromEntries(weighed.map(name => [names.weighed[name], weighedWords[name]])),
  }
}

const shared = {
  ...whoIsAroundShape,
  on: dayField,
  time: clock.optional(),
  meeting: z.string().max(60).optional(),
  parents: oneOf(parentsToldWords, 'Choose what the parents are told'),
  parentsWords: text,
  parentsBy: dayField.optional(),
  contingency: text,
  reviewOn: dayField.optional(),
}

const schema = z.object({
  ...shared,
  ...Object.assign({}, ...childPlaces.map(ofChild)),
}) as z.ZodType<Record<string, unknown>, Record<string, unknown>>

/** What a strategy meeting decided, child by child on one screen. */
export const strategyForm = declareForm(schema, {
  on: 'On which day was it decided?',
  time: 'At what time?',
  meeting: 'At which meeting?',
  parents: 'What are the parents and carers told?',
  parentsWords: 'What exactly, by whom, or why not yet?',
  parentsBy: 'By when are they told?',
  ...whoIsAroundLabels,
  contingency: 'What happens if this does not work?',
  reviewOn: 'When does the strategy meeting look at it again?',
  ...(Object.assign({}, ...childPlaces.map(wordsOfChild)) as Record<string, string>),
})

/** The place of one child on the form: whose it is, all of its fields, and those that hold words. */
export const childPlace = {
  owner: (place: number) => fieldsOf(place).child,
  fields: (place: number) => {
    const { weighed: arguments_, ...names } = fieldsOf(place)
    return [...Object.values(names), ...Object.values(arguments_)]
  },
  said: (place: number) => {
    const names = fieldsOf(place)
    return [names.reasons, names.medicalWords, names.protectionWords, ...Object.values(names.weighed)]
  },
} as const

export const keptStrategy = keptForm(strategyForm, {
  lists: [...whoIsAroundKept.lists, ...childPlaces.map(place => fieldsOf(place).harm)],
  longTexts: ['parentsWords', 'contingency', ...childPlaces.flatMap(childPlace.said)],
})

/** One child as the meeting decided. */
export type ChildDecided = {
  readonly child: SubjectId
  readonly decision: keyof typeof childChoices
  readonly reasons: string
  readonly instead: keyof typeof insteadWords | undefined
  readonly harm: readonly (keyof typeof harmWords)[]
  readonly medical: keyof typeof medicalWords | undefined
  readonly medicalWords: string | undefined
  readonly protection: keyof typeof immediateWords | undefined
  readonly protectionWords: string | undefined
  readonly found: keyof typeof consideredWords | undefined
  readonly weighed: Readonly<Partial<Record<Weighed, string>>>
}

export type StrategyForm = {
  readonly on: Day
  readonly at: Moment | undefined
  readonly meeting: SubjectId | undefined
  readonly parents: keyof typeof parentsToldWords
  readonly parentsWords: string | undefined
  readonly parentsBy: Day | undefined
  readonly contingency: string | undefined
  readonly reviewOn: Day | undefined
  readonly children: readonly ChildDecided[]
  readonly around: AroundSaid
}

/** Reads what was typed, every error at once. `may`: the children that may be decided about here; `meetings`: those at which it may have been decided; `known`: who is known to be around them. */
export const readStrategy = (
  typed: Typed,
  around: { children: readonly SubjectId[]; meetings: readonly SubjectId[]; known: Pick<Around, 'adults'>; today: Day; now: Moment },
): Parsed<StrategyForm> => {
  const parsed = parseForm(strategyForm.schema, typed)
  const errors: FieldError[] = parsed.ok ? [] : [...parsed.errors]
  const ask = (field: string, message: string) => errors.push({ field, message })
  const raw = parsed.ok ? parsed.data : {}
  const form = raw as Record<string, string | undefined>
  if (!parsed.ok)
    return {
      ok: false,
      errors: errors.map(one => (one.field === 'on' ? { ...one, message: 'Enter the day on which it was decided' } : one)),
    }
  const on = form['on'] as Day
  const at = form['time'] ? momentOn(on, form['time']) : undefined
  if (form['time'] && !at) ask('time', 'The clocks skip this hour: enter another time')
  if (on > around.today || (at && at > around.now)) ask('on', 'A decision lies in the past: enter the day on which it was taken')
  if (form['meeting'] && !around.meetings.includes(form['meeting'] as SubjectId)) ask('meeting', 'Choose the meeting, or none')
  if (form['parents'] === 'not-yet' && !form['parentsWords']) ask('parentsWords', 'Write why they are not told yet')
  const children: ChildDecided[] = []
  for (const place of childPlaces) {
    const names = fieldsOf(place)
    const child = form[names.child] as SubjectId | undefined
    if (!child || !around.children.includes(child) || children.some(one => one.child === child)) continue
    const decision = form[names.decision] as ChildDecided['decision'] | undefined
    const reasons = form[names.reasons]
    if (!decision) ask(names.decision, 'Choose what was decided of this child, or that the child was thought of')
    if (!reasons)
      ask(names.reasons, decision === 'considered' ? 'Write how this child is, and how you know' : 'Write the reasons for the decision')
    if (decision === 'no-section-47' && !form[names.instead]) ask(names.instead, 'Choose what happens instead')
    if (decision === 'considered' && !form[names.found]) ask(names.found, 'Choose what was found')
    if (decision && decision !== 'considered' && !form[names.protection]) ask(names.protection, 'Choose how the child is safe now')
    if (!decision || !reasons) continue
    children.push({
      child,
      decision,
      reasons,
      instead: form[names.instead] as ChildDecided['instead'],
      harm: (raw[names.harm] ?? []) as ChildDecided['harm'],
      medical: form[names.medical] as ChildDecided['medical'],
      medicalWords: form[names.medicalWords],
      protection: form[names.protection] as ChildDecided['protection'],
      protectionWords: form[names.protectionWords],
      found: form[names.found] as ChildDecided['found'],
      weighed: Object.fromEntries(weighed.flatMap(name => (form[names.weighed[name]] ? [[name, form[names.weighed[name]]]] : []))),
    })
  }
  if (errors.length === 0 && !children.some(one => one.decision !== 'considered'))
    ask(fieldsOf(1).decision, 'Choose what was decided of at least one child')
  const said = readAroundSaid(typed, around.known, error => errors.push(error))
  if (errors.length > 0) return { ok: false, errors }
  return {
    ok: true,
    data: {
      on,
      at: at ?? (form['time'] ? startOfDay(on) : undefined),
      meeting: form['meeting'] as SubjectId | undefined,
      parents: form['parents'] as StrategyForm['parents'],
      parentsWords: form['parentsWords'],
      parentsBy: form['parentsBy'] as Day | undefined,
      contingency: form['contingency'],
      reviewOn: form['reviewOn'] as Day | undefined,
      children,
      around: said,
    },
  }
}
