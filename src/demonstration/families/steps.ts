import { addDays, addWorkingDays, type Day, lastWorkingDayOnOrBefore, londonAt, yearOf } from '../../guidance/index.ts'
import { type DemonstrationAgency, demonstrationTeam } from '../organisation.ts'
import type { Chance } from './chance.ts'
import { type Adult, agedOn, type Child, childrenOn, type Family, hereFrom, schoolOn } from './family.ts'
import {
  about,
  childsWords,
  closings,
  conferences,
  homesSeen,
  meetingsSaid,
  presentations,
  presentationsOfTheYoungest,
  whoStays,
} from './said.ts'
import { leadOf, managerOf, type School, type Teller, teamOf, type Worker } from './tellers.ts'
import type { Telling, ToTell } from './telling.ts'
import { type Decided, type Worry, worries } from './worries.ts'

/**
 * A family whose life is being told: its number, the day it is told as of, what is told so far, who they are, and the lots that are drawn for them. Nothing is told of
 * that day or later.
 */
export type Life = {
  readonly number: number
  readonly asOf: Day
  readonly telling: Telling
  readonly family: Family
  readonly chance: Chance
}

/** The last working day before the family is told as of. */
export const lastDayOf = ({ asOf }: Pick<Life, 'asOf'>): Day => daysBefore(asOf, 1)

/** A working day so many days before another, or the last one before that. */
export const daysBefore = (on: Day, days: number): Day => lastWorkingDayOnOrBefore(addDays(on, -days))

const home = 'home'

/** The same thing told of each child there was on that day, in one act. Gives the label of each. */
const ofEach = (
  { telling, family }: Life,
  told: Omit<ToTell, 'of'> & { on: Day },
  each: (child: Child) => Partial<ToTell> = () => ({}),
): Map<string, string> => {
  const { on, ...rest } = told
  return new Map(childrenOn(family, on).map(child => [child.label, telling.tell({ ...rest, of: child.label, ...each(child) })]))
}

/** Writes down who the family is, on the day it becomes known; children who are born later when they are, and who changes school when they do. */
export const begin = (life: Life, on: Day, by: Teller = 'screener'): void => {
  const { telling, family, chance } = life
  telling.home(home, `the home of the ${family.name} family`)
  const address = `${chance.whole(2, 88)} ${chance.of(streets)}`
  const postcode = `ZZ${chance.whole(1, 9)} ${chance.whole(1, 9)}${chance.of(letters)}${chance.of(letters)}`
  const lives = (of: string, happened: Day, teller: Teller) =>
    telling.tell({
      ...{ slug: 'lives', of, kind: 'residence', happened, by: teller, facts: { household: `\${${home}}` } },
      parts: { whereabouts: { facts: { postcode }, narrative: { address } } },
    })
  for (const adult of family.adults) telling.person(adult.label, `${adult.given} ${adult.family}`)
  for (const child of family.children) telling.person(child.label, `${child.given} ${family.name}`)
  for (const child of family.children) {
    const known = knownFrom(child, on)
    const teller = known === on ? by : 'health'
    school(life, child, known, teller)
    lives(child.label, known, teller)
  }
  for (const adult of family.adults) {
    telling.tell({ slug: 'who', of: adult.label, kind: 'identity', happened: on, by, facts: adultFacts(adult, family, chance) })
    if (adult.livesIn) lives(adult.label, on, by)
    for (const child of family.children)
      telling.tell({
        ...{ slug: `of-${child.label}`, of: adult.label, kind: 'relationship', by },
        happened: knownFrom(child, on),
        facts: { to: `\${${child.label}}`, as: adult.as, parentalResponsibility: adult.responsible },
      })
  }
}

/** When a child of a family that is known from a day is written down: then, or once it is born. */
const knownFrom = (child: Child, on: Day): Day => (hereFrom(child) <= on ? on : lastWorkingDayOnOrBefore(hereFrom(child)))

