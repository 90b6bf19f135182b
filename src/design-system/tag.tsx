import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type TagProps = { readonly text?: Content; readonly classes?: string | undefined; readonly attributes?: Attributes }

/** A state in a word or two. `classes` gives the colours: govuk-tag--grey, --green, --yellow and so on. */
export function Tag({ text, classes, attributes }: TagProps) {
  return (
    <strong {...attributes} class={classNames('govuk-tag', classes)}>
      {text}
    </strong>
  )
}
