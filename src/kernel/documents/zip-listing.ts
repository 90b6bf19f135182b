/** A file inside an archive, as the archive's own list says; nothing is unpacked. */
export type Listed = {
  readonly name: string
  readonly unpacked: number
  readonly stored: boolean
  readonly locked: boolean
  readonly at: number
}

const endSignature = 0x06054b50
const listSignature = 0x02014b50
export const fileSignature = 0x04034b50
const most = 10_000

/** Where the archive's end stands, or -1. Looked for from the back, where a comment of up to 64 KB may follow it. */
const endAt = (bytes: Buffer): number => {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 65_535); at -= 1)
    if (bytes.readUInt32LE(at) === endSignature && bytes.readUInt32LE(at + 12) <= at) return at
  return -1
}

/** Does an archive hang behind (or inside the end of) something else? */
export const hasArchiveBehind = (bytes: Buffer): boolean => {
  const end = endAt(bytes)
  if (end < 0) return false
  const size = bytes.readUInt32LE(end + 12)
  return size >= 46 && bytes.readUInt32LE(end - size) === listSignature
}

/**
 * Lists an archive from its own table of contents, reading no content. Undefined where it is not one whole archive from the first byte to the last: something
 * before it or behind it, a table that does not add up, more than 10,000 files, or the large form (ZIP64), which no document of 25 MB needs.
 */
export const listArchive = (bytes: Buffer): Listed[] | undefined => {
  if (bytes.length < 22 || bytes.readUInt32LE(0) !== fileSignature) return undefined
  const end = endAt(bytes)
  if (end < 0 || end + 22 + bytes.readUInt16LE(end + 20) !== bytes.length) return undefined
  const count = bytes.readUInt16LE(end + 10)
  const size = bytes.readUInt32LE(end + 12)
  if (count > most || bytes.readUInt16LE(end + 8) !== count || bytes.readUInt32LE(end + 16) !== end - size) return undefined
  const listed: Listed[] = []
  let at = end - size
  for (let file = 0; file < count; file += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== listSignature) return undefined
    const lengths = [28, 30, 32].map(of => bytes.readUInt16LE(at + of))
    const [name = 0, extra = 0, comment = 0] = lengths
    const start = bytes.readUInt32LE(at + 42)
    if (start + 30 > bytes.length || bytes.readUInt32LE(start) !== fileSignature) return undefined
    listed.push({
      name: bytes.toString('utf8', at + 46, at + 46 + name),
      unpacked: bytes.readUInt32LE(at + 24),
      stored: bytes.readUInt16LE(at + 10) === 0,
      locked: (bytes.readUInt16LE(at + 8) & 1) === 1,
      at: start,
    })
    at += 46 + name + extra + comment
  }
  return at === end ? listed : undefined
}

/** The first bytes of a file that is stored as it is. */
export const storedText = (bytes: Buffer, file: Listed, length: number): string => {
  const start = file.at + 30 + bytes.readUInt16LE(file.at + 26) + bytes.readUInt16LE(file.at + 28)
  return bytes.toString('latin1', start, start + length)
}
