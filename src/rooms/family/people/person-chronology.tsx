import { EmptyState, Pagination, TabLinks, Timeline } from '../../../design-system/index.ts'
import { EntriesTable, onThread } from '../chronology/entry-on-thread.tsx'
import { PatternOnRecord } from '../chronology/pattern-on-record.tsx'
import { AsKnownOn } from './as-known.tsx'
import { addressOf, isFiltered } from './asked.ts'
import { ChronologyFilters } from './chronology-filters.tsx'
import type { ChronologyEntry } from './person.ts'
import type { PersonParts } from './person-view.ts'
import { RecordClosedNote } from './record-closed.tsx'

/** What happened, on the gold thread or as a table, page by page. */
export const Chronology = ({ view, asked, book }: PersonParts) => {
  const label = `What happened, ${asked.order} first`
  const hrefOf = view.asKnownAt ? undefined : (entry: ChronologyEntry) => `/people/${view.person}/entries/${entry.root}`
  return (
    <section aria-labelledby="chronology">
      <h2 class="govuk-heading-m" id="chronology">
        What happened
      </h2>
      <PatternOnRecord view={view} />
      <TabLinks
        label="How the chronology is shown"
        items={[
          { text: 'Timeline', href: addressOf(view.person, asked, { view: null }, '#chronology'), current: asked.view === 'timeline' },
          { text: 'Table', href: addressOf(view.person, asked, { view: 'table' }, '#chronology'), current: asked.view === 'table' },
        ]}
      />
      <SameOf view={view} asked={asked} />
      <ChronologyFilters view={view} asked={asked} book={book} />
      <AsKnownOn view={view} asked={asked} book={book} />
      <RecordClosedNote open={view.seesRecord} />
      {view.entries.length === 0 ? (
        view.seesRecord && (
          <EmptyState
            wouldBe={
              isFiltered(asked)
                ? 'No entry that you may read fits this filter.'
                : 'What every agency records about this person, and you may read, stands here, newest first.'
            }
          />
        )
      ) : asked.view === 'table' ? (
        <EntriesTable entries={view.entries} label={label} hrefOf={hrefOf} />
      ) : (
        <Timeline label={label} entries={view.entries.map(entry => onThread(entry, { href: hrefOf?.(entry) }))} />
      )}
      {(view.older || asked.before) && (
        <Pagination
          landmarkLabel="Further entries"
          previous={
            asked.before
              ? {
                  href: addressOf(view.person, asked, { before: null }, '#chronology'),
                  text: asked.order === 'oldest' ? 'Oldest entries' : 'Newest entries',
                }
              : undefined
          }
          next={
            view.older
              ? {
                  href: addressOf(view.person, asked, { before: view.older }, '#chronology'),
                  text: asked.order === 'oldest' ? 'Later entries' : 'Older entries',
                }
              : undefined
          }
        />
      )}
    </section>
  )
}

/** The way to what happened to each of the others at home, filtered as it is here. */
const SameOf = ({ view, asked }: Pick<PersonParts, 'view' | 'asked'>) => {
  const others = view.homes.flatMap(home => home.others).filter(one => one.name !== null)
  if (others.length === 0) return null
  return (
    <p class="govuk-body">
      Also: what happened to{' '}
      {others.map((one, at) => (
        <>
          {at === 0 ? '' : at === others.length - 1 ? ' or ' : ', '}
          <a class="govuk-link" href={addressOf(one.subject, asked, { before: null }, '#chronology')}>
            {one.name}
          </a>
        </>
      ))}
    </p>
  )
}
