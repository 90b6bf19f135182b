import { z } from 'zod'
import type { FieldError, Typed } from '../../../design-system/index.ts'
import { type Day, dayOf, endOfDay, isDay, isMoment, londonAt, type Moment, moment, startOfDay } from '../../../guidance/index.ts'
import { dayInBoxes } from '../../../kernel/http/form.ts'
import { type AgencyKind, agencyKinds } from '../../../thread/entry.ts'
import { isId } from '../../../thread/ids.ts'

const text = z.string().max(80).optional()

/** What the address of the page may carry: all of it optional, dates also in three boxes as the forms send them. */
export const personQuery = z.object({
  known: text,
  'known-day': text,
  'known-month': text,
  'known-year': text,
  agency: text,
  kind: text,
  from: text,
  'from-day': text,
  'from-month': text,
  'from-year': text,
  until: text,
  'until-day': text,
  'until-month': text,
  'until-year': text,
  view: text,
  order: text,
  significant: text,
  before: text,
  address: text,
})
export type PersonQuery = z.output<typeof personQuery>

/** What is asked of the page about a person. */
export type Asked = {
  /** The moment as known at which the page is shown, with the day it is called by; null for now. */
  readonly known: { readonly at: Moment; readonly on: Day; readonly param: string } | null
  readonly agency: AgencyKind | null
  readonly kind: string | null
  readonly from: Day | null
  readonly until: Day | null
  readonly view: 'timeline' | 'table'
  readonly order: 'newest' | 'oldest'
  readonly significantOnly: boolean
  readonly before: { readonly at: Moment; readonly id: string } | null
  readonly addressesAsked: boolean
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

const dateFields = ['known', 'from', 'until'] as const
type DateName = (typeof dateFields)[number]

/** The last microsecond of a day in London. */
const lastMomentOf = (day: Day): Moment => `${londonAt(day, '23:59').slice(0, 17)}59.999999Z` as Moment

/**
 * Reads what is asked of the page. A day as known on is meant to its end, in London; a moment may be given instead. What cannot be read is an error of
 * its field, and the page is shown without it. `today`, `now`: of the request; as known is asked of what has passed.
 */
export const askedOf = (query: PersonQuery, today: Day, now: Moment, kinds: ReadonlySet<string>): Asked => {
  const errors: FieldError[] = []
  const typed: Record<string, string> = {}
  const day = (name: DateName, wrong: string): Day | null => {
    const boxed = dayInBoxes(query, name)
    const given = query[name]
    const value = boxed ?? (given ? (isDay(given) ? given : 'wrong') : null)
    for (const box of ['day', 'month', 'year'] as const) {
      const kept = query[`${name}-${box}`]
      if (kept) typed[`${name}-${box}`] = kept
    }
    if (value === 'wrong') {
      errors.push({ field: name, message: wrong })
      return null
    }
    if (value && !boxed)
      Object.assign(typed, {
        [`${name}-day`]: String(Number(value.slice(8))),
        [`${name}-month`]: String(Number(value.slice(5, 7))),
        [`${name}-year`]: value.slice(0, 4),
      })
    return value
  }
  const from = day('from', 'Enter the first day as a real date, for example 6 2 2024')
  let until = day('until', 'Enter the last day as a real date, for example 6 3 2024')
  if (from && until && until < from) {
    errors.push({ field: 'until', message: 'The last day must be the first day or later' })
    until = null
  }
  const moments = query.known?.includes('T') ? readMoment(query.known) : null
  const knownDay = moments ? null : day('known', 'Enter a real date, for example 1 3 2024')
  let known: Asked['known'] = null
  if (moments && moments <= now) known = { at: moments, on: dayOf(moments), param: moments }
  else if (moments || (knownDay && knownDay >= today))
    errors.push({ field: 'known', message: 'Enter a day before today: this page already shows what is known now' })
  else if (knownDay) known = { at: lastMomentOf(knownDay), on: knownDay, param: knownDay }
  const [at, id] = (query.before ?? '').split('~')
  return {
    known,
    agency: agencyKinds.find(kind => kind === query.agency) ?? null,
    kind: query.kind && kinds.has(query.kind) ? query.kind : null,
    from,
    until,
    view: query.view === 'table' ? 'table' : 'timeline',
    order: query.order === 'oldest' ? 'oldest' : 'newest',
    significantOnly: query.significant === 'only',
    before: at && id && isMoment(at) && isId(id) ? { at, id } : null,
    addressesAsked: query.address === 'shown',
    typed,
    errors,
  }
}

const readMoment = (text: string): Moment | null => {
  try {
    return moment(text.replace(' ', '+'))
  } catch {
    return null
  }
}

/** Does the address spell dates in boxes that it could spell in one piece? Then the page is gone to by its plain address, which can be kept. */
export const hasBoxes = (query: PersonQuery): boolean =>
  dateFields.some(name => query[`${name}-day`] || query[`${name}-month`] || query[`${name}-year`])

/** The address of the page with some of what is asked changed; null takes a thing away, and a new filter begins at the newest entry. */
export const addressOf = (
  person: string,
  asked: Asked,
  change: Partial<
    Record<'known' | 'agency' | 'kind' | 'from' | 'until' | 'view' | 'order' | 'significant' | 'before' | 'address', string | null>
  > = {},
  anchor = '',
): string => {
  const now: Record<string, string | null> = {
    known: asked.known?.param ?? null,
    agency: asked.agency,
    kind: asked.kind,
    from: asked.from,
    until: asked.until,
    view: asked.view === 'table' ? 'table' : null,
    order: asked.order === 'oldest' ? 'oldest' : null,
    significant: asked.significantOnly ? 'only' : null,
    before: asked.before ? `${asked.before.at}~${asked.before.id}` : null,
    ...change,
  }
  const query = new URLSearchParams(Object.entries(now).flatMap(([name, value]) => (value === null ? [] : [[name, value]])))
  return `/people/${person}${query.size > 0 ? `?${query}` : ''}${anchor}`
}

/** From and until as the moments between which an entry happened. */
export const spanOf = (asked: Pick<Asked, 'from' | 'until'>): readonly [string, string] => [
  asked.from ? startOfDay(asked.from) : '-infinity',
  asked.until ? endOfDay(asked.until) : 'infinity',
]

/** Does the page leave entries out because of what was asked? */
export const isFiltered = (asked: Asked): boolean =>
  Boolean(asked.agency || asked.kind || asked.from || asked.until || asked.significantOnly)

/** What the address of another page about the person ends with, so that it is shown as known on the same day; empty for now. */
export const knownParam = ({ known }: Pick<Asked, 'known'>): string => (known ? `?${new URLSearchParams({ known: known.param })}` : '')
