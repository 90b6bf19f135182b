import { type Latency, noSlower } from './fire.ts'

/** One round of one operation on one side. */
export type Round = { readonly rate: number; readonly latency: Latency }
/** The rounds of one operation: the web and the floor, on both sizes. */
export type Measured = {
  readonly name: string
  readonly bytes: number
  readonly sides: Readonly<Record<'small' | 'large', { ours: readonly Round[]; floor: readonly Round[] }>>
}

export const median = (of: readonly number[]): number => {
  const sorted = [...of].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

const rate = (rounds: readonly Round[]) => median(rounds.map(round => round.rate))
/** Of all answers of all rounds: one round alone has too few for the slowest in a hundred. */
const slowest = (rounds: readonly Round[], share: number) =>
  noSlower(
    rounds.flatMap(round => round.latency),
    share,
  )
/** Of rounds that stood beside each other: what else ran on the machine then slowed both. */
const paired = (left: readonly Round[], right: readonly Round[]) =>
  median(left.flatMap((round, at) => (right[at] ? [round.rate / right[at].rate] : [])))

/** The figures of one operation: rates and shares are medians of its rounds, times are of all answers. */
export const figures = ({ name, bytes, sides: { small, large } }: Measured) => ({
  name,
  bytes,
  small: {
    rate: rate(small.ours),
    p50: slowest(small.ours, 0.5),
    p95: slowest(small.ours, 0.95),
    p99: slowest(small.ours, 0.99),
    floorRate: rate(small.floor),
    floorP50: slowest(small.floor, 0.5),
    ofFloor: paired(small.ours, small.floor),
  },
  large: {
    rate: rate(large.ours),
    p50: slowest(large.ours, 0.5),
    p95: slowest(large.ours, 0.95),
    p99: slowest(large.ours, 0.99),
    floorRate: rate(large.floor),
    floorP50: slowest(large.floor, 0.5),
    ofFloor: paired(large.ours, large.floor),
  },
  /** How much more a request costs where the partnership is ten times as large. */
  growth: paired(small.ours, large.ours),
})
export type Figures = ReturnType<typeof figures>

const n = (value: number, digits = 0): string => (Number.isFinite(value) ? value.toFixed(digits) : '–')

/** The targets: at least half of what the floor answers, and at most a fifth dearer in a partnership ten times as large. */
export const targets = { ofFloor: 0.5, growth: 1.2 } as const

/** The table, as Markdown. */
export const tableOf = (rows: readonly Figures[]): string =>
  [
    '| operation | requests/s | p50 | p95 | p99 | floor requests/s | of the floor | ten times: requests/s | p50 | p95 | p99 | of the floor | growth |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...rows.map(
      row =>
        `| ${row.name} | ${n(row.small.rate)} | ${n(row.small.p50, 1)} | ${n(row.small.p95, 1)} | ${n(row.small.p99, 1)} | ${n(row.small.floorRate)} | ${n(row.small.ofFloor, 2)}${row.small.ofFloor >= targets.ofFloor ? '' : ' *'} | ${n(row.large.rate)} | ${n(row.large.p50, 1)} | ${n(row.large.p95, 1)} | ${n(row.large.p99, 1)} | ${n(row.large.ofFloor, 2)}${row.large.ofFloor >= targets.ofFloor ? '' : ' *'} | ${n(row.growth, 2)}${row.growth <= targets.growth ? '' : ' *'} |`,
    ),
    '',
    `Milliseconds at half of the rate before them, of the answers of all rounds; rates and shares are medians of the rounds. * misses the target (at least ${targets.ofFloor} of the floor, growth at most ${targets.growth}).`,
  ].join('\n')

/** The same as bars of text: ours against the floor, on the smaller and the larger partnership. */
export const chartOf = (rows: readonly Figures[]): string => {
  const most = Math.max(
    ...rows.flatMap(row => [row.small.rate, row.small.floorRate, row.large.rate, row.large.floorRate]).filter(Number.isFinite),
  )
  const bar = (value: number) => `${'█'.repeat(Math.max(1, Math.round((value / most) * 48)))} ${n(value)}`
  return rows
    .flatMap(row => [
      row.name,
      `  ours             ${bar(row.small.rate)}`,
      ...(Number.isFinite(row.small.floorRate) ? [`  floor            ${bar(row.small.floorRate)}`] : []),
      `  ours, ten times  ${bar(row.large.rate)}`,
      ...(Number.isFinite(row.large.floorRate) ? [`  floor, ten times ${bar(row.large.floorRate)}`] : []),
    ])
    .join('\n')
}
