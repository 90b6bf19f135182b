import { createCipheriv, createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

/** Text that only this installation can read again: AES-256-GCM under a key made from its secret. */
export type Seal = {
  readonly close: (text: string) => string
  /** The text; null for anything that was not closed by this very seal, or was changed since. */
  readonly open: (sealed: string) => string | null
}

/** The seal for one purpose: what is closed for one cannot be opened for another. `secret`: the installation's. */
export const sealFor = (secret: string, purpose: string): Seal => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `golden thread ${purpose}`, 32))
  return {
    close: text => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    open: sealed => {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < 28) return null
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
        decipher.setAuthTag(bytes.subarray(12, 28))
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}

/** The seal under which the secret that an agency has given us is kept. `secret`: the installation's. */
export const agencySecretSeal = (secret: string): Seal => sealFor(secret, 'the secret of an agency')

/**
 * What somebody typed without signal, closed on their phone so that only this installation opens it, and only for that account: the phone cannot read it again.
 * P-256 with a key of the phone's own for each sealing, HKDF-SHA-256, AES-256-GCM; what is sent is that key (65 bytes), the nonce (12) and the words.
 */
export type ClosedOnAPhone = {
  /** What the phone closes with: a point of P-256, uncompressed, as base64url. */
  readonly publicKey: string
  /** The words; null for anything that was not closed for this very account, or was changed since. */
  readonly open: (sealed: string) => string | null
}

/** How the phones of one account close what is typed without signal. `secret`: the installation's; nothing else is kept for it anywhere. */
export const closedOnAPhone = (secret: string, account: string): ClosedOnAPhone => {
  const own = createECDH('prime256v1')
  own.setPrivateKey(Buffer.from(hkdfSync('sha256', secret, '', `golden thread words typed without signal ${account}`, 32)))
  return {
    publicKey: own.getPublicKey('base64url', 'uncompressed'),
    open: sealed => {
      const bytes = Buffer.from(sealed, 'base64url')
      const theirs = bytes.subarray(0, 65)
      try {
        const key = Buffer.from(hkdfSync('sha256', own.computeSecret(theirs), theirs, 'words typed without signal', 32))
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(65, 77))
        decipher.setAuthTag(bytes.subarray(-16))
        return Buffer.concat([decipher.update(bytes.subarray(77, -16)), decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}
