import type { FormState } from '../../../design-system/index.ts'
import {
  Button,
  DateField,
  Form,
  InsetText,
  LongTextField,
  smallLabel,
  smallLegend,
  TextField,
  WideTable,
} from '../../../design-system/index.ts'
import { type Moment, printMomentShort } from '../../../guidance/index.ts'
import { sampleForm } from './sample-form.ts'
import type { Sampled } from './sampled.queries.ts'

const { labels } = sampleForm

type Around = { readonly here: string; readonly csrf: string; readonly newCommandId: () => string }

/** To whom a record is open for an audit or an inspection, until when, and opening it to one more. `most`: for how many days at most. */
export const SampledPage = ({
  called,
  sampled,
  now,
  most,
  form,
  around: { here, csrf, newCommandId },
}: {
  called: string
  sampled: readonly Sampled[]
  now: Moment
  most: number
  form: FormState
  around: Around
}) => (
  <>
    <h1 class="govuk-heading-l">{called}: open for an audit or an inspection</h1>
    {sampled.length === 0 ? (
      <InsetText>Nobody reads this record for an audit or an inspection, and nobody has.</InsetText>
    ) : (
      <WideTable
        label="To whom it is or was open"
        head={['Who', 'For what', 'From', 'Until', 'Close it']}
        firstCellIsHeader
        rows={sampled.map(one => [
          { text: `${one.name}, ${one.agency}` },
          { text: one.why ?? '' },
          { text: printMomentShort(one.from) },
          { text: printMomentShort(one.until) },
          {
            text:
              one.until > now ? (
                <Form action={`${here}/${one.entry}/close`} csrf={csrf} commandId={newCommandId()}>
                  <Button
                    text={
                      <>
                        Close it now<span class="govuk-visually-hidden"> to {one.name}</span>
                      </>
                    }
                    classes="govuk-button--secondary"
                    preventDoubleClick
                  />
                </Form>
              ) : (
                'Closed'
              ),
          },
        ])}
      />
    )}
    <Form action={here} csrf={csrf} commandId={newCommandId()}>
      <h2 class="govuk-heading-m">Open it to somebody</h2>
      <p class="govuk-body">
        They read who {called} is, what is open and what was recorded, and write nothing. Where {called} lives, health, legal advice and who
        raised a concern stay closed. Every look leaves its line.
      </p>
      <TextField name="email" form={form} type="email" label={smallLabel(labels.email)} spellcheck={false} autocomplete="off" />
      <DateField name="until" form={form} fieldset={smallLegend(labels.until)} hint={`Within ${most} days from today`} />
      <LongTextField name="why" form={form} rows={2} label={smallLabel(labels.why)} />
      <Button text="Open the record to them" preventDoubleClick />
    </Form>
  </>
)
