import type { FormState } from '../../../design-system/index.ts'
import {
  Button,
  Form,
  InsetText,
  LongTextField,
  RadiosField,
  smallLegend,
  TextField,
  WarningText,
  WideTable,
} from '../../../design-system/index.ts'
import { printMomentShort } from '../../../guidance/index.ts'
import { endForm, limitForm } from './limit-form.ts'
import type { Limit } from './limits.queries.ts'

const { labels } = limitForm

const sayWhat = ({ sort, who }: Limit): string =>
  sort === 'closed'
    ? 'Closed to all but named people'
    : sort === 'named'
      ? `${who ?? 'Somebody'} may open it`
      : `${who ?? 'Somebody'} must never see it`

const saidBy = ({ by, saidAt, why }: Limit): string =>
  by && saidAt ? `${by}, ${printMomentShort(saidAt)}: ${why ?? ''}` : 'No reason was kept'

/** Who may not see a record, and whether only named people may: what stands, what stood, and saying it. */
export const LimitsPage = ({
  here,
  name,
  limits,
  form,
  csrf,
  commandId,
}: {
  here: string
  name: string | null
  limits: readonly Limit[]
  form: FormState
  csrf: string
  commandId: string
}) => {
  const standing = limits.filter(one => one.stands)
  const over = limits.filter(one => !one.stands)
  const closed = standing.some(one => one.sort === 'closed')
  return (
    <>
      <h1 class="govuk-heading-l">Who may not see {name ? `the record of ${name}` : 'this record'}</h1>
      {standing.length === 0 ? (
        <InsetText>Nobody is kept from this record. Whoever works with the person may open it, as far as their role says.</InsetText>
      ) : (
        <WideTable
          label="What holds"
          head={['What holds', 'Who said so, and why', 'Change it']}
          firstCellIsHeader
          rows={standing.map(one => [
            { text: sayWhat(one) },
            { text: saidBy(one) },
            {
              text: (
                <a
                  class="govuk-link"
                  href={`${here}/end?${new URLSearchParams({ sort: one.sort, ...(one.account ? { account: one.account } : {}) })}`}
                >
                  Take it back<span class="govuk-visually-hidden">: {sayWhat(one)}</span>
                </a>
              ),
            },
          ])}
        />
      )}
      <Form action={here} csrf={csrf} commandId={commandId}>
        <h2 class="govuk-heading-m">Keep somebody from this record</h2>
        <RadiosField
          name="sort"
          form={form}
          fieldset={smallLegend(labels.sort)}
          items={[
            {
              value: 'excluded',
              text: 'Somebody must never see this record',
              hint: {
                text: 'A relative or a friend of the family, or somebody it is about. It holds against every other way in, emergencies too',
              },
            },
            ...(closed
              ? [{ value: 'named', text: 'Somebody more may open this record' }]
              : [
                  {
                    value: 'closed',
                    text: 'Only named people may open this record',
                    hint: { text: 'Those who work with the person in their own name stay in, and you, where you may open it now' },
                  },
                ]),
          ]}
        />
        <TextField
          name="email"
          form={form}
          type="email"
          label={{ text: labels.email, classes: 'govuk-label--s' }}
          hint={{ text: 'Not asked where the record is closed to all but those who work with the person' }}
          spellcheck={false}
          autocomplete="off"
        />
        <LongTextField name="why" form={form} rows={3} label={{ text: labels.why, classes: 'govuk-label--s' }} />
        <Button text="Save" preventDoubleClick />
      </Form>
      {over.length > 0 && (
        <>
          <h2 class="govuk-heading-m">What held before</h2>
          <WideTable
            label="What held before"
            head={['What held', 'Who said so, and why', 'Taken back']}
            firstCellIsHeader
            rows={over.map(one => [
              { text: sayWhat(one) },
              { text: saidBy(one) },
              { text: one.endedAt ? `${one.endedBy ?? 'Somebody'}, ${printMomentShort(one.endedAt)}: ${one.endedWhy ?? ''}` : '' },
            ])}
          />
        </>
      )}
    </>
  )
}

/** Taking one of them back. */
export const EndLimitPage = ({
  here,
  limit,
  form,
  csrf,
  commandId,
}: {
  here: string
  limit: Limit
  form: FormState
  csrf: string
  commandId: string
}) => (
  <>
    <h1 class="govuk-heading-l">Take it back</h1>
    <p class="govuk-body">
      {sayWhat(limit)}. {saidBy(limit)}.
    </p>
    {limit.sort === 'closed' && (
      <WarningText
        iconFallbackText="Warning"
        text="From the next request on everybody who works with the person may open the record again."
      />
    )}
    <Form action={`${here}/end`} csrf={csrf} commandId={commandId}>
      <input type="hidden" name="sort" value={limit.sort} />
      {limit.account && <input type="hidden" name="account" value={limit.account} />}
      <LongTextField name="ended" form={form} rows={3} label={{ text: endForm.labels.ended, classes: 'govuk-label--s' }} />
      <Button text="Take it back" classes="govuk-button--warning" preventDoubleClick />
    </Form>
  </>
)
