import type { FormState } from '../../../design-system/index.ts'
import {
  Button,
  capital,
  DateField,
  Details,
  Form,
  LongTextField,
  RadiosField,
  SummaryList,
  smallLabel,
  smallLegend,
  Table,
} from '../../../design-system/index.ts'
import { type Day, dueInWords, printDay } from '../../../guidance/index.ts'
import { BeginPart } from '../copy/begin.tsx'
import { replyForm, requestForm } from './access.forms.ts'
import type { Request } from './access.queries.ts'
import { accessWords, askerWords } from './access-request.ts'

/** The requests that wait for an answer, of everybody. */
export const RequestsWaiting = ({ requests, today }: { requests: readonly Request[]; today: Day }) => (
  <>
    <h2 class="govuk-heading-m">Records that were asked for</h2>
    {requests.length === 0 ? (
      <p class="govuk-body">No request waits for an answer.</p>
    ) : (
      <Table
        head={['Record', 'Asked for by', 'Answer']}
        firstCellIsHeader
        rows={requests.map(one => [
          {
            text: (
              <a class="govuk-link" href={`/kept/${one.person}`}>
                {one.name ?? 'A person not yet named'}
              </a>
            ),
          },
          { text: `${capital(askerWords[one.by])}, ${printDay(one.asked)}` },
          { text: dueInWords(one.due, today) },
        ])}
      />
    )}
  </>
)

/** The request for one record that waits first, with its reply; and the form for a new one. */
export const RequestsPart = ({
  person,
  requests,
  copies,
  today,
  sent,
  form,
  csrf,
  commandId,
}: {
  person: string
  requests: readonly Request[]
  copies: readonly { id: string; request: string }[]
  today: Day
  sent: 'request' | 'reply' | null
  form: FormState
  csrf: string
  commandId: string
}) => {
  const none: FormState = { typed: {}, errors: [] }
  const [first, ...others] = requests
  const copy = copies.find(one => one.request === first?.id)?.id
  return (
    <>
      <h2 class="govuk-heading-m">Requests for a copy</h2>
      {!first && <p class="govuk-body">None waits for an answer.</p>}
      {first && (
        <>
          <SummaryList
            rows={[
              { key: 'Asked for by', value: `${capital(askerWords[first.by])}, ${printDay(first.asked)}` },
              { key: 'Answer due', value: `${printDay(first.due)}${first.due < today ? ', late' : ''}` },
              ...(first.extended ? [{ key: 'More time', value: 'Has been taken' }] : []),
            ]}
          />
          {others.length > 0 && <p class="govuk-body">And {others.length} more, shown once this one is answered.</p>}
          {copy ? (
            <p class="govuk-body">
              <a class="govuk-link" href={`/copies/${copy}`}>
                Go on with the copy
              </a>
            </p>
          ) : (
            <Details summary="Prepare the copy">
              <BeginPart
                person={person}
                request={first.id}
                forChild={first.by !== 'the-person'}
                form={none}
                csrf={csrf}
                commandId={commandId}
              />
            </Details>
          )}
          <Form action={`/kept/${person}/requests/${first.id}`} csrf={csrf} commandId={commandId}>
            <RadiosField
              name="reply"
              form={sent === 'reply' ? form : none}
              fieldset={smallLegend(replyForm.labels.reply)}
              items={[
                ...(first.extended ? [] : [{ value: 'more-time', text: 'It takes longer, and whoever asked was told why' }]),
                ...Object.entries(accessWords).map(([value, text]) => ({ value, text: capital(text) })),
              ]}
            />
            <LongTextField name="how" form={sent === 'reply' ? form : none} rows={3} label={smallLabel(replyForm.labels.how)} />
            <Button text="Record it" preventDoubleClick />
          </Form>
        </>
      )}
      <Details summary="Write down a request for this record" open={sent === 'request'}>
        <Form action={`/kept/${person}/requests`} csrf={csrf} commandId={commandId}>
          <RadiosField
            name="by"
            form={sent === 'request' ? form : none}
            fieldset={smallLegend(requestForm.labels.by)}
            items={Object.entries(askerWords).map(([value, text]) => ({ value, text: capital(text) }))}
          />
          <DateField name="on" form={sent === 'request' ? form : none} fieldset={smallLegend(requestForm.labels.on)} />
          <LongTextField name="what" form={sent === 'request' ? form : none} rows={3} label={smallLabel(requestForm.labels.what)} />
          <Button text="Write it down" preventDoubleClick />
        </Form>
      </Details>
    </>
  )
}
