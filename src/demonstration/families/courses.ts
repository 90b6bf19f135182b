import { addDays, addMonths, addWeeks, addWorkingDays, type Day, lastWorkingDayOnOrBefore } from '../../guidance/index.ts'
import { underScreening } from './at-the-bridge.ts'
import { changes, gotToKnow, notesAround, notesOfHelp, notesOfWorker, numbered, standsAt, toBeHeard } from './recorded.ts'
import {
  allocated,
  begin,
  type Category,
  closes,
  confers,
  coreGroupsFrom,
  daysBefore,
  decides,
  type Life,
  lastDayOf,
  leaves,
  reviewsFrom,
  seenEachWeek,
  seenLately,
  tells,
  visits,
  visitsFrom,
  type Which,
  works,
  worriesFor,
} from './steps.ts'
import { managerOf, type Worker } from './tellers.ts'
import type { Decided } from './worries.ts'

/**
 * A kind of life with services: how many families live it, how old the child is that most is told of, and how it goes. Most have a worry once and nothing
 * after it, or some months of early help; few ever meet a social worker, and very few a conference.
 */
export type Course = {
  readonly called: string
  readonly families: number
  readonly ages: readonly [from: number, to: number]
  /** Does the mother have to live in the home? */
  readonly mother?: true
  /** Tells it of a family, and whether it could: `turn` is the how-manieth family of this course it is, from 0. Where it could not, nothing was told. */
  readonly live: (life: Life, turn: number) => boolean
}

/** The colleagues of the worker who has the families told by hand. */
const workers: readonly Worker[] = ['social-worker-2', 'social-worker-3', 'social-worker-4']

const min = (one: Day, other: Day): Day => (one < other ? one : other)

/** A day so many days ago on which a worry could be told of the first child that is decided so; none where there is no such day. */
const dayFor = (life: Life, [least, most]: readonly [number, number], decided: Decided, which?: Which): Day | undefined => {
  for (let draws = 0; draws < 40; draws += 1) {
    const on = daysBefore(life.asOf, life.chance.whole(least, most))
    if (worriesFor(life, on, [decided], which).length > 0) return on
  }
  return undefined
}

/** A worry is told and decided. Gives the day of the decision, and the worry's key. */
const concern = (life: Life, on: Day, decided: Decided, which?: Which): { on: Day; key: string } => {
  const worry = life.chance.of(worriesFor(life, on, [decided], which))
  return { on: decides(life, tells(life, worry, on), decided), key: worry.key }
}

/** The family is written down, perhaps with a worry of some months before; then the worry of the day. */
const beginsWith = (life: Life, on: Day, decided: Decided, which?: Which): { on: Day; key: string } => {
  const before = lastWorkingDayOnOrBefore(addDays(on, -life.chance.whole(60, 330)))
  const ways = (['early-help', 'information-and-advice'] as const).filter(way => worriesFor(life, before, [way]).length > 0)
  if (ways.length === 0 || !life.chance.oneIn(3)) {
    begin(life, on)
    return concern(life, on, decided, which)
  }
  begin(life, before)
  const { key } = concern(life, before, life.chance.of(ways))
  const others = { ...which, but: [key] }
  return concern(life, on, decided, worriesFor(life, on, [decided], others).length > 0 ? others : which)
}

/** Another worry months later, about something else, where one could be told. */
const again = (life: Life, after: Day, but: string): void => {
  const on = lastWorkingDayOnOrBefore(addDays(after, life.chance.whole(200, 500)))
  if (on >= addDays(lastDayOf(life), -3) || worriesFor(life, on, ['early-help'], { but: [but] }).length === 0) return
  const { on: decided } = concern(life, on, 'early-help', { but: [but] })
  works(life, 'early-help-again', decided, 'bridge-manager', { agency: 'help' }, 'agency')
}

/** Nothing more was needed: advice, or a worry that was not one. */
const advice =
  (decided: 'information-and-advice' | 'no-further-action'): Course['live'] =>
  life => {
    const { chance } = life
    const on = dayFor(life, [25, 1500], decided)
    if (!on) return false
    begin(life, on)
    const { on: day, key } = concern(life, on, decided)
    numbered(life, on, 'screener')
    if (decided === 'information-and-advice') standsAt(life, day, 'getting-advice', 'bridge-manager')
    const seen = seenEachWeek(life, on, 'screener')
    if (chance.oneIn(2))
      leaves(life, 'watched-enough', min(addWorkingDays(day, chance.whole(30, 60)), lastDayOf(life)), 'screener', seen, 'Nothing more came')
    if (chance.oneIn(6)) again(life, on, key)
    return true
  }

