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
