import { capital, EmptyState, SummaryList } from '../../../design-system/index.ts'
import { earlyHelpAssessment, earlyHelpOutcomeWords } from '../../early-help/index.ts'
import { linesOf, wordsOf } from '../details/details-view.ts'
import { change, type DetailsProps, day, Said, Section, to, Ways } from '../details/section.tsx'

/** The Early Help Assessments of this child: when, by whom, and what became of each. */
export const EarlyHelpAssessments = ({ view }: DetailsProps) => {
  const told = linesOf(view, earlyHelpAssessment)
  return (
    <Section id="early-help" title="Early Help Assessment">
      {told.length === 0 ? (
        <EmptyState wouldBe="Whether early help was tried, when, by whom and what became of it stands here. That none is on record never stops anybody from raising a concern." />
      ) : (
        <SummaryList
          rows={told.map(({ first, last }) => ({
            key: day(first),
            value: {
              text: (
                <>
                  {capital([last.facts.doneBy, earlyHelpOutcomeWords[last.facts.outcome]].filter(Boolean).join(': '))}
                  <Said words={wordsOf(view, last)} />
                </>
              ),
            },
            ...change(
              view.may(earlyHelpAssessment),
              to(view, 'early-help-assessment', last.root),
              `the Early Help Assessment of ${day(first)}`,
            ),
          }))}
        />
      )}
      <Ways links={[[view.may(earlyHelpAssessment), to(view, 'early-help-assessment'), 'Record an Early Help Assessment']]} />
    </Section>
  )
}
