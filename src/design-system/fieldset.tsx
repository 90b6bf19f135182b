import type { Attributes, Content, LabelWording } from './wording.ts'
import { classNames, optionsOf } from './wording.ts'

export type FieldsetProps = {
  readonly legend?: LabelWording
  readonly describedBy?: string | undefined
  readonly classes?: string | undefined
  readonly role?: string | undefined
  readonly attributes?: Attributes
  readonly children?: Content
}

/** Several controls that answer one question, with the question as legend. */
export function Fieldset({ legend, describedBy, classes, role, attributes, children }: FieldsetProps) {
  const { text, classes: legendClasses, isPageHeading } = { classes: undefined, isPageHeading: false, ...optionsOf(legend ?? '') }
  return (
    <fieldset
      {...attributes}
      class={classNames('govuk-fieldset', classes)}
      role={role as 'group' | undefined}
      aria-describedby={describedBy}
    >
      {text && (
        <legend class={classNames('govuk-fieldset__legend', legendClasses)}>
          {isPageHeading ? <h1 class="govuk-fieldset__heading">{text}</h1> : text}
        </legend>
      )}
      {children}
    </fieldset>
  )
}
