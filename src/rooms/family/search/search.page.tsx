import { Button, EmptyState, Input, Tag } from '../../../design-system/index.ts'
import { ageInWords, type Day, printShort } from '../../../guidance/index.ts'
import type { Found } from '../matching/find-people.ts'
import { listed, sayEpisode } from '../people/words.ts'
import type { Search } from './read-search.ts'
import type { Beside, ReferredConcern } from './search.queries.ts'

/** What a search found. */
export type Results = {
  readonly search: Search
  readonly people: readonly (Found & { readonly beside: Beside | undefined })[]
  readonly concern: ReferredConcern | undefined
}

const nameOf = ({ given, family, knownAs }: Found): string =>
  `${[given, family].filter(Boolean).join(' ') || 'A person not yet named'}${knownAs ? ` (known as ${knownAs})` : ''}`

const ageOf = ({ born, bornPrecision, expected, died }: Found, today: Day): string => {
  if (died) return `died ${printShort(died)}`
  if (born) {
    const precision = bornPrecision ?? 'day'
    const on =
      precision === 'day'
        ? `born ${printShort(born)}`
        : `born in ${precision === 'month' ? printShort(born).replace(/^\d+ /, '') : born.slice(0, 4)}`
    return `${ageInWords({ born, precision }, today)}, ${on}`
  }
  return expected ? ageInWords({ expected }, today) : 'date of birth not known'
}

const whereOf = (beside: Beside): string | undefined => {
  const [place] = beside.places
  if (!place) return undefined
  if (beside.places.some(one => one.protected)) return 'Address protected'
  return [place.address, place.postcode].filter(Boolean).join(', ') || undefined
}

/** Who works with somebody, in a sentence: 'Jo Invented leads the work, North Team. Being screened by The Bridge.' */
const workOf = ({ working, opens }: Beside): string => {
  const of = (relation: string, form?: string) => [
    ...new Set(working.filter(one => one.relation === relation && (!form || one.form === form)).map(one => one.name)),
  ]
  // Whoever at The Bridge has the concern in hand changes through the day; the team is whom to ring.
  const [leads, teams] = [of('lead'), of('manager')]
  const screening = of('screener', 'team').length > 0 ? of('screener', 'team') : of('screener')
  if (working.length === 0) return 'On record; no social worker or team works with them now.'
  const said = [
    ...(leads.length > 0
      ? [`${listed(leads)} ${leads.length === 1 ? 'leads' : 'lead'} the work${teams.length > 0 ? ` (${listed(teams)})` : ''}.`]
      : []),
    ...(leads.length === 0 && teams.length > 0 ? [`With ${listed(teams)}; no lead worker yet.`] : []),
    ...(screening.length > 0 ? [`Being screened by ${listed(screening)}.`] : []),
  ]
  const ring = leads[0] ?? teams[0] ?? screening[0]
  return [...said, ...(opens || !ring ? [] : [`You do not work with them: ask ${ring}.`])].join(' ')
}

const PersonFound = ({ one, today }: { one: Results['people'][number]; today: Day }) => {
  const where = one.beside && whereOf(one.beside)
  const words = `${nameOf(one)}, ${ageOf(one, today)}`
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
      {one.beside && <p class="gt-found__line">{workOf(one.beside)}</p>}
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
export const SearchPage = ({ typed, results, today }: { typed: string; results: Results | undefined; today: Day }) => {
  const found = results && (results.people.length > 0 || results.concern !== undefined)
  return (
    <>
      <h1 class="govuk-heading-l">Search</h1>
      {/* Looking changes nothing, and a link to what was found can be gone back to. */}
      <form method="get" action="/search" class="gt-search-page" autocomplete="off">
        <Input
          name="q"
          type="search"
          label={{ text: 'Name, date of birth, postcode, number or reference' }}
          value={typed}
          spellcheck={false}
          autocomplete="off"
        />
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
    </>
  )
}