const streets = ['Sample Street', 'Invented Row', 'Testcase Avenue', 'Specimen Close', 'Example Lane', 'Madeup Drive'] as const
const letters = [...'ABDEFGHJLNPQRSTUWXYZ']
const schoolNames: Record<School, string> = {
  nursery: 'Little Larches Nursery',
  school: 'Hollow Lane Primary School',
  park: 'Sample Park Primary School',
  high: 'Sample Vale High School',
}

const adultFacts = (adult: Adult, { naming }: Family, chance: Chance): Record<string, unknown> => ({
  ...{
    is: 'adult',
    given: adult.given,
    family: adult.family,
    born: adult.precision ? `${yearOf(adult.born)}-07-01` : adult.born,
    sex: adult.sex,
  },
  ...(adult.precision ? { bornPrecision: adult.precision } : {}),
  ...(naming.language && chance.oneIn(3) ? { language: naming.language, interpreter: true } : {}),
})

/** Who a child is on the day it becomes known, and again at each September when the school is another one. */
const school = (life: Life, child: Child, known: Day, by: Teller): void => {
  const { telling, family } = life
  const last = lastDayOf(life)
  const years = Array.from({ length: yearOf(last) - yearOf(known) + 1 }, (_, at) => addWorkingDays(`${yearOf(known) + at}-09-02` as Day, 1))
  let before: School | null | undefined
  for (const on of [known, ...years.filter(september => september > known && september <= last)]) {
    const now = schoolOn(child, family.primary, on)
    if (now === before) continue
    telling.tell({
      ...{ slug: before === undefined ? 'who' : `school-${yearOf(on)}`, of: child.label, kind: 'identity', happened: on },
      by: before === undefined || now === null ? by : leadOf(now),
      facts: {
        ...{ is: 'child', given: child.given, family: family.name, born: child.born, sex: child.sex },
        ...(child.knownAs ? { knownAs: child.knownAs } : {}),
        ...(now ? { school: schoolNames[now] } : {}),
      },
    })
    before = now
  }
}

/** Somebody begins to work with each child there is that day, or with those given. Gives the involvements, to be ended by `leaves`. */
export const works = (
  life: Life,
  slug: string,
  on: Day,
  by: Teller,
  holder: { account: Teller } | { agency: DemonstrationAgency } | { team: 'north' | 'south' },
  as: 'lead' | 'manager' | 'chair' | 'agency' | 'screener',
  only: (child: Child) => boolean = () => true,
): readonly [child: string, involvement: string][] => {
  const [named, form] =
    'account' in holder
      ? [life.telling.account(holder.account), 'account']
      : 'team' in holder
        ? [demonstrationTeam(holder.team), 'team']
        : [life.telling.agency(holder.agency), 'agency']
  return childrenOn(life.family, on)
    .filter(only)
    .map(child => [
      child.label,
      life.telling.tell({ slug, of: child.label, kind: 'involvement', happened: on, by, facts: { holder: named, form, as } }),
    ])
}

/** Those who worked with the children no longer do. */
export const leaves = (
  { telling }: Life,
  slug: string,
  on: Day,
  by: Teller,
  involvements: readonly (readonly [string, string])[],
  reason: string,
): void => {
  for (const [of, answers] of involvements)
    telling.tell({
      slug: `${slug}-${answers.slice(0, -of.length - 1)}`,
      of,
      kind: 'involvement-end',
      happened: on,
      by,
      answers,
      narrative: { reason },
    })
}

/** The agencies that see the children every week: the school of each, and health for the youngest. Gives the involvements. */
export const seenEachWeek = (life: Life, on: Day, by: Teller): (readonly [string, string])[] => {
  const at = (key: School) =>
    works(life, `at-${key}`, on, by, { agency: key }, 'agency', child => schoolOn(child, life.family.primary, on) === key)
  const youngest = works(life, 'health-visitor', on, by, { agency: 'health' }, 'agency', child => agedOn(child, on) < 5)
  return [...(['nursery', 'school', 'park', 'high'] as const).flatMap(at), ...youngest]
}

/** Are the schools shut, give or take a few days? */
export const areHolidays = (on: Day): boolean => /^....-(07-2[3-9]|07-3|08|09-01|12-2[3-9]|12-3|01-01)/.test(on)

