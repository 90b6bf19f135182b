import type { Attributes, Content, Wording } from './wording.ts'
import { classNames, optionsOf } from './wording.ts'

export type SummaryAction = {
  readonly href: string
  readonly text: Content
  /** What is changed ("the date of the visit"), for those who hear links without what stands beside them. */
  readonly visuallyHiddenText?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}
export type SummaryActions = { readonly items: readonly SummaryAction[]; readonly classes?: string | undefined }

export type SummaryRow = {
  readonly key: Wording
  readonly value: Wording | { readonly text: Content; readonly classes?: string | undefined }
  readonly actions?: SummaryActions | undefined
  readonly classes?: string | undefined
}

export type SummaryListProps = {
  readonly rows: readonly SummaryRow[]
  readonly classes?: string | undefined
  readonly attributes?: Attributes
  /** The title of the card the list stands in: it completes the hidden words of every action. */
  readonly cardTitle?: Content
}

/** One action of a list or a card; the title of the card completes its hidden words. */
export function ActionLink({ action, cardTitle }: { action: SummaryAction; cardTitle?: Content }) {
  const hidden = action.visuallyHiddenText || cardTitle
  return (
    <a {...action.attributes} class={classNames('govuk-link', action.classes)} href={action.href}>
      {action.text}
      {hidden && (
        <span class="govuk-visually-hidden">
          {action.visuallyHiddenText && ` ${action.visuallyHiddenText}`}
          {cardTitle && <> ({cardTitle})</>}
        </span>
      )}
    </a>
  )
}

function Actions({ actions, cardTitle }: { actions: SummaryActions; cardTitle: Content }) {
  const [first, ...more] = actions.items
  if (!first) return null
  return (
    <dd class={classNames('govuk-summary-list__actions', actions.classes)}>
      {more.length === 0 ? (
        <ActionLink action={first} cardTitle={cardTitle} />
      ) : (
        <ul class="govuk-summary-list__actions-list">
          {actions.items.map(action => (
            <li key={action.href} class="govuk-summary-list__actions-list-item">
              <ActionLink action={action} cardTitle={cardTitle} />
            </li>
          ))}
        </ul>
      )}
    </dd>
  )
}

/** Facts as question and answer, each with a way to change it where that is allowed. */
export function SummaryList({ rows, classes, attributes, cardTitle }: SummaryListProps) {
  const anyActions = rows.some(row => row.actions?.items.length)
  return (
    <dl {...attributes} class={classNames('govuk-summary-list', classes)}>
      {rows.map((row, index) => {
        const key = { classes: undefined, ...optionsOf(row.key) }
        const value = { classes: undefined, ...optionsOf(row.value) }
        return (
          <div
            key={index}
            class={classNames(
              'govuk-summary-list__row',
              anyActions && !row.actions?.items.length && 'govuk-summary-list__row--no-actions',
              row.classes,
            )}
          >
            <dt class={classNames('govuk-summary-list__key', key.classes)}>{key.text}</dt>
            <dd class={classNames('govuk-summary-list__value', value.classes)}>{value.text}</dd>
            {row.actions && <Actions actions={row.actions} cardTitle={cardTitle} />}
          </div>
        )
      })}
    </dl>
  )
}
