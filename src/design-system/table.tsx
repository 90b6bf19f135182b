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
export function Table(props: TableProps) {
  return <Drawn {...props} role={() => ({})} />
}

type Role = 'table' | 'rowgroup' | 'row' | 'columnheader' | 'rowheader' | 'cell'

function Drawn({
  caption,
  captionClasses,
  head,
  rows,
  firstCellIsHeader = false,
  classes,
  attributes,
  role,
}: TableProps & { readonly role: (role: Role) => Attributes }) {
  return (
    <table {...role('table')} {...attributes} class={classNames('govuk-table', classes)}>
      {caption && <caption class={classNames('govuk-table__caption', captionClasses)}>{caption}</caption>}
      {head && (
        <thead {...role('rowgroup')} class="govuk-table__head">
          <tr {...role('row')} class="govuk-table__row">
            {head.map((item, index) => {
              const cell = cellOf(item)
              return (
                <th
                  key={index}
                  {...role('columnheader')}
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
      <tbody {...role('rowgroup')} class="govuk-table__body">
        {rows.map((row, rowIndex) => (
          <tr {...role('row')} key={rowIndex} class="govuk-table__row">
            {row.map((item, index) => {
              const cell = cellOf(item)
              const heads = index === 0 && firstCellIsHeader
              const shared = { ...role(heads ? 'rowheader' : 'cell'), ...cell.attributes, colspan: cell.colspan, rowspan: cell.rowspan }
              return heads ? (
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

/** What stands over a column, as words that can be put before each of its cells. */
const wordsOf = (head: TableCell | undefined): string => {
  const text = head === undefined ? '' : cellOf(head).text
  return typeof text === 'string' || typeof text === 'number' ? String(text) : ''
}

/**
 * A table of many columns. On a phone each row is a block of its own, its first cell on top and the others under it, each after the words of its column; where
 * it is still too wide it scrolls sideways in a box of its own, which the keyboard reaches too. `label` names the box, once on a page. The roles are said
 * because a browser may forget that what is laid out as blocks is a table.
 */
export function WideTable({ label, ...table }: TableProps & { readonly label: string }) {
  const { head = [] } = table
  const labelled = table.rows.map(row =>
    row.map((item, at) => {
      const cell = cellOf(item)
      const words = at === 0 && table.firstCellIsHeader ? '' : wordsOf(head[at])
      return words === '' ? cell : { ...cell, attributes: { 'data-column': words.endsWith('?') ? words : `${words}:`, ...cell.attributes } }
    }),
  )
  return (
    <section class="gt-wide-table" tabindex={0} aria-label={label}>
      <Drawn {...table} rows={labelled} classes={classNames('gt-stacks', table.classes)} role={role => ({ role })} />
    </section>
  )
}
