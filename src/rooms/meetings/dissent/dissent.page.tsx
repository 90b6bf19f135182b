import { Button, Form, type FormState, InsetText, LongTextField, RadiosField, smallLegend } from '../../../design-system/index.ts'
import { printMoment } from '../../../guidance/index.ts'
import { itemsOf } from '../page/form-fields.ts'
import type { MeetingOnRecord } from '../page/on-record.ts'
import type { MeetingSection } from '../page/section.ts'
import { dissentFrom, meetingDissent } from './dissent.ts'
import { dissentForm } from './dissent-form.ts'

/** Whoever may be named: the reader, and, for whoever keeps the meeting, each professional who was invited. */
export type WhoDisagrees = { readonly value: string; readonly text: string }

type Shown = {
  readonly meeting: MeetingOnRecord
  readonly who: readonly WhoDisagrees[]
  readonly form: FormState
  readonly marks: { readonly csrf: string; readonly commandId: string }
}

/** Saying where somebody does not agree. It stands by name, and opens a challenge. */
export const DissentPage = ({ meeting, who, form, marks }: Shown) => (
  <>
    <span class="govuk-caption-l">{meeting.words}</span>
    <h1 class="govuk-heading-l">{meeting.whom}: where somebody does not agree</h1>
    <InsetText>
      It stands with the meeting, by name and agency, and opens a professional challenge: whoever chairs has to answer it in time, and it
      ends only when it is settled.
    </InsetText>
    <Form action={`/meetings/${meeting.matter}/dissent`} {...marks}>
      {who.length > 1 && (
        <RadiosField
          name="who"
          form={form}
          fieldset={smallLegend(dissentForm.labels.who)}
          items={who.map(({ value, text }) => ({ value, text }))}
        />
      )}
      <RadiosField name="from" form={form} fieldset={smallLegend(dissentForm.labels.from)} items={itemsOf(dissentFrom)} />
      <LongTextField name="why" form={form} rows={5} label={{ text: dissentForm.labels.why, classes: 'govuk-label--s' }} />
      <LongTextField name="wants" form={form} rows={3} label={{ text: dissentForm.labels.wants, classes: 'govuk-label--s' }} />
      <Button text="Write it down" preventDoubleClick />
    </Form>
  </>
)

/** On the page of a meeting: who did not agree, and the way to say so. */
export const DissentSection: MeetingSection = ({ meeting }) => {
  const dissents = meeting.of(meetingDissent)
  const may = meeting.may(meetingDissent)
  if (dissents.length === 0 && !may) return null
  return (
    <section>
      <h2 class="govuk-heading-m">Where somebody does not agree</h2>
      {dissents.length === 0 && <p class="govuk-body">Nobody has said so.</p>}
      {dissents.map(one => (
        <div key={one.root}>
          <p class="govuk-body">
            <strong>{one.said['name']}</strong> does not agree with {dissentFrom[one.facts.from]} ({printMoment(one.at)})
          </p>
          <p class="govuk-body gt-narrative">{one.said['why']}</p>
        </div>
      ))}
      {may && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/meetings/${meeting.matter}/dissent`}>
            Say that somebody does not agree
          </a>
        </p>
      )}
    </section>
  )
}
