import { z } from 'zod'
import type { Typed } from '../../../design-system/index.ts'
import { type Day, isDay } from '../../../guidance/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { type Parsed, parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import type { AgencyKind } from '../../../thread/entry.ts'
import { dayField, line, words } from '../../../thread/fields.ts'
import type { AccountId, AgencyId, EntryId } from '../../../thread/ids.ts'
import { type Around, type AroundSaid, readAroundSaid, whoIsAroundKept, whoIsAroundLabels, whoIsAroundShape } from '../../commands.ts'
import { oneOf } from '../on-record/form-fields.ts'
import { riskPlaces } from '../plan/cp-plan.ts'
import { type safetyScaled, scalerWords } from '../safety/safety.ts'
import { placeWords } from '../visits/visit.ts'
import { type coreGroup, progressWords } from './core-group.ts'

const places = (most: number): readonly number[] => Array.from({ length: most }, (_, at) => at + 1)

/** For how many members, sightings of the child and answers on the scale one form has room. */
export const memberPlaces = places(20)
export const seenPlaces = places(4)
export const scalePlaces = places(4)

export const memberFields = (at: number) => ({ holder: `holder${at}`, came: `came${at}` })
export const seenFields = (at: number) => ({ by: `seenBy${at}`, on: `seenOn${at}`, where: `seenWhere${at}`, alone: `seenAlone${at}` })
export const scaleFields = (at: number) => ({ who: `scaleWho${at}`, name: `scaleName${at}`, scale: `scale${at}` })
/** What the person at one place says on the scale of one worry of the plan. */
export const worryScaleField = (at: number, worry: number): string => `scale${at}Worry${worry}`
export const goalField = (at: number): string => `goal${at}`

/** Whether somebody came, in the words of the form. */
export const cameWords = { came: 'Came', sent: 'Did not come, and sent what they know', away: 'Did not come' } as const

/** What is written of a core group in words. */
export const toldFields = ['progress', 'familysView', 'access', 'missedAppointments', 'tools', 'actions'] as const

const yesNo = oneOf({ yes: 'Yes', no: 'No' }, 'Choose yes or no').optional()
const aDay = dayField.optional().catch(ctx => (ctx.value === undefined ? undefined : ('wrong' as Day)))
const step = z
  .string()
  .regex(/^(\d|10)$/, 'Enter a whole number from 0 to 10')
  .optional()
const each = (names: readonly string[], field: z.ZodType) => Object.fromEntries(names.map(name => [name, field]))

const schema = z.object({
  plan: z.string().max(60).optional(),
  on: aDay,
  nextOn: aDay,
  family: yesNo,
  child: yesNo,
  withoutSocialWorker: yesNo,
  ...each(toldFields, words(10_000).optional()),
  ...whoIsAroundShape,
  ...each(
    memberPlaces.map(at => memberFields(at).holder),
    z.string().max(60).optional(),
  ),
  ...each(
    memberPlaces.map(at => memberFields(at).came),
    oneOf(cameWords, 'Say whether they came').optional(),
  ),
  ...each(
    seenPlaces.map(at => seenFields(at).by),
    z.string().max(60).optional(),
  ),
  ...each(
    seenPlaces.map(at => seenFields(at).on),
    aDay,
  ),
  ...each(
    seenPlaces.map(at => seenFields(at).where),
    oneOf(placeWords, 'Choose where').optional(),
  ),
  ...each(
    seenPlaces.map(at => seenFields(at).alone),
    yesNo,
  ),
  ...each(
    scalePlaces.map(at => scaleFields(at).who),
    oneOf(scalerWords, 'Choose whose answer it is').optional(),
  ),
  ...each(
    scalePlaces.map(at => scaleFields(at).name),
    line(200).optional(),
  ),
  ...each(
    scalePlaces.map(at => scaleFields(at).scale),
    step,
  ),
  ...each(
    scalePlaces.flatMap(at => riskPlaces.map(worry => worryScaleField(at, worry))),
    step,
  ),
  ...each(riskPlaces.map(goalField), oneOf(progressWords, 'Choose what has become of it').optional()),
}) as unknown as z.ZodType<Record<string, string | undefined>, Record<string, string | undefined>>

