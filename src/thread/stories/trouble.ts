/** Something in a story file that cannot be taken: where it stands, and in `says` what is wrong and what would be accepted. */
export type Trouble = { file: string; event: string | null; field: string; says: string }

/** One line for a person: the file, the event, the field, and what to do about it. */
export const printTrouble = ({ file, event, field, says }: Trouble): string =>
  [file, ...(event ? [event] : []), ...(field ? [field] : []), says].join(': ')

/** The closest of some names to one that is not among them; none where nothing is close. */
export const nearest = (to: string, names: Iterable<string>): string | undefined => {
  let best: string | undefined
  let least = Math.max(2, Math.ceil(to.length / 3)) + 1
  for (const name of names) {
    const far = distance(to, name)
    if (far < least) [best, least] = [name, far]
  }
  return best
}

/** How many letters must be put in, taken out or changed. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}

/** "unknown kind "visti": did you mean visit? Accepted: ..." */
export const unknown = (what: string, given: string, names: Iterable<string>): string => {
  const all = [...names]
  const near = nearest(given, all)
  return `unknown ${what} ${JSON.stringify(given)}${near ? `, did you mean ${near}?` : '.'} Accepted: ${all.join(', ') || 'none, as the story names none'}`
}
