import { ageInWords, ageOnList, type Day } from '../../guidance/index.ts'

/** Who somebody is, as the desk's lists need it. */
export type NameRow = {
  given: string
  family: string
  known_as: string | null
  is_a: 'child' | 'adult' | 'unborn'
  born_on: Day | null
  born_precision: 'day' | 'month' | 'year' | null
  expected_on: Day | null
}

/** The levels that ask something of somebody, most pressing first. */
export const pressing = ['CRITICAL', 'OVERDUE', 'GATE', 'DUE'] as const
export type Pressing = (typeof pressing)[number]

/** How many things are asked, by how pressing they are. */
export type Counts = { readonly critical: number; readonly overdue: number; readonly decide: number; readonly due: number }

/** Counts by level. */
export const countsOf = (levels: readonly Pressing[]): Counts => {
  const of = (level: Pressing) => levels.filter(one => one === level).length
  return { critical: of('CRITICAL'), overdue: of('OVERDUE'), decide: of('GATE'), due: of('DUE') }
}

/** What is asked about one child in words, most pressing first: 'may be unsafe, 2 overdue'; empty where nothing is asked. */
export const countsInWords = (counts: Counts): string =>
  inWords(counts.critical > 0 && (counts.critical === 1 ? 'may be unsafe' : `may be unsafe (${counts.critical} reasons)`), counts)

/** What is asked about several children in words, of whom so many may be unsafe: '2 children may be unsafe, 3 overdue'; empty where nothing is asked. */
export const countsOfSeveral = (unsafe: number, counts: Counts): string =>
  inWords(unsafe > 0 && `${childrenInWords(unsafe)} may be unsafe`, counts)

/** How many children, in words: '1 child', 'no children'. */
export const childrenInWords = (count: number): string => (count === 1 ? '1 child' : `${count === 0 ? 'no' : count} children`)

const inWords = (unsafe: string | false, { overdue, decide, due }: Counts): string =>
  [unsafe, overdue > 0 && `${overdue} overdue`, decide > 0 && `${decide} needed first`, due > 0 && `${due} due`]
    .filter(part => part !== false)
    .join(', ')

/** How old on a day, or when the birth is expected; null where neither is known. */
export const ageOf = (row: Pick<NameRow, 'born_on' | 'born_precision' | 'expected_on'>, today: Day): string | null =>
  row.born_on
    ? ageOnList({ born: row.born_on, precision: row.born_precision ?? 'day' }, today)
    : row.expected_on
      ? ageInWords({ expected: row.expected_on }, today)
      : null

/** Findings as one reader has them: what an agency's own entries change stands in place of what everybody sees. */
export const asRead = <Row extends { rule: string; key: string; layer: 'open' | 'restricted' }>(rows: readonly Row[]): Row[] => {
  const better = new Set(rows.filter(one => one.layer === 'restricted').map(one => `${one.rule} ${one.key.replace(/\|restricted$/, '')}`))
  return rows.filter(one => !better.has(`${one.rule} ${one.key}`))
}
