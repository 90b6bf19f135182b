import type { ChildSeen } from './board.ts'

const head = [
  'Child',
  'Date of birth',
  'On a child protection plan',
  'Since',
  'Seen by anybody',
  'Seen by the social worker',
  'Seen alone',
  'Seen at home',
  'Bedroom seen',
  'By the plan, alone again by',
  'By the plan, at home again by',
  'Overdue',
]

/** A cell as every program of tables reads it: in quotation marks, and never the beginning of a formula. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

/** The board as a table to keep: days as 2024-02-13, and in words where there is no record. */
export const asTable = (children: readonly ChildSeen[]): string =>
  [
    head,
    ...children.map(one => [
      one.name,
      one.born ?? 'not known',
      one.onPlan ? 'yes' : 'no',
      one.since,
      ...[one.anybody, one.worker, one.alone, one.home, one.bedroom].map(on => on ?? 'no record'),
      ...[one.by.alone, one.by.home].map(by => by ?? 'says no own time'),
      [one.late.home ? 'at home' : '', one.late.alone ? 'alone' : '', one.late.anybody ? 'by anybody' : ''].filter(Boolean).join('; '),
    ]),
  ]
    .map(row => `${row.map(cell).join(',')}\r\n`)
    .join('')
