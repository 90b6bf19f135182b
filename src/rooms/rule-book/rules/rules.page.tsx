import { Details, LevelTag, SummaryList, TabLinks, WideTable } from '../../../design-system/index.ts'
import { printDate } from '../../../guidance/index.ts'
import { WhatRunsOn } from '../settings/setting.page.tsx'
import { wordsOfRoom } from '../words/index.ts'
import type { Cited, ToldRule } from './told-rule.ts'

export type RulesPageProps = {
  readonly rules: readonly ToldRule[]
  /** Every room that has rules, and the one the page is narrowed to. */
  readonly rooms: readonly string[]
  readonly room: string | null
  readonly mayChange: boolean
  readonly allMade: boolean
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`

/** Every rule of the book, or of one room: what it asks, by which numbers, who is told, what ends it and where it comes from. */
export const RulesPage = ({ rules, rooms, room, mayChange, allMade }: RulesPageProps) => (
  <>
    <h1 class="govuk-heading-l">The rules</h1>
    <p class="govuk-body-l gt-narrative">
      What this system watches for, why, and by which numbers. It works out dates and shows facts; it never scores a child or a family, and
      it never stops anyone from raising a concern.
    </p>
    <p class="govuk-body gt-narrative">
      A number that rests on law can be changed by nobody here. Any other can be changed by a system administrator, from a day on and with a
      reason that stays beside it.
    </p>
    <WhatRunsOn />
    {!allMade && <p class="govuk-body">Some findings are still being made again with the numbers in force.</p>}
    <TabLinks
      label="Rules by room"
      items={[
        { text: 'All', href: '/rules', current: room === null },
        ...rooms.map(one => ({ text: wordsOfRoom(one), href: `/rules?room=${one}`, current: one === room })),
      ]}
    />
    <nav aria-label="Rules on this page">
      <ul class="govuk-list">
        {rules.map(rule => (
          <li key={rule.id}>
            <a class="govuk-link" href={`#${rule.id}`}>
              {rule.title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    {rules.map(rule => (
      <Rule key={rule.id} rule={rule} mayChange={mayChange} />
    ))}
  </>
)

const Rule = ({ rule, mayChange }: { rule: ToldRule; mayChange: boolean }) => (
  <section aria-labelledby={rule.id}>
    <h2 class="govuk-heading-m" id={rule.id}>
      {rule.title}
    </h2>
    <p class="govuk-body gt-narrative">{rule.asks}</p>
    <SummaryList
      rows={[
        {
          key: 'It shows',
          value: {
            text: (
              <ul class="govuk-list">
                {rule.shows.map(({ level, when }) => (
                  <li key={level}>
                    <LevelTag level={level} /> {when}
                  </li>
                ))}
              </ul>
            ),
          },
        },
        {
          key: 'Who is told',
          value: {
            text: (
              <ul class="govuk-list">
                {rule.told.map(({ who, when }) => (
                  <li key={who}>
                    {who}, {when}
                  </li>
                ))}
              </ul>
            ),
          },
        },
        ...(rule.gate
          ? [
              {
                key: 'What it asks first',
                value: `${rule.gate.asks} Somebody else may go over it, with a written reason: ${listed(rule.gate.overriddenBy) || 'nobody is named yet'}.`,
              },
            ]
          : []),
        { key: 'What ends it', value: rule.ends },
        {
          key: 'In force',
          value: `since ${printDate(rule.from)}${rule.until ? `, until ${printDate(rule.until)}` : ''}`,
        },
        { key: 'Because of', value: rule.because.join('; ') },
      ]}
    />
    {rule.numbers.length > 0 && <Numbers rule={rule} mayChange={mayChange} />}
    <Details
      summary={
        <>
          Its sources in full<span class="govuk-visually-hidden"> ({rule.title})</span>
        </>
      }
    >
      <ul class="govuk-list govuk-list--bullet">
        {rule.sources.map(source => (
          <li key={`${source.title} ${source.place} ${source.words}`} class="gt-narrative">
            <Source source={source} />
          </li>
        ))}
      </ul>
    </Details>
  </section>
)

const Source = ({ source }: { source: Cited }) => (
  <>
    {[source.title, source.publisher, source.published, source.place].filter(Boolean).join(', ')}: {source.words}
    {source.where && (
      <>
        {' '}
        (
        {source.where.split('/').map((part, index) => (
          <>
            {index > 0 && (
              <>
                /<wbr />
              </>
            )}
            {part}
          </>
        ))}
        )
      </>
    )}
  </>
)

const Numbers = ({ rule, mayChange }: { rule: ToldRule; mayChange: boolean }) => (
  <>
    <WideTable
      label={`${rule.title}: its numbers`}
      caption="Its numbers"
      captionClasses="govuk-table__caption--s"
      classes="gt-dense"
      head={['Number', 'Today', 'Rests on', 'Because', mayChange ? 'Change' : 'Who may change it']}
      firstCellIsHeader
      rows={rule.numbers.map(number => [
        number.words,
        number.now,
        number.basis,
        number.why,
        mayChange && number.mayChange !== 'nobody here: it is law'
          ? {
              text: (
                // Hidden words would be placed outside the box that scrolls, and widen a phone's page; a label does not.
                <a
                  class="govuk-link"
                  href={`/rules/${rule.id}/settings/${number.name}`}
                  aria-label={`Change ${number.words} (${rule.title})`}
                >
                  Change
                </a>
              ),
            }
          : number.mayChange,
      ])}
    />
    <Details
      summary={
        <>
          What its numbers have been<span class="govuk-visually-hidden"> ({rule.title})</span>
        </>
      }
    >
      <SummaryList
        rows={rule.numbers.map(number => ({
          key: number.words,
          value: {
            text: (
              <ul class="govuk-list">
                {number.history.map(line => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ),
          },
        }))}
      />
    </Details>
  </>
)
