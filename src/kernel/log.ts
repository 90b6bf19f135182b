import type { Config } from './config.ts'

const ranks = { fatal: 60, error: 50, warn: 40, info: 30, debug: 20, silent: 99 } as const

/**
 * What a log line may hold: words chosen in the program, ids, numbers, and of somebody who asks too much the network address. Never a name, a form's content,
 * a home's address or a query's values.
 */
export type LogFields = { readonly [name: string]: string | number | boolean | null | undefined }

/** Writes lines of JSON with ids only. */
export type Log = Record<'fatal' | 'error' | 'warn' | 'info' | 'debug', (what: string, fields?: LogFields) => void>

/** A log that writes to a stream, from a level on. `clock` gives the moment in milliseconds. */
export const openLog = (
  level: Config['LOG_LEVEL'],
  write: (line: string) => void = line => process.stderr.write(line),
  clock: () => number = Date.now,
): Log => {
  const at =
    (name: keyof Log) =>
    (what: string, fields: LogFields = {}) => {
      if (ranks[name] >= ranks[level]) write(`${JSON.stringify({ time: new Date(clock()).toISOString(), level: name, what, ...fields })}\n`)
    }
  return { fatal: at('fatal'), error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }
}

/** A fault as a log may keep it: its class, its code and where in our own files it arose; never its message, which may quote a record. */
export const faultFields = (error: unknown): LogFields => {
  if (!(error instanceof Error)) return { fault: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  const where = error.stack
    ?.split('\n')
    .slice(1)
    .map(line => /(src\/[^\s)]+)/.exec(line)?.[1])
    .filter(Boolean)
    .slice(0, 4)
    .join(' < ')
  return { fault: error.name, code, where }
}
