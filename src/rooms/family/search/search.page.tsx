import { Button, EmptyState, Input, Tag } from '../../../design-system/index.ts'
import type { Day } from '../../../guidance/index.ts'
import type { Found } from '../matching/find-people.ts'
import { listed, sayEpisode } from '../people/words.ts'
import type { Search } from './read-search.ts'
import { sayAge, sayName, sayWhere, sayWork } from './say-found.ts'
import type { Beside, ReferredConcern } from './search.queries.ts'

/** What the one field of a search is called. */
export const searchLabel = 'Name, date of birth, postcode, number or reference'

/** What a search found. */
export type Results = {
  /** As it was typed. */
  readonly words: string
  readonly search: Search
  readonly people: readonly (Found & { readonly beside: Beside | undefined })[]
  readonly concern: ReferredConcern | undefined
}

const PersonFound = ({ one, today }: { one: Results['people'][number]; today: Day }) => {
  const where = one.beside && sayWhere(one.beside)
  const words = `${sayName(one)}, ${sayAge(one, today)}`
  return (
    <li class="gt-found">
      <h3 class="gt-found__who">
        {one.beside?.opens ? (
          <a class="govuk-link" href={`/people/${one.person}`}>
            {words}
          </a>
        ) : (
          words
        )}
        {one.is === 'adult' && (
          <>
            {' '}
            <Tag text="adult" classes="govuk-tag--grey" />
          </>
        )}
      </h3>
      {one.beside && one.beside.episodes.length > 0 && (
        <p class="gt-found__line">
          {one.beside.episodes.map(episode => (
            <>
              <Tag key={episode.kind} text={sayEpisode(episode)} classes="govuk-tag--purple" />{' '}
            </>
          ))}
        </p>
      )}
      {one.beside && <p class="gt-found__line">{sayWork(one.beside)}</p>}
      {where && <p class="gt-found__line">{where}</p>}
      <p class="gt-found__why">Why this person: {one.why.join(', ')}</p>
    </li>
  )
}

const concernHref = ({ matter, relations }: ReferredConcern): string =>
  relations.includes('queue') ? `/bridge/${matter}` : relations.includes('decided') ? `/bridge/${matter}/decided` : `/concerns/${matter}`

const Help = () => (
  <>
    <h2 class="govuk-heading-m">What you can type</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>a name, in either order, also half of it or as it sounds: Amira Testcase; Testcase, Amira; Billy Smith</li>
      <li>a date of birth or what you know of it: 27/3/2019, March 2019, 2019, aged 6</li>
      <li>where they live: a postcode, or the number and street. A protected address finds nobody</li>
      <li>an NHS number, unique pupil number or other number on record</li>
      <li>the reference of a concern you work on: GT-12AB-34CD-56EF</li>
    </ul>
    <p class="govuk-body">
      Put in all you know at once. It does not have to be right: names that sound alike and dates a figure out are found too.
    </p>
    <p class="govuk-body">Everybody a search shows you is noted on their record, with your name.</p>
  </>
)

const Nobody = ({ search }: { search: Search }) => (
  <>
    <EmptyState
      wouldBe={
        search.read.length === 0
          ? 'Nothing in what you typed can be looked for. Type a name, a date of birth, a postcode, a number or a reference.'
          : `Nobody on record that you may find fits ${listed(search.read)}. Try the family name with the year of birth, another spelling, or the postcode.`
      }
      action={{ text: 'Raise a concern about a child who is not on record', href: '/concerns/new' }}
    />
    <Help />
  </>
)

/** Search: one box for everything, and what it found, the likeliest first, each with why. */
export const SearchPage = ({
  results,
  today,
  csrf,
  compares,
  asksIfKnown,
}: {
  results: Results | undefined
  today: Day
  csrf: string
  /** May whoever reads it go through people who may be on record twice? */
  compares: boolean
  asksIfKnown: boolean
}) => {
  const found = results && (results.people.length > 0 || results.concern !== undefined)
  return (
    <>
      <h1 class="govuk-heading-l">Search</h1>
      {/* Posted, since an address would keep the name that is looked for. */}
      <form method="post" action="/search" class="gt-search-page" autocomplete="off">
        <input type="hidden" name="csrf" value={csrf} />
        <Input name="q" type="search" label={{ text: searchLabel }} value={results?.words} spellcheck={false} autocomplete="off" />
        <Button text="Search" />
      </form>
      {results && results.search.unread.length > 0 && <p class="govuk-body">Note: {results.search.unread.join('. ')}.</p>}
      {found && results && (
        <>
          <h2 class="govuk-heading-m" id="found">
            {results.people.length === 1
              ? 'One person'
              : results.people.length > 1
                ? `The ${results.people.length} likeliest people`
                : 'A concern'}{' '}
            for {listed(results.search.read)}
          </h2>
          {results.concern && (
            <p class="govuk-body">
              <a class="govuk-link" href={concernHref(results.concern)}>
                Open the concern with this reference
              </a>
            </p>
          )}
          {results.people.length > 0 && (
            <ol class="gt-found-list" aria-labelledby="found">
              {results.people.map(one => (
                <PersonFound key={one.person} one={one} today={today} />
              ))}
            </ol>
          )}
          <p class="govuk-body">Not there? Add what else you know: a date of birth, a postcode or another name.</p>
        </>
      )}
      {results && !found && <Nobody search={results.search} />}
      {!results && <Help />}
      {asksIfKnown && (
        <p class="govuk-body">
          <a class="govuk-link" href="/known">
            Is a child known? Whom to ring about a child you do not work with
          </a>
        </p>
      )}
      {compares && (
        <p class="govuk-body">
          <a class="govuk-link" href="/people/duplicates">
            People you work with who may be on record twice
          </a>
        </p>
      )}
    </>
  )
}