/** The form of a core group that met. */
export const coreGroupForm = declareForm(schema, {
  plan: 'Which version of the plan',
  on: 'When did it meet?',
  nextOn: 'When does it meet next?',
  family: 'Did the family take part?',
  child: 'Did the child take part?',
  withoutSocialWorker: 'Did it meet without the social worker?',
  progress: 'What was said',
  familysView: 'The family’s view',
  ...whoIsAroundLabels,
  access: 'Coming into the home',
  missedAppointments: 'Appointments that were missed',
  tools: 'What the tools say',
  actions: 'What will be done',
  ...Object.fromEntries(
    memberPlaces.flatMap(at => [
      [memberFields(at).holder, `Member ${at}`],
      [memberFields(at).came, `Did member ${at} come?`],
    ]),
  ),
  ...Object.fromEntries(
    seenPlaces.flatMap(at => [
      [seenFields(at).by, `Who saw the child (${at})`],
      [seenFields(at).on, `When (${at})`],
      [seenFields(at).where, `Where (${at})`],
      [seenFields(at).alone, `Alone? (${at})`],
    ]),
  ),
  ...Object.fromEntries(
    scalePlaces.flatMap(at => [
      [scaleFields(at).who, `Whose answer on the scale (${at})`],
      [scaleFields(at).name, `Name (${at})`],
      [scaleFields(at).scale, `From 0 to 10 (${at})`],
      ...riskPlaces.map(worry => [worryScaleField(at, worry), `From 0 to 10 of worry ${worry} (${at})`]),
    ]),
  ),
  ...Object.fromEntries(riskPlaces.map(at => [goalField(at), `What has become of worry ${at}`])),
})

/** What is typed of a core group is kept under `core-group <child>`. */
export const keptCoreGroup = keptForm(coreGroupForm, { ...whoIsAroundKept, longTexts: [...toldFields] })

/**
 * What was typed, without what was said of the worries of another version of the plan than `version`: its first worry may be another one now, and what was said of one is never shown as
 * said of another.
 */
export const ofThisPlan = (typed: Typed, version: EntryId | undefined): Typed => {
  if (!typed['plan'] || typed['plan'] === version) return typed
  const ofWorries = new Set([
    ...riskPlaces.map(goalField),
    ...scalePlaces.flatMap(at => riskPlaces.map(worry => worryScaleField(at, worry))),
  ])
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !ofWorries.has(name)))
}

/** Somebody who belongs to the core group, as the form asks about them. */
export type Member = {
  readonly holder: string
  readonly name: string
  readonly agency: AgencyId | null
  readonly agencyName: string
  readonly agencyKind: AgencyKind
  readonly account: AccountId | null
}

/** A core group as it was typed and found right. */
export type CoreGroupTold = {
  readonly on: Day
  readonly facts: z.input<(typeof coreGroup)['record']['facts']>
  readonly narrative: Readonly<Record<string, string>>
  readonly scales: readonly {
    readonly facts: z.input<(typeof safetyScaled)['record']['facts']>
    readonly narrative: { readonly name?: string }
    /** The worry whose scale it is; none where it is about the child’s safety as a whole. */
    readonly of: EntryId | null
  }[]
  readonly around: AroundSaid
}

/**
 * Reads a core group from what was typed: every error at once. Of each member it is said whether they came; of the child who saw them since, where, and whether alone;
 * `plan`: the version that holds, and whose danger statement each of its worries is, which must be the one that was read; `today`: nothing is written down before it happened;
 * `around`: who is known to be around the child.
 */
