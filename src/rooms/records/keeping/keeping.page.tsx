import type { FormState } from '../../../design-system/index.ts'
import {
  Button,
  capital,
  DateField,
  Details,
  EmptyState,
  Form,
  InsetText,
  LongTextField,
  RadiosField,
  SummaryList,
  smallLabel,
  smallLegend,
  Table,
  TextField,
  WarningText,
} from '../../../design-system/index.ts'
import { type Day, dayOf, printDay } from '../../../guidance/index.ts'
import type { Request } from '../access/access.queries.ts'
import { RequestsPart, RequestsWaiting } from '../access/requests.tsx'
import { answerForm, askForm, endForm, findForm, holdForm } from './keeping.forms.ts'
import type { Decided, Hold, KeptRecord, KeptRecordWhole } from './keeping.queries.ts'
import { classWords, keptWords } from './kept-until.ts'
import { holdWords } from './legal-hold.ts'

const nameOf = (one: { name: string | null }): string => one.name ?? 'A person not yet named'

const whyOf = ({ of, why }: Pick<KeptRecord, 'of' | 'why'>): string =>
  of && why ? capital(`${classWords[of]}: ${keptWords[why]}`) : 'Not worked out yet: that is done each night'

/** What has come to its end, a way to any record by its name, and what was decided. */
export const KeptPage = ({
  ended,
  requests,
  today,
  decided,
  form,
  found,
  csrf,
  commandId,
}: {
  ended: readonly KeptRecord[]
  requests: readonly Request[]
  today: Day
  decided: readonly Decided[]
  form: FormState
  /** Who was found under the name that was typed; null where nobody was looked for. */
  found: readonly { person: string; name: string; born: Day | null }[] | null
  csrf: string
  commandId: string
}) => (
  <>
    <h1 class="govuk-heading-l">What is kept</h1>
    {found && (
      <>
        <h2 class="govuk-heading-m">{found.length === 0 ? 'Nobody is on record under that name' : 'On record under that name'}</h2>
        {found.length > 0 && (
          <ul class="govuk-list">
            {found.map(one => (
              <li>
                <a class="govuk-link" href={`/kept/${one.person}`}>
                  {one.name}
                </a>
                {one.born ? `, born ${printDay(one.born)}` : ', date of birth not known'}
              </li>
            ))}
          </ul>
        )}
      </>
    )}
    <RequestsWaiting requests={requests} today={today} />
    <h2 class="govuk-heading-m">Come to the end of its time</h2>
    {ended.length === 0 ? (
      <EmptyState wouldBe="Records stand here once the time for which they are kept is over and no legal hold stands." />
    ) : (
      <Table
        head={['Record', 'Kept until', 'Why', 'Asked for']}
        firstCellIsHeader
        rows={ended.map(one => [
          {
            text: (
              <a class="govuk-link" href={`/kept/${one.person}`}>
                {nameOf(one)}
              </a>
            ),
          },
          { text: one.until ? printDay(one.until) : '' },
          { text: whyOf(one) },
          { text: one.asking ? `By ${one.asking.by}, ${printDay(dayOf(one.asking.at))}` : 'Not yet' },
        ])}
      />
    )}
    <Form action="/kept/find" csrf={csrf} commandId={commandId}>
      <h2 class="govuk-heading-m">Find a record</h2>
      <TextField name="given" form={form} label={smallLabel(findForm.labels.given)} />
      <TextField name="family" form={form} label={smallLabel(findForm.labels.family)} hint={{ text: 'As it is spelt on record' }} />
      <DateField name="born" form={form} fieldset={smallLegend(`${findForm.labels.born}, if you know it`)} />
      <Button text="Find" />
    </Form>
    {decided.length > 0 && (
      <>
        <h2 class="govuk-heading-m">Destroyed, or turned down</h2>
        <Table
          head={['When', 'What became of it', 'Asked by', 'Decided by', 'Certificate']}
          rows={decided.map(one => [
            { text: printDay(dayOf(one.decided)) },
            {
              text: one.agreed
                ? `Destroyed: ${one.entries ?? 0} entries, ${classWords[one.of]}, kept until ${printDay(one.until)}`
                : `Turned down: ${one.answer}`,
            },
            { text: one.asker },
            { text: one.decider },
            { text: one.agreed ? one.id : '' },
          ])}
        />
      </>
    )}
  </>
)

const HoldPart = ({
  record,
  hold,
  ends,
  open,
  form,
  csrf,
  commandId,
}: {
  record: string
  hold: Hold
  /** May it be ended here? One after the other, so that each form is told from the next. */
  ends: boolean
  open: boolean
  form: FormState
  csrf: string
  commandId: string
}) => (
  <>
    <SummaryList
      rows={[
        { key: 'Legal reason', value: capital(holdWords[hold.because]) },
        { key: 'Since', value: `${printDay(hold.on)}${hold.by ? `, by ${hold.by}` : ''}` },
        { key: 'Why', value: hold.why },
        ...(hold.reference ? [{ key: 'Reference', value: hold.reference }] : []),
        ...(hold.ended ? [{ key: 'Ended', value: printDay(hold.ended) }] : []),
      ]}
    />
    {ends && (
      <Details summary="End this legal hold" open={open}>
        <Form action={`/kept/${record}/holds/${hold.id}`} csrf={csrf} commandId={commandId}>
          <LongTextField name="over" form={form} rows={3} label={smallLabel(endForm.labels.over)} />
          <Button text="End the hold" classes="govuk-button--secondary" preventDoubleClick />
        </Form>
      </Details>
    )}
  </>
)

