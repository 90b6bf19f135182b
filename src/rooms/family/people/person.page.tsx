import {
  Button,
  CheckboxesField,
  ChildHeader,
  DateField,
  Details,
  DueList,
  EmptyState,
  Filters,
  type FormState,
  InsetText,
  NotificationBanner,
  Pagination,
  SelectField,
  TabLinks,
  Timeline,
} from '../../../design-system/index.ts'
import { addDays, type Day, printDay, printMoment, printPartial } from '../../../guidance/index.ts'
import type { Book } from '../../../thread/book.ts'
import { agencyKinds } from '../../../thread/entry.ts'
import { besideKinds } from '../chronology/beside.queries.ts'
import { EntriesTable, onThread } from '../chronology/entry-on-thread.tsx'
import { PatternOnRecord } from '../chronology/pattern-on-record.tsx'
import { type Asked, addressOf } from './asked.ts'
import type { ChronologyEntry, Housemate } from './person.ts'
import type { PersonView } from './person-view.ts'
import type { SaidFinding } from './what-is-due.ts'
import { sayAgencyKind } from './words.ts'

type Parts = { readonly view: PersonView; readonly asked: Asked; readonly book: Book }

const short = (on: Day): string => printPartial({ on, precision: 'day' })

/** The page about a person: who, what is due and why, and what happened, on the gold thread. */
export const PersonPage = (parts: Parts) => (
  <>
    {parts.view.who ? <Header {...parts} /> : <NotOpen {...parts} />}
    {parts.view.may.includes('note') && !parts.view.asKnownAt && <Button text="Record" href={`/people/${parts.view.person}/record`} />}
    {parts.view.who && <WhatIsDue {...parts} />}
    {parts.view.voice && <LastWords {...parts} />}
    {parts.view.who && <RecentlyChanged {...parts} />}
    {parts.view.who && <Reach {...parts} />}
    {parts.view.who && !parts.view.asKnownAt && <Ways {...parts} />}
    <Chronology {...parts} />
  </>
)

