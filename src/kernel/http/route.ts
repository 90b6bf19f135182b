import type { VNode } from 'preact'
import { z } from 'zod'
import type { PageProps, Typed } from '../../design-system/index.ts'
import type { Day, Moment } from '../../guidance/index.ts'
import type { Actor, Tx } from '../db/with-actor.ts'
import type { Arrived } from '../documents/index.ts'
import type { Labels } from './declared.ts'
import type { Parsed } from './form.ts'
import type { PublishedSettings } from './frame.ts'
import type { Reply } from './reply.ts'
import type { SessionOf } from './session.ts'
import type { Visitor } from './visitor.ts'

const nothing = z.object({})

/** What a page says of itself; the frame (partnership, reader, navigation, nonce) is put around it. */
export type PageOf = Pick<PageProps, 'title' | 'children'> &
  Partial<Pick<PageProps, 'errors' | 'way' | 'notice' | 'wide' | 'safeExit' | 'islands' | 'quiet' | 'manifest'>> & {
    /** The page of somebody whose pages are quiet, who chose that theirs need not be. */
    readonly plain?: boolean
  }

/** A request as a route sees it: everything parsed, nothing of the framework. */
export type Ask<Params = Record<string, string>, Query = Record<string, unknown>, Body = unknown> = {
  readonly params: Params
  readonly query: Query
  /** What was posted, as it was typed: it comes back with the errors. */
  readonly typed: Typed
  /** What was posted, parsed by the route's own schema. */
  readonly form: Parsed<Body>
  /** The id under which what was posted is done once. */
  readonly commandId: string
  readonly csrf: string
  readonly now: Moment
  readonly today: Day
  readonly request: string
  /** The partnership's published settings: its own words, colours and numbers to ring. */
  readonly settings: PublishedSettings
  /** Runs work in one transaction as whoever is asking; refuses those whose role the matrix does not let through this route. */
  readonly tx: <T>(work: (tx: Tx) => Promise<T>, purpose?: string) => Promise<T>
  /** The files that came with the form, on a route that takes them. */
  readonly files: readonly Arrived[]
  /** Is a virus scanner set up here? Without one documents stay closed. */
  readonly scanner: boolean
  /** Whoever asks without an account, on an open page. */
  readonly visitor: Visitor
  /** The session that asks, for pages about signing in. */
  readonly session: SessionOf
  /** The page with its frame, for whoever asked (after `tx`), or for anybody. */
  readonly page: (page: PageOf) => VNode
  readonly actor: () => Actor
  /** A fresh id for a form that is shown for the first time. */
  readonly newCommandId: () => string
}

/**
 * One route: a page (or a change that leads to one) with its JSON, by one handler. `open` is for anybody; every other route has a row
 * `page,<METHOD> <url>` in the access matrix, without which the program does not start.
 */
export type Route = {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly words: string
  readonly open: boolean
  readonly params: z.ZodType
  readonly query: z.ZodType
  readonly body: z.ZodType
  /** What the fields of its form are called on their page, for pages that show what was typed when something went wrong. */
  readonly labels: Labels
  /** Does its form bring files? */
  readonly files: boolean
  // biome-ignore lint/suspicious/noExplicitAny: a handler takes its own parameters (contravariant); the registry checks them by the schemas beside it
  readonly handle: (ask: any) => Promise<Reply>
}

/** Declares a route. `words`: what it is, for the matrix, the log and the API's description. `labels`: those its form declares (`declareForm`). */
export const route = <
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = typeof nothing,
>(spec: {
  method: Route['method']
  url: string
  words: string
  open?: true
  params?: P
  query?: Q
  body?: B
  labels?: Labels
  files?: true
  handle: (ask: Ask<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Reply>
}): Route => ({
  method: spec.method,
  url: spec.url,
  words: spec.words,
  open: spec.open ?? false,
  params: spec.params ?? nothing,
  query: spec.query ?? nothing,
  body: spec.body ?? nothing,
  labels: spec.labels ?? {},
  files: spec.files ?? false,
  handle: spec.handle,
})

/**
 * A place in the navigation. `besides`: a page from which whoever has it gets there, so that their navigation need not hold it. `within`: a
 * place whose page shows this one as a tab beside it, so that the bar stays one row for whoever has both; `unless`: a page whose readers come
 * here so often that it stands in their bar all the same.
 */
export type Place = {
  readonly text: string
  readonly href: string
  readonly besides?: string
  readonly within?: string
  readonly unless?: string
}

/** What a room brings to the web: its routes, and where it stands in the navigation (shown to those the matrix lets in). */
export type RoomRoutes = {
  readonly routes: readonly Route[]
  readonly navigation: readonly Place[]
}

/** The grant that lets a role through a route. */
export const grantOf = (route: Pick<Route, 'method' | 'url'>): string => `anyone/page:${route.method} ${route.url}`
