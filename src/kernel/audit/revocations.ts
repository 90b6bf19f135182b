import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { addLines } from './added-to.ts'
import { anchorOf } from './anchor.ts'

/** Where an installation keeps what was revoked: beside its anchor, out of reach of whoever can write the database. */
export const revocationsOf = (config: Pick<Config, 'GT_ANCHOR' | 'GT_STATE'>): string =>
  join(dirname(anchorOf(config)), 'revocations.jsonl')

const line = z.strictObject({ partnership: z.uuid(), at: z.string(), key: z.string(), value: z.json() })

/** One thing that was revoked, or, where `value` is null, given back: in which partnership, noted when (UTC), what, and how it stood. */
export type Revocation = z.output<typeof line>

/** What a list of revocations says, one after the other; a line that cannot be read is counted, because it may have been one. */
export const readRevocations = (file: string): { lines: Revocation[]; unread: number } => {
  const lines: Revocation[] = []
  let unread = 0
  if (!existsSync(file)) return { lines, unread }
  const text = readFileSync(file, 'utf8')
  // What stands after the last line end was cut while it was written, and is noted again by the next round.
  for (const one of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    if (one === '') continue
    const read = line.safeParse(parsed(one))
    if (read.success) lines.push(read.data)
    else unread += 1
  }
  return { lines, unread }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What stands by now of all that a list says: for each partnership and thing its last word, in the order in which things were first said. */
export const standingRevocations = (lines: readonly Revocation[]): Map<string, Map<string, Revocation>> => {
  const all = new Map<string, Map<string, Revocation>>()
  for (const one of lines) {
    const own = all.get(one.partnership) ?? new Map<string, Revocation>()
    own.set(one.key, one)
    all.set(one.partnership, own)
  }
  return all
}

/** A list that is only ever added to. */
export type RevocationList = {
  /** Notes what the database says is revoked in a partnership, where it differs from what the list said last. `at`: when (UTC). */
  readonly note: (partnership: string, at: string, found: readonly { key: string; value: unknown }[]) => void
}

/** Opens the list of an installation; the file is made at the first line, readable by its owner alone. */
export const openRevocations = (file: string): RevocationList => {
  const known = new Map([...standingRevocations(readRevocations(file).lines)].map(([of, own]) => [of, textsOf(own)]))
  return {
    note: (partnership, at, found) => {
      const own = known.get(partnership) ?? new Map<string, string>()
      known.set(partnership, own)
      const standing = new Set<string>()
      const lines: Revocation[] = []
      const say = (key: string, value: unknown) => {
        const text = JSON.stringify(value)
        if ((own.get(key) ?? 'null') !== text) lines.push({ partnership, at, key, value: JSON.parse(text) })
      }
      for (const { key, value } of found) {
        standing.add(key)
        say(key, value)
      }
      // An entry is told for good, and each is asked for once; everything else is as it stands, and what is no longer named was given back.
      for (const key of own.keys()) if (!key.startsWith('entry/') && !standing.has(key)) say(key, null)
      addLines(file, lines)
      for (const { key, value } of lines) own.set(key, JSON.stringify(value))
    },
  }
}

const textsOf = (own: ReadonlyMap<string, Revocation>): Map<string, string> =>
  new Map([...own].map(([key, { value }]) => [key, JSON.stringify(value)]))
