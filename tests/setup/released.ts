import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import pg from 'pg'
import { type LoginRole, urlAs } from '../../src/kernel/db/urls.ts'
import { freshDatabase, testSecret } from '../database.ts'

/** What earlier releases left for the upgrade tests: their databases and their programs. How each was made stands in `fixtures/make-*.mjs`. */
export const fixtures = join(import.meta.dirname, 'fixtures')

/** A database as a release left it, with that release's own demonstration in it; nothing of this version has touched it. */
export type ReleasedDatabase = {
  readonly url: string
  readonly as: (role: LoginRole) => string
  /** The administrator, on one connection in the time zone UTC. */
  readonly admin: pg.Client
  readonly drop: () => Promise<void>
}

/** Lays a release's database down on the tests' server. `file`: its name among the fixtures. Refuses where GT_TEST_ADMIN_URL is not set. */
export const releasedDatabase = async (file: string): Promise<ReleasedDatabase> => {
  // Made first: it makes the roles that the old database gives its things to.
  await (await freshDatabase()).drop()
  const server = process.env.GT_TEST_ADMIN_URL ?? ''
  const name = `gt_test_upgrade_${randomBytes(6).toString('hex')}`
  const at = new URL(server)
  at.pathname = `/${name}`
  const url = at.href
  const once = async <T>(where: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: where, options: '-c timezone=UTC' })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }
  const who = await once(server, async client => {
    await client.query(`create database ${name}`)
    return (await client.query<{ name: string }>('select current_user as name')).rows[0]?.name ?? ''
  })
  // What the dump sets for its own connection is not for ours: it is closed again.
  await once(url, client =>
    client.query(
      gunzipSync(readFileSync(join(fixtures, file)))
        .toString()
        .replaceAll('OWNER TO postgres;', `OWNER TO ${pg.escapeIdentifier(who)};`),
    ),
  )
  const admin = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await admin.connect()
  return {
    url,
    as: role => urlAs(url, role, testSecret),
    admin,
    drop: async () => {
      await admin.end()
      await once(server, client => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** A release's own program, unpacked. */
export type ReleasedProgram = {
  /** Loads one of its modules, by its path in the repository. */
  readonly load: (path: string) => Promise<unknown>
  readonly remove: () => void
}

/** Unpacks a release's program beside nothing of ours, with the packages that are installed here. `file`: its name among the fixtures. */
export const releasedProgram = (file: string): ReleasedProgram => {
  const folder = mkdtempSync(join(tmpdir(), 'gt-released-'))
  const files = JSON.parse(brotliDecompressSync(readFileSync(join(fixtures, file))).toString()) as Record<string, string>
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'))
  return {
    load: path => import(pathToFileURL(join(folder, path)).href),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