/** Early help: for some months, and it is enough; or it goes on today. */
const earlyHelp: Course['live'] = (life, turn) => {
  const { chance } = life
  const on = dayFor(life, turn % 3 === 0 ? [20, 200] : [15, 1300], 'early-help')
  if (!on) return false
  begin(life, on)
  const { on: decided, key } = concern(life, on, 'early-help')
  const seen = seenEachWeek(life, on, 'screener')
  numbered(life, on, 'screener')
  standsAt(life, decided, 'getting-help', 'bridge-manager')
  const voluntary = chance.oneIn(3)
  const helped = works(life, 'early-help', decided, 'bridge-manager', { agency: voluntary ? 'centre' : 'help' }, 'agency')
  const end = lastWorkingDayOnOrBefore(addDays(decided, chance.whole(150, 330)))
  const until = min(end, lastDayOf(life))
  notesOfHelp(life, voluntary ? 'family-centre' : 'early-help', addWorkingDays(decided, 3), addDays(until, -1))
  notesAround(life, decided, addDays(until, -1))
  if (end > lastDayOf(life)) return true
  standsAt(life, end, 'getting-advice', 'bridge-manager')
  leaves(life, 'help-ended', end, 'bridge-manager', helped, 'What the family wanted from the plan is there')
  if (chance.oneIn(2)) leaves(life, 'watched-enough', min(addWorkingDays(end, 20), lastDayOf(life)), 'bridge-manager', seen, 'Doing well')
  if (chance.oneIn(4)) again(life, end, key)
  return true
}

type Helped = {
  readonly decided: Decided
  readonly apart: readonly [number, number]
  readonly with?: 'safe-homes' | 'youth-justice'
  readonly only?: readonly string[]
}

/** A child in need, by whichever way in: visits and reviews, then closed, passed to early help, or open today. */
const inNeed =
  ({ decided, apart, with: beside, only }: Helped): Course['live'] =>
  (life, turn) => {
    const { chance } = life
    const which = only ? { only } : {}
    const on = dayFor(life, turn % 2 === 0 ? [40, 250] : [40, 1100], decided, which)
    if (!on) return false
    const worker = chance.of(workers)
    const lastDay = lastDayOf(life)
    const { on: day, key } = beginsWith(life, on, decided, which)
    numbered(life, on, 'screener')
    standsAt(life, day, 'getting-more-help', 'bridge-manager')
    seenEachWeek(life, on, 'screener')
    const team = [
      ...allocated(life, addWorkingDays(day, 1), worker),
      ...(beside ? works(life, beside, addWorkingDays(day, 2), 'bridge-manager', { agency: beside }, 'agency') : []),
    ]
    const end = addMonths(on, chance.whole(7, 13))
    const until = end > lastDay ? lastDay : lastWorkingDayOnOrBefore(end)
    const known = min(addWorkingDays(day, 6), lastDay)
    gotToKnow(life, known, worker, key)
    if (decided === 'disability-team') toBeHeard(life, known, worker)
    notesOfWorker(life, worker, known, addDays(until, -1))
    changes(life, addWorkingDays(day, 1), until, worker)
    notesAround(life, known, addDays(until, -1))
    visitsFrom(life, addWorkingDays(day, 1), addDays(until, -1), apart, worker)
    reviewsFrom(life, day, addDays(until, -1), worker)
    if (until === lastDay) return true
    const down = chance.oneIn(3)
    standsAt(life, until, down ? 'getting-help' : 'getting-advice', managerOf(worker))
    closes(life, until, worker, team, down ? 'stepped-down' : 'plan-met')
    if (down) works(life, 'early-help', until, 'bridge-manager', { agency: 'help' }, 'agency')
    return true
  }

/** When the next visit of each open plan is due, in days from the day the family is told as of: that day, most of the days after it, and two that are late. */
const dueIn = [0, 1, 2, 3, 5, 8, -4, -9] as const
const categories: Record<string, Category> = { grip: 'physical', 'at the door': 'emotional' }

