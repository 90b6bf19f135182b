import { capital, EmptyState, SummaryList } from '../../../design-system/index.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { relationship, responsibilityWords } from '../../../thread/own-kinds/index.ts'
import { sayRelation } from '../people/words.ts'
import { ageOfPerson, type DetailsView, nameOfPerson } from './details-view.ts'
import { change, type DetailsProps, day, Section, to, Ways } from './section.tsx'

const sayResponsibility = (row: DetailsView['relationships'][number]): string => {
  if (row.responsibility === null) return 'not known'
  if (!row.responsibility) return 'no'
  const from = row.facts['responsibilityFrom'] as keyof typeof responsibilityWords | undefined
  return from ? `yes: ${responsibilityWords[from]}` : 'yes'
}

/** Who is family or carer, and who has parental responsibility. */
export const Family = ({ view, tellable, known = '' }: DetailsProps) => {
  const towards = view.relationships.filter(one => one.to === view.person)
  const away = view.relationships.filter(one => one.subject === view.person && !towards.some(other => other.subject === one.to))
  return (
    <Section id="family" title="Family and carers">
      {towards.length + away.length === 0 ? (
        <EmptyState wouldBe="Parents, brothers and sisters and carers stand here, with who has parental responsibility and since when." />
      ) : (
        <SummaryList
          rows={[
            ...towards.map(row => ({
              key: { text: <PersonLink view={view} person={row.subject} known={known} /> },
              value: {
                text: (
                  <>
                    {capital(sayRelation(row.as, null) ?? row.as)}
                    {view.who.is_a !== 'adult' && (
                      <>
                        <br />
                        Parental responsibility: {sayResponsibility(row)}
                      </>
                    )}
                    <br />
                    <span class="gt-quiet">on record since {day(row)}</span>
                  </>
                ),
              },
              ...change(
                tellable.has(row.subject),
                to(view, 'relative', row.entry),
                `how ${nameOfPerson(view.people.get(row.subject))} is related`,
              ),
            })),
            ...away.map(row => ({
              key: { text: <PersonLink view={view} person={row.to} known={known} /> },
              value: capital(sayRelation(null, row.as) ?? 'related'),
            })),
          ]}
        />
      )}
      <Ways
        links={[
          [tellable.size > 0, to(view, 'relative'), 'Say how somebody on record is related'],
          [view.may(relationship), to(view, 'person'), 'Add somebody of the family who is not on record'],
        ]}
      />
    </Section>
  )
}

/** Somebody's name, as a way to their page where the reader works with them. */
export const PersonLink = ({ view, person, known = '' }: { view: DetailsView; person: SubjectId; known?: string }) => {
  const one = view.people.get(person)
  const age = one?.is_a ? ageOfPerson(one, view.today) : undefined
  return one?.is_a ? (
    <>
      <a class="govuk-link" href={`/people/${person}${known}`}>
        {nameOfPerson(one)}
      </a>
      {age && `, ${age}`}
    </>
  ) : (
    <span>{nameOfPerson(one)}</span>
  )
}