/** One record: until when it is kept and why, what holds it, and its destruction by two people. */
export const KeptRecordPage = ({
  record,
  requests,
  copies,
  today,
  ended,
  asked,
  form,
  refused,
  csrf,
  commandId,
}: {
  record: KeptRecordWhole
  requests: readonly Request[]
  copies: readonly { id: string; request: string }[]
  today: Day
  /** Is its time over, and does nothing hold it? */
  ended: boolean
  /** Which of the page's forms was sent and came back. */
  asked: 'hold' | 'end' | 'ask' | 'answer' | 'request' | 'reply' | null
  form: FormState
  refused: string | null
  csrf: string
  commandId: string
}) => {
  const none: FormState = { typed: {}, errors: [] }
  const formOf = (which: typeof asked) => (asked === which ? form : none)
  const at = `/kept/${record.person}`
  const standing = record.holds.find(hold => !hold.ended)
  return (
    <>
      <h1 class="govuk-heading-l">{nameOf(record)}</h1>
      {refused && <WarningText text={refused} iconFallbackText="Not done" />}
      <SummaryList
        rows={[
          { key: 'Born', value: record.born ? printDay(record.born) : 'Not known' },
          {
            key: 'Kept until',
            value: record.held ? 'As long as a legal hold stands or a request waits' : record.until ? printDay(record.until) : 'No day yet',
          },
          { key: 'Why', value: whyOf(record) },
        ]}
      />
      <RequestsPart
        person={record.person}
        requests={requests}
        copies={copies}
        today={today}
        sent={asked === 'request' || asked === 'reply' ? asked : null}
        form={form}
        csrf={csrf}
        commandId={commandId}
      />
      <h2 class="govuk-heading-m">Legal holds</h2>
      {record.holds.length === 0 && <p class="govuk-body">None. Nothing but its age decides how long this record is kept.</p>}
      {record.holds.map(hold => (
        <HoldPart
          record={record.person}
          hold={hold}
          ends={hold === standing}
          open={asked === 'end'}
          form={formOf('end')}
          csrf={csrf}
          commandId={commandId}
        />
      ))}
      <Details summary="Keep this record for a legal reason" open={asked === 'hold'}>
        <Form action={`${at}/holds`} csrf={csrf} commandId={commandId}>
          <RadiosField
            name="because"
            form={formOf('hold')}
            fieldset={smallLegend(holdForm.labels.because)}
            items={Object.entries(holdWords).map(([value, text]) => ({ value, text: capital(text) }))}
          />
          <LongTextField name="why" form={formOf('hold')} rows={3} label={smallLabel(holdForm.labels.why)} />
          <TextField name="reference" form={formOf('hold')} label={smallLabel(`${holdForm.labels.reference} (optional)`)} />
          <Button text="Keep this record" preventDoubleClick />
        </Form>
      </Details>
      {ended && <Destruction record={record} form={formOf(record.asking ? 'answer' : 'ask')} csrf={csrf} commandId={commandId} />}
    </>
  )
}

const Destruction = ({ record, form, csrf, commandId }: { record: KeptRecordWhole; form: FormState; csrf: string; commandId: string }) => {
  const at = `/kept/${record.person}/erasures`
  const { asking } = record
  if (!asking)
    return (
      <Form action={at} csrf={csrf} commandId={commandId}>
        <h2 class="govuk-heading-m">Ask for it to be destroyed</h2>
        <InsetText text="The time of this record is over. Somebody else has to agree before anything is destroyed." />
        <LongTextField
          name="reason"
          form={form}
          rows={3}
          label={smallLabel(askForm.labels.reason)}
          hint={{ text: 'It stays on the certificate: do not name anybody' }}
        />
        <Button text="Ask for it to be destroyed" classes="govuk-button--secondary" preventDoubleClick />
      </Form>
    )
  return (
    <Form action={`${at}/${asking.id}`} csrf={csrf} commandId={commandId}>
      <h2 class="govuk-heading-m">Destroying this record</h2>
      <p class="govuk-body">
        Asked for by {asking.by} on {printDay(dayOf(asking.at))}: {record.reason}
      </p>
      {asking.mine ? (
        <InsetText text="Somebody else has to agree. You may take it back." />
      ) : (
        <WarningText text="What was told of this person is destroyed at once and cannot be brought back." iconFallbackText="Warning" />
      )}
      <RadiosField
        name="answer"
        form={form}
        fieldset={smallLegend(answerForm.labels.answer)}
        items={[
          ...(asking.mine ? [] : [{ value: 'agree', text: 'Yes, destroy it' }]),
          { value: 'turn-down', text: asking.mine ? 'No, I take it back' : 'No, it is to be kept' },
        ]}
      />
      <LongTextField
        name="looked"
        form={form}
        rows={3}
        label={smallLabel(answerForm.labels.looked)}
        hint={{ text: 'It stays on the certificate: do not name anybody' }}
      />
      <Button text="Record the answer" classes="govuk-button--warning" preventDoubleClick />
    </Form>
  )
}
