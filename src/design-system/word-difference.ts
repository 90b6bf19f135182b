/** A run of words, and whether the other version has it too. */
export type Run = { readonly text: string; readonly shared: boolean }

const longestCompared = 600

/**
 * Marks in each of two texts the words that the other does not have, in order (longest common subsequence of words).
 * Every character of both texts comes back. Texts longer than 600 words are marked whole: comparing them would cost more than it shows.
 */
export function wordDifference(yours: string, theirs: string): { readonly yours: Run[]; readonly theirs: Run[] } {
  if (yours === theirs) return { yours: runs([yours], () => true), theirs: runs([theirs], () => true) }
  const a = yours.match(/\s*\S+\s*$|\s*\S+/g) ?? [yours]
  const b = theirs.match(/\s*\S+\s*$|\s*\S+/g) ?? [theirs]
  if (a.length > longestCompared || b.length > longestCompared) return { yours: runs(a, () => false), theirs: runs(b, () => false) }
  const same = (i: number, j: number) => a[i]?.trim() === b[j]?.trim()
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    const row = longest[i] ?? new Uint16Array()
    for (let j = b.length - 1; j >= 0; j--) row[j] = same(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  }
  const inBoth = { yours: new Set<number>(), theirs: new Set<number>() }
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (same(i, j)) {
      inBoth.yours.add(i++)
      inBoth.theirs.add(j++)
    } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return { yours: runs(a, index => inBoth.yours.has(index)), theirs: runs(b, index => inBoth.theirs.has(index)) }
}

function runs(words: readonly string[], shared: (index: number) => boolean): Run[] {
  const out: { text: string; shared: boolean }[] = []
  words.forEach((word, index) => {
    const last = out.at(-1)
    if (last && last.shared === shared(index)) last.text += word
    else out.push({ text: word, shared: shared(index) })
  })
  return out
}
