/**
 * How names are found. A name is taken apart into words, so that half of a double-barrelled name finds the whole; each word has a spelling and a sound.
 * Kept with everybody's name by the reckoning, and made of what is looked for in the same way.
 */

/** Raised with every change of what these functions give: everything derived is then made again. */
export const nameKeysVersion = 2

/** Letters that are no letter with an accent, as they are written where a keyboard has none of them. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ə: 'e',
}

/** A name in lower case, without accents or apostrophes; what parts its words is a space. */
export const foldName = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþıə]/g, letter => plain[letter] ?? letter)
    .replace(/['’‘`´ʼʻ]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Small words that stand before a name and are left out as often as not. */
const particles = new Set([
  'al',
  'el',
  'ul',
  'ur',
  'bin',
  'bint',
  'ibn',
  'van',
  'von',
  'der',
  'den',
  'de',
  'da',
  'do',
  'dos',
  'du',
  'la',
  'le',
  'di',
  'del',
])

/**
 * The words a name may be found by: each of its words (at most four), and all of them as one; a particle (al, van) only with what follows it.
 * Nothing for an empty name.
 */
export const nameWords = (name: string): string[] => {
  const all = foldName(name).split(' ').filter(Boolean).slice(0, 5)
  if (all.length < 2) return all
  const own = all.filter(word => !particles.has(word))
  return [...new Set([...(own.length > 0 ? own.slice(0, 4) : all), all.join('')])]
}

const sounds: readonly [RegExp, string][] = [
  [/^(kn|gn|pn)/, 'n'],
  [/^wr/, 'r'],
  [/^(mac|mc)(?=[^aeiouy])/, 'mk'],
  [/^x/, 's'],
  [/ph/g, 'f'],
  [/kh/g, 'k'],
  [/gh(?=[aeiouy])/g, 'g'],
  [/gh/g, ''],
  [/szcz|shch|tsch|sch|tch|sh|sz|cz|ch|tio/g, 'x'],
  [/zh|rz|dzh|dj|dg(?=[eiy])/g, 'j'],
  [/ck|q|c(?=[aouklmnrst]|$)/g, 'k'],
  [/c|z/g, 's'],
  [/v/g, 'f'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/bh/g, 'b'],
]

/**
 * One word of a name as it sounds: words that are said alike share a sound (Phillips, Filips; Muhammad, Mohamed; Szymon, Shimon). Vowels after the first
 * letter, and doubled letters, carry no weight. Takes a word of `nameWords`.
 */
export const soundKey = (word: string): string => {
  let said = word
  for (const [spelt, sound] of sounds) said = said.replace(spelt, sound)
  const first = said.slice(0, 1).replace(/[aeiouy]/, 'a')
  return (first + said.slice(1).replace(/[aeiouyhw]/g, '')).replace(/(.)\1+/g, '$1')
}