/** How to reach those who work with the person; folded away, since their names stand above. */
const Reach = ({ view }: Parts) => {
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
const LastWords = ({ view }: Parts) => {
  const { voice, asKnownAt } = view
  if (!voice) return null
  return (
    <section aria-labelledby="voice">
      <h2 class="govuk-heading-m" id="voice">
        What the child last said or showed
      </h2>
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
const RecentlyChanged = ({ view, asked }: Parts) => {
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

/** The other pages of this record; what the reader may not do is not offered. */
const Ways = ({ view }: Parts) => {
  const here = `/people/${view.person}`
  const isChild = view.who?.isA !== 'adult'
  const ways = [
    { text: 'People and details', href: `${here}/details`, offered: true },
    { text: 'Family as a drawing', href: `${here}/network`, offered: true },
    { text: 'Adults in the child’s life', href: `${here}/adults`, offered: isChild },
    { text: 'Stage of support', href: `${here}/stage`, offered: isChild },
    { text: 'Something has changed', href: `${here}/change`, offered: isChild && view.may.includes('circumstances-changed') },
    { text: 'State the pattern across the record', href: `${here}/pattern`, offered: view.may.includes('pattern-statement') },
    { text: 'Print by parts', href: `${here}/print`, offered: true },
  ]
  return (
    <nav class="govuk-button-group" aria-label="More of this record">
      {ways
        .filter(way => way.offered)
        .map(way => (
          <a key={way.href} class="govuk-link" href={way.href}>
            {way.text}
          </a>
        ))}
    </nav>
  )
}

/** Says plainly that the page is about an earlier day; stands above everything. */
export const AsKnownBanner = ({ view, asked }: Pick<Parts, 'view' | 'asked'>) => {
  if (!asked.known || !view.asKnownAt) return null
  const when = asked.known.param.length === 10 ? printDay(asked.known.on) : printMoment(view.asKnownAt)
  return (
    <NotificationBanner title="As known on an earlier day">
      <p class="govuk-notification-banner__heading">This page shows what was known on {when}.</p>
      <p class="govuk-body">
        What was written down, corrected or withdrawn later is left out, and what was due is worked out from what was known then. Who may
        read what is as it is today.{' '}
        <a class="govuk-notification-banner__link" href={addressOf(view.person, asked, { known: null, before: null })}>
          Show what is known now
        </a>
      </p>
    </NotificationBanner>
  )
}

const NotOpen = ({ view }: Parts) =>
  view.asKnownAt && view.worksWith ? (
    <>
      <h1 class="govuk-heading-l">Not on record yet</h1>
      <p class="govuk-body">Nothing that you may read said who this person is by that day.</p>
    </>
  ) : (
    <>
      <h1 class="govuk-heading-l">What your agency wrote</h1>
      <InsetText>
        You do not work with this child now. What your own agency recorded while it did stays open to you; nothing else is shown.
      </InsetText>
    </>
  )

export const Header = ({ view, asked }: Pick<Parts, 'view' | 'asked'>) => {
  const { who } = view
  if (!who) return null
  return (
    <ChildHeader
      name={who.name}
      knownAs={who.knownAs ?? undefined}
      age={ageFor(who.age)}
      lives={<Lives view={view} asked={asked} />}
      tags={who.tags.map(tag => ({ text: tag.text, ...(tag.strong ? { weight: 'strong' as const } : {}) }))}
      workers={view.workers.map(worker => ({ role: worker.as, name: worker.name, agency: worker.agency ?? undefined }))}
      lastSeen={view.lastSeen}
    />
  )
}

const ageFor = (age: string | null): { kind: 'age'; text: string } | { kind: 'due'; text: string } =>
  age === null
    ? { kind: 'age', text: 'age not known' }
    : age.startsWith('due ')
      ? { kind: 'due', text: age.slice(4) }
      : { kind: 'age', text: age }

const Lives = ({ view, asked }: Pick<Parts, 'view' | 'asked'>) => {
  if (view.homes.length === 0) return <>Where and with whom: not on record, or not open to you</>
  return (
    <>
      {view.homes.map((home, at) => (
        <>
          {at > 0 && '; '}
          {home.others.length > 0 ? (
            <>
              {at > 0 ? 'also lives with ' : 'Lives with '}
              <Housemates others={home.others} asked={asked} />
            </>
          ) : (
            `${at > 0 ? 'also l' : 'L'}ives in a household with nobody else on record that is open to you`
          )}
          {home.where && (
            <>
              {', '}
              {home.where.hidden ? (
                <>
                  at an address that is protected.{' '}
                  <a class="govuk-link" href={addressOf(view.person, asked, { address: 'shown' })}>
                    Show the protected address
                  </a>
                </>
              ) : (
                <>
                  at {[home.where.address, home.where.postcode].filter(Boolean).join(', ') || 'an address not written down'}
                  {home.where.protected && <strong> (protected: do not pass it on)</strong>}
                </>
              )}
            </>
          )}
        </>
      ))}
    </>
  )
}

const Housemates = ({ others, asked }: { others: readonly Housemate[]; asked: Asked }) => (
  <>
    {others.map((one, at) => (
      <>
        {at === 0 ? '' : at === others.length - 1 ? ' and ' : ', '}
        {one.name ? (
          <a class="govuk-link" href={`/people/${one.subject}${asked.known ? `?known=${encodeURIComponent(asked.known.param)}` : ''}`}>
            {one.name}
          </a>
        ) : (
          'a person'
        )}
        {one.relation && ` (${one.relation})`}
      </>
    ))}
  </>
)

const WhatIsDue = ({ view }: Parts) => {
  const pressing = view.findings.filter(one => one.level !== null && one.level !== 'INFO')
  const known = view.findings.filter(one => one.level === 'INFO')
  const later = view.findings.filter(one => one.level === null)
  const heading = view.asKnownAt ? 'What was due, and why' : 'What is due, and why'
  return (
    <section aria-labelledby="due">
      <h2 class="govuk-heading-m" id="due">
        {heading}
      </h2>
      {pressing.length > 0 ? (
        <DueList label={heading} items={pressing.map(one => dueItem(one, view))} />
      ) : (
        <EmptyState
          wouldBe={`Nothing ${view.asKnownAt ? 'was' : 'is'} due that you are told of. What the guidance asks for by a day stands here, with the reason.`}
        />
      )}
      {view.moreFindings && <p class="govuk-body">There is more; these are the most pressing.</p>}
      {!view.asKnownAt && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/people/${view.person}/alerts`}>
            Alerts so far, and who was told
          </a>
        </p>
      )}
      {known.length > 0 && (
        <Details summary={`Worth knowing (${known.length})`} open={pressing.length === 0}>
          <DueList label="Worth knowing" items={known.map(one => dueItem(one, view))} />
        </Details>
      )}
      {later.length > 0 && (
        <Details summary={`Dates that are coming (${later.length})`}>
          <ul class="govuk-list govuk-list--bullet">
            {later.map(one => (
              <li key={one.id}>
                {one.says} {one.dueOn && `(${one.when})`}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </section>
  )
}

const mostEvidence = 4

export const dueItem = (finding: SaidFinding, view: PersonView) => {
  const shown = finding.evidence.slice(0, mostEvidence)
  return {
    id: finding.id,
    level: finding.level ?? ('INFO' as const),
    text: finding.says,
    when: finding.when,
    because: finding.because.map(text => ({ text })),
    evidence: shown.map(one => ({ text: one.text, href: linkTo(one, view) })),
  }
}

/** To the entry on this page, or to the page of its own days. */
const linkTo = (one: SaidFinding['evidence'][number], view: PersonView): string => {
  const anchor = `#entry-${one.root}`
  if (one.subject === view.person && view.entries.some(entry => entry.root === one.root)) return anchor
  const known = view.asKnownAt ? `&known=${encodeURIComponent(view.asKnownAt)}` : ''
  const span =
    one.on.length === 10 ? `?from=${one.on}&until=${one.on}${known}` : `?from=${one.on.padEnd(7, '-01')}-01&until=${lastOf(one.on)}${known}`
  return `/people/${one.subject}${span}${anchor}`
}

const lastOf = (partial: string): string => (partial.length === 4 ? `${partial}-12-31` : `${partial}-28`)

const Chronology = ({ view, asked, book }: Parts) => {
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
      {view.entries.length === 0 ? (
        <EmptyState
          wouldBe={
            isFiltered(asked)
              ? 'No entry that you may read fits this filter.'
              : 'What every agency records about this person, and you may read, stands here, newest first.'
          }
        />
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
const SameOf = ({ view, asked }: Pick<Parts, 'view' | 'asked'>) => {
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

const isFiltered = (asked: Asked): boolean => Boolean(asked.agency || asked.kind || asked.from || asked.until || asked.significantOnly)

const ChronologyFilters = ({ view, asked, book }: Parts) => {
  const form: FormState = {
    typed: {
      ...asked.typed,
      ...(asked.agency ? { agency: asked.agency } : {}),
      ...(asked.kind ? { kind: asked.kind } : {}),
      order: asked.order,
      ...(asked.significantOnly ? { significant: 'only' } : {}),
    },
    errors: asked.errors,
  }
  const kinds = [...book.kinds.values()]
    .filter(kind => kind.of.includes('person') && !(besideKinds as readonly string[]).includes(kind.name))
    .map(kind => ({ value: kind.name, text: capitalised(kind.words) }))
  const without = (what: 'agency' | 'kind' | 'from' | 'until' | 'significant' | 'order') =>
    addressOf(view.person, asked, { [what]: null, before: null }, '#chronology')
  return (
    <Filters
      action={`/people/${view.person}`}
      label="Filter what happened"
      keep={{ ...(asked.known ? { known: asked.known.param } : {}), ...(asked.view === 'table' ? { view: 'table' } : {}) }}
      chosen={[
        ...(asked.agency ? [{ text: sayAgencyKind(asked.agency), removeHref: without('agency') }] : []),
        ...(asked.kind ? [{ text: capitalised(book.kinds.get(asked.kind)?.words ?? ''), removeHref: without('kind') }] : []),
        ...(asked.from ? [{ text: `from ${short(asked.from)}`, removeHref: without('from') }] : []),
        ...(asked.until ? [{ text: `until ${short(asked.until)}`, removeHref: without('until') }] : []),
        ...(asked.significantOnly ? [{ text: 'significant only', removeHref: without('significant') }] : []),
        ...(asked.order === 'oldest' ? [{ text: 'oldest first', removeHref: without('order') }] : []),
      ]}
      clearHref={addressOf(
        view.person,
        asked,
        { agency: null, kind: null, from: null, until: null, significant: null, order: null, before: null },
        '#chronology',
      )}
    >
      <SelectField
        form={form}
        name="agency"
        label="Who recorded it"
        items={[{ value: '', text: 'Every agency' }, ...agencyKinds.map(kind => ({ value: kind, text: sayAgencyKind(kind) }))]}
      />
      <SelectField form={form} name="kind" label="What it is" items={[{ value: '', text: 'Everything' }, ...kinds]} />
      <DateField form={form} name="from" fieldset={{ legend: { text: 'From' } }} hint="For example, 6 2 2024" />
      <DateField form={form} name="until" fieldset={{ legend: { text: 'Until' } }} />
      <CheckboxesField
        form={form}
        name="significant"
        classes="govuk-checkboxes--small"
        items={[{ value: 'only', text: 'Only what is marked as significant' }]}
      />
      <SelectField
        form={form}
        name="order"
        label="In which order"
        items={[
          { value: 'newest', text: 'Newest first' },
          { value: 'oldest', text: 'Oldest first' },
        ]}
      />
    </Filters>
  )
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Asks for the page as it was known on a day; folded away until it is wanted. */
const AsKnownOn = ({ view, asked }: Parts) => (
  <Details summary="See what was known on an earlier day" open={asked.known !== null || asked.errors.some(one => one.field === 'known')}>
    <p class="govuk-body">Who lived where, who worked with the family, what was due and what had been recorded, all as known then.</p>
    <form method="get" action={`/people/${view.person}`}>
      <DateField
        form={{ typed: asked.typed, errors: asked.errors }}
        name="known"
        fieldset={{ legend: { text: 'The day, to its end' } }}
        hint="For example, 1 3 2024"
      />
      <Button text="Show as known then" classes="govuk-button--secondary" />
    </form>
  </Details>
)
