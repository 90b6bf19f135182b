import {
  Button,
  CheckboxesField,
  Details,
  Form,
  type FormState,
  LongTextField,
  RadiosField,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import type { MeetingOnRecord } from '../../commands.ts'
import { choices } from '../on-record/form-fields.ts'
import { goesOnWords } from './request.ts'

export type Marks = { readonly csrf: string; readonly commandId: string }

/** A child of the conference as the page names the child. */
export type Named = { readonly child: SubjectId; readonly name: string }

const typedOr = (form: FormState, defaults: FormState['typed']): FormState => ({ ...form, typed: { ...defaults, ...form.typed } })

/** Sending the invitations, with the time at which the professionals reflect together first. */
export const Invitations = ({
  action,
  form,
  marks,
  needsSession,
  sent,
}: {
  action: string
  form: FormState
  marks: Marks
  needsSession: boolean
  sent: boolean
}) => (
  <Details
    summary={sent ? 'Send them again' : 'Send the invitations'}
    open={!sent || form.errors.some(one => one.field.startsWith('session') || one.field === 'form')}
  >
    <Form action={action} csrf={marks.csrf} commandId={marks.commandId}>
      <p class="govuk-body">
        Everybody who is asked finds the conference under “Meetings”. Whoever chairs it works with each child from now on.
      </p>
      <TextField
        name="sessionTime"
        form={form}
        label={smallLabel(`At what time do the professionals reflect together, that day? ${needsSession ? '' : '(optional)'}`.trim())}
        hint="Right before the conference, without the family, for example 9:00"
        classes="govuk-input--width-5"
      />
      <TextField name="sessionPlace" form={form} label={smallLabel('Where, or by which link? (optional)')} />
      <Button text="Send the invitations" preventDoubleClick />
    </Form>
  </Details>
)

/** Opening a conference: who is here of those who work with the child, and whether it goes on. */
export const Opening = ({ action, form, marks, meeting }: { action: string; form: FormState; marks: Marks; meeting: MeetingOnRecord }) => {
  const agencies = meeting.invited.filter(one => one.as === 'professional')
  const came = agencies.filter(one => one.attended?.came).map(one => one.entry as string)
  return (
    <Form action={action} csrf={marks.csrf} commandId={marks.commandId}>
      <CheckboxesField
        name="there"
        form={typedOr(form, { there: ['social-care', ...came] })}
        fieldset={smallLegend('Who is here of those who work with the child?')}
        hint={{ text: 'Social care and at least two other agencies are needed for a decision.' }}
        items={[
          { value: 'social-care', text: 'Children’s social care' },
          ...agencies
            .filter(one => one.agencyKind !== 'childrens-social-care')
            .map(one => ({ value: one.entry as string, text: [one.name, one.of].filter(Boolean).join(', ') })),
        ]}
      />
      <RadiosField
        name="goesOn"
        form={typedOr(form, { goesOn: 'goes-on' })}
        fieldset={smallLegend('What now?')}
        items={choices(goesOnWords)}
      />
      <LongTextField
        name="reason"
        form={form}
        rows={2}
        label={smallLabel('Where too few are here: why does it go on, or when is it set again? (optional)')}
      />
      <LongTextField
        name="interimPlan"
        form={form}
        rows={3}
        label={smallLabel('Where it is set again: how is each child safe until then? (optional)')}
      />
      <Button text="Open the conference" preventDoubleClick />
    </Form>
  )
}
