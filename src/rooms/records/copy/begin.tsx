import type { FormState } from '../../../design-system/index.ts'
import { Button, Form, LongTextField, smallLabel, TextField } from '../../../design-system/index.ts'
import { beginForm } from './copy.forms.ts'

/** The form with which the copy for a request is begun. */
export const BeginPart = ({
  person,
  request,
  forChild,
  form,
  csrf,
  commandId,
}: {
  person: string
  request: string
  /** Does somebody else ask for the person? */
  forChild: boolean
  form: FormState
  csrf: string
  commandId: string
}) => (
  <Form action={`/kept/${person}/requests/${request}/copy`} csrf={csrf} commandId={commandId}>
    <TextField
      name="reader"
      form={form}
      label={smallLabel(beginForm.labels.reader)}
      hint={{ text: 'Their name stands on every page of the copy' }}
    />
    {forChild && (
      <LongTextField
        name="childSays"
        form={form}
        rows={3}
        label={smallLabel(beginForm.labels.childSays)}
        hint={{ text: 'Where the child is old enough to be asked' }}
      />
    )}
    <Button text="Prepare the copy" preventDoubleClick />
  </Form>
)
