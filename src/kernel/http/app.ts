import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyContextConfig, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { h } from 'preact'
import { assetCacheControl, assets, type Typed } from '../../design-system/index.ts'
import { dayOf, type Moment, momentOf, Temporal } from '../../guidance/index.ts'
import { type CommandId, isId, newId, type PartnershipId } from '../../thread/ids.ts'
import type { Config } from '../config.ts'
import { type Actor, type Asker, type Database, NotSignedIn, requestId, type Tx } from '../db/with-actor.ts'
import { faultFields, type Log } from '../log.ts'
import { beginRoutes } from './begin.ts'
import { askerFrom, cookieNames, cookieOptions, formMark, markedSession, markHolds } from './cookies.ts'
import { acceptFiles, filesOf, largestForm, largestOpenForm, mostOpenFiles } from './files.ts'
import { parseForm, showable, typedFrom, unkeepable } from './form.ts'
import { framed, profiles, themeOf } from './frame.ts'
import { protect, securityHeaders } from './headers.ts'
import { keepWords } from './kept-words.tsx'
import { isHidden, lockRoutes, ScreenHidden } from './lock.ts'
import { describe } from './openapi.ts'
import { isQuietPath, quietHome, readsQuietly } from './quiet.ts'
import { recoverRoutes } from './recover.tsx'
import { NotFound } from './reply.ts'
import { type Ask, grantOf, type PageOf, type Place, type RoomRoutes, type Route } from './route.ts'
import { send, sendPage, wantsJson } from './send.ts'
import { sessionOf, siteOf } from './session.ts'
import { sessionLeftRoutes } from './session-left.ts'
import { SignIn } from './sign-in.ts'
import { signInPageOf } from './sign-in-reply.tsx'
import { StandingSessions } from './standing-sessions.ts'
import { CannotBeKept, jsonTrouble, quietTrouble, statusOf, troublePage, WrongMark } from './trouble.ts'
import { NotFoundPage } from './trouble-pages.tsx'
import { Measure, type Visitor, visitorOf, visitSeconds } from './visitor.ts'
import { withoutSignalRoutes } from './without-signal.tsx'

/** What the web is made of. */
export type WebParts = {
  readonly config: Config & { readonly secret: string }
  readonly database: Database
  readonly partnership: PartnershipId
  readonly rooms: readonly RoomRoutes[]
  /** Every grant of the access matrix, so that a route without a row stops the program. */
  readonly granted: ReadonlySet<string>
  readonly log: Log
  readonly ready: () => Promise<boolean>
  /** The database as the role of those without an account (gt_public), for the pages anybody may send. */
  readonly visitors?: Database['door']
  /** Doors for other programs, which have no session: each knows whom it lets in. */
  readonly programs?: readonly ((app: FastifyInstance) => void)[]
}

/**
 * The web: every route of every room, signing in and out, the assets, health. Refuses to start when a route that is not open has no row in the
 * access matrix. Give it a port with `listen`.
 */
