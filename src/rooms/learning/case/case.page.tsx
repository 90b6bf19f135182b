import {
  Button,
  type Content,
  capital,
  Details,
  DueList,
  EmptyState,
  InsetText,
  Pagination,
  partialDateInWords,
  ReplayPicture,
  type ReplaySaying,
  Select,
  Table,
} from '../../../design-system/index.ts'
import { type Because, dayOf, plural, printBecause, printPublished, sourceOf } from '../../../guidance/index.ts'
import { type Level, levels } from '../../../thread/finding.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import type { Story } from '../../../thread/stories/index.ts'
import { dutyWords, wordsOf } from '../../rule-book/index.ts'
import { asKnownAt, beganAt, type Case, known, levelOf, type Saying, type Stop } from './case.ts'
import type { CaseToLearnFrom } from './cases.ts'
import { figuresInWords, figuresOf } from './figures.ts'

/** By which rules a case is judged on a page. */
export type JudgedBy = 'today' | 'of-the-day'

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
const small = (text: string): string => text.replace(/^[A-Z](?=[a-z])/, first => first.toLowerCase())

/** The cases there are, with what each is about. */
export const CasesPage = ({ stories }: { stories: readonly Story[] }) => (
  <>
    <h1 class="govuk-heading-l">Learn from a case</h1>
    <p class="govuk-body-l gt-narrative">
      A case told from its beginning, as it could be known at the time: what was told, and beside it what the rules of today would have
      said, when, to whom and why. It is for learning together. It finds no fault with anyone.
    </p>
    <ul class="govuk-list gt-list-lines">
      {stories.map(story => (
        <li key={story.name}>
          <h2 class="govuk-heading-m">
            <a class="govuk-link" href={`/learn/${story.name}`}>
              {story.title}
            </a>
          </h2>
          <p class="govuk-body gt-narrative">{story.about}</p>
          <p class="govuk-body-s">{story.fixture === 'real' ? 'A real case, told in months; nobody is named.' : 'An invented family.'}</p>
        </li>
      ))}
    </ul>
  </>
)

/** Where the page stands, and where it can be moved to. */
export type Place = { readonly stop: Stop; readonly previous: Stop | undefined; readonly next: Stop | undefined; readonly atEnd: boolean }

/** The address of a case at a stop; without one, of the whole case. */
export const hrefOf = (story: string, judgedBy: JudgedBy, stop?: Stop): string => {
  const query = new URLSearchParams({ ...(stop ? { at: stop.at } : {}), ...(judgedBy === 'of-the-day' ? { rules: judgedBy } : {}) })
  return `/learn/${story}${query.size > 0 ? `?${query}` : ''}`
}

export type CasePageProps = {
  readonly whole: Case
  readonly lesson: CaseToLearnFrom
  readonly judgedBy: JudgedBy
  readonly today: string
  readonly place: Place
  /** The first day from which any rule that speaks here under today's rules has been in force. */
  readonly firstRule: string | null
}

/** A case as it was known at one stop. */
export const CasePage = (props: CasePageProps) => {
  const { whole, lesson, judgedBy, place } = props
  const { story } = whole
  const then = asKnownAt(whole, place.stop)
  const when = partialDateInWords(place.stop.at)
  const mostly = mostlyAbout(whole.sayings, story)
  return (
    <>
      <h1 class="govuk-heading-l">{story.title}</h1>
      <Standing story={story} />
      <Judged {...props} />
      <h2 class="govuk-heading-m" id="then">
        As known {place.stop.at.length === 7 ? `at the end of ${when}` : `on ${when}`}
      </h2>
      <Move story={story.name} stops={whole.stops} judgedBy={judgedBy} place={place} />
      {mostly.length > 0 && (
        <p class="govuk-body gt-narrative">
          Along the line stands what was told. What would have been said begins with a sign and how pressing it was, and a bar shows for how
          long. Unless somebody else is named, it is said about {listed(mostly)}.
        </p>
      )}
      <ReplayPicture
        id="case"
        title={`${story.title}, as known ${when}`}
        description={describe(then.events.length, then.sayings.length)}
        events={then.events.map(event => ({
          id: event.id,
          when: event.when,
          label: event.label,
          who: event.about.length > 0 ? `${event.who}: about ${listed(event.about)}` : event.who,
        }))}
        sayings={drawn(then.sayings, mostly, place.stop)}
        asOf={place.stop.at}
      />
      <StoodThen whole={whole} then={then} place={place} />
      {then.unknowable.length > 0 && <Unknowable sayings={then.unknowable} />}
      <Figures story={story} />
      <h2 class="govuk-heading-m">To think about, alone or together</h2>
      <ul class="govuk-list govuk-list--bullet gt-narrative">
        {lesson.questions.map(question => (
          <li key={question}>{question}</li>
        ))}
      </ul>
      <Sources sources={lesson.sources} note={story.note} />
    </>
  )
}

