import { Details } from '../../../design-system/index.ts'
import { printPartial } from '../../../guidance/index.ts'
import type { PersonView } from '../people/person-view.ts'

/** The pattern that was last stated across the record, with what it rests on; nothing where there is none. `whole`: nothing folded away. */
export const PatternOnRecord = ({ view, whole = false }: { view: Pick<PersonView, 'person' | 'pattern'>; whole?: boolean }) => {
  const { pattern } = view
  if (!pattern) return null
  const restsOn = (
    <ul class="govuk-list govuk-list--bullet">
      {pattern.evidence.map(one => (
        <li key={one.root}>
          <a class="govuk-link" href={`/people/${view.person}/entries/${one.root}`}>
            {one.when}: {one.title}
          </a>
        </li>
      ))}
    </ul>
  )
  return (
    <section class="gt-pattern" aria-labelledby="pattern">
      <h3 class="govuk-heading-s" id="pattern">
        The pattern across the record
      </h3>
      <p class="govuk-body gt-quiet">
        Stated by {pattern.by}, {pattern.role.toLowerCase()}, on {printPartial({ on: pattern.on, precision: 'day' })}
      </p>
      <p class="govuk-body">{pattern.pattern}</p>
      <p class="govuk-body">
        <strong>What it means:</strong> {pattern.means}
      </p>
      <p class="govuk-body">
        <strong>What comes next:</strong> {pattern.next}
      </p>
      {pattern.evidence.length > 0 &&
        (whole ? (
          <>
            <p class="govuk-body">It rests on:</p>
            {restsOn}
          </>
        ) : (
          <Details summary={pattern.evidence.length === 1 ? 'The entry it rests on' : `The ${pattern.evidence.length} entries it rests on`}>
            {restsOn}
          </Details>
        ))}
    </section>
  )
}
