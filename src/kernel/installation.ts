import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { embeddedServer } from './db/embedded/index.ts'
import { migrate } from './db/migrate.ts'
import { type LoginRole, urlAs } from './db/urls.ts'

/** An installation that is up: its database migrated, its roles able to sign in. */
export type Installation = {
  readonly secret: string
  /** The address of the database as one of the roles. */
  readonly urlAs: (role: LoginRole) => string
  readonly adminUrl: string
  readonly embedded: boolean
  readonly stop: () => Promise<void>
}

/** The secret that everything is signed with: from the environment, or made once and kept beside the embedded database where only we can read it. */
export const secretOf = (config: Config): string => {
  if (config.GT_SECRET) return config.GT_SECRET
  const file = join(config.GT_STATE, 'secret')
  mkdirSync(config.GT_STATE, { recursive: true })
  if (!existsSync(file)) {
    // `wx`: of two that start at once, one makes it and the other reads it.
    try {
      writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  // Also one that was copied here with the habits of another machine. Only its owner may change it; whoever else can read it is told nothing by us.
  if (statSync(file).uid === process.getuid?.()) chmodSync(file, 0o600)
  return readFileSync(file, 'utf8').trim()
}

/**
 * Brings the database up: the embedded server, or the one DATABASE_URL names; then the migrations. `say` is told what takes time; `onLost` is called once if
 * the embedded server dies under us.
 */
export const bringUp = async (
  config: Config,
  say: (line: string) => void,
  onLost: (why: Error) => void = () => {},
): Promise<Installation> => {
  const installation = await reach(config, say, onLost)
  try {
    await migrate(installation.adminUrl, installation.secret)
    return installation
  } catch (error) {
    await installation.stop()
    throw error
  }
}

/** The same without the migrations: for a process of a deployment whose database is brought up to date by another one. */
export const reach = async (
  config: Config,
  say: (line: string) => void,
  onLost: (why: Error) => void = () => {},
): Promise<Installation> => {
  const secret = secretOf(config)
  const server = config.DATABASE_URL
    ? { adminUrl: config.DATABASE_URL, stop: async () => {} }
    : await embeddedServer({ folder: join(config.GT_STATE, 'database'), log: say, onLost })
  return {
    secret,
    adminUrl: server.adminUrl,
    embedded: !config.DATABASE_URL,
    urlAs: role => urlAs(server.adminUrl, role, secret),
    stop: server.stop,
  }
}