/** A plan made by a conference: open today, its next visit due this week; or ended, and some months of help after it. */
const protectedByPlan: Course['live'] = (life, turn) => {
  const { chance } = life
  const due = dueIn[turn]
  const worker = chance.of(workers)
  const on = dayFor(life, due === undefined ? [560, 800] : [70, 200], 'section-47')
  if (!on) return false
  const lastDay = lastDayOf(life)
  const { on: day, key } = beginsWith(life, on, 'section-47')
  const category = categories[key] ?? 'neglect'
  seenEachWeek(life, on, 'screener')
  const team = allocated(life, day, worker)
  works(life, 'police', day, 'bridge-manager', { agency: 'police' }, 'agency')
  const conference = addWorkingDays(day, chance.whole(11, 15))
  visits(life, addWorkingDays(day, 2), worker)
  confers(life, conference, 'initial', category, true)
  numbered(life, on, 'screener')
  standsAt(life, day, 'getting-more-help', 'bridge-manager')
  standsAt(life, conference, 'getting-risk-support', 'chair')
  gotToKnow(life, addWorkingDays(day, 4), worker, key)
  works(life, 'chair', conference, 'chair', { account: 'chair' }, 'chair')
  if (due !== undefined) {
    const fourWeeks = addWeeks(addDays(life.asOf, due), -4)
    const last = due === 0 ? fourWeeks : lastWorkingDayOnOrBefore(fourWeeks)
    visitsFrom(life, conference, addDays(last, -4), [11, 20], worker)
    if (last > conference) visits(life, last, worker)
    coreGroupsFrom(life, conference, lastDay, worker)
    notesOfWorker(life, worker, conference, lastDay)
    changes(life, addWorkingDays(day, 1), lastDay, worker)
    notesAround(life, conference, lastDay)
    seenLately(life, lastWorkingDayOnOrBefore(addDays(lastDay, -3)))
    const review = addWorkingDays(addMonths(conference, 3), -chance.whole(1, 6))
    if (review <= lastDay) confers(life, review, 'review', category, true)
    return true
  }
  const ended = addWorkingDays(addMonths(conference, 9), -3)
  confers(life, addWorkingDays(addMonths(conference, 3), -2), 'review', category, true)
  visitsFrom(life, conference, addDays(ended, -1), [11, 22], worker)
  coreGroupsFrom(life, conference, addDays(ended, -1), worker)
  confers(life, ended, 'review', category, false)
  standsAt(life, ended, 'getting-more-help', 'chair')
  const closed = min(lastWorkingDayOnOrBefore(addMonths(ended, 4)), lastDay)
  visitsFrom(life, ended, addDays(closed, -1), [20, 30], worker)
  reviewsFrom(life, ended, addDays(closed, -1), worker)
  notesOfWorker(life, worker, conference, addDays(closed, -1))
  standsAt(life, closed, 'getting-advice', managerOf(worker))
  closes(life, closed, worker, team)
  return true
}

/** Another child is on the way in a family that is known already: help before the birth. */
const expecting: Course['live'] = (life, turn) => {
  const { asOf, telling, family, chance } = life
  if (!earlyHelp(life, 0)) return false
  const told = daysBefore(asOf, chance.whole(15, 18))
  const unborn = 'unborn'
  telling.person(unborn, `the unborn baby of the ${family.name} family`)
  const told1 = { of: unborn, happened: told, by: 'health' as const }
  telling.tell({ ...told1, slug: 'who', kind: 'identity', facts: { is: 'unborn', family: family.name } })
  telling.tell({
    ...told1,
    slug: 'expected',
    kind: 'pregnancy',
    facts: { expected: addDays(asOf, 40 + turn * 23 + chance.whole(0, 12)) },
  })
  telling.tell({ ...told1, slug: 'lives', kind: 'residence', facts: { household: `\${home}` } })
  telling.tell({
    ...{ slug: 'of-unborn', of: 'mother', kind: 'relationship', happened: told, by: 'health' },
    facts: { to: `\${${unborn}}`, as: 'mother', parentalResponsibility: true },
  })
  const told2 = telling.tell({
    ...{ ...told1, slug: 'told-before-birth', kind: 'referral' },
    facts: { source: 'health', sourceName: 'Invented Community Health', concerns: ['other'], familyTold: 'yes' },
    narrative: { summary: 'The mother asks for help before this birth: the last one was hard, and she would like it to be different.' },
  })
  telling.tell({
    ...{
      slug: 'decided-before-birth',
      of: unborn,
      kind: 'referral-decision',
      happened: addWorkingDays(told, 1),
      by: 'bridge-manager',
      answers: told2,
    },
    facts: { outcome: 'early-help', referrerTold: true },
    narrative: { reasons: 'Early Help and the midwife make a plan with her for the last weeks and the first ones.' },
  })
  const holder = { of: unborn, kind: 'involvement', happened: addWorkingDays(told, 1), by: 'bridge-manager' as const }
  telling.tell({ ...holder, slug: 'before-birth-help', facts: { holder: telling.agency('help'), form: 'agency', as: 'agency' } })
  telling.tell({ ...holder, slug: 'before-birth-health', facts: { holder: telling.agency('health'), form: 'agency', as: 'agency' } })
  return true
}