/** Which worries are meant, by their keys. */
export type Which = { readonly but?: readonly string[]; readonly only?: readonly string[] }

/** The worries that could be told of the first child on a day and be decided in one of these ways. */
export const worriesFor = ({ family }: Life, on: Day, decided: readonly Decided[], { but = [], only }: Which = {}): Worry[] => {
  if (childrenOn(family, on)[0] !== family.children[0]) return []
  const aged = agedOn(family.children[0], on)
  const atSchool = schoolOn(family.children[0], family.primary, on)
  const holidays = areHolidays(on)
  const mother = family.adults.some(adult => adult.as === 'mother' && adult.livesIn)
  const father = family.adults.some(adult => adult.as === 'father' && adult.livesIn)
  return worries.filter(
    ({ key, ages, by, source, told, others, reasons }) =>
      !(source === 'education' && holidays) &&
      !but.includes(key) &&
      (only?.includes(key) ?? true) &&
      aged >= ages[0] &&
      aged <= ages[1] &&
      decided.some(one => reasons[one]) &&
      (by !== 'nursery' || atSchool === 'nursery') &&
      (by !== 'school' || (atSchool !== null && atSchool !== 'nursery')) &&
      (mother || !/\bmum\b|\bmother\b/.test(told + others)) &&
      (father || !/\bdad\b|\bfather\b|each parent|\{His\} parents|\{his\} parents/i.test(told + others)),
  )
}

/** What was told of each child on a day. */
export type Told = { readonly on: Day; readonly worry: Worry; readonly slug: string; readonly concerns: ReadonlyMap<string, string> }

/** A worry is told of the first child, and of the others as far as they come into it. */
export const tells = (life: Life, worry: Worry, on: Day): Told => {
  const { family, chance } = life
  const by = tellerOf(life, worry, on)
  const slug = `told-${on}`
  const time =
    worry.source === 'police' ? `2${chance.whole(0, 3)}:${chance.whole(10, 59)}` : `${chance.whole(10, 16)}:${chance.whole(10, 59)}`
  const named = sourceOf(life, worry, on)
  const concerns = ofEach(
    life,
    {
      ...{ slug, on, kind: 'referral', happened: londonAt(on, time), by },
      facts: { source: worry.source, ...named, concerns: worry.concerns, familyTold: chance.oneIn(8) ? 'no' : 'yes' },
    },
    child => ({ narrative: { summary: about(child === family.children[0] ? worry.told : worry.others, child) } }),
  )
  return { on, worry, slug, concerns }
}

/** Who tells a worry on a day: of a school, whoever has it there for the first child. */
export const tellerOf = ({ family }: Life, worry: Worry, on: Day): Teller => {
  const atSchool = schoolOn(family.children[0], family.primary, on)
  return worry.by === 'school' && atSchool ? leadOf(atSchool) : worry.by
}

/** By which name the source of a worry is known; a member of the public by none. */
export const sourceOf = ({ family }: Life, worry: Worry, on: Day): { sourceName?: string } =>
  worry.source === 'public' ? {} : { sourceName: sourceName(worry, schoolOn(family.children[0], family.primary, on)) }

const sourceName = ({ by, source }: Worry, atSchool: School | null): string => {
  if (source === 'education') return schoolNames[by === 'nursery' ? 'nursery' : (atSchool ?? 'school')]
  return (
    {
      doctor: 'Sample Road Surgery',
      police: 'Invented Police',
      'housing-officer': 'Sample Homes',
      'family-centre': 'Invented Family Centre',
    }[by as string] ?? 'Invented Community Health'
  )
}

const ofTheFamily = 'The family is looked at as a whole, and {name} with it.'

