/**
 * Facts refer to other things of the story as `${label}`, alone or inside a longer text (the key of a finding); `$${` stands for a plain `${`.
 * A UUID is left as it stands, so that a story that was exported reads back to the same bytes.
 */
const reference = /\$\$\{|\$\{([^}]*)\}/g

/** Takes the place of a label that names nothing, so that nothing else is said against the same field. */
const standIn = '00000000-0000-0000-0000-000000000000'

/** Puts ids in the place of labels throughout a value. A label that names nothing is told to `missing`, with the path where it stands. */
export const withIds = (
  value: unknown,
  idOf: (label: string) => string | undefined,
  missing: (label: string, path: readonly PropertyKey[]) => void,
  path: readonly PropertyKey[] = [],
): unknown => {
  if (typeof value === 'string')
    return value.includes('${')
      ? value.replace(reference, (_whole, label: string | undefined) => {
          if (label === undefined) return '${'
          const id = idOf(label)
          if (id === undefined) missing(label, path)
          return id ?? standIn
        })
      : value
  if (Array.isArray(value)) return value.map((item, at) => withIds(item, idOf, missing, [...path, at]))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withIds(item, idOf, missing, [...path, key])]))
  return value
}

/** Makes texts of a value safe to be read back as they are. */
export const escaped = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll('${', () => '$${')
  if (Array.isArray(value)) return value.map(escaped)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, escaped(item)]))
  return value
}
