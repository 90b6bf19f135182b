import { createHmac, randomBytes } from 'node:crypto'

/** No letter and figure that are taken for one another: no 0 and O, 1, I and L, 5 and S, 8 and B, 2 and Z, U and V. */
const symbols = '34679ACDEFGHJKMNPQRTWXY'
const length = 30
const group = 5
/** As references once were: whoever holds one follows it as before. */
const shorter = { length: 20, group: 4 }

/** Names one sending, before it is sent: 256 bits, known to whoever sends and to nobody else. */
export const newSending = (): string => randomBytes(32).toString('base64url')

/** Is this the name of a sending? */
export const isSending = (text: string): boolean => /^[\w-]{43}$/.test(text)

/**
 * The reference of a sending: 30 symbols in groups of five, drawn evenly from 23, so one of 2 to the power of 135. The same sending has the same reference, so
 * that whoever reloads the page reads it again; nobody can go back from it to the sending, and we keep neither, only digests.
 */
export const referenceOfSending = (sending: string): string => {
  let drawn = ''
  for (let block = 0; drawn.length < length; block += 1)
    // Even chances: what would make the first symbols likelier is left out.
    for (const byte of createHmac('sha256', sending).update(`reference ${block}`).digest())
      if (byte < Math.floor(256 / symbols.length) * symbols.length && drawn.length < length) drawn += symbols[byte % symbols.length]
  return grouped(drawn)
}

const grouped = (text: string, by: number = group): string => text.match(new RegExp(`.{1,${by}}`, 'g'))?.join('-') ?? ''

/** A reference as somebody typed it, with whatever spaces, hyphens and small letters; null where it cannot be one. */
export const typedReference = (text: string): string | null => {
  const plain = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  if (![...plain].every(symbol => symbols.includes(symbol))) return null
  if (plain.length === shorter.length) return grouped(plain, shorter.group)
  return plain.length === length ? grouped(plain) : null
}
