import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type WarningTextProps = {
  readonly text?: Content
  readonly iconFallbackText?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

/** Something with consequences, such as a danger to a child or an act that cannot be undone. */
export function WarningText({ text, iconFallbackText, classes, attributes }: WarningTextProps) {
  return (
    <div {...attributes} class={classNames('govuk-warning-text', classes)}>
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>{' '}
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{iconFallbackText || 'Warning'}</span> {text}
      </strong>
    </div>
  )
}
