import { Secret, TOTP } from 'otpauth'
import { type Moment, Temporal } from '../../guidance/index.ts'

const period = 30

const millisecondsOf = (moment: Moment): number => Temporal.Instant.from(moment).epochMilliseconds

const totp = (secret: string): TOTP => new TOTP({ issuer: 'Golden Thread', secret: Secret.fromBase32(secret), digits: 6, period })

/** A new secret for one-time codes, as base32: 160 bits. */
export const newOtpSecret = (): string => new Secret({ size: 20 }).base32

/** The code an account's app shows at a moment (RFC 6238: six digits, half a minute, SHA-1 as every app supports it). */
export const codeAt = (secret: string, at: Moment): string => totp(secret).generate({ timestamp: millisecondsOf(at) })

/** The time step whose code this is, one step of a slow clock to either side allowed; null where it is none of them. */
export const matchingStep = (secret: string, code: string, at: Moment): number | null => {
  const timestamp = millisecondsOf(at)
  const delta = totp(secret).validate({ token: code, timestamp, window: 1 })
  return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta
}
