import { Button, InsetText } from '../../../design-system/index.ts'
import { knownParam } from './asked.ts'
import { WhatIsDue } from './due-on-page.tsx'
import { LastWords, Reach, RecentlyChanged } from './key-facts.tsx'
import { Chronology } from './person-chronology.tsx'
import { Header } from './person-header.tsx'
import type { PersonParts } from './person-view.ts'

/** The page about a person: who, what is due and why, and what happened, on the gold thread. */
export const PersonPage = (parts: PersonParts) => (
  <>
    {parts.view.who ? <Header {...parts} /> : <NotOpen {...parts} />}
    {parts.view.who && <ReadAsOne {...parts} />}
    {parts.view.may.includes('note') && !parts.view.asKnownAt && <Button text="Record" href={`/people/${parts.view.person}/record`} />}
    {parts.view.who && <WhatIsDue {...parts} />}
    {parts.view.who && <LastWords {...parts} />}
    {parts.view.who && <RecentlyChanged {...parts} />}
    {parts.view.who && <Reach {...parts} />}
    {parts.view.who && <Ways {...parts} />}
    <Chronology {...parts} />
  </>
)

/** That the page is made of several records of this person, and which. */
const ReadAsOne = ({ view }: PersonParts) =>
  view.records > 1 ? (
    <p class="govuk-body">
      {view.records === 2 ? 'Two records' : `${view.records} records`} of this person are read as one.{' '}
      {!view.asKnownAt && (
        <a class="govuk-link" href={`/people/${view.person}/records`}>
          See which, and why
        </a>
      )}
    </p>
  ) : null

/** The other pages of this record; what the reader may not do is not offered, and as known those alone that can be as known on the same day. */
const Ways = ({ view, asked }: PersonParts) => {
  const here = `/people/${view.person}`
  const isChild = view.who?.isA !== 'adult'
  const known = knownParam(asked)
  const ways = [
    { text: 'People and details', href: `${here}/details${known}`, offered: true },
    { text: 'Family as a drawing', href: `${here}/network${known}`, offered: true },
    { text: 'Adults in the child’s life', href: `${here}/adults`, offered: isChild },
    { text: 'Stage of support', href: `${here}/stage`, offered: isChild },
    {
      text: 'How the child is cared for',
      href: `${here}/neglect`,
      offered: isChild && view.may.some(kind => kind === 'neglect-sign' || kind === 'neglect-tool'),
    },
    { text: 'When the child was last seen', href: `${here}/seen`, offered: isChild && view.worksWith },
    {
      text: 'Getting in to see the child',
      href: `${here}/access`,
      offered: isChild && view.findings.some(one => one.rule === 'access-refused'),
    },
    { text: 'Keeping the child safe', href: `${here}/safety`, offered: isChild && view.worksWith },
    { text: 'Child protection plan', href: `${here}/plan`, offered: isChild && view.worksWith },
    { text: 'Visits', href: `${here}/visits`, offered: isChild && view.worksWith },
    { text: 'Something has changed', href: `${here}/change`, offered: isChild && view.may.includes('circumstances-changed') },
    {
      text: 'What the NHS knows and tells us',
      href: `${here}/cp-is`,
      offered: isChild && view.may.includes('cp-is-attendance-read'),
    },
    { text: 'Cared for by the authority', href: `${here}/in-care`, offered: isChild && view.may.includes('care-began') },
    { text: 'Call a meeting', href: `${here}/meetings/new`, offered: isChild && view.may.includes('meeting-about') },
    { text: 'Ask for a conference', href: `${here}/conference/request`, offered: isChild && view.may.includes('conference-requested') },
    { text: 'A move between areas', href: `${here}/moves`, offered: isChild && view.may.includes('temporary-residence') },
    { text: 'Something serious has happened', href: `${here}/serious-incident`, offered: isChild && view.may.includes('serious-incident') },
    { text: 'Before help ends', href: `${here}/plan/ending`, offered: isChild && view.may.includes('plan-end-checked') },
    { text: 'Close the case', href: `${here}/close`, offered: isChild && view.may.includes('case-closed') },
    { text: 'What is needed first', href: `${here}/gates`, offered: view.mayGoOver && view.findings.some(one => one.level === 'GATE') },
    { text: 'State the pattern across the record', href: `${here}/pattern`, offered: view.may.includes('pattern-statement') },
    {
      text: 'Challenge a decision',
      href: `/challenges/new?child=${view.person}`,
      offered: isChild && !view.asKnownAt && view.may.includes('challenge-about'),
    },
    { text: 'Shared with the family', href: `${here}/with-family`, offered: view.sharesWithFamily },
    { text: 'Print by parts', href: `${here}/print`, offered: true },
    { text: 'Share from this record', href: `${here}/shared`, offered: view.seesShared },
    { text: 'Who looked at this record', href: `${here}/looks`, offered: view.seesLooks },
    { text: 'Who may not see this record', href: `${here}/limits`, offered: view.maySayLimits },
    { text: 'Open for an audit or an inspection', href: `${here}/sampled`, offered: view.maySample },
  ]
  return (
    <nav class="govuk-button-group" aria-label="More of this record">
      {ways
        .filter(way => way.offered && way.href.endsWith(known))
        .map(way => (
          <a key={way.href} class="govuk-link" href={way.href}>
            {way.text}
          </a>
        ))}
    </nav>
  )
}

const NotOpen = ({ view }: PersonParts) =>
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
