import { capital, EmptyState, SummaryList } from '../../../design-system/index.ts'
import { printPartial } from '../../../guidance/index.ts'
import { identifierWords, printIdentifier } from '../../../thread/identifiers.ts'
import { identifier, identity, otherName, otherNameWords } from '../../../thread/own-kinds/index.ts'
import { listed } from '../people/words.ts'
import { background, communicationNeeds, communicationWords } from './about.ts'
import { backgroundLines } from './background-in-words.ts'
import { ageOfPerson, lastOf, wordsOf } from './details-view.ts'
import { change, type DetailsProps, Said, Section, to, Ways } from './section.tsx'

/** Names, birth, sex and school. */
export const Who = ({ view }: DetailsProps) => {
  const { who } = view
  const names = view.read.thread.of(otherName)
  const born = who.born_on && printPartial({ on: who.born_on, precision: who.born_precision ?? 'day' })
  const expected = who.expected_on && printPartial({ on: who.expected_on, precision: 'day' })
  return (
    <Section id="who" title="Who this is">
      <SummaryList
        rows={[
          {
            key: 'Name',
            value: `${view.name}${who.known_as ? `, known as ${who.known_as}` : ''}`,
            ...change(view.may(identity), to(view, 'name'), 'the name'),
          },
          ...names.map(one => ({
            key: capital(otherNameWords[one.facts.sort]),
            value: {
              text: (
                <>
                  {[one.facts.given, one.facts.family].filter(Boolean).join(' ')}
                  <Said words={wordsOf(view, one)} />
                </>
              ),
            },
            ...change(view.may(otherName), to(view, 'other-name', one.root), `the name ${one.facts.given} ${one.facts.family}`),
          })),
          who.is_a === 'unborn'
            ? {
                key: 'Birth expected',
                value: expected || 'not known',
                ...change(view.may(identity), to(view, 'birth'), 'the date of birth and sex'),
              }
            : {
                key: 'Date of birth',
                value: born ? `${born} (${ageOfPerson(who, view.today)})` : 'not known',
                ...change(view.may(identity), to(view, 'birth'), 'the date of birth and sex'),
              },
          { key: 'Sex', value: who.sex === 'not specified' ? 'cannot be said' : (who.sex ?? 'not known') },
          ...(who.is_a === 'child'
            ? [
                {
                  key: 'School, nursery or college',
                  value: who.school ?? 'none on record',
                  ...change(view.may(identity), to(view, 'school'), 'the school'),
                },
              ]
            : []),
        ]}
      />
      <Ways links={[[view.may(otherName), to(view, 'other-name'), 'Add another name']]} />
    </Section>
  )
}

/** The numbers by which every agency means the same person. */
export const Numbers = ({ view }: DetailsProps) => {
  const numbers = view.read.thread.of(identifier)
  return (
    <Section id="numbers" title="Numbers">
      {numbers.length === 0 ? (
        <EmptyState wouldBe="The NHS number, the unique pupil number and the like stand here, so that every agency means the same person." />
      ) : (
        <SummaryList
          rows={numbers.map(one => ({
            key: capital(identifierWords[one.facts.scheme]),
            value: printIdentifier(one.facts.scheme, one.facts.value),
            ...change(view.may(identifier), to(view, 'identifier', one.root), `the ${identifierWords[one.facts.scheme]}`),
          }))}
        />
      )}
      <Ways links={[[view.may(identifier), to(view, 'identifier'), 'Add a number']]} />
    </Section>
  )
}

/** Language, how to speak with them, culture and background. */
export const Speaking = ({ view }: DetailsProps) => {
  const speaks = lastOf(view, communicationNeeds)
  const culture = lastOf(view, background)
  const language = view.who.language ?? 'not on record'
  return (
    <Section id="speaking" title="Language, communication and culture">
      <SummaryList
        rows={[
          {
            key: 'Language',
            value: view.who.interpreter
              ? `${language}; an interpreter is needed`
              : view.who.interpreter === false
                ? `${language}; no interpreter needed`
                : language,
            ...change(view.may(identity), to(view, 'language'), 'the language'),
          },
          {
            key: 'How to speak with them',
            value: {
              text: speaks ? (
                <>
                  {capital(listed(speaks.facts.by.map(one => communicationWords[one])))}
                  <Said words={wordsOf(view, speaks)} />
                </>
              ) : (
                'nothing on record'
              ),
            },
            ...change(view.may(communicationNeeds), to(view, 'communication'), 'how to speak with them'),
          },
          {
            key: 'Culture and background',
            value: {
              text: culture
                ? backgroundLines({ facts: culture.facts, said: wordsOf(view, culture) }).map(line => (
                    <p key={line} class="govuk-body gt-narrative">
                      {line}
                    </p>
                  ))
                : 'not asked yet',
            },
            ...change(view.may(background), to(view, 'background'), 'culture and background'),
          },
        ]}
      />
    </Section>
  )
}
