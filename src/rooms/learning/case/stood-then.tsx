import {
  type Content,
  capital,
  Details,
  DueList,
  EmptyState,
  partialDateInWords,
  type ReplaySaying,
  Table,
} from '../../../design-system/index.ts'
import { dayOf, plural } from '../../../guidance/index.ts'
import { type Level, levels } from '../../../thread/finding.ts'
import type { Story } from '../../../thread/stories/index.ts'
import { dutyWords, wordsOf } from '../../rule-book/index.ts'
import { beganAt, type Case, known, levelOf, type Saying, type Stop } from './case.ts'
import { listed, small } from './in-words.ts'
import type { Place } from './place.ts'

const pressing = (level: Level): number => levels.indexOf(level)

const mostPressing = (all: readonly Level[]): Level => all.reduce((a, b) => (pressing(a) < pressing(b) ? b : a))

const whom = (sayings: readonly Saying[], cut: string): string => {
  const told = [...new Set(sayings.flatMap(saying => saying.told.filter(({ from }) => from < cut).map(({ to }) => dutyWords[to])))]
  return told.length > 0 ? listed(told) : 'nobody yet'
}

const ended = (saying: Saying): string => {
  if (saying.open) return 'the source does not tell'
  if (saying.until === null) return 'still stands'
  const on = partialDateInWords(known(saying.until, saying.dates))
  switch (saying.how) {
    case 'met':
      return `met, ${on}`
    case 'lapsed':
      return `over by itself, ${on}`
    case 'cancelled':
      return `ended with the death or a decision, ${on}`
    case 'superseded':
      return `taken over by what came after, ${on}`
    case null:
      return `no longer so by what was learnt, ${on}`
  }
}

/** Those whom most of what is said is about: on the picture only others are named. Nobody, where a case is about one person. */
export const mostlyAbout = (sayings: readonly Saying[], story: Story): readonly string[] => {
  const often = new Map<string, { about: readonly string[]; times: number }>()
  for (const { about } of sayings) {
    const before = often.get(about.join())
    often.set(about.join(), { about, times: (before?.times ?? 0) + 1 })
  }
  const [first] = [...often.values()].sort((a, b) => b.times - a.times)
  return story.subjects.length > 1 ? (first?.about ?? []) : []
}

/**
 * The sayings as the picture draws them. What has ended is a row of its own; what still stands is one row for each rule, with the dates on which it was
 * said anew, since six warnings of one kind are one line to look at. Limits of which a real source tells no end say that it is silent.
 */
export const drawn = (sayings: readonly Saying[], mostly: readonly string[], { cut }: Stop): ReplaySaying[] => {
  const rows: Saying[][] = []
  const standing = new Map<string, Saying[]>()
  for (const saying of sayings) {
    const row = saying.until === null ? standing.get(saying.rule) : undefined
    if (row) row.push(saying)
    else {
      const begun = [saying]
      rows.push(begun)
      if (saying.until === null) standing.set(saying.rule, begun)
    }
  }
  return rows.flatMap(row => {
    const [first, ...again] = row
    if (!first) return []
    const others = row.every(({ about }) => about.join() === mostly.join() || mostly.length === 0)
      ? ''
      : ` (${listed([...new Set(row.flatMap(({ about }) => about))])})`
    const dates = [...new Set(again.map(saying => partialDateInWords(known(beganAt(saying), saying.dates))))]
    const after = dates.length > 0 ? `, again ${listed(dates)}` : ''
    const until = first.until
    return [
      {
        id: first.id,
        level: mostPressing(row.map(levelOf)),
        label: `${wordsOf(first.rule).title}${others}${after}${first.open ? '; whether it was done is not told' : ''}`,
        from: known(beganAt(first), first.dates),
        ...(until === null ? {} : { until: known(until, first.dates) }),
        told: whom(row, until ?? cut),
        because: first.because.join('; '),
        ended: ended(first),
      },
    ]
  })
}

