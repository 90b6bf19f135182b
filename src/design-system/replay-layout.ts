/** Something with a label that begins at `x` and runs `width` to the right. */
export type Labelled = { readonly x: number; readonly width: number }

/**
 * Puts labels into lanes above a line so that no label covers another and no leader runs through a label of somebody else.
 * Takes labels in any order; gives the lane of each, 0 nearest the line. From right to left: a label that reaches over the beginnings of others stands above them all.
 */
export function lanesOf(labels: readonly Labelled[], gap = 12): number[] {
  const lanes: number[] = labels.map(() => 0)
  const order = labels.map((label, index) => ({ ...label, index })).toSorted((a, b) => b.x - a.x || b.index - a.index)
  order.forEach((label, at) => {
    const under = order.slice(0, at).filter(other => other.x <= label.x + label.width + gap)
    lanes[label.index] = under.length === 0 ? 0 : Math.max(...under.map(other => lanes[other.index] ?? 0)) + 1
  })
  return lanes
}

/**
 * The same for a story too dense for that: as few lanes as there are labels over any one point, each begun as high as one is free. No label covers
 * another, but a leader may pass behind one (the picture cuts it around the words).
 */
export function denseLanesOf(labels: readonly Labelled[], gap = 12): number[] {
  const lanes: number[] = labels.map(() => 0)
  const order = labels.map((label, index) => ({ ...label, index })).toSorted((a, b) => a.x - b.x || a.index - b.index)
  const most = Math.max(0, ...order.map(one => order.filter(other => other.x <= one.x && one.x <= other.x + other.width + gap).length))
  const ends: number[] = Array.from({ length: most }, () => Number.NEGATIVE_INFINITY)
  for (const { index, x, width } of order) {
    const lane = ends.findLastIndex(end => end < x)
    lanes[index] = lane
    ends[lane] = x + width + gap
  }
  return lanes
}

/** How wide a text will be at most, in units of the picture. Wide of the mark on the safe side: the typeface of the reader is not known. */
export const widthOfText = (text: string, size: number): number => Math.ceil([...text].length * size * 0.54)

/** Breaks a text into lines of at most so many characters, at its spaces. A longer word stands on a line of its own. */
export function linesOfText(text: string, longest: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= longest) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
