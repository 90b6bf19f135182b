import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

/** Small whole files of each kind, made here byte by byte, for tests to keep or to spoil. */

export const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  'latin1',
)

const chunk = (type: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(content.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

/** A PNG that says it is so wide and so high; its picture is one point all the same. */
export const png = (width = 1, height = 1): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export const jpeg = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  Buffer.alloc(64, 0x11),
  Buffer.from('ffd9', 'hex'),
])

export const heic = Buffer.concat([Buffer.from([0, 0, 0, 0x18]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(64)])

/** One file of an archive: its bytes, or bytes and the size it claims to unpack to. */
export type Entry = { name: string; content: Buffer; stored?: boolean; claims?: number; locked?: boolean }

/** An archive, by hand, so that it can lie as well as tell the truth. */
export const zip = (entries: readonly Entry[]): Buffer => {
  const files: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const { name, content, stored = false, claims = content.length, locked = false } of entries) {
    const packed = stored ? content : deflateRawSync(content)
    const file = Buffer.alloc(30)
    file.writeUInt32LE(0x04034b50, 0)
    file.writeUInt16LE(20, 4)
    file.writeUInt16LE(locked ? 1 : 0, 6)
    file.writeUInt16LE(stored ? 0 : 8, 8)
    file.writeUInt32LE(crc32(content), 14)
    file.writeUInt32LE(packed.length, 18)
    file.writeUInt32LE(claims, 22)
    file.writeUInt16LE(Buffer.byteLength(name), 26)
    const row = Buffer.alloc(46)
    row.writeUInt32LE(0x02014b50, 0)
    row.writeUInt16LE(20, 6)
    file.copy(row, 8, 6, 30)
    row.writeUInt32LE(at, 42)
    files.push(file, Buffer.from(name), packed)
    list.push(row, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const contents = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(contents.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, contents, end])
}

const part = (name: string, content = '<x/>'): Entry => ({ name, content: Buffer.from(content) })
/** A Word document with whatever else is put into it. */
export const docx = (...more: Entry[]): Buffer => zip([part('[Content_Types].xml'), part('word/document.xml'), ...more])
export const xlsx = (...more: Entry[]): Buffer => zip([part('[Content_Types].xml'), part('xl/workbook.xml'), ...more])
export const odt = (mimetype = 'application/vnd.oasis.opendocument.text'): Buffer =>
  zip([{ name: 'mimetype', content: Buffer.from(mimetype), stored: true }, part('content.xml')])

export const eml = Buffer.from(
  'From: a@example.org\r\nTo: b@example.org\r\nDate: Thu, 1 Feb 2024 09:00:00 +0000\r\nSubject: minutes\r\n\r\nThe minutes.\r\n',
)
export const txt = Buffer.from('Notes of a call on 1 February: £20 was found.\r\n')
