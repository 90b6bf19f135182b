import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type BackLinkProps = {
  readonly href: string
  readonly text?: Content
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

/** The way back to the page before, inside a journey of several pages. */
export function BackLink({ href, text, classes, attributes }: BackLinkProps) {
  return (
    <a href={href} {...attributes} class={classNames('govuk-back-link', classes)}>
      {text || 'Back'}
    </a>
  )
}
