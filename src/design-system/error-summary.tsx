import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type ErrorSummaryItem = { readonly text: Content; readonly href?: string | undefined; readonly attributes?: Attributes }

export type ErrorSummaryProps = {
  readonly title?: Content
  readonly description?: Content
  readonly errorList?: readonly ErrorSummaryItem[]
  readonly classes?: string | undefined
  readonly disableAutoFocus?: boolean | undefined
  readonly attributes?: Attributes
}

/** Everything that has to be put right, at the head of the page; each line leads to its control. */
export function ErrorSummary({
  title = 'There is a problem',
  description,
  errorList = [],
  classes,
  disableAutoFocus,
  attributes,
}: ErrorSummaryProps) {
  return (
    <div
      {...attributes}
      class={classNames('govuk-error-summary', classes)}
      data-disable-auto-focus={disableAutoFocus === undefined ? undefined : String(disableAutoFocus)}
      data-module="govuk-error-summary"
    >
      <div role="alert">
        <h2 class="govuk-error-summary__title">{title}</h2>
        <div class="govuk-error-summary__body">
          {description && <p>{description}</p>}
          {errorList.length > 0 && (
            <ul class="govuk-list govuk-error-summary__list">
              {errorList.map((item, index) => (
                <li key={item.href ?? index}>
                  {item.href ? (
                    <a href={item.href} {...item.attributes}>
                      {item.text}
                    </a>
                  ) : (
                    item.text
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  )
}
