import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

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