const describe = (events: number, sayings: number): string =>
  `Along one line ${plural(events, 'event')}; beside it ${sayings === 0 ? 'nothing that would have been said' : `${plural(sayings, 'thing')} that would have been said`}. The tables beneath hold the same.`

const somebodyDied = (story: Story): boolean => story.entries.some(({ told }) => told.kind === death.name)

/** What the reader must know before anything else: whether this happened to somebody, and that nobody is blamed. */
const Standing = ({ story }: { story: Story }) => (
  <InsetText>
    {story.fixture === 'real' ? (
      <>
        <p class="govuk-body">
          <strong>This happened to a real family{somebodyDied(story) ? ', and a child died' : ''}.</strong> It is told in months, because
          the days are not ours to invent, and it names nobody. If you knew the family, or if it comes near something of your own, read it
          with somebody beside you, or leave it for another day.
        </p>
        <p class="govuk-body">
          It finds no fault with anyone. Those who worked then had other rules and other systems, and no one of them could see what this
          page puts side by side.
        </p>
      </>
    ) : (
      <p class="govuk-body">This family is invented. It finds no fault with anyone: it shows what can be seen when, and by whom.</p>
    )}
  </InsetText>
)

const Judged = ({ whole, judgedBy, today, firstRule, place }: CasePageProps) => {
  const { story } = whole
  const other = judgedBy === 'today' ? 'of-the-day' : 'today'
  const link = (text: string) => (
    <a class="govuk-link" href={hrefOf(story.name, other, place.atEnd ? undefined : place.stop)}>
      {text}
    </a>
  )
  return judgedBy === 'today' ? (
    <p class="govuk-body gt-narrative">
      What would have been said is told by the rules in force on {today}, as if they and this system had been there.{' '}
      {link('Judge it by the rules of its own days instead')}.
    </p>
  ) : (
    <p class="govuk-body gt-narrative">
      Judged by the rules in force on each day.{' '}
      {whole.sayings.length === 0
        ? `Nothing would have been said: none of these rules existed then${firstRule ? `. The first of them holds from ${firstRule}` : ''}. `
        : ''}
      {link('Judge it by the rules of today')}.
    </p>
  )
}

/** Moves the page to another month or day: a step back or on, or straight to one. A form that reads, so that it works everywhere. */
const Move = ({ story, stops, judgedBy, place }: { story: string; stops: readonly Stop[]; judgedBy: JudgedBy; place: Place }) => {
  const step = (stop: Stop | undefined, text: string) =>
    stop && { href: `${hrefOf(story, judgedBy, stop)}#then`, text, labelText: partialDateInWords(stop.at) }
  const unit = place.stop.at.length === 7 ? 'month' : 'day'
  return (
    <>
      <form method="get" action={`/learn/${story}#then`} class="gt-move">
        {judgedBy === 'of-the-day' && <input type="hidden" name="rules" value={judgedBy} />}
        <Select
          name="at"
          label={{ text: `Move to a ${unit}` }}
          value={place.stop.at}
          items={stops.map(stop => ({ value: stop.at, text: partialDateInWords(stop.at) }))}
        />
        <Button text={`Show this ${unit}`} classes="govuk-button--secondary" />
      </form>
      <Pagination
        landmarkLabel={`Through the ${unit}s`}
        previous={step(place.previous, `A ${unit} earlier`)}
        next={step(place.next, `A ${unit} later`)}
      />
    </>
  )
}

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
const mostlyAbout = (sayings: readonly Saying[], story: Story): readonly string[] => {
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
const drawn = (sayings: readonly Saying[], mostly: readonly string[], { cut }: Stop): ReplaySaying[] => {
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

const StoodThen = ({ whole, then, place }: { whole: Case; then: Pick<Case, 'events' | 'sayings'>; place: Place }) => {
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

const Unknowable = ({ sayings }: { sayings: readonly Saying[] }) => (
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

const Figures = ({ story }: { story: Story }) => {
  const words = figuresInWords(figuresOf(story))
  return words.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">The whole case in figures</h2>
      <ul class="govuk-list govuk-list--bullet gt-narrative">
        {words.map(text => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  )
}

const Sources = ({ sources, note }: { sources: readonly Because[]; note: string | null }) => (
  <>
    <h2 class="govuk-heading-m">Where this comes from</h2>
    <ul class="govuk-list govuk-list--bullet gt-narrative">
      {sources.map(because => {
        const source = sourceOf(because)
        return (
          <li key={printBecause(because)}>
            {[source.title, source.publisher, printPublished(source.published), because.place].filter(Boolean).join(', ')}: {because.words}.
          </li>
        )
      })}
    </ul>
    {note && (
      <Details summary="What is ours in this telling, and not the source’s">
        <p class="govuk-body gt-narrative">{note}</p>
      </Details>
    )}
  </>
)
