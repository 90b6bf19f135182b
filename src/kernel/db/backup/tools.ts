import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Unfit } from '../fit-to-serve.ts'

/** Where Debian's and the PostgreSQL project's packages put the tools of each version, which need not be on the path. */
const shelves = ['/usr/lib/postgresql', '/usr']

const places = (tool: string, path: string): string[] =>
  [
    ...path.split(':').filter(Boolean),
    ...shelves.flatMap(shelf =>
      existsSync(shelf)
        ? readdirSync(shelf)
            .filter(name => /^(\d+|pgsql-\d+)$/.test(name))
            .map(name => join(shelf, name, 'bin'))
        : [],
    ),
  ].filter(folder => existsSync(join(folder, tool)))

const majorOf = (file: string): number => {
  const said = spawnSync(file, ['--version'], { encoding: 'utf8' })
  return said.status === 0 ? Number(/\(PostgreSQL\) (\d+)/.exec(said.stdout)?.[1] ?? 0) : 0
}

/**
 * One of PostgreSQL's own tools, of at least the server's version: the nearest one that this machine has. Refuses (Unfit), with what to install, where there
 * is none; an older tool would leave out what it does not know. `path`: as in the environment.
 */
export const toolFor = (tool: 'pg_dump' | 'pg_restore', server: number, path: string = process.env['PATH'] ?? ''): string => {
  const found = places(tool, path).map(folder => ({ file: join(folder, tool), major: majorOf(join(folder, tool)) }))
  const [best] = found.filter(one => one.major >= server).sort((a, b) => a.major - b.major)
  if (best) return best.file
  const older = found.map(one => one.major).sort((a, b) => b - a)[0]
  throw new Unfit(
    `${older ? `The newest ${tool} here is of PostgreSQL ${older}` : `There is no ${tool} here`}, and the server is PostgreSQL ${server}. ` +
      `Install the client programs of PostgreSQL ${server} or later (on Debian: the package postgresql-client-${server}, from PostgreSQL's own package source where Debian's are older).`,
  )
}

/** How a tool is told which database: the password goes by the environment, since anybody on the machine can read a command line. */
export const reaching = (url: string): { dbname: string; env: NodeJS.ProcessEnv } => {
  const address = new URL(url)
  const password = decodeURIComponent(address.password)
  address.password = ''
  return { dbname: address.href, env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', ...(password && { PGPASSWORD: password }) } }
}
