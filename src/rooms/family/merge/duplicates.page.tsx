import { Button, EmptyState, Form, type FormState, LongTextField, RadiosField } from '../../../design-system/index.ts'
import type { Day } from '../../../guidance/index.ts'
import { identifierWords } from '../../../thread/identifiers.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { listed } from '../people/words.ts'
import { sayAge, sayName } from '../search/say-found.ts'
import type { Beside } from '../search/search.queries.ts'
import { mostPairs, mostPeople, type OneRecord, type Pair } from './duplicates.queries.ts'
import { RecordCard } from './record-card.tsx'
import { comparedWords } from './records-compared.ts'

/** Why two records may be one person's, in words. */
export const whyPair = ({ sameName, sameSound, swapped, birth, number }: Pair): string => {
  const birthWords = {
    same: 'the same date of birth',
    fits: 'dates of birth that fit, as far as they are known',
    swapped: 'day and month of birth swapped',
    near: 'dates of birth close together',
    unknown: 'no date of birth on one of them',
  } as const
  return listed([
    ...(number ? [`the same ${identifierWords[number]}`] : []),
    ...(sameName
      ? ['the same name']
      : sameSound
        ? ['names that sound alike']
        : swapped
          ? ['first and family name the other way round']
          : []),
    ...(birth ? [birthWords[birth]] : []),
  ])
}

const who = (record: OneRecord, today: Day): string => `${sayName(record)}, ${sayAge(record, today)}`
const pathOf = ({ person, other }: Pair): string => `/people/duplicates/${person}/${other}`

const PairLine = ({ pair, today }: { pair: Pair; today: Day }) => (
  <li class="gt-found">
    <h3 class="gt-found__who">
      <a class="govuk-link" href={pathOf(pair)}>
        {who(pair.one, today)}
        <br />
        {who(pair.two, today)}
      </a>
    </h3>
    <p class="gt-found__why">{whyPair(pair) === '' ? 'Said by somebody who works with one of them' : `Both have ${whyPair(pair)}`}</p>
  </li>
)

const PairList = ({ label, pairs, today }: { label: string; pairs: readonly Pair[]; today: Day }) => (
  <ul class="gt-found-list" aria-label={label}>
    {pairs.map(pair => (
      <PairLine key={`${pair.person}${pair.other}`} pair={pair} today={today} />
    ))}
  </ul>
)

/** The people one works with who may be on record twice: those to be compared, and what was said of the others. */
export const DuplicatesPage = ({ pairs, today }: { pairs: readonly Pair[]; today: Day }) => {
  const open = pairs.filter(pair => pair.compared === null)
  const same = pairs.filter(pair => pair.compared === 'same')
  const different = pairs.filter(pair => pair.compared === 'different')
  return (
    <>
      <h1 class="govuk-heading-l">On record twice?</h1>
      <p class="govuk-body">
        People you or your team work with ({mostPeople} at most, the newest first), and others on record who may be the same person. What is
        known of one child may stand on two records: compare them, and say which it is.
      </p>
      <h2 class="govuk-heading-m">To compare</h2>
      {open.length === 0 ? (
        <EmptyState
          wouldBe="Two records with one name and birthday, or one number, would stand here. There are none that nobody has compared."
          action={{ text: 'Search for a person', href: '/search' }}
        />
      ) : (
        <PairList label="To compare" pairs={open} today={today} />
      )}
      {same.length > 0 && (
        <>
          <h2 class="govuk-heading-m">The same person, on record twice</h2>
          <p class="govuk-body">Read both before you decide anything about the child, or read them as one from now on.</p>
          <PairList label="The same person, on record twice" pairs={same} today={today} />
        </>
      )}
      {different.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Compared: two different people</h2>
          <PairList label="Compared: two different people" pairs={different} today={today} />
        </>
      )}
      {pairs.length === mostPairs && (
        <p class="govuk-body">Only the first {mostPairs} are shown. More may follow when these are compared.</p>
      )}
    </>
  )
}

/** Two records beside each other, and the question whose they are. */
export const ComparePage = ({
  pair,
  beside,
  form,
  today,
  csrf,
  commandId,
  takeBackId,
  mayTakeBack,
  mayMerge,
}: {
  pair: Pair
  beside: ReadonlyMap<SubjectId, Beside>
  form: FormState
  today: Day
  csrf: string
  commandId: string
  takeBackId: string
  mayTakeBack: boolean
  mayMerge: boolean
}) => (
  <>
    <h1 class="govuk-heading-l">Is this one person?</h1>
    <p class="govuk-body">
      {whyPair(pair) === '' ? 'Somebody who works with one of them said so.' : `Both records have ${whyPair(pair)}.`}
    </p>
    <RecordCard title="One record" record={pair.one} person={pair.person} beside={beside.get(pair.person)} today={today} />
    <RecordCard title="The other record" record={pair.two} person={pair.other} beside={beside.get(pair.other)} today={today} />
    {pair.compared ? (
      <>
        <p class="govuk-body">
          They were compared: <strong>{comparedWords[pair.compared]}</strong>. The reason stands on the record it was told on.
        </p>
        {mayMerge && <Button text="Read the two records as one" href={`${pathOf(pair)}/one`} />}
        {mayTakeBack && (
          <Form action={`${pathOf(pair)}/take-back`} csrf={csrf} commandId={takeBackId}>
            <Button text="Take this back" classes="govuk-button--secondary" preventDoubleClick />
          </Form>
        )}
      </>
    ) : (
      <Form action={pathOf(pair)} csrf={csrf} commandId={commandId}>
        <RadiosField
          form={form}
          name="are"
          fieldset={{ legend: { text: 'These records are of', classes: 'govuk-fieldset__legend--m' } }}
          items={(['different', 'same'] as const).map(value => ({ value, text: comparedWords[value] }))}
        />
        <LongTextField
          form={form}
          name="reason"
          label="How do you know?"
          hint="For example: the school says they are twins; the mother gave both addresses; the NHS numbers differ."
          rows={3}
        />
        <Button text="Save" preventDoubleClick />
      </Form>
    )}
    <p class="govuk-body">
      <a class="govuk-link" href="/people/duplicates">
        Back to the list
      </a>
    </p>
  </>
)
