import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { addLines } from './added-to.ts'
import { type AnchorLine, anchorLines } from './verifying/anchored.ts'

export type { AnchorLine } from './verifying/anchored.ts'

/** Where an installation keeps its anchor. */
export const anchorOf = (config: Pick<Config, 'GT_ANCHOR' | 'GT_STATE'>): string =>
  config.GT_ANCHOR ?? join(config.GT_STATE, 'anchors.jsonl')

/** An anchor file that is only ever added to: the heads of the chains, kept where whoever can write the database cannot. */
export type Anchor = {
  readonly file: string
  /** Reads what was added since last time, by whomever, and gives the last line of a partnership. Refuses a file that has become shorter. */
  readonly head: (partnership: string) => AnchorLine | undefined
  /** Adds a line and returns when the disk has it. */
  readonly add: (line: AnchorLine) => void
}

/** Opens an anchor; the file is made at the first line, readable by its owner alone. */
export const openAnchor = (file: string): Anchor => {
  const heads = new Map<string, AnchorLine>()
  let read = 0
  const catchUp = () => {
    if (!existsSync(file)) {
      if (read > 0) throw new AnchorShrank(file)
      return
    }
    const at = openSync(file, 'r')
    try {
      const { size } = fstatSync(at)
      if (size < read) throw new AnchorShrank(file)
      const more = Buffer.alloc(size - read)
      for (let had = 0; had < more.length; ) {
        const got = readSync(at, more, had, more.length - had, read + had)
        if (got === 0) break
        had += got
      }
      // A line that another process is still writing is read next time.
      const whole = more.subarray(0, more.lastIndexOf(10) + 1)
      read += whole.length
      for (const line of anchorLines(whole.toString()).lines) {
        const known = heads.get(line.partnership)
        if (!known || line.seal_no >= known.seal_no) heads.set(line.partnership, line)
      }
    } finally {
      closeSync(at)
    }
  }
  return {
    file,
    head: partnership => {
      catchUp()
      return heads.get(partnership)
    },
    add: line => addLines(file, [line]),
  }
}

/** Somebody took lines away from a file that is only ever added to. */
export class AnchorShrank extends Error {
  constructor(file: string) {
    super(`the anchor ${file} has become shorter: nothing more is sealed until somebody has looked`)
  }
}
