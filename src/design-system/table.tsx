import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

export type TableCell =
  | string
  | number
  | {
      readonly text?: Content
      readonly format?: 'numeric' | undefined
      readonly classes?: string | undefined
      readonly colspan?: number | undefined
      readonly rowspan?: number | undefined
      readonly attributes?: Attributes
    }

export type TableProps = {
  readonly caption?: Content
  readonly captionClasses?: string | undefined
  readonly head?: readonly TableCell[]
  readonly rows: readonly (readonly TableCell[])[]
  readonly firstCellIsHeader?: boolean | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

const cellOf = (cell: TableCell) => (typeof cell === 'object' ? cell : { text: cell })

/** Facts to compare. `firstCellIsHeader` makes the first cell of a row its heading. */
export function Table({ caption, captionClasses, head, rows, firstCellIsHeader = false, classes, attributes }: TableProps) {
  return (
    <table {...attributes} class={classNames('govuk-table', classes)}>
      {caption && <caption class={classNames('govuk-table__caption', captionClasses)}>{caption}</caption>}
      {head && (
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {head.map((item, index) => {
              const cell = cellOf(item)
              return (
                <th
                  key={index}
                  {...cell.attributes}
                  scope="col"
                  class={classNames('govuk-table__header', cell.format && `govuk-table__header--${cell.format}`, cell.classes)}
                  colspan={cell.colspan}
                  rowspan={cell.rowspan}
                >
                  {cell.text}
                </th>
              )
            })}
          </tr>
        </thead>
      )}
      <tbody class="govuk-table__body">
        {rows.map((row, rowIndex) => (
          <tr key={rowIndex} class="govuk-table__row">
            {row.map((item, index) => {
              const cell = cellOf(item)
              const shared = { ...cell.attributes, colspan: cell.colspan, rowspan: cell.rowspan }
              return index === 0 && firstCellIsHeader ? (
                <th key={index} {...shared} scope="row" class={classNames('govuk-table__header', cell.classes)}>
                  {cell.text}
                </th>
              ) : (
                <td
                  key={index}
                  {...shared}
                  class={classNames('govuk-table__cell', cell.format && `govuk-table__cell--${cell.format}`, cell.classes)}
                >
                  {cell.text}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A table of many columns: on a phone it scrolls sideways in a box of its own, which the keyboard reaches too. `label` names the box, once on a page. */
export function WideTable({ label, ...table }: TableProps & { readonly label: string }) {
  return (
    <section class="gt-wide-table" tabindex={0} aria-label={label}>
      <Table {...table} />
    </section>
  )
}
