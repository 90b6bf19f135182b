import { Details, DueList, EmptyState } from '../../../design-system/index.ts'
import type { PersonParts, PersonView } from './person-view.ts'
import type { SaidFinding } from './what-is-due.ts'

/** What is due and why: the pressing first, then what is worth knowing and the dates that are coming, folded away. */
export const WhatIsDue = ({ view }: PersonParts) => {
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
          wouldBe={`Nothing that you are told of ${view.asKnownAt ? 'was' : 'is'} due. What the guidance asks for, by which day and why, stands here.`}
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

/** One finding as a line of a list, with the ways to its rule in the rule book and to what it rests on. */
export const dueItem = (finding: SaidFinding, view: PersonView) => {
  const shown = finding.evidence.slice(0, mostEvidence)
  return {
    id: finding.id,
    level: finding.level ?? ('INFO' as const),
    text: finding.says,
    when: finding.when,
    ...(finding.toCall && view.may.includes('meeting-about') && !view.asKnownAt
      ? { action: { text: 'Call the strategy meeting', href: `/people/${view.person}/meetings/new?type=${finding.toCall}` } }
      : {}),
    because: [...finding.because.map(text => ({ text })), { text: 'the rule', href: `/rules#${finding.rule}` }],
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