export const buildApp = async (parts: WebParts): Promise<FastifyInstance> => {
  const { config, log } = parts
  const web = new Web(parts)
  const app = fastify({
    logger: false,
    bodyLimit: 1_048_576,
    genReqId: requestId,
    requestTimeout: 30_000,
    // Only what these say of who is asking is believed: anybody can send a header.
    trustProxy: config.GT_TRUSTED_PROXIES ?? false,
    // An address that cannot be read reaches no hook and no route: it has the page of every other address that is none.
    frameworkErrors: (_error, request, reply) => void web.unreadable(request, reply),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  })
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: 1_048_576 })
  acceptFiles(app, request => (request.routeOptions.config as { route?: Route }).route?.files ?? false)
  // A school or a hospital shares one address, so the measure is the session where one was looked up and stands; it slows, and never refuses for long. A
  // cookie that was made up counts as its address does, and signing in is measured by address alone, since whoever guesses passwords may send any cookie.
  let toldSlowed = -1000
  await app.register(rateLimit, {
    max: 1200,
    timeWindow: '1 minute',
    onExceeded: request => {
      // At most one line a second: whoever floods the web must not flood the log.
      if (performance.now() - toldSlowed < 1000) return
      toldSlowed = performance.now()
      log.warn('too many requests', { request: request.id, route: request.routeOptions.url ?? 'none', client: request.ip })
    },
    keyGenerator: request => (measuredByAddress.test(request.routeOptions.url ?? '') ? undefined : web.standingKey(request)) ?? request.ip,
  })
  securityHeaders(app, secure(config))
  const routes = [...web.ownRoutes(), ...parts.rooms.flatMap(room => room.routes)]
  const unlisted = routes.filter(route => !route.open && !parts.granted.has(grantOf(route)))
  if (unlisted.length > 0)
    throw new Error(`routes without a row in the access matrix: ${unlisted.map(r => `${r.method} ${r.url}`).join(', ')}`)
  for (const route of routes)
    app.route({
      method: route.method,
      url: route.url,
      config: { route } as FastifyContextConfig,
      // Whoever signs in again may bring along what they had typed.
      ...(route.url.startsWith('/sign-in') ? { bodyLimit: 2_097_152 } : {}),
      ...(route.files
        ? {
            bodyLimit: route.open ? largestOpenForm : largestForm,
            // Nobody fills our memory with a made-up cookie: the session, or on an open page the visit, is looked up before the body is read.
            onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
              if (!(await (route.open ? web.visits(request, reply) : web.whoAsks(request)))) throw new WrongMark()
            },
          }
        : {}),
      handler: (request, reply) => web.answer(route, request, reply),
    })
  for (const asset of assets)
    app.get(asset.url, (_request, reply) =>
      reply.header('cache-control', assetCacheControl).type(asset.contentType).send(Buffer.from(asset.body)),
    )
  app.get('/theme/*', async (_request, reply) => {
    const theme = themeOf(await web.profile())
    return reply.header('cache-control', assetCacheControl).type('text/css; charset=utf-8').send(theme.css)
  })
  for (const program of parts.programs ?? []) program(app)
  app.get('/health/live', async (_request, reply) => reply.send({ live: true }))
  app.get('/health/ready', async (_request, reply) =>
    (await parts.ready()) ? reply.send({ ready: true }) : reply.code(503).send({ ready: false }),
  )
  app.get('/api/openapi.json', async (_request, reply) => reply.send(describe(routes)))
  app.setNotFoundHandler((request, reply) => web.trouble(new NotFound(), request, reply))
  app.setErrorHandler((error, request, reply) => web.trouble(error, request, reply))
  app.addHook('onResponse', (request, reply, done) => {
    log.debug('answered', {
      request: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    })
    done()
  })
  return app
}

/** The ways in, where whoever guesses may send any cookie. */
const measuredByAddress = /^\/(sign-in|begin|recover)(\/|$)/

const secure = (config: Config): boolean => config.GT_ADDRESS?.startsWith('https:') ?? false

/** The door reads the clock; everything behind it is given the moment. */
const clock = (): Moment => momentOf(Temporal.Now.instant())

class Web {
  readonly #parts: WebParts
  readonly #profile: ReturnType<typeof profiles>
  readonly #navigation: readonly Place[]
  readonly #measure = new Measure()
  readonly #standing = new StandingSessions()

  constructor(parts: WebParts) {
    this.#parts = parts
    this.#profile = profiles(parts.database)
    this.#navigation = parts.rooms.flatMap(room => room.navigation)
  }

  profile() {
    return this.#profile(this.#parts.partnership)
  }

