import { fileTypeFromBuffer } from 'file-type'
import { allowed, allowedInWords, type DocumentType, largestDocument } from './allowed.ts'
import { endingOf } from './name.ts'
import { hasArchiveBehind, listArchive, storedText } from './zip-listing.ts'

/** What a file turned out to be, or why it is not kept, in words for whoever sent it. */
export type Verdict = { readonly type: DocumentType } | { readonly refused: string }

const refuse = (refused: string): Verdict => ({ refused })
const notThis = (type: DocumentType): Verdict =>
  refuse(
    `The file says it is a ${allowed[type].words} by its name, but it is something else inside, or it is damaged. Open it, save it again as a ${allowed[type].words}, and choose it once more.`,
  )

/** The most that an office document may say it unpacks to, and the most points a picture may have: what is larger is made to fill memory, not to be read. */
const mostUnpacked = 300 * 1024 * 1024
const mostPoints = 250_000_000

/**
 * Says what a file is, by its content; its name must agree. Nothing is unpacked and nothing is drawn. Refuses what is not on the list, what is two things at
 * once, what carries macros, what is locked with a password, what would unpack to more than 300 MB, what is empty and what is over 25 MB.
 */
export const whatItIs = async (name: string, bytes: Buffer): Promise<Verdict> => {
  if (bytes.length === 0) return refuse('The file is empty. Choose the file again.')
  if (bytes.length > largestDocument) return refuse('The file is larger than 25 MB. Make it smaller, or send it in parts.')
  const ending = endingOf(name)
  const type = (Object.keys(allowed) as DocumentType[]).find(one => (allowed[one].endings as readonly string[]).includes(ending))
  if (!type) return refuse(`A file of this kind cannot be kept. Choose one of these: ${allowedInWords}.`)
  return looks[type](bytes)
}

const picture =
  (type: DocumentType, mimes: readonly string[], also: (bytes: Buffer) => Verdict | undefined = () => undefined) =>
  async (bytes: Buffer): Promise<Verdict> => {
    const found = await fileTypeFromBuffer(bytes)
    if (!found || !mimes.includes(found.mime) || hasArchiveBehind(bytes) || hasMarkup(bytes)) return notThis(type)
    return also(bytes) ?? { type }
  }

const png = (bytes: Buffer): Verdict | undefined => {
  if (bytes.toString('latin1', 12, 16) !== 'IHDR' || bytes.toString('latin1', bytes.length - 8, bytes.length - 4) !== 'IEND')
    return notThis('png')
  return bytes.readUInt32BE(16) * bytes.readUInt32BE(20) > mostPoints
    ? refuse('The picture has more points than any camera makes. Save it in a smaller size and choose it again.')
    : undefined
}

const pdf = (bytes: Buffer): Verdict | undefined =>
  /^%PDF-[12]\.\d/.test(bytes.toString('latin1', 0, 8)) && bytes.lastIndexOf('%%EOF') >= bytes.length - 2048 ? undefined : notThis('pdf')

// The beginning of a page, a drawing or a script that a browser would run if it were ever shown one.
const markup = /<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed|\?xml|x:|style|meta|link|base|form|img|math)\b/i
const hasMarkup = (bytes: Buffer): boolean =>
  markup.test(
    bytes
      .toString('latin1', 0, 1024)
      .replace(/<\?xpacket[^>]*>/g, '')
      .replace(/<x:xmpmeta/g, ''),
  )

const office =
  (type: 'docx' | 'xlsx', heart: string) =>
  (bytes: Buffer): Verdict => {
    const listed = listArchive(bytes)
    if (!listed) return notThis(type)
    const names = new Set(listed.map(file => file.name))
    if (!names.has('[Content_Types].xml') || !names.has(heart)) return notThis(type)
    return troubleInside(type, listed) ?? { type }
  }

const odt = (bytes: Buffer): Verdict => {
  const listed = listArchive(bytes)
  const kind = listed?.find(file => file.name === 'mimetype')
  if (!listed || !kind?.stored || !listed.some(file => file.name === 'content.xml')) return notThis('odt')
  if (storedText(bytes, kind, kind.unpacked) !== allowed.odt.mime) return notThis('odt')
  return troubleInside('odt', listed) ?? { type: 'odt' }
}

const macros = /vbaproject|vbadata|activex|macrosheets|^basic\/|^scripts\//i
const runnable = /\.(?:exe|dll|com|scr|bat|cmd|ps1|vbs|js|jse|wsf|hta|jar|lnk|msi|html?|svg|swf)$/i

const troubleInside = (type: DocumentType, listed: NonNullable<ReturnType<typeof listArchive>>): Verdict | undefined => {
  if (listed.some(file => file.locked)) return refuse('The file is locked with a password. Save it without one and choose it again.')
  if (listed.some(file => file.name.startsWith('/') || /(^|[/\\])\.\.([/\\]|$)|\\|\0|^[A-Za-z]:/.test(file.name))) return notThis(type)
  if (listed.some(file => macros.test(file.name) || runnable.test(file.name)))
    return refuse('The file carries macros or programs. Save it without them, or as a PDF, and choose it again.')
  if (listed.reduce((sum, file) => sum + file.unpacked, 0) > mostUnpacked)
    return refuse('The file would unpack to far more than it seems to hold. Save it as a PDF and choose that.')
  return undefined
}

// Every control but tab, line feed, form feed and carriage return.
const isText = (bytes: Buffer): boolean =>
  !bytes.some(byte => (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) || byte === 127)

const txt = async (bytes: Buffer): Promise<Verdict> => {
  if (!isText(bytes) || (await fileTypeFromBuffer(bytes)) !== undefined || hasArchiveBehind(bytes)) return notThis('txt')
  return markup.test(bytes.toString('latin1'))
    ? refuse('The file is a web page or a drawing by its content, not plain text. Save it as a PDF and choose that.')
    : { type: 'txt' }
}

const eml = (bytes: Buffer): Verdict => {
  const head = bytes.toString('latin1', 0, 65_536).split(/\r?\n\r?\n/)[0] ?? ''
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const fields = new Set(lines.map(line => /^([!-9;-~]+):/.exec(line)?.[1]?.toLowerCase()))
  const whole = !fields.has(undefined) && fields.has('from') && (fields.has('date') || fields.has('received') || fields.has('message-id'))
  return whole && isText(bytes) && !hasArchiveBehind(bytes) ? { type: 'eml' } : notThis('eml')
}

const looks: Record<DocumentType, (bytes: Buffer) => Verdict | Promise<Verdict>> = {
  pdf: picture('pdf', ['application/pdf'], pdf),
  png: picture('png', ['image/png'], png),
  jpeg: picture('jpeg', ['image/jpeg']),
  heic: picture('heic', ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence']),
  docx: office('docx', 'word/document.xml'),
  xlsx: office('xlsx', 'xl/workbook.xml'),
  odt,
  txt,
  eml,
}
