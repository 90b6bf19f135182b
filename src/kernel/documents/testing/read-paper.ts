import { inflateSync } from 'node:zlib'

/** What stands in a PDF of ours: what a reader reads, page after page, and everything else in it that is words. */
export type Read = {
  readonly text: string
  /** Title, bookmarks, metadata: every string outside what is drawn. */
  readonly beside: string
}

type Part = { readonly dictionary: string; readonly stream: Buffer | undefined }

/**
 * Reads the text of a PDF as typst writes it, through each typeface's own table of letters. What is not understood throws: a reader that skips a page would let a test
 * pass that looks for words on it.
 */
export const readPaper = (pdf: Buffer): Read => {
  const parts = partsOf(pdf)
  const pages = [...parts.values()].filter(part => /\/Type\s*\/Page\b(?!s)/.test(part.dictionary))
  if (pages.length === 0) throw new Error('a PDF without pages')
  const contents = new Set<number>()
  const text = inOrder(parts).map(page => {
    const fonts = new Map(
      [...(/\/Font\s*<<(.*?)>>/s.exec(page.dictionary)?.[1] ?? '').matchAll(/\/(\w+)\s+(\d+) 0 R/g)].map(
        ([, name = '', id]) => [name, lettersOf(parts, Number(id))] as const,
      ),
    )
    const id = Number(/\/Contents\s+(\d+) 0 R/.exec(page.dictionary)?.[1])
    contents.add(id)
    return drawn(streamOf(parts, id), fonts)
  })
  const beside = [...parts].flatMap(([id, part]) => [
    ...strings(part.dictionary),
    ...(part.stream && !contents.has(id) ? [part.stream.toString('utf8')] : []),
  ])
  return { text: text.join('\n'), beside: beside.join('\n') }
}

const partsOf = (pdf: Buffer): Map<number, Part> => {
  const parts = new Map<number, Part>()
  const latin = pdf.toString('latin1')
  let at = 0
  for (;;) {
    const head = /(\d+) 0 obj\s/g
    head.lastIndex = at
    const found = head.exec(latin)
    if (!found) break
    const from = found.index + found[0].length
    const stream = latin.indexOf('stream', from)
    const end = latin.indexOf('endobj', from)
    if (stream >= 0 && stream < end) {
      const dictionary = latin.slice(from, stream)
      const length = Number(/\/Length\s+(\d+)(?!\s+0 R)/.exec(dictionary)?.[1])
      if (!Number.isFinite(length)) throw new Error('a stream that does not say how long it is')
      const begins = stream + 'stream'.length + (latin[stream + 'stream'.length] === '\r' ? 2 : 1)
      const bytes = pdf.subarray(begins, begins + length)
      parts.set(Number(found[1]), { dictionary, stream: dictionary.includes('/FlateDecode') ? inflateSync(bytes) : bytes })
      at = latin.indexOf('endobj', begins + length)
    } else {
      parts.set(Number(found[1]), { dictionary: latin.slice(from, end), stream: undefined })
      at = end
    }
    at += 'endobj'.length
  }
  if (/\/ObjStm/.test(latin)) throw new Error('a PDF whose parts are packed is not one of ours')
  return parts
}

const inOrder = (parts: Map<number, Part>): Part[] => {
  const walk = (id: number): Part[] => {
    const part = parts.get(id)
    if (!part) throw new Error('a page that is named and not there')
    const kids = /\/Kids\s*\[(.*?)\]/s.exec(part.dictionary)?.[1]
    return kids === undefined ? [part] : [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => walk(Number(kid)))
  }
  const catalog = [...parts.values()].find(part => /\/Type\s*\/Catalog/.test(part.dictionary))
  return walk(Number(/\/Pages\s+(\d+) 0 R/.exec(catalog?.dictionary ?? '')?.[1]))
}

const streamOf = (parts: Map<number, Part>, id: number): string => {
  const stream = parts.get(id)?.stream
  if (!stream) throw new Error('a page without content')
  return stream.toString('latin1')
}

const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')

