import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type InsetTextProps = {
  readonly text?: Content
  readonly children?: Content
  readonly id?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

/** A passage set apart from the text around it: a quotation, an example, a note on what follows. */
export function InsetText({ text, children, id, classes, attributes }: InsetTextProps) {
  return (
    <div {...attributes} id={id} class={classNames('govuk-inset-text', classes)}>
      {text ?? children}
    </div>
  )
}
