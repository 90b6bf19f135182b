import type { FormState } from '../../../design-system/index.ts'
import {
  Button,
  CheckboxesField,
  capital,
  DateField,
  Details,
  Form,
  InsetText,
  LongTextField,
  RadiosField,
  SelectField,
  smallLabel,
  smallLegend,
} from '../../../design-system/index.ts'
import { notForm, shareForm } from './disclosure.forms.ts'
import { mostOffered } from './disclosure.queries.ts'
import { knownWords } from './disclosure.ts'
import { keyOf } from './readers.ts'
import { forFamilies, type Recipient } from './what-may-go.ts'

/** An entry as it is offered: its line and its day. */
export type Offered = { readonly root: string; readonly kind: string; readonly title: string; readonly when: string; readonly by: string }

/** Chooses what goes out of a record, and to whom: nobody can be typed. */
export const SharePage = ({
  person,
  name,
  entries,
  readers,
  days,
  form,
  sent,
  csrf,
  commandId,
}: {
  person: string
  name: string
  entries: readonly Offered[]
  readers: readonly Recipient[]
  days: FormState
  form: FormState
  sent: 'share' | 'not' | null
  csrf: string
  commandId: string
}) => {
  const none: FormState = { typed: {}, errors: [] }
  const here = `/people/${person}/share`
  return (
    <>
      <h1 class="govuk-heading-l">Share from the record of {name}</h1>
      <p class="govuk-body">
        Choose what goes and who it is for. Each reader gets a document of their own, with what they may have and nothing else. You see it,
        and what has to be looked at, before anything goes.
      </p>
      <Details summary="Only some days" open={Object.values(days.typed).some(Boolean) || days.errors.length > 0}>
        <form method="get" action={here}>
          <DateField name="from" form={days} fieldset={smallLegend('From (optional)')} hint="For example, 6 2 2024" />
          <DateField name="until" form={days} fieldset={smallLegend('Until (optional)')} />
          <Button text="Show these days" classes="govuk-button--secondary" />
        </form>
      </Details>
      {entries.length === 0 || readers.length === 0 ? (
        <InsetText>
          {entries.length === 0
            ? 'Nothing is on record here that may go out.'
            : 'Nobody is on the case to whom something could go: those who work with the child, the family and other professionals are recorded first.'}
        </InsetText>
      ) : (
        <Form action={here} csrf={csrf} commandId={commandId}>
          <CheckboxesField
            name="to"
            form={sent === 'share' ? form : none}
            fieldset={smallLegend(shareForm.labels.to)}
            hint="Only those who are on the case. Somebody who is missing is recorded on the case first"
            items={readers.map(one => ({ value: keyOf(one), text: one.name, hint: { text: capital(one.as) } }))}
          />
          <CheckboxesField
            name="entry"
            form={sent === 'share' ? form : none}
            fieldset={smallLegend(shareForm.labels.entry)}
            hint={`${entries.length === mostOffered ? `The newest ${mostOffered}. ` : ''}The newest first. What may not go to the family is marked`}
            items={entries.map(one => ({
              value: one.root,
              text: `${one.when}: ${one.title}`,
              hint: { text: `${one.by}${forFamilies.includes(one.kind) ? '' : '. Not for the family'}` },
            }))}
          />
          <Button text="See what each would get" preventDoubleClick />
        </Form>
      )}
      <Details summary="Write down that something is not shared" open={sent === 'not'}>
        <Form action={`${here}/not`} csrf={csrf} commandId={commandId}>
          <SelectField
            name="whom"
            form={sent === 'not' ? form : none}
            label={smallLabel(notForm.labels.whom)}
            items={[
              { value: '', text: 'Somebody who is not on the case' },
              ...readers.map(one => ({ value: keyOf(one), text: `${one.name}, ${one.as}` })),
            ]}
          />
          <LongTextField name="whyNot" form={sent === 'not' ? form : none} rows={4} label={smallLabel(notForm.labels.whyNot)} />
          <RadiosField
            name="knownNot"
            form={sent === 'not' ? form : none}
            fieldset={smallLegend(notForm.labels.knownNot)}
            items={Object.entries(knownWords).map(([value, text]) => ({ value, text: capital(text) }))}
          />
          <Button text="Write it down" classes="govuk-button--secondary" preventDoubleClick />
        </Form>
      </Details>
    </>
  )
}
