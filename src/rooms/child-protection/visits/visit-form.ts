import { z } from 'zod'
import type { FieldError, Typed } from '../../../design-system/index.ts'
import { type Day, type Moment, type PartialDate, startOfDay } from '../../../guidance/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { type Parsed, parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { agencyKinds } from '../../../thread/entry.ts'
import { dayField, words } from '../../../thread/fields.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import {
  type Around,
  type AroundSaid,
  readAroundSaid,
  readWeighsSaid,
  type WeighsSaid,
  weighsKept,
  weighsLabels,
  weighsShape,
  whoIsAroundKept,
  whoIsAroundLabels,
  whoIsAroundShape,
} from '../../commands.ts'
import { type SafetyTopic, safetyTopicWords } from '../../family/index.ts'
import { clock, momentOn, oneOf, someOf } from '../on-record/form-fields.ts'
import {
  type homeConditions,
  homeGradeWords,
  homePartWords,
  notAloneWords,
  placeWords,
  type visit,
  type visitAttempted,
  visitorWords,
} from './visit.ts'

/** For how many children of one home one form has room. */
export const mostChildren = 12
export const childPlaces: readonly number[] = Array.from({ length: mostChildren }, (_, at) => at + 1)

/** The fields of one child's own part of the visit. */
export const childFields = (at: number) => ({
  child: `child${at}`,
  seen: `seen${at}`,
  notAlone: `notAlone${at}`,
  notThere: `notThere${at}`,
  presentation: `presentation${at}`,
  words: `words${at}`,
  meals: `meals${at}`,
  mealsSaid: `mealsSaid${at}`,
  sleeping: `sleeping${at}`,
  sleepingSaid: `sleepingSaid${at}`,
  bedroom: `bedroom${at}`,
  analysis: `analysis${at}`,
  asked: `asked${at}`,
  worried: `worried${at}`,
})
export const homePartField = (part: keyof typeof homePartWords): `home-${typeof part}` => `home-${part}`
export const homeParts = Object.keys(homePartWords) as readonly (keyof typeof homePartWords)[]

/** How a child was found, in the words of the form. Nothing is chosen beforehand. */
export const seenHereWords = {
  alone: 'Seen alone, and spoken with',
  watched: 'Too young or unable to speak: watched awake, no carer leading',
  'with-carer': 'Seen, with a carer there',
  'not-spoken': 'Seen, not spoken with',
  'not-seen': 'Not seen',
  'not-visited': 'Not part of this visit',
} as const
type SeenHere = keyof typeof seenHereWords

export const notThereWords = { 'child-not-there': 'was not there', refused: 'the carer would not let the child be seen' } as const

/** How something is known of a child; of the second child on it may be the same as of the first. */
export const knownByWords = {
  seen: 'I saw it',
  'told-by-child': 'the child told me',
  'told-by-parent': 'a parent told me',
  none: 'not known',
} as const
export const sameWords = { same: 'as for the first child' } as const

/** Where somebody may be visited: nobody is seen by video. */
const { video: _video, ...visitPlaceWords } = placeWords

export { visitPlaceWords }

const anId = z.string().max(60).optional()
const yesNo = oneOf({ yes: 'Yes', no: 'No' }, 'Choose yes or no').optional()
const aDay = dayField.optional().catch(ctx => (ctx.value === undefined ? undefined : ('wrong' as Day)))
const each = (names: readonly string[], field: z.ZodType) => Object.fromEntries(names.map(name => [name, field]))
const ofChildren = (which: keyof ReturnType<typeof childFields>, field: z.ZodType) =>
  each(
    childPlaces.map(at => childFields(at)[which]),
    field,
  )
const knownBy = oneOf({ ...knownByWords, ...sameWords }, 'Choose how it is known').optional()

/** What is said once, for all the children of the visit. */
export const sharedTexts = [
  'purpose',
  'wished',
  'coverWhy',
  'jointWith',
  'conditions',
  'othersThere',
  'gathered',
  'actions',
  'curiosity',
] as const