/** The Bridge decides the next working day, now and then a day late. Gives the day. */
export const decides = (life: Life, told: Told, decided: Decided): Day => {
  const { telling, family, chance } = life
  const on = addWorkingDays(told.on, chance.oneIn(12) ? 2 : 1)
  // In the afternoon, as decisions are: what was told late the evening before is not decided before it was told.
  const happened = londonAt(on, `1${chance.whole(3, 6)}:${chance.whole(10, 59)}`)
  for (const child of childrenOn(family, told.on))
    telling.tell({
      ...{ slug: `decided-${told.on}`, of: child.label, kind: 'referral-decision', by: 'bridge-manager' },
      happened,
      answers: told.concerns.get(child.label) ?? '',
      facts: { outcome: decided, familyTold: true, referrerTold: true },
      narrative: { reasons: about(child === family.children[0] ? (told.worry.reasons[decided] ?? '') : ofTheFamily, child) },
    })
  return on
}

/** A social worker and the manager of the team take the children. Gives the involvements. */
export const allocated = (life: Life, on: Day, worker: Worker): (readonly [string, string])[] => {
  const manager = managerOf(worker)
  return [
    ...works(life, `lead-${on}`, on, manager, { account: worker }, 'lead'),
    ...works(life, `manager-${on}`, on, manager, { team: teamOf(worker) }, 'manager'),
  ]
}

/** How a visit goes: where, and whether each child is seen alone. */
type Visiting = { readonly place?: 'home' | 'school'; readonly alone?: boolean }

/** The worker sees each child. */
export const visits = (life: Life, on: Day, worker: Worker, { place = 'home', alone = true }: Visiting = {}): void => {
  const { chance } = life
  const seen = chance.fresh('home', homesSeen)
  const told = ofEach(life, { slug: `visit-${on}`, on, kind: 'visit', happened: on, by: worker }, child => {
    const aged = agedOn(child, on)
    const at = place === 'school' && aged >= 4 && !areHolidays(on) ? 'school' : 'home'
    const words = childsWords(aged)
    return {
      facts: {
        ...{ by: 'lead', place: at, seen: alone ? 'seen-alone' : 'seen-with-carer' },
        ...(aged < 4 && alone ? { observedAlone: true } : {}),
        ...(at === 'home' ? { meals: chance.of(['seen', 'told-by-child', 'told-by-parent']), sleeping: 'seen', bedroomSeen: true } : {}),
      },
      narrative: {
        presentation:
          aged < 2 ? chance.fresh(`${child.label} is`, presentationsOfTheYoungest) : chance.fresh(`${child.label} looks`, presentations),
        ...(words.length > 0 && !chance.oneIn(4)
          ? { childsWords: chance.fresh(`${child.label} says at ${aged < 8 ? 'first' : aged < 12 ? 'eight' : 'twelve'}`, words) }
          : {}),
        ...(at === 'home' ? { conditions: seen } : {}),
      },
    }
  })
  const read = addWorkingDays(on, 2)
  if (read > lastDayOf(life)) return
  for (const [of, answers] of told)
    life.telling.tell({
      slug: `read-${on}`,
      of,
      kind: 'visit-read',
      happened: read,
      by: managerOf(worker),
      answers,
      facts: { signed: true },
    })
}

/** Whoever sees each child most says that they saw them: the school, or the health visitor. */
export const seenLately = (life: Life, on: Day): void => {
  const { family } = life
  ofEach(life, { slug: `seen-${on}`, on, kind: 'child-seen', happened: on, by: 'health', facts: { where: 'health' } }, child => {
    const at = schoolOn(child, family.primary, on)
    return at ? { by: leadOf(at), facts: { where: 'school' } } : {}
  })
}

/** The worker comes and is not let in. */
export const notLetIn = (life: Life, on: Day, worker: Worker): void => {
  const refused = life.chance.oneIn(2)
  ofEach(life, {
    ...{ slug: `not-in-${on}`, on, kind: 'visit-attempted', happened: on, by: worker },
    facts: refused ? { access: 'refused', planned: true } : { access: 'no-answer', planned: true, cardLeft: true },
    narrative: refused
      ? { whatWasSaid: '“Not today. Ring first next time.”' }
      : { observed: 'Curtains open, nobody came. A card was left.' },
  })
}

