import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type PaginationLink = {
  readonly href: string
  readonly text?: Content
  readonly labelText?: string | undefined
  readonly attributes?: Attributes
}
export type PaginationItem =
  | { readonly ellipsis: true }
  | {
      readonly ellipsis?: false | undefined
      readonly number: string | number
      readonly href: string
      readonly current?: boolean | undefined
      readonly visuallyHiddenText?: string | undefined
      readonly attributes?: Attributes
    }

export type PaginationProps = {
  readonly previous?: PaginationLink | undefined
  readonly next?: PaginationLink | undefined
  readonly items?: readonly PaginationItem[]
  readonly landmarkLabel?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

const arrows = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
}

const Arrow = ({ to }: { to: 'prev' | 'next' }) => (
  <svg
    class={`govuk-pagination__icon govuk-pagination__icon--${to}`}
    xmlns="http://www.w3.org/2000/svg"
    height="13"
    width="15"
    aria-hidden="true"
    focusable="false"
    viewBox="0 0 15 13"
  >
    <path d={arrows[to]} />
  </svg>
)

function ArrowLink({ link, to, block }: { link: PaginationLink; to: 'prev' | 'next'; block: boolean }) {
  return (
    <div class={`govuk-pagination__${to}`}>
      <a class="govuk-link govuk-pagination__link" href={link.href} rel={to} {...link.attributes}>
        {(block || to === 'prev') && <Arrow to={to} />}{' '}
        <span class={classNames('govuk-pagination__link-title', block && !link.labelText && 'govuk-pagination__link-title--decorated')}>
          {link.text ?? (
            <>
              {to === 'prev' ? 'Previous' : 'Next'}
              <span class="govuk-visually-hidden"> page</span>
            </>
          )}
        </span>{' '}
        {link.labelText && block && (
          <>
            <span class="govuk-visually-hidden">:</span> <span class="govuk-pagination__link-label">{link.labelText}</span>
          </>
        )}
        {!block && to === 'next' && <Arrow to={to} />}
      </a>
    </div>
  )
}

const PageItem = ({ item }: { item: PaginationItem }) =>
  item.ellipsis ? (
    <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
  ) : (
    <li class={classNames('govuk-pagination__item', item.current && 'govuk-pagination__item--current')}>
      <a
        class="govuk-link govuk-pagination__link"
        href={item.href}
        aria-label={item.visuallyHiddenText ?? `Page ${item.number}`}
        aria-current={item.current ? 'page' : undefined}
        {...item.attributes}
      >
        {item.number}
      </a>
    </li>
  )

/** One page after another of a long list; with `previous` and `next` alone, one page after another of a guide. */
export function Pagination({ previous, next, items, landmarkLabel, classes, attributes }: PaginationProps) {
  const block = !items && Boolean(previous || next)
  return (
    <nav
      {...attributes}
      class={classNames('govuk-pagination', block && 'govuk-pagination--block', classes)}
      aria-label={landmarkLabel || 'Pagination'}
    >
      {previous && <ArrowLink link={previous} to="prev" block={block} />}
      {items && (
        <ul class="govuk-pagination__list">
          {items.map((item, index) => (
            <PageItem key={index} item={item} />
          ))}
        </ul>
      )}
      {next && <ArrowLink link={next} to="next" block={block} />}
    </nav>
  )
}
