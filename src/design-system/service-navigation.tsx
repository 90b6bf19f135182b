import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type NavigationItem = {
  readonly text?: Content
  readonly href?: string | undefined
  /** This very page. */
  readonly current?: boolean | undefined
  /** A page below this one is open. */
  readonly active?: boolean | undefined
  readonly attributes?: Attributes
}

export type ServiceNavigationProps = {
  readonly serviceName?: Content
  readonly serviceUrl?: string | undefined
  readonly navigation?: readonly NavigationItem[] | undefined
  readonly ariaLabel?: string | undefined
  readonly navigationLabel?: string | undefined
  readonly navigationId?: string | undefined
  readonly navigationClasses?: string | undefined
  readonly collapseNavigationOnMobile?: boolean | undefined
  /** What stands after the navigation, such as who is signed in. `inline` keeps it on the same line. */
  readonly end?: { readonly content: Content; readonly align?: 'inline' | undefined } | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

function Item({ item }: { item: NavigationItem }) {
  const open = item.current || item.active
  const current = item.current ? 'page' : item.active ? 'true' : undefined
  const inside = open ? <strong class="govuk-service-navigation__active-fallback">{item.text}</strong> : item.text
  return (
    <li class={classNames('govuk-service-navigation__item', open && 'govuk-service-navigation__item--active')}>
      {item.href ? (
        <a class="govuk-service-navigation__link" href={item.href} aria-current={current} {...item.attributes}>
          {inside}
        </a>
      ) : (
        item.text && (
          <span class="govuk-service-navigation__text" aria-current={current}>
            {inside}
          </span>
        )
      )}
    </li>
  )
}

/** The name of the place and the ways through it. On a phone, and with JavaScript, the list folds behind a Menu button. */
export function ServiceNavigation(props: ServiceNavigationProps) {
  const items = props.navigation ?? []
  const collapse = props.collapseNavigationOnMobile ?? items.length > 1
  const id = props.navigationId || 'navigation'
  const inside = (
    <div class={classNames('govuk-width-container', props.end?.align === 'inline' && 'govuk-service-navigation__inlining-container')}>
      <div class="govuk-service-navigation__container">
        {props.serviceName && (
          <span class="govuk-service-navigation__service-name">
            {props.serviceUrl ? (
              <a href={props.serviceUrl} class="govuk-service-navigation__link">
                {props.serviceName}
              </a>
            ) : (
              <span class="govuk-service-navigation__text">{props.serviceName}</span>
            )}
          </span>
        )}
        {items.length > 0 && (
          <nav
            aria-label={props.navigationLabel || 'Menu'}
            class={classNames('govuk-service-navigation__wrapper', props.navigationClasses)}
          >
            {collapse && (
              // biome-ignore lint/a11y/noAriaHiddenOnFocusable: hidden until the script that gives it its work shows it
              <button
                type="button"
                class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
                aria-controls={id}
                hidden
                aria-hidden="true"
              >
                Menu
              </button>
            )}
            <ul class="govuk-service-navigation__list" id={id}>
              {items.map((item, index) => (
                <Item key={index} item={item} />
              ))}
            </ul>
          </nav>
        )}
      </div>
      {props.end?.content}
    </div>
  )
  const shared = {
    ...props.attributes,
    class: classNames('govuk-service-navigation', props.classes),
    'data-module': 'govuk-service-navigation',
  }
  return props.serviceName || props.end ? (
    <section aria-label={props.ariaLabel ?? 'Service information'} {...shared}>
      {inside}
    </section>
  ) : (
    <div {...shared}>{inside}</div>
  )
}
