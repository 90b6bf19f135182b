import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type DetailsProps = {
  readonly summary: Content
  readonly text?: Content
  readonly children?: Content
  readonly id?: string | undefined
  readonly open?: boolean | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

/** More for those who want it, folded away; works without JavaScript. */
export function Details({ summary, text, children, id, open, classes, attributes }: DetailsProps) {
  return (
    <details {...attributes} id={id} class={classNames('govuk-details', classes)} open={open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{summary}</span>
      </summary>
      <div class="govuk-details__text">{text ?? children}</div>
    </details>
  )
}
