import { Button, Details, InsetText, Pagination, partialDateInWords, ReplayPicture, Select } from '../../../design-system/index.ts'
import { type Because, plural, printBecause, printPublished, sourceOf } from '../../../guidance/index.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import type { Story } from '../../../thread/stories/index.ts'
import { asKnownAt, type Case, type Stop } from './case.ts'
import type { CaseToLearnFrom } from './cases.ts'
import { figuresInWords, figuresOf } from './figures.ts'
import { listed } from './in-words.ts'
import { hrefOf, type JudgedBy, type Place } from './place.ts'
import { drawn, mostlyAbout, StoodThen, Unknowable } from './stood-then.tsx'

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
