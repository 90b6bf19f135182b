import { capital, Details, EmptyState, SummaryList } from '../../../design-system/index.ts'
import {
  adultServiceWords,
  consentWords,
  factorWords,
  needWords,
  parentalFactor,
  parentsOwnNeed,
  uptakeWords,
  whoseWords,
} from '../parents/parental-factor.ts'
import { linesOf, wordsOf } from './details-view.ts'
import { change, type DetailsProps, day, Said, Section, to, Ways } from './section.tsx'

/** What weighs on the parents, and what they need for themselves. */
export const Parents = ({ view }: DetailsProps) => {
  const factors = linesOf(view, parentalFactor)
  const needs = linesOf(view, parentsOwnNeed)
  const standing = factors.filter(({ last }) => !last.facts.ended)
  const past = factors.filter(({ last }) => last.facts.ended)
  return (
    <Section id="parents" title="What weighs on the parents, and what they need">
      {standing.length + needs.length === 0 ? (
        <EmptyState wouldBe="What makes life hard for the parents and what it does to the child, and what the parents need for themselves, in their words, stand here." />
      ) : (
        <SummaryList
          rows={[
            ...standing.map(({ last }) => ({
              key: `${capital(whoseWords[last.facts.whose])}: ${factorWords[last.facts.factor]}`,
              value: {
                text: (
                  <>
                    {wordsOf(view, last)['impact']}
                    <br />
                    {capital(adultServiceWords[last.facts.adultService])}; {consentWords[last.facts.consent]}.
                    <Said words={wordsOf(view, last, 'third-party')} />
                  </>
                ),
              },
              ...change(view.may(parentalFactor), to(view, 'parental-factor', last.root), factorWords[last.facts.factor]),
            })),
            ...needs.map(({ last }) => ({
              key: `${capital(whoseWords[last.facts.whose])} needs help with ${needWords[last.facts.need]}`,
              value: {
                text: (
                  <>
                    {last.facts.met ? 'The need is met' : capital(uptakeWords[last.facts.uptake])}
                    <Said words={{ ...wordsOf(view, last, 'third-party'), ...wordsOf(view, last) }} />
                  </>
                ),
              },
              ...change(view.may(parentsOwnNeed), to(view, 'parents-own-need', last.root), needWords[last.facts.need]),
            })),
          ]}
        />
      )}
      {past.length > 0 && (
        <Details summary={`No longer (${past.length})`}>
          <ul class="govuk-list govuk-list--bullet">
            {past.map(({ last }) => (
              <li key={last.root}>
                {capital(whoseWords[last.facts.whose])}: {factorWords[last.facts.factor]}, until {day(last)}
              </li>
            ))}
          </ul>
        </Details>
      )}
      <Ways
        links={[
          [view.may(parentalFactor), to(view, 'parental-factor'), 'Record what weighs on a parent'],
          [view.may(parentsOwnNeed), to(view, 'parents-own-need'), 'Record what a parent needs for themselves'],
        ]}
      />
    </Section>
  )
}
