import {
  Button,
  DateField,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  SelectField,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { type DraftShown, KeptState, keepsAt, ThrowKeptAway } from '../../../kernel/http/kept-form.tsx'
import { challengedWords } from './challenge.ts'
import type { Context } from './context.ts'
import { raiseForm } from './raise-form.ts'

const capital = (text: string): string => text.replace(/^./u, first => first.toUpperCase())
const items = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, text]) => ({ value, text: capital(text) }))
const { labels } = raiseForm

/** The professional challenge form. */
export const RaisePage = ({
  context,
  form,
  draft,
  marks,
}: {
  context: Context
  form: FormState
  draft: DraftShown
  marks: { csrf: string; commandId: string }
}) => (
  <>
    <span class="govuk-caption-l">{capital(context.words)}</span>
    <h1 class="govuk-heading-l">Challenge a decision</h1>
    <InsetText>
      Talk with whoever decided first, if you can. If the child may come to harm before this is settled, raise a concern with The Bridge
      now: that does not wait for a challenge.
    </InsetText>
    <Form action="/challenges/new" {...marks} draft={keepsAt('/challenges/new', draft)}>
      <input type="hidden" name={context.sort} value={context.subject} />
      <SelectField
        name="about"
        form={form}
        label={{ text: labels.about, classes: 'govuk-label--s' }}
        items={[{ value: '', text: 'Choose' }, ...items(challengedWords)]}
      />
      <LongTextField name="decision" form={form} rows={3} label={{ text: labels.decision, classes: 'govuk-label--s' }} />
      <DateField name="decidedOn" form={form} fieldset={smallLegend(labels.decidedOn)} hint="For example, 27 3 2026" />
      <SelectField
        name="whom"
        form={form}
        label={{ text: labels.whom, classes: 'govuk-label--s' }}
        hint="They and their manager or safeguarding lead read this and have to answer in time"
        items={[
          { value: '', text: 'Choose' },
          ...context.choices.map(({ value, text }) => ({ value, text })),
          { value: 'mail', text: 'Somebody else who signs in here (write their address below)' },
        ]}
      />
      <TextField name="whomMail" form={form} label={{ text: `${labels.whomMail} (if it is somebody else)` }} inputmode="email" />
      <RadiosField
        name="urgent"
        form={form}
        fieldset={smallLegend(labels.urgent)}
        hint={{ text: 'Then every answer is due on the next working day' }}
        items={[
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ]}
      />
      <LongTextField name="situation" form={form} rows={5} label={{ text: labels.situation, classes: 'govuk-label--s' }} />
      <LongTextField name="evidence" form={form} rows={3} label={{ text: `${labels.evidence} (optional)`, classes: 'govuk-label--s' }} />
      <LongTextField name="wants" form={form} rows={3} label={{ text: labels.wants, classes: 'govuk-label--s' }} />
      <LongTextField name="tried" form={form} rows={3} label={{ text: `${labels.tried} (optional)`, classes: 'govuk-label--s' }} />
      <TextField name="lead" form={form} label={{ text: `${labels.lead} (optional)` }} />
      <Button text="Raise the challenge" preventDoubleClick />
      <KeptState draft={draft} />
    </Form>
    <ThrowKeptAway action="/challenges/new" query={`${context.sort}=${context.subject}`} draft={draft} csrf={marks.csrf} />
  </>
)