/** Visits from one day to another, so many days apart, at home three times of four. */
export const visitsFrom = (life: Life, from: Day, until: Day, apart: readonly [number, number], worker: Worker): void => {
  const { chance } = life
  for (let on = next(from, apart, chance); on <= until; on = next(on, apart, chance)) {
    if (chance.oneIn(11)) notLetIn(life, addWorkingDays(on, -1), worker)
    visits(life, on, worker, { place: chance.oneIn(4) ? 'school' : 'home', alone: !chance.oneIn(5) })
  }
}

const next = (from: Day, [least, most]: readonly [number, number], chance: Chance): Day => {
  const on = lastWorkingDayOnOrBefore(addDays(from, chance.whole(least, most)))
  return on > from ? on : addWorkingDays(from, 1)
}

/** Reviews of help for a child in need, about every three months. */
export const reviewsFrom = (life: Life, from: Day, until: Day, worker: Worker): void => {
  const { chance } = life
  for (let on = next(from, [70, 95], chance); on <= until; on = next(on, [80, 95], chance))
    ofEach(
      life,
      {
        ...{ slug: `review-${on}`, on, kind: 'child-in-need-review', happened: on, by: managerOf(worker) },
        narrative: { progress: chance.fresh('meeting', meetingsSaid) },
      },
      child => ({ facts: { outcome: 'continue', goodEnough: !chance.oneIn(3), childHeard: agedOn(child, on) >= 4 } }),
    )
}

/** The case is closed and those who came for it leave. */
export const closes = (
  life: Life,
  on: Day,
  worker: Worker,
  involvements: readonly (readonly [string, string])[],
  why = 'plan-met',
): void => {
  const { chance } = life
  ofEach(life, {
    ...{ slug: `closed-${on}`, on, kind: 'case-closed', happened: on, by: managerOf(worker) },
    facts: { why, whoStays: chance.of(whoStays) },
    narrative: { judgment: why === 'plan-met' ? chance.of(closings) : 'Help goes on with Early Help, who met the family before we left.' },
  })
  leaves(life, `left-${on}`, on, managerOf(worker), involvements, 'Closed')
}

export type Category = keyof typeof conferences

/** A conference about every child; the first makes the plan, a later one keeps or ends it. */
export const confers = (life: Life, on: Day, type: 'initial' | 'review', category: Category, plan: boolean): void => {
  const { chance } = life
  const { reasons, ...rest } = conferences[category]
  const told = ofEach(
    life,
    {
      ...{ slug: `conference-${on}`, on, kind: 'conference', happened: on, by: 'chair' },
      narrative: plan
        ? { reasons: type === 'initial' ? reasons : chance.fresh('meeting', meetingsSaid), ...rest }
        : { reasons: chance.of(closings) },
    },
    child => ({ facts: { type, plan, ...(plan ? { category } : {}), childTookPart: agedOn(child, on) >= 8 } }),
  )
  const after = addWorkingDays(on, 1)
  if (after > lastDayOf(life) || (type === 'review' && plan)) return
  for (const [of, about] of told)
    life.telling.tell({
      ...{ slug: `nhs-told-${on}`, of, kind: 'cp-is-sent', happened: after, by: 'chair' },
      facts: { what: plan ? 'plan-start' : 'plan-end', about: `\${${about}}`, how: 'hand' },
    })
}

/** The core group meets: within ten working days of the conference, then about every six weeks. */
export const coreGroupsFrom = (life: Life, conference: Day, until: Day, worker: Worker): void => {
  const { chance, family } = life
  const school = childrenOn(family, conference).some(child => schoolOn(child, family.primary, conference))
  let on = addWorkingDays(conference, chance.whole(6, 10))
  for (; on <= until; on = next(on, [35, 42], chance))
    ofEach(life, {
      ...{ slug: `core-group-${on}`, on, kind: 'core-group', happened: on, by: worker },
      facts: { attended: ['childrens-social-care', 'health', ...(school ? ['education'] : [])], family: !chance.oneIn(6) },
      narrative: { progress: chance.fresh('meeting', meetingsSaid) },
    })
}
