import { Details, InsetText } from '../../../design-system/index.ts'
import { addDays } from '../../../guidance/index.ts'
import { isFiltered } from './asked.ts'
import type { PersonParts } from './person-view.ts'

/** How to reach those who work with the person; folded away, since their names stand above. */
export const Reach = ({ view }: PersonParts) => {
  const people = view.workers.filter(one => one.mail !== null)
  if (people.length === 0) return null
  return (
    <Details summary="How to reach who works with the family">
      <ul class="govuk-list">
        {people.map(one => (
          <li key={`${one.as} ${one.mail}`}>
            {one.as}: {one.name}, {one.agency},{' '}
            <a class="govuk-link" href={`mailto:${one.mail}`}>
              {one.mail}
            </a>
          </li>
        ))}
      </ul>
    </Details>
  )
}

/** What the child last said or showed, in the words that were written down, and how long ago. */
export const LastWords = ({ view }: PersonParts) => {
  const { voice, asKnownAt } = view
  const mayTell = view.may.includes('childs-voice') && view.who?.isA === 'child' && !asKnownAt
  if (!voice && !mayTell) return null
  return (
    <section aria-labelledby="voice">
      <h2 class="govuk-heading-m" id="voice">
        What the child last said or showed
      </h2>
      {!voice && <p class="govuk-body">Nothing is on record yet.</p>}
      {voice && (
        <InsetText>
          <p class="govuk-body">{voice.words}</p>
          <p class="govuk-body-s gt-quiet">
            {asKnownAt ? (
              voice.when
            ) : (
              <a class="govuk-link" href={`/people/${view.person}/entries/${voice.entry}`}>
                {voice.when}
              </a>
            )}
          </p>
        </InsetText>
      )}
      {mayTell && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/people/${view.person}/voice`}>
            Write down what the child says or shows
          </a>
        </p>
      )}
    </section>
  )
}

const changes: ReadonlySet<string> = new Set([
  'birth',
  'change-weighed',
  'circumstances-changed',
  'conference',
  'identity',
  'involvement',
  'involvement-end',
  'plan-end',
  'pregnancy',
  'relationship',
  'residence',
  'residence-end',
  'stage-proposed',
  'support-stage',
])
const recently = 28
const mostRecent = 6

/** What has changed for the child in the last four weeks, picked out of the newest entries; nothing on a page that is filtered or gone on from. */
export const RecentlyChanged = ({ view, asked }: PersonParts) => {
  if (isFiltered(asked) || asked.before || asked.order === 'oldest') return null
  const since = addDays(view.day, -recently)
  const changed = view.entries.filter(entry => changes.has(entry.kind) && entry.withdrawn === null && entry.on >= since)
  if (changed.length === 0) return null
  return (
    <section aria-labelledby="changed">
      <h2 class="govuk-heading-m" id="changed">
        Recently changed
      </h2>
      <ul class="govuk-list">
        {changed.slice(0, mostRecent).map(entry => (
          <li key={entry.root}>
            <span class="gt-quiet">{entry.when}</span>{' '}
            <a class="govuk-link" href={`#entry-${entry.root}`}>
              {entry.title}
            </a>
          </li>
        ))}
      </ul>
      {changed.length > mostRecent && <p class="govuk-body">More stands in what happened, below.</p>}
    </section>
  )
}
