import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

/** Closes words for an account as its phone does: with a key of its own for each time. `publicKey`: as `closedOnAPhone` gives it. */
export const closedAsOnAPhone = (publicKey: string, text: string): string => {
  const own = createECDH('prime256v1')
  const point = own.generateKeys()
  const shared = own.computeSecret(Buffer.from(publicKey, 'base64url'))
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(hkdfSync('sha256', shared, point, 'words typed without signal', 32)), nonce)
  return Buffer.concat([point, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}
