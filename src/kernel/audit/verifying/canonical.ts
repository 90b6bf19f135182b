import { hash } from 'node:crypto'

/**
 * How sealed rows are digested, form 1. Written apart from the sealer's SQL and from nothing but this description, so that an error in either shows:
 *
 * - A value is PostgreSQL's own text of it (time zone UTC, ISO dates), or nothing. A list of values is written as, for each, its length in UTF-8
 *   bytes, a colon, the value and a semicolon; nothing is written `-;`. No two lists are written the same way.
 * - The content of an entry is sha256(salt, then for each part in the byte order of its field group the list ('part', field group, subject, agency,
 *   audience, facts, narrative), then for each link in the order of its subject the list ('link', subject, as what)). The salt is 16 random bytes kept
 *   apart: with salt and content destroyed, the digest tells nothing of what was said.
 * - The digest of an entry is sha256('golden-thread entry 1\n', the list of its columns, its content's 32 bytes).
 * - The digest of an access line is sha256('golden-thread access line 1\n', the list of its columns). It holds ids and fixed words only, so it has no
 *   salt; and nothing that is secret to a partnership goes into it, so that anyone may check it.
 * - The digest of a certificate of erasure is sha256('golden-thread erasure 1\n', the list of its columns, bytes in hexadecimal).
 * - A leaf is one byte (1 entry, 2 access line, 3 certificate), the 16 bytes of the row's id, its digest. Leaves stand in the order of transaction, then id.
 * - The root is a Merkle tree's: sha256(0x00, leaf), sha256(0x01, left, right), an odd one at the end of a level goes up as it is; sha256('') of none.
 * - The hash of a seal is sha256('golden-thread seal 1\n', the list of its columns but form, hash and leaves, bytes in hexadecimal).
 */
export const inOrder = (values: readonly (string | null)[]): string => {
  let written = ''
  for (const value of values) written += value === null ? '-;' : `${Buffer.byteLength(value)}:${value};`
  return written
}

export type Texts = readonly (string | null)[]

const sha256 = (of: string | Buffer): Buffer => hash('sha256', of, 'buffer')

/** The digest of an entry's content. `salt`: hexadecimal, or null where there is none; `parts` and `links` in any order, each a row's columns. */
export const contentDigest = (salt: string | null, parts: readonly Texts[], links: readonly Texts[]): Buffer => {
  const first = (a: Texts, b: Texts) => Buffer.compare(Buffer.from(a[0] ?? ''), Buffer.from(b[0] ?? ''))
  const said = [
    ...parts.toSorted(first).map(part => inOrder(['part', ...part])),
    ...links.toSorted(first).map(link => inOrder(['link', ...link])),
  ]
  return sha256(Buffer.concat([Buffer.from(salt ?? '', 'hex'), Buffer.from(said.join(''))]))
}

/** The digest of an entry from its columns and its content's digest. */
export const entryDigest = (columns: Texts, content: Buffer): Buffer =>
  sha256(Buffer.concat([Buffer.from(`golden-thread entry 1\n${inOrder(columns)}`), content]))

/** The digest of an access line from its columns. */
export const lineDigest = (columns: Texts): Buffer => sha256(`golden-thread access line 1\n${inOrder(columns)}`)

/** The digest of a certificate of erasure from its columns. */
export const erasureDigest = (columns: Texts): Buffer => sha256(`golden-thread erasure 1\n${inOrder(columns)}`)

/** The hash of a seal from its columns. */
export const sealHash = (columns: Texts): Buffer => sha256(`golden-thread seal 1\n${inOrder(columns)}`)

/** The bytes of one leaf. */
export const leafSize = 49

/** The root over leaves that stand one after the other. Refuses what is no whole number of leaves. */
export const merkleRoot = (leaves: Buffer): Buffer => {
  if (leaves.length % leafSize !== 0) throw new RangeError('leaves are 49 bytes each')
  if (leaves.length === 0) return sha256('')
  const zero = Buffer.from([0])
  const one = Buffer.from([1])
  let level: Buffer[] = []
  for (let at = 0; at < leaves.length; at += leafSize) level.push(sha256(Buffer.concat([zero, leaves.subarray(at, at + leafSize)])))
  while (level.length > 1) {
    const above: Buffer[] = []
    for (let at = 0; at < level.length; at += 2) {
      const left = level[at]
      const right = level[at + 1]
      if (left) above.push(right ? sha256(Buffer.concat([one, left, right])) : left)
    }
    level = above
  }
  return level[0] ?? sha256('')
}