  ownRoutes(): Route[] {
    return [
      ...new SignIn(this.#parts).routes(),
      ...beginRoutes(this.#parts),
      ...recoverRoutes(this.#parts),
      ...lockRoutes(this.#parts),
      ...sessionLeftRoutes(this.#parts),
      ...withoutSignalRoutes(this.#parts),
    ]
  }

  async answer(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { config } = this.#parts
    const mark = this.#mark(request, reply)
    if (route.method === 'POST' && !this.#fromOurOwnPage(request, mark)) await this.#fromAnEarlierSession(request)
    // An address keeps nothing: what no text of the database can hold is asked about with a mark in its place.
    const params = route.params.safeParse(showable(request.params as Typed))
    const query = route.query.safeParse(showable(request.query as Typed))
    if (!params.success || !query.success) throw new NotFound()
    const refused = unkeepable(request.body)
    if (refused.length > 0) throw new CannotBeKept(refused)
    const typed = typedFrom(request.body)
    const profile = await this.profile()
    const asker = this.#askerOf(request)
    let actor: Actor | null = null
    const now = clock()
    const ask: Ask = {
      params: params.data as Record<string, string>,
      query: query.data as Record<string, unknown>,
      typed,
      form: parseForm(route.body, typed),
      commandId: commandIdFrom(typed, request),
      csrf: mark.mark,
      now,
      today: dayOf(now),
      request: request.id,
      settings: profile.profile,
      newCommandId: () => newId<CommandId>(),
      visitor: this.#visitor(request, reply),
      session: sessionOf(config, this.#parts.partnership, request, reply),
      files: filesOf(request),
      scanner: config.CLAMD !== undefined,
      tx: async (work, purpose = route.words) => {
        if (!asker) throw new NotSignedIn()
        return this.#parts.database.withActor(
          asker,
          { purpose, route: `${route.method} ${route.url}`, request: request.id },
          async (tx: Tx) => {
            this.#stood(request)
            // Seen by whoever shows the page next, even when the route refuses: a page that is not found still says who is signed in.
            actor = tx.actor
            if (!route.open && !tx.actor.grants.has(grantOf(route))) throw new NotFound()
            return work(tx)
          },
        )
      },
      page: page =>
        framed(page, {
          profile,
          actor,
          csrf: mark.mark,
          nonce: nonceOf(reply),
          url: request.url.split('?')[0] ?? '/',
          navigation: this.#navigation,
        }),
      actor: () => {
        if (!actor) throw new NotSignedIn()
        return actor
      },
    }
    const answer = await route.handle(ask)
    if (!route.open && !actor) throw new Error(`the route ${route.method} ${route.url} answered without asking who is asking`)
    return send(answer, request, reply)
  }

  /** Every trouble has one page: what happened, what to do, and a reference where it is ours to look into. Nothing of the record, nothing of the fault. */
  async trouble(thrown: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const error = thrown instanceof NotSignedIn && (await this.#isHidden(request).catch(() => false)) ? new ScreenHidden() : thrown
    const status = statusOf(error)
    const cookie = request.cookies?.[cookieNames(secure(this.#parts.config)).session]
    if (thrown instanceof NotSignedIn && cookie !== undefined) this.#standing.ended(cookie)
    if (status >= 500)
      this.#parts.log.error('fault', { request: request.id, route: request.routeOptions.url ?? 'none', ...faultFields(error) })
    if (wantsJson(request))
      return error instanceof CannotBeKept
        ? reply
            .code(status)
            .send({ error: 'send text without NUL and without half a character', fields: error.fields, reference: request.id })
        : reply.code(status).send({ error: jsonTrouble(status), reference: request.id })
    if ((error instanceof NotSignedIn || error instanceof ScreenHidden) && request.method === 'GET')
      return reply
        .code(303)
        .header('location', `${error instanceof ScreenHidden ? '/locked' : '/sign-in'}?to=${encodeURIComponent(request.url)}`)
        .send()
    const mark = this.#mark(request, reply)
    const around = {
      profile: await this.profile().catch(() => ({ name: 'Golden Thread', profile: {} })),
      actor: null,
      csrf: mark.mark,
      nonce: nonceOf(reply),
      url: '',
      navigation: [],
    }
    const actor = await this.whoAsks(request).catch(() => null)
    const page =
      (error instanceof NotSignedIn && (await this.#signedOut(request, mark.mark).catch(() => null))) || troublePage(error, status, request)
    const shown = readsQuietly(actor) || (isQuietPath(request.url) && !actor) ? quietTrouble(page, status) : page
    return sendPage(framed(shown, { ...around, actor, navigation: this.#navigation }), status, reply)
  }

  /** An address that cannot be read at all: the page of one that does not exist, for nobody in particular, since no cookie has been read. */
  async unreadable(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    protect(reply, secure(this.#parts.config))
    if (wantsJson(request)) return reply.code(404).send({ error: jsonTrouble(404), reference: request.id })
    const profile = await this.profile().catch(() => ({ name: 'Golden Thread', profile: {} }))
    const around = { profile, actor: null, csrf: '', nonce: nonceOf(reply), url: '', navigation: [] }
    return sendPage(framed({ title: 'Page not found', children: h(NotFoundPage, { quiet: false }) }, around), 404, reply)
  }

  /** Who is signed in behind a request; null without a session's cookie. Refuses (NotSignedIn) a cookie of no session that stands. */
  async whoAsks(request: FastifyRequest): Promise<Actor | null> {
    const asker = this.#askerOf(request)
    if (!asker) return null
    return this.#parts.database.withActor(asker, { purpose: 'who is signed in', route: 'none', request: request.id }, async tx => {
      this.#stood(request)
      return tx.actor
    })
  }

  /** Is there a visitor behind a request whose visit stands? Refuses (TooOften) an address that sends more files than a visitor would. */
  async visits(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const visitor = this.#visitor(request, reply)
    if (!(await visitor.stands())) return false
    visitor.measured('file', mostOpenFiles)
    return true
  }

  /** Who asks by the cookie of a request; null where none of ours came. */
  #askerOf(request: FastifyRequest): Extract<Asker, { by: 'session' }> | null {
    const { config, partnership } = this.#parts
    return askerFrom(request.cookies?.[cookieNames(secure(config)).session], config.GT_IDLE_SECONDS, partnership)
  }

  async #isHidden(request: FastifyRequest): Promise<boolean> {
    const asker = this.#askerOf(request)
    return asker !== null && isHidden(this.#parts, asker)
  }

  /** Under what a request is counted where its session was found to stand; undefined where it is counted by its address. */
  standingKey(request: FastifyRequest): string | undefined {
    return this.#standing.keyOf(request.cookies[cookieNames(secure(this.#parts.config)).session])
  }

  #stood(request: FastifyRequest): void {
    const cookie = request.cookies[cookieNames(secure(this.#parts.config)).session]
    if (cookie !== undefined) this.#standing.stood(cookie)
  }

  /** The mark of this visitor's forms: bound to the session where there is one, otherwise to a cookie of its own. */
  #mark(request: FastifyRequest, reply: FastifyReply): { mark: string; cookie: string } {
    const { config } = this.#parts
    const names = cookieNames(secure(config))
    let bound = request.cookies[names.session] ?? request.cookies[names.form]
    if (!bound) {
      bound = randomBytes(16).toString('base64url')
      reply.setCookie(names.form, bound, cookieOptions(secure(config)))
    }
    return { mark: formMark(config.secret, bound), cookie: bound }
  }

  #visitor(request: FastifyRequest, reply: FastifyReply): Visitor {
    const { config, partnership, visitors = noVisitors } = this.#parts
    const name = cookieNames(secure(config)).visit
    const options = cookieOptions(secure(config))
    return visitorOf(
      partnership,
      visitors,
      {
        held: request.cookies[name],
        set: secret => void reply.setCookie(name, secret, { ...options, maxAge: visitSeconds }),
        clear: () => void reply.clearCookie(name, options),
      },
      { address: request.ip, measure: this.#measure },
    )
  }

  /**
   * A form whose page was shown to an earlier session of the very account that sends it now, which has signed in again meanwhile, is taken as any other, so that
   * no word is lost. Where nobody is signed in any more the form is answered as such. Refuses (WrongMark) whatever is of no page of ours, or of somebody else's.
   */
  async #fromAnEarlierSession(request: FastifyRequest): Promise<void> {
    const before = fromElsewhere(request) ? null : markedSession(this.#parts.config.secret, markOf(request))
    const whose = before && (await this.#whose(before))
    if (!whose) throw new WrongMark()
    const now = this.#sessionHash(request)
    const account = now && (await this.#whose(now))
    if (account && account !== whose) throw new WrongMark()
    if (!account) throw new NotSignedIn()
  }

  /** Whose session this is or was. */
  async #whose(hash: Buffer): Promise<string | null> {
    const [row] = await this.#parts.database.door<{ account: string | null }>('select gt.session_of_whom($1, $2) as account', [
      this.#parts.partnership,
      hash,
    ])
    return row?.account ?? null
  }

  #sessionHash(request: FastifyRequest): Buffer | null {
    return this.#askerOf(request)?.hash ?? null
  }

  /** The page of somebody whose session is over, in the middle of a form: they sign in on it, and what they typed comes back to them. */
  async #signedOut(request: FastifyRequest, csrf: string): Promise<PageOf | null> {
    const { config } = this.#parts
    const hash = this.#sessionHash(request) ?? markedSession(config.secret, markOf(request))
    const account = hash && (await this.#whose(hash))
    if (!account) return null
    const { labels } = (request.routeOptions.config as { route?: Route }).route ?? { labels: {} }
    const kept = keepWords(config.secret, { account, action: request.url, typed: typedFrom(request.body), labels })
    return kept === null
      ? null
      : signInPageOf({ csrf, to: isQuietPath(request.url) ? quietHome : '/', kept, passkeys: siteOf(config.GT_ADDRESS, request) !== null })
  }

  #fromOurOwnPage(request: FastifyRequest, mark: { cookie: string }): boolean {
    return !fromElsewhere(request) && markHolds(this.#parts.config.secret, mark.cookie, markOf(request))
  }
}

/** Does the browser say that a page of another site sent this? */
const fromElsewhere = (request: FastifyRequest): boolean => {
  const site = request.headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

/** The mark that came with a request. */
const markOf = (request: FastifyRequest): unknown => request.headers['x-form-mark'] ?? (request.body as { csrf?: unknown } | null)?.csrf

const noVisitors: Database['door'] = () => Promise.reject(new Error('this web was opened without a door for visitors'))

const commandIdFrom = (typed: Typed, request: FastifyRequest): string => {
  const given = request.headers['idempotency-key'] ?? typed['commandId']
  return typeof given === 'string' && isId(given) ? given : newId<CommandId>()
}

const nonceOf = (reply: FastifyReply): string => (reply as FastifyReply & { nonce: string }).nonce
