import { type Day, daysBetween, plural } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import type { AnyKind, FactsOf } from '../../../thread/kind.ts'
import type { Story } from '../../../thread/stories/index.ts'
import { preProceedings } from '../../cared-for/index.ts'
import { caseClosed } from '../../child-in-need/index.ts'
import { conference } from '../../child-protection/index.ts'
import { referral } from '../../front-door/index.ts'
import { monthNumber } from './case.ts'

/** How far apart two things lie: in days where both are known to the day; where they are not, in months, and in days only between the stand-ins. */
export type Span = { readonly from: Day; readonly to: Day; readonly days: number; readonly months: number; readonly inMonths: boolean }

/** What can be counted in a case; null where the story does not tell of it. */
export type Figures = {
  /** Concerns told here, and to another authority, before the first initial conference (or in all, where there was none). */
  readonly here: number
  readonly elsewhere: number
  readonly sources: number
  readonly firstHereToConference: Span | null
  readonly firstAnywhereToConference: Span | null
  readonly closureToNextConcern: Span | null
  readonly preProceedings: Span | null
}

/** Counts a story by its own entries; one act about several children is one. */
export const figuresOf = (story: Story): Figures => {
  const acts = new Map<string, Told>()
  for (const { told } of story.entries)
    if (!told.withdraws && !acts.has(`${told.act} ${told.kind}`)) acts.set(`${told.act} ${told.kind}`, told)
  const all = [...acts.values()].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const of = (kind: AnyKind): Told[] => all.filter(told => told.kind === kind.name)
  const first = of(conference).find(told => (told.facts as FactsOf<typeof conference>).type === 'initial')
  const concerns = of(referral).filter(told => !first || told.at < first.at)
  const facts = (told: Told) => told.facts as FactsOf<typeof referral>
  const here = concerns.filter(told => facts(told).elsewhere === undefined)
  const closed = of(caseClosed)[0]
  const [began, ended] = [
    of(preProceedings).find(step('begun')),
    of(preProceedings).find(told => step('ended-court')(told) || step('ended-no-court')(told)),
  ]
  return {
    here: here.length,
    elsewhere: concerns.length - here.length,
    sources: new Set(here.map(told => facts(told).sourceName ?? facts(told).source)).size,
    firstHereToConference: span(here[0], first),
    firstAnywhereToConference: concerns[0] === here[0] ? null : span(concerns[0], first),
    closureToNextConcern: span(closed, closed && of(referral).find(told => told.at > closed.at)),
    preProceedings: span(began, ended),
  }
}

const step =
  (is: FactsOf<typeof preProceedings>['step']) =>
  (told: Told): boolean =>
    (told.facts as FactsOf<typeof preProceedings>).step === is

const span = (from: Told | undefined, to: Told | undefined): Span | null =>
  from && to
    ? {
        from: from.on,
        to: to.on,
        days: daysBetween(from.on, to.on),
        months: monthNumber(to.on) - monthNumber(from.on),
        inMonths: [from, to].some(({ precision }) => precision === 'month' || precision === 'year'),
      }
    : null

const long = ({ inMonths, months, days }: Span): string =>
  inMonths
    ? `${plural(months, 'month')} (${days.toLocaleString('en-GB')} days between the days that stand in for the months)`
    : plural(days, 'day')

/** The figures of a case in sentences; none where there is nothing to count. */
export const figuresInWords = (figures: Figures): string[] => [
  ...(figures.here > 0
    ? [
        `${plural(figures.here, 'concern')} told here${figures.elsewhere > 0 ? ` and ${figures.elsewhere} to another authority` : ''}` +
          `${figures.firstHereToConference ? ' before the first child protection conference' : ''}, from ${plural(figures.sources, 'source')} here.`,
      ]
    : []),
  ...(figures.firstHereToConference ? [`${long(figures.firstHereToConference)} from the first of them here to the conference.`] : []),
  ...(figures.firstAnywhereToConference
    ? [`${long(figures.firstAnywhereToConference)} from the first of them anywhere to the conference.`]
    : []),
  ...(figures.closureToNextConcern ? [`${long(figures.closureToNextConcern)} from the closure of the case to the next concern.`] : []),
  ...(figures.preProceedings ? [`${long(figures.preProceedings)} of work before court proceedings.`] : []),
]
