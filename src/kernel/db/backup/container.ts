import { createHash } from 'node:crypto'
import { createReadStream, linkSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

/** The kinds of backup: what the server's own tools wrote (pg_dump's archive), or every row as text (for the built-in server, which comes without them). */
export const backupForms = ['archive', 'rows'] as const

const head = z.strictObject({
  form: z.enum(backupForms),
  takenAt: z.string(),
  /** The major version of the server it was taken from. */
  server: z.number().int(),
  migrations: z.array(z.strictObject({ name: z.string(), digest: z.string() })),
  /** Our roles on that server, and whether each may sign in; a role belongs to a server and not to a database. */
  roles: z.array(z.strictObject({ name: z.string().regex(/^gt_[a-z]+$/), login: z.boolean() })),
  /** Who owns what the migrator itself made there: the login that it was taken with, or the one before it. */
  owner: z.string(),
  /** Every table with how many rows it has and a digest of them that no order changes. */
  tables: z.record(z.string(), z.strictObject({ rows: z.number().int(), digest: z.string() })),
})
/** What a backup says of itself before its content. */
export type BackupHead = z.output<typeof head>

const firstLine = 'golden-thread backup 1\n'
/** A line end, 64 hexadecimal digits, a line end. */
const tailBytes = 66

/** The file is no backup of ours, or it is not as it was written. */
export class NotABackup extends Error {}

/**
 * Writes a backup: one file, readable by its owner alone, with its head, the content as it comes, and a digest (SHA-256) of all of it at the end. It bears
 * its name only once the disk has it whole; refuses a name that exists.
 */
export const writeBackup = async (file: string, said: BackupHead, content: AsyncIterable<Uint8Array>): Promise<{ bytes: number }> => {
  const making = `${file}.part`
  const handle = await open(making, 'wx', 0o600)
  try {
    const digest = createHash('sha256')
    const write = async (bytes: Uint8Array) => {
      digest.update(bytes)
      await handle.writeFile(bytes)
    }
    await write(Buffer.from(`${firstLine}${JSON.stringify(said)}\n`))
    for await (const some of content) await write(some)
    await handle.writeFile(`\n${digest.digest('hex')}\n`)
    await handle.sync()
    await handle.close()
    // A link, and not a rename: that would put this over a file that came to be in the meantime.
    linkSync(making, file)
    return { bytes: statSync(file).size }
  } finally {
    await handle.close().catch(() => {})
    rmSync(making, { force: true })
  }
}

/**
 * Reads a backup through and gives its head and a way to read its content. Refuses (NotABackup) anything that is not to the byte as it was written, before
 * any of it is used.
 */
export const openBackup = async (file: string): Promise<{ head: BackupHead; content: () => NodeJS.ReadableStream }> => {
  const { size } = statSync(file)
  if (size < firstLine.length + tailBytes) throw new NotABackup(`${file} is no backup of Golden Thread`)
  const handle = await open(file, 'r')
  const tail = Buffer.alloc(tailBytes)
  let begin = Buffer.alloc(0)
  try {
    await handle.read(tail, 0, tailBytes, size - tailBytes)
    for (let at = 0; begin.indexOf(10, firstLine.length) < 0 && at < size; at = begin.length) {
      const more = Buffer.alloc(Math.min(65_536, size - at))
      await handle.read(more, 0, more.length, at)
      begin = Buffer.concat([begin, more])
    }
  } finally {
    await handle.close()
  }
  if (begin.subarray(0, firstLine.length).toString() !== firstLine)
    throw new NotABackup(`${file} is no backup of Golden Thread, or one of another version of it`)
  const digest = createHash('sha256')
  await pipeline(createReadStream(file, { end: size - tailBytes - 1 }), digest)
  if (`\n${digest.digest('hex')}\n` !== tail.toString())
    throw new NotABackup(`${file} is not as it was written: it was cut short or changed`)
  const from = begin.indexOf(10, firstLine.length) + 1
  const parsed = head.safeParse(JSON.parse(begin.subarray(firstLine.length, from).toString()))
  if (!parsed.success) throw new NotABackup(`${file} was written by another version of Golden Thread`)
  return { head: parsed.data, content: () => createReadStream(file, { start: from, end: size - tailBytes - 1 }) }
}
