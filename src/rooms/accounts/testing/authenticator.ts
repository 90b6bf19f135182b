import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A device that makes and uses passkeys, by the letter of the recommendation, for tests: and, told to, one that does it wrongly. */
export type Authenticator = {
  readonly id: string
  /** What it answers when it is asked to make its passkey, as JSON text. */
  readonly make: (options: { challenge: string }, wrongly?: Wrongly) => string
  /** What it answers when it is asked to sign, as JSON text. Its count goes on with each. */
  readonly sign: (options: { challenge: string }, wrongly?: Wrongly) => string
}

/** What may be wrong about an answer. */
export type Wrongly = {
  readonly origin?: string
  readonly host?: string
  /** The owner was not verified, or not even there. */
  readonly unverified?: true
  readonly type?: string
  readonly count?: number
  readonly handle?: string
  /** Somebody else's key signs. */
  readonly forged?: true
  readonly id?: string
}

const sha256 = (of: Buffer | string): Buffer => createHash('sha256').update(of).digest()
const head = (kind: number, length: number): Buffer =>
  length < 24
    ? Buffer.from([kind + length])
    : length < 256
      ? Buffer.from([kind + 24, length])
      : Buffer.from([kind + 25, length >> 8, length & 255])
const bytes = (of: Buffer): Buffer => Buffer.concat([head(0x40, of.length), of])
const words = (of: string): Buffer => Buffer.concat([head(0x60, of.length), Buffer.from(of)])

/** A device with one passkey for a site. `counts`: does it keep count of its uses? */
export const authenticator = (site: { origin: string; host: string }, counts = true): Authenticator => {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credential = randomBytes(16)
  const { x = '', y = '' } = key.publicKey.export({ format: 'jwk' })
  const cose = Buffer.concat([
    Buffer.from('a5010203262001', 'hex'),
    Buffer.from([0x21]),
    bytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    bytes(Buffer.from(y, 'base64url')),
  ])
  let used = 0
  const said = (flags: number, wrongly: Wrongly): Buffer => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(wrongly.count ?? (counts ? used : 0))
    return Buffer.concat([sha256(wrongly.host ?? site.host), Buffer.from([flags | (wrongly.unverified ? 0 : 4)]), count])
  }
  const client = (type: string, challenge: string, wrongly: Wrongly): Buffer =>
    Buffer.from(JSON.stringify({ type: wrongly.type ?? type, challenge, origin: wrongly.origin ?? site.origin, crossOrigin: false }))
  const id = credential.toString('base64url')
  return {
    id,
    make: ({ challenge }, wrongly = {}) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(credential.length)
      const device = Buffer.concat([said(0x41, wrongly), Buffer.alloc(16), length, credential, cose])
      const made = Buffer.concat([
        head(0xa0, 3),
        words('fmt'),
        words('none'),
        words('attStmt'),
        head(0xa0, 0),
        words('authData'),
        bytes(device),
      ])
      return JSON.stringify({
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: client('webauthn.create', challenge, wrongly).toString('base64url'),
          attestationObject: made.toString('base64url'),
          transports: ['internal'],
        },
      })
    },
    sign: ({ challenge }, wrongly = {}) => {
      used += 1
      const device = said(0x01, wrongly)
      const json = client('webauthn.get', challenge, wrongly)
      const signature = sign('sha256', Buffer.concat([device, sha256(json)]), (wrongly.forged ? other : key).privateKey)
      return JSON.stringify({
        id: wrongly.id ?? id,
        rawId: wrongly.id ?? id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: json.toString('base64url'),
          authenticatorData: device.toString('base64url'),
          signature: signature.toString('base64url'),
          ...(wrongly.handle !== undefined && { userHandle: wrongly.handle }),
        },
      })
    },
  }
}
