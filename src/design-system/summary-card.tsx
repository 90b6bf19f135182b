import type { SummaryActions, SummaryRow } from './summary-list.tsx'
import { ActionLink, SummaryList } from './summary-list.tsx'
import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type SummaryCardProps = {
  readonly title?: {
    readonly text: Content
    readonly classes?: string | undefined
    readonly headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined
  }
  readonly actions?: SummaryActions | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes
} & (
  | { readonly rows: readonly SummaryRow[]; readonly list?: { readonly classes?: string; readonly attributes?: Attributes } }
  | { readonly rows?: undefined; readonly children: Content }
)

/** One of several things of the same kind (a child, an earlier concern) in a box with its title and what can be done with it. */
export function SummaryCard(props: SummaryCardProps) {
  const { title, actions, classes, attributes } = props
  const Heading = `h${title?.headingLevel || 2}` as 'h2'
  const [first, ...more] = actions?.items ?? []
  return (
    <div {...attributes} class={classNames('govuk-summary-card', classes)}>
      <div class="govuk-summary-card__title-wrapper">
        {title && <Heading class={classNames('govuk-summary-card__title', title.classes)}>{title.text}</Heading>}
        {first && more.length === 0 && (
          <div class={classNames('govuk-summary-card__actions', actions?.classes)}>
            <ActionLink action={first} cardTitle={title?.text} />
          </div>
        )}
        {first && more.length > 0 && (
          <ul class={classNames('govuk-summary-card__actions', actions?.classes)}>
            {[first, ...more].map(action => (
              <li key={action.href} class="govuk-summary-card__action">
                <ActionLink action={action} cardTitle={title?.text} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div class="govuk-summary-card__content">
        {props.rows ? <SummaryList {...props.list} rows={props.rows} cardTitle={title?.text} /> : props.children}
      </div>
    </div>
  )
}
