import type { ControlProps } from './form-group.tsx'
import { describedByOf, FormGroup } from './form-group.tsx'
import type { Content } from './wording.ts'
import { classNames } from './wording.ts'

export type TextareaProps = ControlProps & {
  readonly value?: string | undefined
  readonly rows?: number | undefined
  readonly autocomplete?: string | undefined
  readonly spellcheck?: boolean | undefined
  /** What stands under the box; the character count puts its message here. */
  readonly after?: Content
}

/** Several lines of text. */
export function Textarea(props: TextareaProps) {
  const id = props.id ?? props.name
  // A browser drops the first line break after the opening tag: one more keeps what was typed as it was typed.
  const value = props.value?.startsWith('\n') ? `\n${props.value}` : props.value
  return (
    <FormGroup id={id} label={props.label} hint={props.hint} errorMessage={props.errorMessage} formGroup={props.formGroup ?? {}}>
      <textarea
        {...props.attributes}
        class={classNames('govuk-textarea', props.errorMessage ? 'govuk-textarea--error' : undefined, props.classes)}
        id={id}
        name={props.name}
        rows={props.rows ?? 5}
        spellcheck={props.spellcheck === undefined ? undefined : (String(props.spellcheck) as unknown as boolean)}
        disabled={props.disabled}
        aria-describedby={describedByOf(id, props)}
        autocomplete={props.autocomplete as 'on' | undefined}
      >
        {value}
      </textarea>
      {props.after}
    </FormGroup>
  )
}
