import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type Breadcrumb = { readonly text: Content; readonly href?: string | undefined; readonly attributes?: Attributes }

export type BreadcrumbsProps = {
  readonly items: readonly Breadcrumb[]
  readonly collapseOnMobile?: boolean | undefined
  readonly labelText?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

/** Where this page stands, from the start page down. */
export function Breadcrumbs({ items, collapseOnMobile = false, labelText = 'Breadcrumb', classes, attributes }: BreadcrumbsProps) {
  return (
    <nav
      {...attributes}
      class={classNames('govuk-breadcrumbs', classes, collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile')}
      aria-label={labelText}
    >
      <ol class="govuk-breadcrumbs__list">
        {items.map((item, index) =>
          item.href ? (
            <li key={index} class="govuk-breadcrumbs__list-item">
              <a class="govuk-breadcrumbs__link" href={item.href} {...item.attributes}>
                {item.text}
              </a>
            </li>
          ) : (
            <li key={index} class="govuk-breadcrumbs__list-item" aria-current="page">
              {item.text}
            </li>
          ),
        )}
      </ol>
    </nav>
  )
}
