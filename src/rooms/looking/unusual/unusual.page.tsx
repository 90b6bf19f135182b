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
  WideTable,
} from '../../../design-system/index.ts'
import { printMoment, printMomentShort } from '../../../guidance/index.ts'
import { settledWords, type Unusual, unusualWords } from './unusual.queries.ts'
import { unusualForm } from './unusual-form.ts'

const { labels } = unusualForm

const sayWhat = (one: Unusual): string => `${capital(unusualWords[one.why])}${one.people ? `: ${one.people}` : ''}`

const Looks = ({ looks, label }: { looks: readonly Unusual[]; label: string }) => (
  <WideTable
    label={label}
    head={['When', 'Who', 'What', 'What became of it']}
    firstCellIsHeader
    rows={looks.map(one => [
      {
        text: (
          <a class="govuk-link" href={`/unusual/${one.id}`}>
            {printMomentShort(one.at)}
          </a>
        ),
      },
      { text: `${one.who}, ${one.agency}` },
      { text: sayWhat(one) },
      { text: one.outcome ? capital(settledWords[one.outcome]) : 'Waits' },
    ])}
  />
)

/** Looks that somebody goes through who answers for records. */
export const UnusualPage = ({
  total,
  more,
  waiting,
  settled,
}: {
  total: number
  more: boolean
  waiting: readonly Unusual[]
  settled: readonly Unusual[]
}) => (
  <>
    <h1 class="govuk-heading-l">Unusual looks</h1>
    <p class="govuk-body">They say what happened, never that it was wrong: ask first.</p>
    <h2 class="govuk-heading-m">{total === 0 ? 'None waits' : total === 1 ? 'One waits' : `${more ? 'More than ' : ''}${total} wait`}</h2>
    {waiting.length > 0 ? (
      <Looks looks={waiting} label="Waiting" />
    ) : (
      <EmptyState wouldBe="A look in one’s own name or home, at somebody of one’s family name, in the night, without work with the person or at very many people stands here until somebody has asked." />
    )}
    {settled.length > 0 && (
      <>
        <h2 class="govuk-heading-m">Settled last</h2>
        <Looks looks={settled} label="Settled" />
      </>
    )}
  </>
)

/** One of them, with what became of it or the form for that. */
export const UnusualLookPage = ({ look, form, csrf, commandId }: { look: Unusual; form: FormState; csrf: string; commandId: string }) => (
  <>
    <h1 class="govuk-heading-l">{sayWhat(look)}</h1>
    <SummaryList
      rows={[
        { key: 'Who', value: `${look.who}, ${look.role.replaceAll('-', ' ')}, ${look.agency}` },
        { key: 'When', value: printMoment(look.at) },
        ...(look.purpose ? [{ key: 'What was shown', value: capital(look.purpose) }] : []),
        ...(look.outcome
          ? [
              {
                key: 'What became of it',
                value: `${capital(settledWords[look.outcome])}. ${look.words ?? ''} (${look.settledBy ?? 'somebody'})`,
              },
            ]
          : []),
      ]}
    />
    {look.person && (
      <p class="govuk-body">
        <a class="govuk-link" href={`/people/${look.person}/looks`}>
          Who else looked at this record
        </a>
      </p>
    )}
    {!look.outcome && (
      <Form action={`/unusual/${look.id}`} csrf={csrf} commandId={commandId}>
        <RadiosField
          name="outcome"
          form={form}
          fieldset={smallLegend(labels.outcome)}
          items={Object.entries(settledWords).map(([value, text]) => ({ value, text: capital(text) }))}
        />
        <LongTextField name="words" form={form} rows={4} label={{ text: labels.words, classes: 'govuk-label--s' }} />
        <Button text="Record" preventDoubleClick />
      </Form>
    )}
  </>
)
