import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { EmbeddedRefusal } from './refusal.ts'
import { chooseRunAs, mayEnter, type RunAs, type Way } from './run-as.ts'

/** Where one embedded database lives: `data` is PostgreSQL's own folder, `password` the superuser's password, readable by its owner only. */
export type Home = { readonly folder: string; readonly data: string; readonly password: string; readonly log: string }

/** A home, the programs that serve it and who runs them. */
export type Settled = { readonly home: Home; readonly native: string; readonly who: RunAs }

/** The home in `folder`, or the one that had to be made elsewhere for it. Makes `folder` where it is missing. */
export function findHome(folder: string, elsewhere: string): Home {
  // Root's home must let the account that runs PostgreSQL pass; what is secret in it has its own lock.
  const isRoot = process.getuid?.() === 0
  mkdirSync(folder, { recursive: true, mode: isRoot ? 0o711 : 0o700 })
  const here = homeIn(realpathSync(folder))
  const moved = homeIn(placeElsewhere(here.folder, elsewhere))
  return !existsSync(here.data) && isRoot && existsSync(moved.data) ? moved : here
}

/**
 * Settles who runs the database of `home`. Where nobody can, because its parents let root alone pass and this machine forbids user namespaces,
 * root moves the database and a copy of the programs under `elsewhere` and says so. Refuses where that is impossible too.
 */
export function settle(home: Home, { native }: Binaries, ways: readonly Way[], elsewhere: string, log: (line: string) => void): Settled {
  const who = chooseRunAs(home.folder, native, ways)
  if (who) return { home, native, who }
  const place = home.folder.startsWith(`${elsewhere}/`) ? home.folder : placeElsewhere(home.folder, elsewhere)
  if (process.getuid?.() === 0 && ways.includes('user')) {
    const there = homeIn(place)
    mkdirSync(place, { recursive: true, mode: 0o711 })
    const copied = copyPrograms(native, place)
    const ordinary = chooseRunAs(place, copied, ['user'])
    if (ordinary) {
      if (home.folder !== there.folder) moveHome(home, there)
      log(`The database is kept in ${place}, because no account but root may enter ${home.folder}.`)
      return { home: there, native: copied, who: ordinary }
    }
  }
  throw new EmbeddedRefusal(
    `The built-in PostgreSQL cannot run here: it refuses to run as root, and no other account may enter ${home.folder}. ` +
      'Start Golden Thread as an ordinary user, or from a folder that every account may enter, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}

/**
 * Makes a folder for the server's socket: short, because a socket's path may have 107 bytes at most, and closed to everyone but the server and root.
 * A folder of that name that belongs to somebody else is passed over.
 */
export function socketFolder(home: Home, who: RunAs, own: (folder: string, who: RunAs) => void): string {
  const name = `gt-${digest(home.data)}`
  const mine = [who.uid, process.getuid?.()]
  for (const base of [tmpdir(), '/tmp', '/var/tmp']) {
    // The setting that takes this path is a comma-separated list with quoting of its own.
    if (!/^[\w./-]{1,80}$/.test(base) || !existsSync(base) || (who.how === 'user' && !mayEnter(base, who))) continue
    for (const suffix of ['', '-2', '-3', '-4', '-5']) {
      const folder = join(base, name + suffix)
      mkdirUnlessThere(folder)
      const found = lstatSync(folder)
      if (!found.isDirectory() || !mine.includes(found.uid)) continue
      // The caller has made sure that no server of ours runs, so what lies here is left over.
      for (const file of readdirSync(folder)) rmSync(join(folder, file), { recursive: true })
      chmodSync(folder, 0o700)
      own(folder, who)
      return folder
    }
  }
  throw new EmbeddedRefusal('The built-in PostgreSQL found no place for its socket: /tmp is missing or closed.')
}

/** The data folder's version of PostgreSQL must be the programs': it is not converted by itself. */
export function refuseOtherVersion(home: Home, { major }: Binaries): void {
  const found = readFileSync(join(home.data, 'PG_VERSION'), 'utf8').trim()
  if (found === major) return
  throw new EmbeddedRefusal(
    `The database in ${home.data} was made by PostgreSQL ${found}, and this Golden Thread brings PostgreSQL ${major}. ` +
      'Start the version of Golden Thread that made it and export from there (golden-thread export), or move the folder away to begin anew.',
  )
}

function homeIn(folder: string): Home {
  return { folder, data: join(folder, 'data'), password: join(folder, 'password'), log: join(folder, 'start.log') }
}

function placeElsewhere(folder: string, elsewhere: string): string {
  return join(elsewhere, `golden-thread-${digest(folder)}`)
}

function copyPrograms(native: string, place: string): string {
  const copy = join(place, `native-${digest(native)}`)
  if (existsSync(copy)) return copy
  const making = `${copy}.making`
  rmSync(making, { recursive: true, force: true })
  cpSync(native, making, { recursive: true })
  for (const entry of readdirSync(making, { withFileTypes: true, recursive: true })) chmodSync(join(entry.parentPath, entry.name), 0o755)
  chmodSync(making, 0o755)
  renameSync(making, copy)
  return copy
}

function moveHome(from: Home, to: Home): void {
  if (!existsSync(from.data)) return
  const making = `${to.data}.making`
  rmSync(making, { recursive: true, force: true })
  cpSync(from.data, making, { recursive: true, preserveTimestamps: true })
  cpSync(from.password, to.password)
  renameSync(making, to.data)
  renameSync(from.data, `${from.data}-moved`)
}

function mkdirUnlessThere(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
