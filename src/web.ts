import { createServer } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { momentOf, Temporal } from './guidance/index.ts'
import { grantsIn, matrix } from './kernel/access/matrix.ts'
import type { Config } from './kernel/config.ts'
import { assertFit } from './kernel/db/fit-to-serve.ts'
import { type Database, openDatabase } from './kernel/db/with-actor.ts'
import { buildApp } from './kernel/http/app.ts'
import type { RoomRoutes } from './kernel/http/route.ts'
import type { Installation } from './kernel/installation.ts'
import { openLog } from './kernel/log.ts'
import { type Catcher, catcherRoutes } from './kernel/mail/index.ts'
import { cpIsDoor } from './rooms/commands.ts'
import { rooms } from './rooms/web.ts'
import type { PartnershipId } from './thread/ids.ts'

/** The web process: it keeps no state, so that as many may run as are wanted. */
export type Web = {
  readonly address: string
  readonly portWasTaken: number | null
  readonly app: FastifyInstance
  readonly database: Database
  readonly stop: () => Promise<void>
}

/**
 * Opens the web of one partnership on an installation. Answers what is under way before it stops. Refuses a PORT that is taken and a database that is not
 * fit. `more`: routes beside those of the rooms (the measurement brings one).
 */
export const openWeb = async (
  config: Config,
  installation: Pick<Installation, 'secret' | 'urlAs'>,
  partnership: PartnershipId,
  catcher: Catcher | null = null,
  more: readonly RoomRoutes[] = [],
): Promise<Web> => {
  await assertFit(installation.urlAs('gt_app'))
  const database = openDatabase(installation.urlAs('gt_app'), 16)
  const visitors = openDatabase(installation.urlAs('gt_public'), 4)
  const app = await buildApp({
    config: { ...config, secret: installation.secret },
    database,
    visitors: visitors.door,
    partnership,
    rooms: [...rooms, ...(catcher ? [catcherRoutes(catcher)] : []), ...more],
    programs: [cpIsDoor({ key: config.GT_CP_IS_KEY, partnership, door: visitors.door, now: () => momentOf(Temporal.Now.instant()) })],
    granted: new Set(grantsIn(matrix()).map(grant => `${grant.relation}/${grant.may}`)),
    log: openLog(config.LOG_LEVEL),
    ready: async () => {
      try {
        return (await database.door('select 1 as one', [])).length === 1
      } catch {
        return false
      }
    },
  })
  const wanted = config.PORT ?? 3000
  const port = config.PORT ?? (await firstFree(wanted, config.HOST))
  await app.listen({ port, host: config.HOST })
  return {
    address: config.GT_ADDRESS ?? `http://localhost:${port}`,
    portWasTaken: port === wanted ? null : wanted,
    app,
    database,
    stop: async () => {
      await app.close()
      await database.close()
      await visitors.close()
    },
  }
}

const firstFree = async (from: number, host: string): Promise<number> => {
  for (let port = from; port < from + 50; port += 1) if (await isFree(port, host)) return port
  throw new Error(`no port from ${from} to ${from + 49} is free: choose one with PORT`)
}

const isFree = (port: number, host: string): Promise<boolean> =>
  new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host }, () => server.close(() => resolve(true)))
  })
