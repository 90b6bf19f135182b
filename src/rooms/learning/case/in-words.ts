export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

export const small = (text: string): string => text.replace(/^[A-Z](?=[a-z])/, first => first.toLowerCase())
