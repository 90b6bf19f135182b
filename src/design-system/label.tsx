import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type LabelProps = {
  readonly for?: string | undefined
  readonly text?: Content
  readonly classes?: string | undefined
  readonly isPageHeading?: boolean
  readonly attributes?: Attributes
}

/** The label of one form control; nothing at all where there is no text. As page heading it is wrapped in the h1. */
export function Label({ for: control, text, classes, isPageHeading = false, attributes }: LabelProps) {
  if (!text) return null
  const label = (
    <label {...attributes} class={classNames('govuk-label', classes)} for={control}>
      {text}
    </label>
  )
  return isPageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label
}
