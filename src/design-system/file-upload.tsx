import type { ControlProps } from './form-group.tsx'
import { describedByOf, FormGroup } from './form-group.tsx'
import { classNames } from './wording.ts'

export type FileUploadProps = ControlProps & {
  readonly multiple?: boolean | undefined
  /** True: with JavaScript the control becomes a button and a place to drop files. */
  readonly javascript?: boolean | undefined
}

/** A document or picture to add to the record. */
export function FileUpload(props: FileUploadProps) {
  const id = props.id ?? props.name
  const input = (
    <input
      {...props.attributes}
      class={classNames('govuk-file-upload', props.classes, props.errorMessage ? 'govuk-file-upload--error' : undefined)}
      id={id}
      name={props.name}
      type="file"
      disabled={props.disabled}
      multiple={props.multiple}
      aria-describedby={describedByOf(id, props)}
    />
  )
  return (
    <FormGroup id={id} label={props.label} hint={props.hint} errorMessage={props.errorMessage} formGroup={props.formGroup}>
      {props.javascript ? (
        <div class="govuk-file-upload-wrapper" data-module="govuk-file-upload">
          {input}
        </div>
      ) : (
        input
      )}
    </FormGroup>
  )
}
