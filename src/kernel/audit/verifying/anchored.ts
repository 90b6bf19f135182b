import { existsSync, readFileSync } from 'node:fs'

/** One line of the anchor: the head of a partnership's chain when it was sealed. `count`: rows in that seal; `at`: when, as PostgreSQL's text in UTC. */
export type AnchorLine = { partnership: string; seal_no: number; seal_hash: string; count: number; at: string }

/** The lines of an anchor, and those that cannot be read. A last line without its end was cut while it was written, and says nothing. */
export const anchorLines = (text: string): { lines: AnchorLine[]; unread: number[] } => {
  const lines: AnchorLine[] = []
  const unread: number[] = []
  const whole = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
  for (const [at, line] of whole.entries()) {
    if (line === '') continue
    const read = anchorLine(line)
    if (read) lines.push(read)
    else unread.push(at + 1)
  }
  return { lines, unread }
}

/** An anchor file; one that does not exist is refused by name. */
export const readAnchor = (file: string): { lines: AnchorLine[]; unread: number[] } => {
  if (!existsSync(file)) throw new NoAnchor(`there is no anchor at ${file}`)
  return anchorLines(readFileSync(file, 'utf8'))
}

/** The anchor named does not exist. */
export class NoAnchor extends Error {}

const anchorLine = (line: string): AnchorLine | undefined => {
  try {
    const { partnership, seal_no, seal_hash, count, at } = JSON.parse(line) as Partial<AnchorLine>
    if (typeof partnership !== 'string' || !Number.isSafeInteger(seal_no) || !/^[0-9a-f]{64}$/.test(seal_hash ?? '')) return undefined
    return { partnership, seal_no: seal_no ?? 0, seal_hash: seal_hash ?? '', count: count ?? 0, at: at ?? '' }
  } catch {
    return undefined
  }
}
