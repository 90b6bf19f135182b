/** A stretch of a line of months, counted from the year 0: from the beginning of one to the beginning of another. */
export type Months = { readonly from: number; readonly to: number }

/** Where the line is broken: the months left out, and the units of the picture between which the break stands. */
export type Break = Months & { readonly begin: number; readonly end: number }

/** A line of months: `at` gives the place of a moment; between breaks every month is `perMonth` units long. */
export type Axis = {
  readonly at: (months: number) => number
  readonly perMonth: number
  readonly stretches: readonly Months[]
  readonly breaks: readonly Break[]
  readonly end: number
}

/** From so many empty months in a row the line is broken. */
export const shortestBreak = 8

/** The whole months in which anything begins or ends, joined wherever fewer than `shortestBreak` empty ones lie between. Refuses nothing to be drawn. */
export function stretchesOf(moments: readonly Months[]): Months[] {
  const stretches: Months[] = []
  const whole = moments.map(({ from, to }) => ({ from: Math.floor(from), to: Math.max(Math.ceil(to), Math.floor(from) + 1) }))
  for (const { from, to } of whole.toSorted((a, b) => a.from - b.from)) {
    const last = stretches.at(-1)
    if (last && from - last.to < shortestBreak) stretches[stretches.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else stretches.push({ from, to })
  }
  if (stretches.length === 0) throw new Error('A line of months needs at least one moment')
  return stretches
}

/**
 * A line of months that begins at `start` and, where it can, fills `room` units: never less than `least` nor more than `most` units a month. Every
 * break takes `breakWidth` units, however many months it leaves out.
 */
export function axisOf(
  moments: readonly Months[],
  { start, room, least, most, breakWidth }: { start: number; room: number; least: number; most: number; breakWidth: number },
): Axis {
  const stretches = stretchesOf(moments)
  const months = stretches.reduce((sum, { from, to }) => sum + to - from, 0)
  const perMonth = Math.min(most, Math.max(least, (room - (stretches.length - 1) * breakWidth) / months))
  const begins: number[] = []
  let end = start
  for (const { from, to } of stretches) {
    begins.push(end)
    end += (to - from) * perMonth + breakWidth
  }
  const placeOf = (stretch: number): number => begins[stretch] ?? start
  const breaks = stretches.slice(1).map((next, index) => ({
    from: stretches[index]?.to ?? next.from,
    to: next.from,
    begin: placeOf(index + 1) - breakWidth,
    end: placeOf(index + 1),
  }))
  const at = (moment: number): number => {
    const index = Math.max(
      0,
      stretches.findLastIndex(({ from }) => from <= moment),
    )
    const stretch = stretches[index]
    if (!stretch) return start
    return placeOf(index) + (Math.min(moment, stretch.to) - stretch.from) * perMonth
  }
  return { at, perMonth, stretches, breaks, end: end - breakWidth }
}

/** How many months a break leaves out, in words. */
export const lengthOfBreak = ({ from, to }: Months): string => `${to - from} months`