const schema = z.object({
  on: aDay,
  time: clock.optional(),
  place: oneOf(visitPlaceWords, 'Choose where').optional(),
  announced: yesNo,
  by: oneOf(visitorWords, 'Say who visited').optional(),
  with: someOf(Object.fromEntries(agencyKinds.map(kind => [kind, kind])), 'Choose who came too'),
  fit: yesNo,
  ...each(sharedTexts, words(10_000).optional()),
  ...each(homeParts.map(homePartField), oneOf(homeGradeWords, 'Choose how it was found').optional()),
  ...ofChildren('child', anId),
  ...ofChildren('seen', oneOf(seenHereWords, 'Say how the child was seen').optional()),
  ...ofChildren('notAlone', oneOf(notAloneWords, 'Say why the child was not seen alone').optional()),
  ...ofChildren('notThere', oneOf(notThereWords, 'Say why the child was not seen').optional()),
  ...ofChildren('meals', knownBy),
  ...ofChildren('sleeping', knownBy),
  ...ofChildren('bedroom', yesNo),
  ...ofChildren('presentation', words(10_000).optional()),
  ...ofChildren('words', words(10_000).optional()),
  ...ofChildren('mealsSaid', words(10_000).optional()),
  ...ofChildren('sleepingSaid', words(10_000).optional()),
  ...ofChildren('analysis', words(10_000).optional()),
  ...ofChildren('asked', someOf(safetyTopicWords, 'Choose what was asked about')),
  ...ofChildren('worried', someOf(safetyTopicWords, 'Choose what is worrying')),
  ...whoIsAroundShape,
  ...weighsShape,
}) as unknown as z.ZodType<VisitTyped, Readonly<Record<string, unknown>>>

type VisitTyped = {
  readonly on?: Day
  readonly time?: string
  readonly with: readonly (typeof agencyKinds)[number][]
} & { readonly [name: string]: string | undefined | readonly string[] }

/**
 * The form of a visit, declared once: its fields, what each is called, and what a browser may keep of it. A page that shows it without a connection renders these
 * fields, and sends what was typed as it stands: `readVisit` reads it wherever it comes from.
 */
export const visitForm = declareForm(schema, {
  on: 'On which day?',
  time: 'At what time?',
  place: 'Where?',
  announced: 'Did the family know of it?',
  by: 'Who visited?',
  coverWhy: 'Why not the lead social worker?',
  with: 'Who came too?',
  jointWith: 'Their names',
  purpose: 'What was it for?',
  wished: 'What should come of it?',
  othersThere: 'What you saw of them',
  fit: 'Can a child live there as it is?',
  conditions: 'What you saw of the home',
  gathered: 'What happened',
  actions: 'What will be done, by whom and by when?',
  curiosity: 'What have you not been told or shown?',
  ...Object.fromEntries(homeParts.map(part => [homePartField(part), `The home: ${homePartWords[part]}`])),
  ...Object.fromEntries(
    childPlaces.flatMap(at => {
      const names = childFields(at)
      return [
        [names.child, `Child ${at}`],
        [names.seen, `How child ${at} was seen`],
        [names.notAlone, `Why child ${at} was not seen alone`],
        [names.notThere, `Why child ${at} was not seen`],
        [names.presentation, `How child ${at} was`],
        [names.words, `What child ${at} said or showed`],
        [names.meals, `How it is known what child ${at} eats`],
        [names.mealsSaid, `What child ${at} eats`],
        [names.sleeping, `How it is known where child ${at} sleeps`],
        [names.sleepingSaid, `Where child ${at} sleeps`],
        [names.bedroom, `Bedroom of child ${at} seen?`],
        [names.analysis, `What you make of it for child ${at}`],
        [names.asked, `What was asked about the safety of child ${at}`],
        [names.worried, `What is worrying for the safety of child ${at}`],
      ]
    }),
  ),
  ...whoIsAroundLabels,
  ...weighsLabels,
})

/** The place of one child on the form: whose it is, all of its fields, and those that hold words. */
export const childPlace = {
  owner: (at: number) => childFields(at).child,
  fields: (at: number) => Object.values(childFields(at)),
  said: (at: number) => {
    const { presentation, words, mealsSaid, sleepingSaid, analysis } = childFields(at)
    return [presentation, words, mealsSaid, sleepingSaid, analysis]
  },
} as const

/** What is typed of a visit is kept under `visit <child>`. */
export const keptVisit = keptForm(visitForm, {
  lists: [
    'with',
    ...whoIsAroundKept.lists,
    ...weighsKept.lists,
    ...childPlaces.flatMap(at => [childFields(at).asked, childFields(at).worried]),
  ],
  longTexts: [...sharedTexts, ...childPlaces.flatMap(childPlace.said)],
})

/** A child whom a visit may be about, as the form and its reader need to know them. */
export type VisitedChild = {
  readonly child: SubjectId
  readonly called: string
  /** Is whoever visits this child's lead social worker? */
  readonly lead: boolean
  readonly onPlan: boolean
  /** The plan of a visit that is still to come. */
  readonly planned: EntryId | null
}

/** Against what a visit is read. `around`: who may be ticked as there. */
export type VisitAround = {
  readonly children: readonly VisitedChild[]
  readonly around: Pick<Around, 'adults'>
  readonly today: Day
  readonly now: Moment
}

