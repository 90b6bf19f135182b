import { Button } from './button.tsx'
import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type ExitThisPageProps = {
  /** Where to: a page that says nothing about why the reader was here. */
  readonly redirectUrl?: string | undefined
  readonly text?: Content
  readonly id?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

/** A quick way out for somebody who may be watched. A plain link; with JavaScript the page is hidden at once and Shift three times does the same. */
export function ExitThisPage({ redirectUrl, text, id, classes, attributes }: ExitThisPageProps) {
  return (
    <div {...attributes} id={id} class={classNames('govuk-exit-this-page', classes)} data-module="govuk-exit-this-page">
      <Button
        href={redirectUrl || 'https://www.bbc.co.uk/weather'}
        classes="govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button"
        attributes={{ rel: 'nofollow noreferrer' }}
        text={
          text || (
            <>
              <span class="govuk-visually-hidden">Emergency</span> Exit this page
            </>
          )
        }
      />
    </div>
  )
}
