import type { TagProps } from './tag.tsx'
import { Tag } from './tag.tsx'
import type { Attributes, Content, Wording } from './wording.ts'
import { classNames, optionsOf } from './wording.ts'

export type TaskListItem = {
  readonly title: Wording
  readonly hint?: Wording | undefined
  readonly status:
    | { readonly tag: TagProps; readonly classes?: string | undefined }
    | { readonly tag?: undefined; readonly text?: Content; readonly classes?: string | undefined }
  readonly href?: string | undefined
  readonly classes?: string | undefined
}

export type TaskListProps = {
  readonly items: readonly TaskListItem[]
  readonly idPrefix?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

/** The parts of a long piece of work and how far each has come. */
export function TaskList({ items, idPrefix, classes, attributes }: TaskListProps) {
  const prefix = idPrefix || 'task-list'
  return (
    <ul {...attributes} class={classNames('govuk-task-list', classes)}>
      {items.map((item, index) => {
        const hintId = `${prefix}-${index + 1}-hint`
        const statusId = `${prefix}-${index + 1}-status`
        const title = { classes: undefined, ...optionsOf(item.title) }
        return (
          <li key={statusId} class={classNames('govuk-task-list__item', item.href && 'govuk-task-list__item--with-link', item.classes)}>
            <div class="govuk-task-list__name-and-hint">
              {item.href ? (
                <a
                  class={classNames('govuk-link govuk-task-list__link', title.classes)}
                  href={item.href}
                  aria-describedby={classNames(item.hint && hintId, statusId)}
                >
                  {title.text}
                </a>
              ) : (
                <div class={title.classes}>{title.text}</div>
              )}
              {item.hint && (
                <div id={hintId} class="govuk-task-list__hint">
                  {optionsOf(item.hint).text}
                </div>
              )}
            </div>
            <div class={classNames('govuk-task-list__status', item.status.classes)} id={statusId}>
              {item.status.tag ? <Tag {...item.status.tag} /> : item.status.text}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
