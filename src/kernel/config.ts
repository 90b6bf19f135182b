import { isIP } from 'node:net'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** The folder the program stands in. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** An IP address, or a network of them in CIDR form; all addresses at once (a prefix of 0) would let anybody say who they are. */
const isNetwork = (text: string): boolean => {
  const [address = '', prefix, ...more] = text.split('/')
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0
  return bits > 0 && more.length === 0 && (prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= bits))
}

const networks = z
  .string()
  .transform(text => text.split(/[\s,]+/).filter(Boolean))
  .refine(list => list.every(isNetwork), 'addresses or networks with a comma between them, like 10.0.0.5, 192.168.7.0/24 or ::1')

const secretKey = z.string().regex(/^[\x21-\x7e]{32,}$/, 'at least 32 characters, without spaces')
const seconds = (most: number) => z.coerce.number().int().min(1).max(most)

/**
 * Everything that can be set from outside, read once at start and never again. A wrong value stops the program with the name of the
 * setting and what would be accepted, before anything is served.
 */
const schema = z.object({
  /** The port to listen on; without it the first free one from 3000. */
  PORT: z.coerce.number().int().min(1).max(65535).optional(),
  HOST: z.string().default('127.0.0.1'),
  /** Any PostgreSQL 15 or later, with a login that may create roles; without it the embedded server. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Where the embedded database and the secrets made at first start are kept. */
  GT_STATE: z.string().default(`${root}.golden-thread`),
  /** The secret that the passwords of the database's roles and the marks of forms are made from; made at first start where it is not given. */
  GT_SECRET: z.string().min(32).optional(),
  /** The file that each seal of the record is anchored in, on a disk that whoever can write the database cannot; without it `anchors.jsonl` in GT_STATE. */
  GT_ANCHOR: z.string().optional(),
  /** The address people use; with https the session cookie is `__Host-` and Secure. */
  GT_ADDRESS: z.url({ protocol: /^https?$/ }).optional(),
  /**
   * The addresses or networks of the reverse proxies in front of the program, with a comma between them. Of a request that comes from one of these, the
   * address of whoever asks is read from X-Forwarded-For; from anybody else that header is not believed. Limits on rates are for that address.
   */
  GT_TRUSTED_PROXIES: networks.optional(),
  /** Fill an empty database with the invented demonstration. */
  GT_DEMONSTRATION: z.enum(['yes', 'no']).default('yes'),
  /** Which partnership it is: a profile of the folder `profiles`, or the path of one's own. Read when a partnership is set up. */
  GT_PROFILE: z.string().default('salford'),
  /** Seconds without a request after which a session has ended (reliability target: 30 minutes), and its longest life (12 hours). */
  GT_IDLE_SECONDS: seconds(3600).default(1800),
  GT_SESSION_SECONDS: seconds(86_400).default(43_200),
  /** Where mail goes; without it the local catcher, whose page shows it. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Whom mail comes from. */
  GT_MAIL_FROM: z.email().default('golden-thread@localhost.example.org'),
  /**
   * Where the NHS is told of children on a plan (docs/cp-is.md), with the token it is told with; without them whoever keeps conferences tells it by hand. Encrypted, except to
   * this very machine.
   */
  GT_CP_IS_URL: z
    .url({ protocol: /^https?$/ })
    .refine(text => text.startsWith('https:') || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(text), 'an https address')
    .optional(),
  GT_CP_IS_TOKEN: secretKey.optional(),
  /** The key with which the NHS sends notices of attendances here; without it none are taken. */
  GT_CP_IS_KEY: secretKey.optional(),
  /** Where the virus scanner listens; without it documents stay in quarantine, and people are told so. */
  CLAMD: z
    .string()
    .regex(/^[\w.-]+:\d+$/, 'host:port')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

export type Config = z.output<typeof schema>

/** Reads the settings from an environment; refuses, all at once and by name, those that cannot be used. */
export const readConfig = (env: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new WrongSetting(parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
}

/** A setting from outside that cannot be used; the message names it and says what would be accepted. */
export class WrongSetting extends Error {}