const lettersOf = (parts: Map<number, Part>, font: number): Map<number, string> => {
  const table = streamOf(parts, Number(/\/ToUnicode\s+(\d+) 0 R/.exec(parts.get(font)?.dictionary ?? '')?.[1]))
  const letters = new Map<number, string>()
  for (const [, block = ''] of table.matchAll(/beginbfchar(.*?)endbfchar/gs))
    for (const [, from = '', to = ''] of block.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      letters.set(Number.parseInt(from, 16), utf16(to))
  if (table.includes('beginbfrange')) throw new Error('a table of letters that is not written as ours are')
  return letters
}

type Token = { readonly is: 'string'; readonly bytes: Buffer } | { readonly is: 'word'; readonly word: string }

const escaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

// Strings in brackets (which may hold brackets that match) with their escapes, strings in hexadecimal, and everything else word by word.
const tokens = (written: string): Token[] => {
  const found: Token[] = []
  let at = 0
  const bracketed = (): Buffer => {
    let plain = ''
    let depth = 1
    at += 1
    for (; at < written.length; at += 1) {
      const letter = written[at] ?? ''
      if (letter === '\\') {
        const octal = /^[0-7]{1,3}/.exec(written.slice(at + 1, at + 4))?.[0]
        const next = written[at + 1] ?? ''
        plain += octal === undefined ? (next === '\n' ? '' : (escaped[next] ?? next)) : String.fromCharCode(Number.parseInt(octal, 8))
        at += octal?.length ?? 1
        continue
      }
      if (letter === '(') depth += 1
      if (letter === ')') depth -= 1
      if (depth === 0) break
      plain += letter
    }
    if (depth !== 0) throw new Error('a string without an end')
    at += 1
    return Buffer.from(plain, 'latin1')
  }
  while (at < written.length) {
    const letter = written[at] ?? ''
    if (letter === '(') found.push({ is: 'string', bytes: bracketed() })
    else if (letter === '<' && written[at + 1] === '<') at += 2
    else if (letter === '<') {
      const end = written.indexOf('>', at)
      found.push({ is: 'string', bytes: Buffer.from(written.slice(at + 1, end).replaceAll(/\s/g, ''), 'hex') })
      at = end + 1
    } else if (/[\s[\]<>{}]/.test(letter)) at += 1
    else {
      const word = /^[^\s[\]()<>{}/]+|^\/[^\s[\]()<>{}/]*/.exec(written.slice(at, at + 200))?.[0] ?? letter
      found.push({ is: 'word', word })
      at += word.length
    }
  }
  return found
}

const strings = (dictionary: string): string[] =>
  tokens(dictionary).flatMap(token =>
    token.is === 'word'
      ? []
      : [
          token.bytes[0] === 0xfe && token.bytes[1] === 0xff
            ? utf16(token.bytes.subarray(2).toString('hex'))
            : token.bytes.toString('latin1'),
        ],
  )

// One run of one line at a time; a space between runs, since each is placed by itself.
const drawn = (content: string, fonts: Map<string, Map<number, string>>): string => {
  let letters: Map<number, string> | undefined
  let held: Buffer[] = []
  let names: string[] = []
  const runs: string[] = []
  for (const token of tokens(content)) {
    if (token.is === 'string') {
      held.push(token.bytes)
      continue
    }
    if (token.word.startsWith('/')) names.push(token.word.slice(1))
    else if (token.word === 'Tf') letters = fonts.get(names.at(-1) ?? '')
    else if (token.word === 'TJ' || token.word === 'Tj') {
      if (!letters) throw new Error('words in a typeface that has no table of letters')
      runs.push(held.map(bytes => spelt(bytes, letters)).join(''))
    } else if (token.word === "'" || token.word === '"') throw new Error('words drawn in a way that ours are not')
    if (/^[A-Za-z'"]/.test(token.word)) {
      held = []
      names = []
    }
  }
  return runs.join(' ')
}

const spelt = (bytes: Buffer, letters: ReadonlyMap<number, string> | undefined): string => {
  let run = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const letter = letters?.get(bytes.readUInt16BE(at))
    if (letter === undefined) throw new Error('a letter that stands in no table')
    run += letter
  }
  return run
}
