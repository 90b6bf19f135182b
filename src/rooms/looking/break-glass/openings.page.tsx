import type { FormState } from '../../../design-system/index.ts'
import {
  Button,
  capital,
  EmptyState,
  Form,
  LongTextField,
  RadiosField,
  SummaryList,
  smallLegend,
  Tag,
  WideTable,
} from '../../../design-system/index.ts'
import { type Day, dayOf, dueInWords, printDay, printMoment, printMomentShort } from '../../../guidance/index.ts'
import { emergencyWords } from '../../../thread/own-kinds/index.ts'
import { reviewWords } from './break-glass-reviewed.ts'
import type { Opening } from './openings.queries.ts'
import { reviewForm } from './review-form.ts'

const { labels } = reviewForm
const roleWords = (role: string): string => role.replaceAll('-', ' ')

const rowOf = (one: Opening, today: Day) => [
  {
    text: (
      <a class="govuk-link" href={`/openings/${one.id}`}>
        {printMomentShort(one.openedAt)}
      </a>
    ),
  },
  { text: `${one.opener}, ${one.agency}` },
  { text: capital(emergencyWords[one.category]) },
  {
    text: one.reviewedAt ? (
      `Reviewed ${printMomentShort(one.reviewedAt)}`
    ) : one.reviewDue < today ? (
      <Tag text={dueInWords(one.reviewDue, today)} classes="govuk-tag--red" />
    ) : (
      dueInWords(one.reviewDue, today)
    ),
  },
]

const OpeningsTable = ({ openings, label, today }: { openings: readonly Opening[]; label: string; today: Day }) => (
  <WideTable label={label} head={['Opened', 'By', 'Why', 'Review']} firstCellIsHeader rows={openings.map(one => rowOf(one, today))} />
)

/** Above this share of all openings the ways to be added do not work (our own choice). */
const target = 0.5

const sayRate = ({ openings, opens }: { openings: number; opens: number }): string => {
  const times = openings === 1 ? 'one record was opened' : `${openings === 0 ? 'no record was' : `${openings} records were`} opened`
  if (opens === 0) return `In the last four weeks ${times} in an emergency.`
  const share = (openings * 100) / opens
  return `In the last four weeks ${times} in an emergency, of ${opens} times that a record was opened: ${share.toFixed(1)} in a hundred.${
    share > target ? ` More than ${target} in a hundred says that the ways to be added to those who work with a child are too slow.` : ''
  }`
}

/** What was opened in an emergency: all that waits for a review, for whoever answers for the record; otherwise what one was told of. */
export const OpeningsPage = ({
  rate,
  total,
  waiting,
  others,
  today,
}: {
  /** For whoever answers for records: how many openings there were in four weeks, and how many times a record was opened at all. */
  rate: { readonly openings: number; readonly opens: number } | null
  total: number
  waiting: readonly Opening[]
  others: readonly Opening[]
  today: Day
}) => (
  <>
    <h1 class="govuk-heading-l">Opened in an emergency</h1>
    {rate && (
      <>
        <p class="govuk-body">{sayRate(rate)}</p>
        <h2 class="govuk-heading-m">
          {total === 0 ? 'Nothing waits for a review' : total === 1 ? 'One waits for a review' : `${total} wait for a review`}
        </h2>
        {waiting.length > 0 && <OpeningsTable openings={waiting} label="Waiting for a review" today={today} />}
        {others.length > 0 && <h2 class="govuk-heading-m">Reviewed in the last four weeks</h2>}
      </>
    )}
    {others.length > 0 && <OpeningsTable openings={others} label={rate ? 'Reviewed' : 'What you were told of'} today={today} />}
    {waiting.length + others.length === 0 && (
      <EmptyState
        wouldBe={
          rate
            ? 'When somebody opens a record in an emergency it stands here until it is reviewed.'
            : 'When somebody of your team opens a record in an emergency, or somebody opens a record your team works with, you read it here.'
        }
      />
    )}
  </>
)

/** One opening, with its review or the form for it. */
export const OpeningPage = ({
  opening,
  form,
  mayReview,
  looks,
  refused,
  csrf,
  commandId,
}: {
  opening: Opening
  form: FormState
  mayReview: boolean
  /** May the reader see who looked at this record? */
  looks: boolean
  /** Why the reader may not review this one; null where nothing stands against it. */
  refused: string | null
  csrf: string
  commandId: string
}) => (
  <>
    <h1 class="govuk-heading-l">Opened in an emergency</h1>
    <SummaryList
      rows={[
        { key: 'Child', value: opening.child ?? 'The name is not open to you' },
        { key: 'Opened by', value: `${opening.opener}, ${roleWords(opening.role)}, ${opening.agency}` },
        { key: 'When', value: `${printMoment(opening.openedAt)}, until ${printMomentShort(opening.until)}` },
        { key: 'What kind', value: capital(emergencyWords[opening.category]) },
        { key: 'Why', value: opening.reason },
        { key: 'Reference', value: opening.reference },
        ...(opening.second ? [{ key: 'Confirmed by', value: opening.second }] : []),
        opening.reviewedAt
          ? {
              key: 'Reviewed',
              value: `${printDay(dayOf(opening.reviewedAt))} by ${opening.reviewer ?? 'somebody'}: ${opening.outcome ? reviewWords[opening.outcome] : ''}`,
            }
          : { key: 'Review by', value: printDay(opening.reviewDue) },
      ]}
    />
    {looks && (
      <p class="govuk-body">
        <a class="govuk-link" href={`/people/${opening.person}/looks`}>
          Who looked at this record
        </a>
      </p>
    )}
    {refused && <p class="govuk-body">{refused}</p>}
    {mayReview && !opening.reviewedAt && (
      <Form action={`/openings/${opening.id}`} csrf={csrf} commandId={commandId}>
        <h2 class="govuk-heading-m">Review</h2>
        <RadiosField
          name="outcome"
          form={form}
          fieldset={smallLegend(labels.outcome)}
          items={Object.entries(reviewWords).map(([value, text]) => ({ value, text: capital(text) }))}
        />
        <LongTextField
          name="why"
          form={form}
          rows={4}
          label={{ text: labels.why, classes: 'govuk-label--s' }}
          hint={{ text: 'Whom you asked and what they said. It stands on the child’s record' }}
        />
        <Button text="Record the review" preventDoubleClick />
      </Form>
    )}
  </>
)
