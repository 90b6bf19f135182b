import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type PanelProps = {
  readonly title: Content
  readonly text?: Content
  readonly children?: Content
  readonly headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

/** The large word at the end of a journey: it is done, and this is its reference. */
export function Panel({ title, text, children, headingLevel, classes, attributes }: PanelProps) {
  const Heading = `h${headingLevel || 1}` as 'h1'
  const body = text ?? children
  return (
    <div {...attributes} class={classNames('govuk-panel govuk-panel--confirmation', classes)}>
      <Heading class="govuk-panel__title">{title}</Heading>
      {body && <div class="govuk-panel__body">{body}</div>}
    </div>
  )
}
