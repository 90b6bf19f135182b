import { foldName } from '../../../thread/store/name-keys.ts'

/** Words that tell who or where somebody is, as they are looked for: a name or an address word by word, or a number, postcode or mail address by its letters and figures alone. */
export type Phrase = { readonly words: readonly string[] } | { readonly letters: string }

/** A place in a text where something was found, and for whom. */
export type Span<Whose> = { readonly from: number; readonly to: number; readonly whose: Whose }

const unseen = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g
const token = /[\p{L}\p{N}\p{M}'’‘`´ʼʻ\u00AD\u200B-\u200D\u2060\uFEFF]+/gu
const folded = (text: string): string =>
  // Almost every word is of plain letters, and a record may have a million.
  /^[A-Za-z0-9]+$/.test(text) ? text.toLowerCase() : foldName(text.replace(unseen, '')).replaceAll(' ', '')

/** A name or a line of an address as it is looked for; null where nothing of it can be found. */
export const wordsOf = (text: string): Phrase | null => {
  const words = [...text.matchAll(token)].map(([word]) => folded(word)).filter(Boolean)
  return words.length === 0 ? null : { words }
}

/** A number, a postcode or a mail address as it is looked for, whatever stands between its letters and figures; null where too little of it is left to be told from anything else. */
export const lettersOf = (text: string): Phrase | null => {
  const letters = folded(text)
  return letters.length < 5 ? null : { letters }
}

/** The possessive of a name is that name. */
const bare = (word: string): string => (/['’]s$/iu.test(word) ? folded(word.slice(0, -2)) : folded(word))

/** What is looked for, as it is found: by its first word, run together, or by its letters and figures. */
type Index<Whose> = {
  readonly first: ReadonlyMap<string, readonly { words: readonly string[]; whose: Whose; rank: number }[]>
  readonly together: ReadonlyMap<string, { whose: Whose; rank: number }>
  readonly letters: readonly { letters: string; whose: Whose; rank: number }[]
}

/** Phrases as they are looked for in any number of texts; where two of them stand in one place, that of the phrase that was given first counts. */
export const lookFor = <Whose>(looked: readonly (readonly [Phrase, Whose])[]): Index<Whose> => {
  const first = new Map<string, { words: readonly string[]; whose: Whose; rank: number }[]>()
  const together = new Map<string, { whose: Whose; rank: number }>()
  const letters: { letters: string; whose: Whose; rank: number }[] = []
  for (const [rank, [phrase, whose]] of looked.entries()) {
    if ('letters' in phrase) letters.push({ letters: phrase.letters, whose, rank })
    else {
      const [word = ''] = phrase.words
      first.set(word, [...(first.get(word) ?? []), { words: phrase.words, whose, rank }])
      const all = phrase.words.join('')
      if (phrase.words.length > 1 && !together.has(all)) together.set(all, { whose, rank })
    }
  }
  return { first, together, letters }
}

/**
 * Every place of a text where something stands that is looked for: in any case, with or without accents, with a possessive, run together or spread over a line end.
 * Places that touch or overlap are one. In order.
 */
export const placesOf = <Whose>(text: string, { first, together, letters }: Index<Whose>): Span<Whose>[] => {
  if (first.size === 0 && letters.length === 0) return []
  const tokens = [...text.matchAll(token)].map(found => ({
    from: found.index,
    to: found.index + found[0].length,
    is: folded(found[0]),
    bare: bare(found[0]),
  }))
  const found: (Span<Whose> & { readonly rank: number })[] = []
  for (const [at, one] of tokens.entries())
    for (const word of one.is === one.bare ? [one.is] : [one.is, one.bare]) {
      for (const { words, whose, rank } of first.get(word) ?? []) {
        const end = tokens[at + words.length - 1]
        if (end && words.every((next, n) => tokens[at + n]?.is === next || tokens[at + n]?.bare === next))
          found.push({ from: one.from, to: end.to, whose, rank })
      }
      const run = together.get(word)
      if (run) found.push({ from: one.from, to: one.to, ...run })
    }
  // All letters and figures in a row, with where each stands, so that spaces and hyphens between them do not matter.
  const row = tokens.map(one => one.is).join('')
  const hits = letters.filter(one => row.includes(one.letters))
  if (hits.length > 0) {
    const standsIn = tokens.flatMap(one => Array.from({ length: one.is.length }, () => one))
    for (const { letters: looked, whose, rank } of hits)
      for (let at = row.indexOf(looked); at >= 0; at = row.indexOf(looked, at + 1)) {
        const [begin, end] = [standsIn[at], standsIn[at + looked.length - 1]]
        if (begin && end) found.push({ from: begin.from, to: end.to, whose, rank })
      }
  }
  return joined(found, text)
}

const joined = <Whose>(found: readonly (Span<Whose> & { readonly rank: number })[], text: string): Span<Whose>[] => {
  const spans: (Span<Whose> & { readonly rank: number })[] = []
  for (const one of [...found].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = spans.at(-1)
    // What stands between two of them says nothing but that they are one: a first and a family name.
    if (last && (one.from <= last.to || (one.whose === last.whose && /^[\s.,-]*$/u.test(text.slice(last.to, one.from)))))
      spans[spans.length - 1] = {
        from: last.from,
        to: Math.max(last.to, one.to),
        ...(one.rank < last.rank ? { whose: one.whose, rank: one.rank } : { whose: last.whose, rank: last.rank }),
      }
    else spans.push(one)
  }
  return spans.map(({ from, to, whose }) => ({ from, to, whose }))
}

/** What by its shape reaches or names somebody: mail addresses, telephone numbers, postcodes, NHS and pupil numbers, as they are written. */
export const shapesIn = (text: string): string[] => [
  ...[
    ...text.matchAll(/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu),
    ...text.matchAll(/(?<![\p{L}\p{N}])(?:\+44|0)(?:[\s()-]*\d){9,11}(?!\d)/gu),
    ...text.matchAll(/(?<![\p{L}\p{N}])\d{3}[\s-]?\d{3}[\s-]?\d{4}(?![\p{L}\p{N}])/gu),
    ...text.matchAll(/(?<![\p{L}\p{N}])[A-Z]\d{11}[A-Z\d](?![\p{L}\p{N}])/giu),
  ].map(([found]) => found),
  ...postcodesIn(text),
]

/** Postcodes, as they are written. */
export const postcodesIn = (text: string): string[] =>
  [...text.matchAll(/(?<![\p{L}\p{N}])[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?![\p{L}\p{N}])/giu)].map(([found]) => found)
