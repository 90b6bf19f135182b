import { capital, EmptyState, SummaryList } from '../../../design-system/index.ts'
import { agencyWords } from '../../front-door/index.ts'
import { workerOrder, workerWords } from '../people/words.ts'
import { otherProfessional } from './about.ts'
import { linesOf, wordsOf } from './details-view.ts'
import { change, type DetailsProps, Said, Section, to, Ways } from './section.tsx'

/** Who works with them, of every agency. */
export const Workers = ({ view }: DetailsProps) => {
  const shown = view.involvements
    .flatMap(one => {
      const as = workerWords[one.relation]
      return as ? [{ as, name: one.name ?? 'somebody', order: workerOrder.indexOf(one.relation) }] : []
    })
    .sort((a, b) => a.order - b.order)
  const others = linesOf(view, otherProfessional).filter(({ last }) => !last.facts.ended)
  return (
    <Section id="workers" title="Who works with them">
      {shown.length + others.length === 0 ? (
        <EmptyState wouldBe="The lead worker, the agencies and others such as the family doctor stand here." />
      ) : (
        <SummaryList
          rows={[
            ...shown.map(one => ({ key: one.as, value: one.name })),
            ...others.map(({ last }) => ({
              key: capital(last.facts.job ?? agencyWords[last.facts.agency].replace(/^(the|an?) /, '')),
              value: {
                text: (
                  <>
                    {last.facts.name}, {last.facts.organisation}
                    <Said words={wordsOf(view, last)} />
                  </>
                ),
              },
              ...change(view.may(otherProfessional), to(view, 'professional', last.root), `what is recorded of ${last.facts.name}`),
            })),
          ]}
        />
      )}
      <Ways links={[[view.may(otherProfessional), to(view, 'professional'), 'Add a professional who works with them']]} />
    </Section>
  )
}
