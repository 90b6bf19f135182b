import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type HintProps = {
  readonly id?: string | undefined
  readonly text?: Content
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

/** One line of help under a label, tied to its control by id. */
export function Hint({ id, text, classes, attributes }: HintProps) {
  return (
    <div {...attributes} id={id} class={classNames('govuk-hint', classes)}>
      {text}
    </div>
  )
}