export const readCoreGroup = (
  typed: Typed,
  members: readonly Member[],
  { version, worries }: { readonly version: EntryId | undefined; readonly worries: readonly (EntryId | null)[] },
  today: Day,
  around: Pick<Around, 'adults'>,
): Parsed<CoreGroupTold> => {
  const parsed = parseForm(coreGroupForm.schema, typed)
  if (!parsed.ok) return parsed
  const form = parsed.data
  const errors: { field: string; message: string }[] = []
  const ask = (field: string, message: string) => errors.push({ field, message })
  if (worries.length > 0 && ofThisPlan(typed, version) !== typed)
    ask(goalField(1), 'The plan has changed since you began: say of its worries again what has become of them')
  const on = form['on']
  if (!on || !isDay(on)) ask('on', 'Enter the day it met, such as 6 2 2024')
  else if (on > today) ask('on', 'The day it met must be today or earlier')
  const nextOn = form['nextOn']
  if (nextOn !== undefined && !isDay(nextOn)) ask('nextOn', 'Enter the day it meets next, such as 6 2 2024')
  else if (nextOn && on && nextOn <= on) ask('nextOn', 'The next core group is after this one')
  const byHolder = new Map(members.map(one => [one.holder, one]))
  const there = memberPlaces.flatMap(at => {
    const names = memberFields(at)
    const member = byHolder.get(form[names.holder] ?? '')
    if (!member) return []
    const came = form[names.came]
    if (!came) ask(names.came, `Say whether ${member.name} came`)
    return [
      {
        agencyKind: member.agencyKind,
        ...(member.agency ? { agency: member.agency, agencyName: member.agencyName } : {}),
        ...(member.account ? { account: member.account } : {}),
        came: came === 'came',
        sent: came === 'sent',
      },
    ]
  })
  const seenBy = seenPlaces.flatMap(at => {
    const names = seenFields(at)
    if (!Object.values(names).some(name => form[name])) return []
    const member = byHolder.get(form[names.by] ?? '')
    const [day, place, alone] = [form[names.on], form[names.where], form[names.alone]]
    if (!member) ask(names.by, 'Choose who saw the child')
    if (!day || !isDay(day) || day > today) ask(names.on, 'Enter the day the child was seen, today or earlier')
    if (!place) ask(names.where, 'Choose where the child was seen')
    if (!alone) ask(names.alone, 'Say whether the child was alone')
    return member && day && place && alone
      ? [{ agencyKind: member.agencyKind, on: day as Day, place: place as keyof typeof placeWords, alone: alone === 'yes' }]
      : []
  })
  const scales = scalePlaces.flatMap(at => {
    const names = scaleFields(at)
    const [who, scale, name] = [form[names.who], form[names.scale], form[names.name]]
    const said = [
      { of: null, scale },
      ...worries.flatMap((of, nth) => (of ? [{ of, scale: form[worryScaleField(at, nth + 1)] }] : [])),
    ].filter(one => one.scale !== undefined)
    if (!who && said.length === 0 && !name) return []
    if (!who) ask(names.who, 'Choose whose answer it is')
    if (said.length === 0) ask(names.scale, 'Choose the answer from 0 to 10')
    return who
      ? said.map(one => ({
          facts: { who: who as keyof typeof scalerWords, scale: Number(one.scale), when: 'core-group' as const },
          narrative: name ? { name } : {},
          of: one.of,
        }))
      : []
  })
  const goals = places(worries.length).map(at => form[goalField(at)])
  const spoken = goals.filter(goal => goal !== undefined)
  if (spoken.length > 0 && spoken.length < worries.length)
    goals.forEach((goal, at) => {
      if (!goal) ask(goalField(at + 1), `Choose what has become of worry ${at + 1}`)
    })
  const named = worries.filter(one => one !== null)
  const said = readAroundSaid(typed, around, error => errors.push(error))
  if (errors.length > 0 || !on) return { ok: false, errors }
  const answer = (name: string) => (form[name] ? { [name]: form[name] === 'yes' } : {})
  return {
    ok: true,
    data: {
      on: on as Day,
      facts: {
        members: there,
        seenBy,
        goals: spoken as (keyof typeof progressWords)[],
        ...(spoken.length > 0 && named.length === worries.length ? { worries: named } : {}),
        ...answer('family'),
        ...answer('child'),
        ...answer('withoutSocialWorker'),
        ...(said.came === 'somebody' ? { newAdults: true } : {}),
        ...(nextOn ? { nextOn: nextOn as Day } : {}),
      },
      narrative: Object.fromEntries(toldFields.flatMap(name => (form[name] ? [[name, form[name]]] : []))),
      scales,
      around: said,
    },
  }
}
