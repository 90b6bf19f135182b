import { closeSync, existsSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Adds lines of JSON to a file that is only ever added to, made where it is missing and readable by its owner alone; returns when the disk has them. */
export const addLines = (file: string, lines: readonly unknown[]): void => {
  if (lines.length === 0) return
  const isNew = !existsSync(file)
  if (isNew) mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const at = openSync(file, 'a+', 0o600)
  try {
    // A line cut off by a crash is ended first, so that it spoils itself alone.
    const { size } = fstatSync(at)
    const last = Buffer.alloc(1)
    const torn = size > 0 && readSync(at, last, 0, 1, size - 1) === 1 && last[0] !== 10
    writeSync(at, `${torn ? '\n' : ''}${lines.map(line => `${JSON.stringify(line)}\n`).join('')}`)
    fsyncSync(at)
  } finally {
    closeSync(at)
  }
  if (isNew) syncFolder(dirname(file))
}

/** A new file is there after a power cut only once its folder is on the disk too. */
const syncFolder = (folder: string): void => {
  const at = openSync(folder, 'r')
  try {
    fsyncSync(at)
  } finally {
    closeSync(at)
  }
}
