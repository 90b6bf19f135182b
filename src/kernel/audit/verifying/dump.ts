import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Said } from './said.ts'

/** Reads a dump: what `fromDatabase` says, one JSON object on each line. Refuses a file that is none. */
export async function* fromDump(file: string): AsyncGenerator<Said> {
  let number = 0
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1
    const said = parsed(line)
    if (!said || (number === 1 && !('takenAt' in said))) throw new NoDump(`${file}, line ${number}: this is no dump of sealed rows`)
    yield said
  }
  if (number === 0) throw new NoDump(`${file} is empty`)
}

/** The file is no dump that `golden-thread seal --dump` wrote. */
export class NoDump extends Error {}

const parsed = (line: string): Said | undefined => {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Said) : undefined
  } catch {
    return undefined
  }
}
