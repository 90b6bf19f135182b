/** A name as it is spelt, for finding: lower case, no accents, letters and digits alone. */
export const spellingKey = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const sounds: readonly [RegExp, string][] = [
  [/^(kn|gn|pn)/, 'n'],
  [/^wr/, 'r'],
  [/^mc|^mac/, 'mk'],
  [/ph/g, 'f'],
  [/gh(?=[aeiouy])/g, 'g'],
  [/gh/g, ''],
  [/ck|q|c(?=[aouklmnrst]|$)/g, 'k'],
  [/sch|sh|tio|ch/g, 'x'],
  [/c|z/g, 's'],
  [/dg|j/g, 'j'],
  [/v/g, 'f'],
  [/y$/g, 'i'],
]

/**
 * A name as it sounds, for finding: names that are said alike share a key (Phillips, Filips; Clarke, Klark). Vowels after the first letter
 * and doubled letters carry no weight.
 */
export const soundKey = (name: string): string => {
  let said = spellingKey(name)
  for (const [spelt, sound] of sounds) said = said.replace(spelt, sound)
  const first = said.slice(0, 1).replace(/[aeiouy]/, 'a')
  return (
    first +
    said
      .slice(1)
      .replace(/[aeiouyhw]/g, '')
      .replace(/(.)\1+/g, '$1')
  )
}
