import { capital, EmptyState, SummaryList } from '../../../design-system/index.ts'
import { signposted, takenUpWords } from '../../public/index.ts'
import { linesOf, wordsOf } from '../details/details-view.ts'
import { change, type DetailsProps, day, Said, Section, to, Ways } from '../details/section.tsx'

/** The services a family was told of, and whether they went there: asked at the next contact. */
export const Signposted = ({ view }: DetailsProps) => {
  const told = linesOf(view, signposted)
  return (
    <Section id="signposted" title="Services the family was told of">
      {told.length === 0 ? (
        <EmptyState wouldBe="Services that the family was told of stand here, and whether they went there: ask at the next contact." />
      ) : (
        <SummaryList
          rows={told.map(({ first, last }) => ({
            key: first.facts.serviceName,
            value: {
              text: (
                <>
                  Told on {day(first)}; {takenUpWords[last.facts.takenUp]}
                  <Said words={{ ...wordsOf(view, first), ...(last === first ? {} : wordsOf(view, last)) }} />
                </>
              ),
            },
            ...change(
              view.may(signposted),
              to(view, 'signposted', last.root),
              capital(first.facts.serviceName),
              last.facts.takenUp === 'not-known' ? 'Say whether they went' : 'Change',
            ),
          }))}
        />
      )}
      <Ways links={[[view.may(signposted), to(view, 'signposted'), 'Record a service they were told of']]} />
    </Section>
  )
}
