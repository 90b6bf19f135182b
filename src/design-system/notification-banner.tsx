import type { ComponentChild } from 'preact'
import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type NotificationBannerProps = {
  /** One line, set large. For more, give children instead. */
  readonly text?: Content
  readonly children?: Content
  readonly title?: Content
  readonly titleId?: string | undefined
  readonly titleHeadingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined
  readonly type?: 'success' | undefined
  readonly role?: 'alert' | 'region' | undefined
  readonly disableAutoFocus?: boolean | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

/** News about the record itself that is not part of the page: "Amira's school has answered". Success says what was just done. */
export function NotificationBanner(props: NotificationBannerProps): ComponentChild {
  const success = props.type === 'success'
  const titleId = props.titleId || 'govuk-notification-banner-title'
  const Heading = `h${props.titleHeadingLevel || 2}` as 'h2'
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is an alert or a region, and both may be labelled
    <div
      {...props.attributes}
      class={classNames('govuk-notification-banner', success && 'govuk-notification-banner--success', props.classes)}
      role={props.role ?? (success ? 'alert' : 'region')}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={props.disableAutoFocus === undefined ? undefined : String(props.disableAutoFocus)}
    >
      <div class="govuk-notification-banner__header">
        <Heading class="govuk-notification-banner__title" id={titleId}>
          {props.title ?? (success ? 'Success' : 'Important')}
        </Heading>
      </div>
      <div class="govuk-notification-banner__content">
        {props.children ?? <p class="govuk-notification-banner__heading">{props.text}</p>}
      </div>
    </div>
  )
}