type VisitFacts = FactsOf<typeof visit>
type Told<Kind extends string, Facts> = {
  readonly kind: Kind
  readonly child: SubjectId
  readonly answers: EntryId | null
  readonly facts: Facts
  readonly narrative: Readonly<Record<string, string | undefined>>
  readonly others: Readonly<Record<string, string | undefined>>
  /** What was asked about the child’s safety, and what of it is worrying: ticked, not written. */
  readonly safety: { readonly asked: readonly SafetyTopic[]; readonly worried: readonly SafetyTopic[]; readonly worry: string | undefined }
}

/** What was told of one child: a visit, or an attempt where the child was not seen. */
export type ChildTold =
  | Told<'visit', Partial<VisitFacts> & Pick<VisitFacts, 'by' | 'place' | 'seen'>>
  | Told<'visit-attempted', Partial<FactsOf<typeof visitAttempted>> & Pick<FactsOf<typeof visitAttempted>, 'by' | 'place' | 'access'>>

/** A visit as it was typed and found right. */
export type VisitTold = {
  readonly happened: PartialDate
  readonly children: readonly ChildTold[]
  /** The home, where it was seen: said once, and kept for each child of it. */
  readonly home: {
    readonly fit: boolean
    readonly parts: NonNullable<FactsOf<typeof homeConditions>['parts']>
    readonly conditions: string | undefined
  } | null
  readonly around: AroundSaid
  /** What was ticked of a parent. */
  readonly weighs: WeighsSaid
}

/** Without what was not said. */
const given = <T extends object>(facts: T): T =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))) as T

/**
 * Reads a visit from what was typed, wherever it was typed: every error at once. It asks how each child was seen and, of a child who was seen, why not alone, how the child
 * was, and what the child said; a visit that leaves out meals, sleeping, or being alone is taken and is incomplete. Nothing is written down before it happened.
 */
