import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type SkipLinkProps = {
  readonly text: Content
  readonly href?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

/** The first stop of the keyboard: past the header, to what this page is about. */
export function SkipLink({ text, href, classes, attributes }: SkipLinkProps) {
  return (
    <a href={href || '#content'} {...attributes} class={classNames('govuk-skip-link', classes)} data-module="govuk-skip-link">
      {text}
    </a>
  )
}