/** Came from, or went to, another authority: what is known there is asked for. */
const moved: Course['live'] = (life, turn) => {
  const { asOf, telling, family, chance } = life
  if (!inNeed({ decided: 'child-in-need', apart: [24, 40] })(life, 0)) return false
  const asked = daysBefore(asOf, chance.whole(16, 24))
  for (const child of family.children) {
    telling.tell({
      ...{ slug: 'elsewhere', of: child.label, kind: 'lived-elsewhere', happened: daysBefore(asOf, 25), by: 'screener' },
      facts: { authority: turn % 2 === 0 ? 'Testshire' : 'Exampleford' },
      narrative: { note: 'The family said so when asked where they lived before.' },
    })
    const authority = { authority: turn % 2 === 0 ? 'Testshire' : 'Exampleford' }
    telling.tell({
      ...{ slug: 'asked-there', of: child.label, kind: 'history-asked', happened: asked, by: 'screener', facts: authority },
      narrative: { question: 'Concerns, plans and who worked with the family there.' },
    })
    if (turn % 2 === 0)
      telling.tell({
        ...{ slug: 'answered-there', of: child.label, kind: 'history-received', happened: addWorkingDays(asked, 6), by: 'screener' },
        facts: { ...authority, held: turn % 4 === 0 },
        narrative: { summary: turn % 4 === 0 ? 'Early help for four months after a move; ended well.' : 'Nothing is held there.' },
      })
  }
  return true
}

/** Told on the last working day or the one before, begun by a screener, and not decided yet: agencies were asked, and one has answered. */
const justIn: Course['live'] = (life, turn) => {
  const on = addWorkingDays(lastDayOf(life), turn === 0 ? -1 : 0)
  const which = worriesFor(life, on, ['child-in-need', 'early-help']).filter(worry => worry.source !== 'public')
  if (which.length === 0) return false
  begin(life, on)
  numbered(life, on, 'screener')
  seenEachWeek(life, on, 'screener')
  underScreening(life, life.chance.of(which), on)
  return true
}

/** All courses. Their numbers of families are in proportion, not to scale: a real partnership has far more whose record holds one worry. */
export const courses: readonly Course[] = [
  { called: 'advice', families: 20, ages: [2, 16], live: advice('information-and-advice') },
  { called: 'no further action', families: 7, ages: [3, 9], live: advice('no-further-action') },
  { called: 'early help for a baby', families: 6, ages: [0, 1], live: earlyHelp },
  { called: 'early help', families: 31, ages: [3, 16], live: earlyHelp },
  { called: 'child in need', families: 20, ages: [2, 15], live: inNeed({ decided: 'child-in-need', apart: [24, 42] }) },
  { called: 'child protection', families: 11, ages: [3, 12], live: protectedByPlan },
  {
    ...{ called: 'exploitation', families: 5, ages: [13, 16] },
    live: inNeed({ decided: 'complex-safeguarding', apart: [12, 24], with: 'youth-justice' }),
  },
  {
    ...{ called: 'domestic abuse', families: 5, ages: [2, 14], mother: true },
    live: inNeed({ decided: 'child-in-need', apart: [14, 28], with: 'safe-homes', only: ['neighbours rang', 'at the door', 'drawing'] }),
  },
  { called: 'disability', families: 4, ages: [4, 15], live: inNeed({ decided: 'disability-team', apart: [35, 60] }) },
  { called: 'moved', families: 3, ages: [4, 14], live: moved },
  { called: 'expecting', families: 3, ages: [3, 9], mother: true, live: expecting },
  { called: 'just told', families: 2, ages: [5, 12], live: justIn },
]
