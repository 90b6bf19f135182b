import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type ErrorMessageProps = {
  readonly id?: string | undefined
  readonly text?: Content
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

/** What to put right, beside the control it concerns. Screen readers hear "Error:" first. */
export function ErrorMessage({ id, text, classes, attributes }: ErrorMessageProps) {
  return (
    <p {...attributes} id={id} class={classNames('govuk-error-message', classes)}>
      <span class="govuk-visually-hidden">Error:</span> {text}
    </p>
  )
}
