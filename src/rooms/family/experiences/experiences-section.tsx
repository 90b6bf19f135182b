import { capital, EmptyState, SummaryList } from '../../../design-system/index.ts'
import { linesOf, wordsOf } from '../details/details-view.ts'
import { change, type DetailsProps, Said, Section, to, Ways } from '../details/section.tsx'
import { childhoodExperience, childhoodOfWords, experienceWords } from './childhood-experience.ts'

/** What happened in the childhoods of this family: the child's and the parents', what was good first said beside what was hard. */
export const Experiences = ({ view }: DetailsProps) => {
  const told = linesOf(view, childhoodExperience)
  return (
    <Section id="childhood" title="What happened in childhood">
      {told.length === 0 ? (
        <EmptyState wouldBe="What happened to the child, and to the parents when they were children, good and hard, stands here: it helps to understand, and is never added up." />
      ) : (
        <SummaryList
          rows={told.map(({ last }) => ({
            key: `${last.facts.whose === 'child' ? view.called : capital(childhoodOfWords[last.facts.whose])}: ${experienceWords[last.facts.what]}`,
            value: { text: <Said words={{ ...wordsOf(view, last), ...wordsOf(view, last, 'third-party') }} /> },
            ...change(view.may(childhoodExperience), to(view, 'childhood', last.root), experienceWords[last.facts.what]),
          }))}
        />
      )}
      <Ways links={[[view.may(childhoodExperience), to(view, 'childhood'), 'Record what happened in childhood']]} />
    </Section>
  )
}
