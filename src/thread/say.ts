import type { Day, Holidays, Limit, Moment } from '../guidance/index.ts'
import { addDays, dayOf, daysBetween, dueAfter, londonAt, plusHours, shownFrom, startOfDay } from '../guidance/index.ts'
import type { Entry } from './entry.ts'
import type { Duty, End, Ending, Level, Plain, Queue } from './finding.ts'
import type { Ladder, SettingOn } from './rule.ts'

/** A limit that has been counted out: where it began, its last day and the instant after which it has passed, by which list of days off. */
export type Counted = { limit: Limit; from: Moment; dueOn: Day; due: Moment; holidays: Holidays }

/** When a level shows, reckoned from a limit. */
export type When = (counted: Counted) => Moment

/** Shows once the limit has passed: from 00:00 London of the day after its last day, or at the hour where the limit is in hours. */
export const dayAfter: When = counted => counted.due

/** Shows from the start of the day so many calendar days before the last day. */
export const daysBefore =
  (days: number): When =>
  counted =>
    startOfDay(addDays(counted.dueOn, -days))

/** Shows from noon (London) of the last day. */
export const noonOfTheLastDay: When = counted => londonAt(counted.dueOn, '12:00')

/** Shows for the last fifth of the interval, at least two working days (practice: severity vocabulary, DUE, our own choice). */
export const lastFifth: When = counted => shownFrom(counted.limit, counted.from, counted.holidays)

/** Shows from half of the limit: the end of a day, noon of the middle day where the days are odd, or so many hours (never later than half). */
export const halfway: When = ({ limit, from, dueOn, holidays }) => {
  if (limit.unit === 'hours') return plusHours(from, Math.floor(limit.count / 2))
  const inDays: Limit = limit.unit === 'working days' ? limit : { unit: 'days', count: daysBetween(dayOf(from), dueOn) }
  const whole = dueAfter({ ...inDays, count: Math.floor(inDays.count / 2) }, dayOf(from), holidays)
  return inDays.count % 2 === 0
    ? whole.due
    : londonAt(dueAfter({ ...inDays, count: Math.ceil(inDays.count / 2) }, dayOf(from), holidays).dueOn, '12:00')
}

/** Shows from the start of the day that lies so long before the last day. */
export const ahead =
  (by: SettingOn<Limit>): When =>
  counted => {
    const limit = by(dayOf(counted.from))
    return startOfDay(dueAfter({ ...limit, count: -limit.count }, counted.dueOn, counted.holidays).dueOn)
  }

/** Shows once a shorter limit, counted from the same beginning, has passed. */
export const oncePassed =
  (shorter: SettingOn<Limit>): When =>
  counted =>
    dueAfter(shorter(dayOf(counted.from)), counted.from, counted.holidays).due

/** From when a further duty is told: so long after the limit has passed, counted from its last day. */
export const longAfter =
  (more: SettingOn<Limit>): When =>
  counted =>
    dueAfter(more(dayOf(counted.from)), counted.dueOn, counted.holidays).due

/** Whom to tell: a duty at once, or a duty from a moment reckoned from the limit. */
export type Tell = Duty | { to: Duty; from: When }

type Shared = {
  /** Tells this finding from others of the same rule about the same thing. */
  name: string
  tell: readonly Tell[]
  queue?: Queue
  facts?: { readonly [name: string]: Plain }
  /** Entries it rests on beside those that opened and ended it. */
  evidence?: readonly Entry[]
}

/** A limit from something that happened. */
export type Within = Shared & {
  verb: 'within'
  limit: SettingOn<Limit>
  of: Entry
  /** What the limit counts from, where that is not what opened it (a check asked within the time that a concern may be held). */
  countedFrom?: Entry
  /** The first act that meets it, if there is one. */
  metBy: Entry | undefined
  /** What ends it without being met. */
  stop: End | undefined
  shows: Ladder<When>
}

/**
 * An interval that restarts from what really happened. Each turn carries, beside its facts, `since` and `exactly` (the day of the last act and how
 * exactly it is known) and `first` (no act yet: it counts from what began the series).
 */
export type Every = Shared & {
  verb: 'every'
  atMost: SettingOn<Limit>
  from: Entry
  /** The first moment the interval can begin (a birth); null where that has not come, so that there is no interval at all. */
  notBefore: Moment | null | undefined
  metBy: readonly Entry[]
  stop: End | undefined
  shows: Ladder<When>
}

/** A plain consequence: it is so from the moment of what opened it until its end. */
export type So = Shared & {
  verb: 'so'
  level: Level
  opened: Entry
  from: Moment
  until: End | undefined
}

/** What a rule says; the reckoning makes dated findings of it. */
export type Said = Within | Every | So

/** A limit from something that happened: `within(limit, { of: referral, metBy: decision, ... })`. */
export const within = (limit: SettingOn<Limit>, spec: Omit<Within, 'verb' | 'limit'>): Within => ({ verb: 'within', limit, ...spec })

/** An interval that restarts from what really happened: `every(fourWeeks, { from: plan, metBy: visits, ... })`. */
export const every = (atMost: SettingOn<Limit>, spec: Omit<Every, 'verb' | 'atMost'>): Every => ({ verb: 'every', atMost, ...spec })

/** A plain consequence of an entry: `so('INFO', { opened: referral, until: ends(decision), ... })`. It begins with the entry unless it says otherwise. */
export const so = (level: Level, spec: Omit<So, 'verb' | 'level' | 'from'> & { from?: Moment }): So => ({
  verb: 'so',
  level,
  ...spec,
  from: spec.from ?? spec.opened.at,
})

/** An end brought by an entry; none where there is no entry. */
export const ends = (by: Entry | undefined, as: Ending = 'superseded'): End | undefined =>
  by && { at: by.at, as, by: by.root, known: by.known }

/** An end that comes by itself on a day (a first birthday): it holds from the start of that day. */
export const lapsesOn = (day: Day): End => ({ at: startOfDay(day), as: 'lapsed', by: null, known: null })

/** The earlier of two ends. */
export const earlier = (a: End | undefined, b: End | undefined): End | undefined => (a && b ? (a.at <= b.at ? a : b) : (a ?? b))
