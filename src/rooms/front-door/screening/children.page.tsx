import {
  Button,
  CheckboxesField,
  capital,
  DateField,
  Form,
  type FormState,
  LongTextField,
  RadiosField,
  SummaryCard,
  TextField,
} from '../../../design-system/index.ts'
import type { Day } from '../../../guidance/index.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'
import { type Found, sayWhyFound } from '../../family/index.ts'
import { calledInConcern } from './adults-told.ts'
import type { KnownPerson } from './concern.queries.ts'
import type { ChildOfConcern, Concern } from './concern.ts'
import { personAge } from './known.tsx'
import { nameAndAge, type Told, whoInWords } from './told-words.ts'

/** A child of the concern who is not matched yet, and who on record it may be. */
export type ToMatch = { child: ChildOfConcern; candidates: readonly Found[] }

/** The names of the fields of one child. */
export const fieldsOf = (at: number) => ({
  person: `person-${at}`,
  summary: `summary-${at}`,
  adults: `adults-${at}`,
  adultsShown: `adultsShown-${at}`,
  given: `given-${at}`,
  family: `family-${at}`,
  born: `born-${at}`,
})

const candidateWords = (candidate: Found, today: Day): string => {
  const age = personAge(candidate, today)
  return [
    `${wholeName(candidate)}${candidate.knownAs ? ` (known as ${candidate.knownAs})` : ''}`,
    age ? `${age}, born ${candidate.born?.split('-').reverse().join('/') ?? 'not known'}` : 'date of birth not known',
  ].join(', ')
}

/** An adult of a concern, by what was told of them. */
const adultWords = (adult: Told['adults'][number]): string =>
  calledInConcern(adult) ||
  { man: 'A man nobody could name', woman: 'A woman nobody could name', adult: 'Somebody nobody could name' }[adult.seenAs ?? 'adult']

type MatchProps = { one: ToMatch; form: FormState; today: Day; summary: string; adults: Told['adults'] }

const MatchOne = ({ one, form, today, summary, adults }: MatchProps) => {
  const { child, candidates } = one
  const names = fieldsOf(child.at)
  const started = {
    ...(form.typed[names.summary] === undefined ? { [names.summary]: summary } : {}),
    ...(form.typed[names.adultsShown] === undefined ? { [names.adults]: adults.map(adult => adult.label) } : {}),
  }
  const filled: FormState = { ...form, typed: { ...form.typed, ...started } }
  return (
    <section aria-label={nameAndAge(child.told, today)} class="govuk-!-margin-bottom-8">
      <RadiosField
        form={filled}
        name={names.person}
        fieldset={{ legend: { text: `${capital(nameAndAge(child.told, today))}: who is this?`, classes: 'govuk-fieldset__legend--m' } }}
        hint={
          candidates.length === 0
            ? child.told.given || child.told.family || child.told.born
              ? 'Nobody on record has a name like this, spelt or said another way, or one near it with this date of birth.'
              : 'No name and no date of birth was told, so nobody was looked for. If you know more, look below.'
            : 'On record, the likeliest first. Check the date of birth before you choose.'
        }
        items={[
          ...candidates.map(candidate => ({
            value: candidate.person,
            text: candidateWords(candidate, today),
            hint: sayWhyFound(candidate),
          })),
          ...(candidates.length > 0 ? [{ divider: 'or' } as const] : []),
          { value: 'new', text: 'Somebody who is not on record yet', hint: 'A new record begins with what was told.' },
          { value: 'later', text: 'I do not know yet' },
        ]}
      />
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">
            Look under another name or date of birth<span class="govuk-visually-hidden"> for {nameAndAge(child.told, today)}</span>
          </span>
        </summary>
        <div class="govuk-details__text">
          <TextField form={filled} name={names.given} label="First name" classes="govuk-input--width-20" autocomplete="off" />
          <TextField form={filled} name={names.family} label="Family name" classes="govuk-input--width-20" autocomplete="off" />
          <DateField
            form={filled}
            name={names.born}
            fieldset={{ legend: { text: 'Date of birth', classes: 'govuk-fieldset__legend--s' } }}
            hint="For example, 27 3 2017"
          />
          <Button text="Look again" classes="govuk-button--secondary" name="intent" value="look" />
        </div>
      </details>
      {adults.length > 0 && (
        <>
          <input type="hidden" name={names.adultsShown} value="yes" />
          <CheckboxesField
            form={filled}
            name={names.adults}
            classes="govuk-checkboxes--small"
            fieldset={{ legend: { text: 'Which of these adults are in this child’s life?', classes: 'govuk-fieldset__legend--s' } }}
            hint={{
              text: 'They go onto the list of adults in this child’s life; whoever has no name is asked about until somebody knows who it is. Untick who is not, or stands there already',
            }}
            items={adults.map(adult => ({ value: adult.label, text: adultWords(adult) }))}
          />
        </>
      )}
      <LongTextField
        form={filled}
        name={names.summary}
        label="What goes on this child’s own record"
        hint="What was told. Take out what is about another child only, and anything that shows who told it where that must not be known."
        rows={5}
      />
    </section>
  )
}

/** Who the children of a concern are: one question for each, all answered in one go. */
export const ChildrenPage = ({
  concern,
  toMatch,
  known,
  form,
  today,
  csrf,
  newCommandId,
}: {
  concern: Concern
  toMatch: readonly ToMatch[]
  known: ReadonlyMap<SubjectId, KnownPerson>
  form: FormState
  today: Day
  csrf: string
  newCommandId: () => string
}) => {
  const path = `/bridge/${concern.matter}/children`
  const matched = concern.children.filter(child => child.match)
  return (
    <>
      <h1 class="govuk-heading-l">Who are the children?</h1>
      <p class="govuk-body">
        The concern is about{' '}
        {whoInWords(
          concern.children.map(child => child.told),
          today,
        )}
        . Once a child is matched, the concern stands on that child’s own record and you see what is known already. A match can be undone
        until the decision is made.
      </p>
      {matched.map(({ told, match }) => {
        const person = match && known.get(match.facts.person)
        return (
          <SummaryCard
            key={told.label}
            title={{ text: capital(nameAndAge(told, today)) }}
            rows={[
              {
                key: 'Matched to',
                value: person ? [wholeName(person), personAge(person, today)].filter(Boolean).join(', ') : 'a person on record',
              },
            ]}
          />
        )
      })}
      {matched.map(({ told }) => (
        <Form key={told.label} action={`${path}/undo`} csrf={csrf} commandId={newCommandId()}>
          <input type="hidden" name="label" value={told.label} />
          <Button text={`Undo the match of ${nameAndAge(told, today)}`} classes="govuk-button--secondary" preventDoubleClick />
        </Form>
      ))}
      {toMatch.length > 0 && (
        <Form action={path} csrf={csrf} commandId={newCommandId()}>
          {toMatch.map(one => (
            <MatchOne
              key={one.child.at}
              one={one}
              form={form}
              today={today}
              summary={concern.words['seenOrHeard'] ?? ''}
              adults={concern.told.facts.adults}
            />
          ))}
          <Button text={toMatch.length === 1 ? 'Match this child' : 'Match these children'} preventDoubleClick />
        </Form>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`/bridge/${concern.matter}`}>
          Back to the concern
        </a>
      </p>
    </>
  )
}