export const StoodThen = ({ whole, then, place }: { whole: Case; then: Pick<Case, 'events' | 'sayings'>; place: Place }) => {
  const { story } = whole
  const standing = then.sayings.filter(({ until }) => until === null)
  const told = piledUp(standing.filter(({ open }) => !open))
  const silent = piledUp(standing.filter(({ open }) => open))
  const item = (pile: Pile) => ({
    id: pile.newest.id,
    level: pile.level,
    text: sentence(pile.newest, story),
    when: whenOf(pile, then, place),
    because: [{ text: `the rule “${wordsOf(pile.newest.rule).title}”`, href: `/rules#${pile.newest.rule}` }],
    evidence: [],
  })
  return (
    <>
      <h2 class="govuk-heading-m">What would have stood {place.stop.at.length === 7 ? 'at the end of this month' : 'on this day'}</h2>
      {told.length === 0 ? (
        <EmptyState wouldBe="What the rules would have been saying stands here, with whom they would have told and why. Nothing was being said." />
      ) : (
        <DueList label="What would have stood" items={told.map(item)} />
      )}
      {silent.length > 0 && (
        <>
          <h3 class="govuk-heading-s">Limits of which the source does not tell whether they were kept</h3>
          <p class="govuk-body gt-narrative">
            What people decided, and whom they saw, is not in the source. Nothing written down is not the same as nothing done; it is also
            not the same as done, so the clocks would have gone on asking.
          </p>
          <Details summary={`Show ${plural(silent.length, 'limit')}`}>
            <DueList label="Limits of which the source does not tell whether they were kept" items={silent.map(item)} />
          </Details>
        </>
      )}
    </>
  )
}

/** What one rule says about the same people, again and again: the newest in full, the earlier by their dates. */
type Pile = { readonly newest: Saying; readonly earlier: readonly Saying[]; readonly level: Level }

const piledUp = (sayings: readonly Saying[]): Pile[] => {
  const piles = new Map<string, Saying[]>()
  for (const saying of sayings) {
    const same = `${saying.rule} ${saying.about.join()}`
    piles.set(same, [...(piles.get(same) ?? []), saying])
  }
  return [...piles.values()]
    .flatMap(pile => {
      const sorted = pile.toSorted((a, b) => (beganAt(a) < beganAt(b) ? 1 : -1))
      const [newest, ...earlier] = sorted
      return newest ? [{ newest, earlier, level: mostPressing(sorted.map(levelOf)) }] : []
    })
    .toSorted((a, b) => pressing(b.level) - pressing(a.level) || (beganAt(a.newest) < beganAt(b.newest) ? 1 : -1))
}

const sentence = (saying: Saying, story: Story): Content => {
  // A limit counted from a month ends on a day nobody knows: what is asked can be said, by when cannot.
  const says = saying.dueOn !== null && saying.dates === 'months' ? wordsOf(saying.rule).asks : saying.says.join(' ')
  return story.subjects.length > 1 ? (
    <>
      <strong>{capital(listed(saying.about))}</strong>: {says}
    </>
  ) : (
    says
  )
}

const whenOf = ({ newest, earlier }: Pile, then: Pick<Case, 'events'>, { stop }: Place): string => {
  const month = newest.dates === 'months'
  const labels = then.events
    .filter(({ id }) => newest.restsOn.includes(id))
    .map(({ label, when }) => `${small(label)} (${partialDateInWords(when)})`)
  const began = (saying: Saying) => partialDateInWords(known(beganAt(saying), saying.dates))
  const due = newest.dueOn && partialDateInWords(month ? newest.dueOn.slice(0, 7) : newest.dueOn)
  const fresh = newest.steps.some(({ from }) => dayOf(from).startsWith(stop.at))
  return [
    `Since ${began(newest)}${fresh ? `, new ${stop.at.length === 7 ? 'this month' : 'on this day'}` : ''}`,
    ...(earlier.length > 0 ? [`said before in ${listed(earlier.map(began).reverse())}`] : []),
    ...(due ? [`last day ${month ? 'in or about ' : ''}${due}`] : []),
    `told to ${whom([newest], stop.cut)}`,
    ...(labels.length > 0 ? [`rests on ${listed(labels)}`] : []),
  ].join(' · ')
}

export const Unknowable = ({ sayings }: { sayings: readonly Saying[] }) => (
  <>
    <h2 class="govuk-heading-m">What cannot be said</h2>
    <p class="govuk-body gt-narrative">
      Each of these would have begun and ended within one month, counted from things that are known only to their month. Whether they would
      have been said at all hangs on days that nobody knows, so they are not drawn.
    </p>
    <Table
      head={['What', 'About whom', 'Month']}
      firstCellIsHeader
      rows={sayings.map(saying => [wordsOf(saying.rule).title, listed(saying.about), partialDateInWords(known(beganAt(saying), 'months'))])}
    />
  </>
)
