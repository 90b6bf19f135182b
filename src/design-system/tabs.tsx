import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type Tab = {
  readonly label: Content
  readonly id: string
  readonly panel: { readonly content: Content; readonly attributes?: Attributes }
  readonly attributes?: Attributes
}

export type TabsProps = {
  readonly items?: readonly Tab[]
  readonly title?: Content
  readonly id?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

/** Several views of one thing. Without JavaScript: a list of contents and every view below one another. */
export function Tabs({ items = [], title = 'Contents', id, classes, attributes }: TabsProps) {
  return (
    <div {...attributes} id={id} class={classNames('govuk-tabs', classes)} data-module="govuk-tabs">
      <h2 class="govuk-tabs__title">{title}</h2>
      {items.length > 0 && (
        <ul class="govuk-tabs__list">
          {items.map((item, index) => (
            <li key={item.id} class={classNames('govuk-tabs__list-item', index === 0 && 'govuk-tabs__list-item--selected')}>
              <a class="govuk-tabs__tab" href={`#${item.id}`} {...item.attributes}>
                {item.label}
              </a>
            </li>
          ))}
        </ul>
      )}
      {items.map((item, index) => (
        <div
          key={item.id}
          {...item.panel.attributes}
          class={classNames('govuk-tabs__panel', index > 0 && 'govuk-tabs__panel--hidden')}
          id={item.id}
        >
          {typeof item.panel.content === 'string' ? <p class="govuk-body">{item.panel.content}</p> : item.panel.content}
        </div>
      ))}
    </div>
  )
}

export type TabLink = { readonly text: Content; readonly href: string; readonly current?: boolean; readonly count?: number }

/** Several lists behind one another, each a page of its own: All, Mine, Unassigned. Plain links, nothing to load. */
export function TabLinks({ label, items }: { label: string; items: readonly TabLink[] }) {
  return (
    <nav class="gt-tab-links" aria-label={label}>
      <ul class="gt-tab-links__list">
        {items.map(item => (
          <li key={item.href}>
            <a class="gt-tab-links__link" href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.text}
              {item.count !== undefined && (
                <>
                  {' '}
                  <span class="gt-count">{item.count}</span>
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