export const readVisit = (typed: Typed, around: VisitAround): Parsed<VisitTold> => {
  const parsed = parseForm(visitForm.schema, typed)
  const errors: FieldError[] = parsed.ok ? [] : [...parsed.errors]
  if (!parsed.ok) return { ok: false, errors }
  const form = parsed.data
  const text = (name: string): string | undefined => (typeof form[name] === 'string' && form[name].trim() !== '' ? form[name] : undefined)
  const ask = (field: string, message: string) => errors.push({ field, message })
  const happened = whenOf(form, around, ask)
  const place = (text('place') ?? '') as VisitFacts['place']
  if (!place) ask('place', 'Choose where')
  const athome = place === 'home'

  const own = around.children.map(child => {
    const at = childPlaces.find(one => form[childFields(one).child] === child.child)
    return { child, names: at === undefined ? null : childFields(at) }
  })
  const visited = own.flatMap(({ child, names }) => {
    const seen = names && (text(names.seen) as SeenHere | undefined)
    if (!names || !seen) {
      ask(names?.seen ?? 'seen1', `Say how ${child.called} was seen, or that ${child.called} was not part of this visit`)
      return []
    }
    return seen === 'not-visited' ? [] : [{ child, names, seen }]
  })
  if (errors.length === 0 && visited.length === 0) ask(childFields(1).seen, 'Say of at least one child how the child was seen')

  const byOther = text('by') as VisitFacts['by'] | undefined
  if (visited.some(({ child }) => !child.lead) && !byOther) ask('by', 'Say who visited')
  const byOf = (child: VisitedChild): VisitFacts['by'] => (child.lead ? 'lead' : (byOther ?? 'other'))
  if (visited.some(({ child }) => byOf(child) === 'cover') && !text('coverWhy'))
    ask('coverWhy', 'Write why a covering social worker came and not the lead')
  if (visited.some(({ child }) => child.planned === null) && !text('purpose')) ask('purpose', 'Write what the visit was for')
  if (!text('curiosity')) ask('curiosity', 'Write what you have not been told or shown, and who else you would ask')
  if (athome && text('fit') === undefined) ask('fit', 'Say whether a child can live there as it is')
  const announced = text('announced')
  if (!announced) ask('announced', 'Say whether the family knew of it')

  const planned = announced === undefined ? undefined : announced === 'yes'
  const shared = {
    gathered: text('gathered'),
    actions: text('actions'),
    jointWith: text('jointWith'),
  }
  const others = { othersThere: text('othersThere'), curiosity: text('curiosity') }
  const first = visited.find(({ seen }) => seen !== 'not-seen')?.names

  const children = visited.map(({ child, names, seen }): ChildTold => {
    const by = byOf(child)
    const before = child.planned !== null
    const ticked = (name: string) => (form[name] ?? []) as readonly SafetyTopic[]
    const worried = ticked(names.worried)
    const worry = worried.length > 0 ? text(names.analysis) : undefined
    if (worried.length > 0 && !worry) ask(names.analysis, `Write what is worrying for ${child.called}: you ticked it above`)
    const safety = { asked: [...new Set([...ticked(names.asked), ...worried])], worried, worry }
    const about = { child: child.child, answers: child.planned, others, safety }
    const purpose = before ? {} : { purpose: text('purpose'), wished: text('wished') }
    const coverWhy = by === 'cover' ? text('coverWhy') : undefined
    if (seen === 'not-seen') {
      const access = text(names.notThere) as keyof typeof notThereWords | undefined
      if (!access) ask(names.notThere, `Say why ${child.called} was not seen`)
      return {
        ...about,
        kind: 'visit-attempted',
        facts: given({ by, place, access: access ?? 'child-not-there', planned, with: [...form.with] }),
        narrative: { observed: shared.gathered },
        others: {},
        safety: { asked: [], worried: [], worry: undefined },
      }
    }
    const notAlone = text(names.notAlone) as VisitFacts['notAlone']
    if ((seen === 'with-carer' || seen === 'not-spoken') && !notAlone) ask(names.notAlone, `Say why ${child.called} was not seen alone`)
    if (!text(names.presentation)) ask(names.presentation, `Write how ${child.called} was: what you saw of ${child.called}`)
    if (seen === 'alone' && !text(names.words))
      ask(names.words, `Write what ${child.called} said or showed, in ${child.called}’s own words`)
    const known = (field: 'meals' | 'sleeping', said: 'mealsSaid' | 'sleepingSaid', what: string) => {
      const basis = text(names[field])
      if (basis === 'same') {
        const from = first && first !== names ? first : null
        const firsts = from && text(from[field])
        if (!from || !firsts || firsts === 'none' || firsts === 'same')
          ask(names[field], `Say how it is known ${what}: nothing is written of the first child`)
        else if (firsts === 'told-by-child')
          ask(names[field], `Say how it is known ${what}: what one child tells of themselves is not known of another`)
        return { basis: (firsts ?? 'none') as VisitFacts['meals'], said: text(names[said]) ?? (from ? text(from[said]) : undefined) }
      }
      if (basis && basis !== 'none' && !text(names[said])) ask(names[said], `Write ${what}`)
      return { basis: (basis ?? 'none') as VisitFacts['meals'], said: text(names[said]) }
    }
    const meals = known('meals', 'mealsSaid', `what ${child.called} eats`)
    const sleeping = known('sleeping', 'sleepingSaid', `where ${child.called} sleeps`)
    return {
      ...about,
      kind: 'visit',
      facts: given({
        by,
        place,
        seen: seen === 'alone' ? 'seen-alone' : seen === 'with-carer' ? 'seen-with-carer' : 'seen-not-spoken',
        observedAlone: seen === 'watched' ? true : undefined,
        notAlone: seen === 'with-carer' || seen === 'not-spoken' ? notAlone : undefined,
        planned,
        access: athome ? 'given' : undefined,
        meals: meals.basis,
        sleeping: sleeping.basis,
        bedroomSeen: athome && text(names.bedroom) === 'yes',
        with: [...form.with],
        planBefore: before,
      }) as Partial<VisitFacts> & Pick<VisitFacts, 'by' | 'place' | 'seen'>,
      narrative: {
        ...shared,
        ...purpose,
        coverWhy,
        presentation: text(names.presentation),
        childsWords: text(names.words),
        meals: meals.said,
        sleeping: sleeping.said,
        analysis: text(names.analysis),
      },
    }
  })

  const said = readAroundSaid(typed, around.around, error => errors.push(error))
  const weighs = readWeighsSaid(typed, error => errors.push(error))
  if (errors.length > 0 || !happened) return { ok: false, errors }
  return {
    ok: true,
    data: {
      happened,
      children,
      home: athome
        ? {
            fit: text('fit') === 'yes',
            parts: given(Object.fromEntries(homeParts.map(part => [part, text(homePartField(part))]))),
            conditions: text('conditions'),
          }
        : null,
      around: said,
      weighs,
    },
  }
}

/** When it happened: the day, or the moment where the time is known; never later than now. */
export const whenOf = (
  { on, time }: { readonly on?: Day | undefined; readonly time?: string | undefined },
  { today, now }: Pick<VisitAround, 'today' | 'now'>,
  ask: (field: string, message: string) => void,
): PartialDate | undefined => {
  if (!on || on === ('wrong' as Day)) {
    ask('on', 'Enter the day of the visit, for example 6 2 2024')
    return undefined
  }
  if (on > today) {
    ask('on', 'The day of the visit must be today or earlier')
    return undefined
  }
  if (!time) return { on, precision: 'day' }
  const at = momentOn(on, time)
  if (!at || at > now || at < startOfDay(on)) {
    ask('time', 'Enter a time that has been, for example 14:05')
    return undefined
  }
  return { at, precision: 'moment' }
}
