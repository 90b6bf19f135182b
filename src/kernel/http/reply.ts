import type { VNode } from 'preact'
import { Refusal } from '../db/with-actor.ts'
import type { Opened } from '../documents/index.ts'

/** What a route answers with. A page carries the same facts as JSON for those who ask for that. */
export type Reply =
  | { readonly kind: 'page'; readonly page: VNode; readonly status: number; readonly json?: unknown }
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'json'; readonly body: unknown; readonly status: number }
  | { readonly kind: 'document'; readonly body: Uint8Array; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'leave'; readonly to: string }
  | { readonly kind: 'file'; readonly body: Uint8Array; readonly type: string; readonly name: string }

/** A page; `json` is what a program that asks for JSON gets in its place. Status 422 where a form has to be put right, 409 for a conflict. */
export const show = (page: VNode, more: { status?: number; json?: unknown } = {}): Reply => ({
  kind: 'page',
  page,
  status: more.status ?? 200,
  json: more.json,
})

/**
 * Is this a path of our own, and nothing that a browser would read as another site's address? Browsers drop tabs and line ends and read a backslash as a
 * slash, so anything but visible ASCII is no path (WHATWG URL, basic URL parser).
 */
export const isOwnPath = (to: string): boolean => /^\/(?!\/)[!-~]*$/.test(to) && !to.includes('\\')

/** After a change: see this page next (303), so that reloading it sends nothing again. Only paths of our own. */
export const go = (to: string): Reply => {
  if (!isOwnPath(to)) throw new Error('a redirect leads to a path of our own')
  return { kind: 'go', to }
}

/** Away from here, to a page of somebody else that says nothing of why: only by https, and only to an address that stands in the program. */
export const leave = (to: `https://${string}`): Reply => ({ kind: 'leave', to })

/** A document as the record keeps it, to be saved and never shown in place (`readDocument` gives the headers). */
export const hand = (opened: Opened): Reply => ({ kind: 'document', body: opened.content, headers: opened.headers })

/** A text of our own that a browser reads by itself, and asks for again before it uses a copy: a script, a manifest. */
export const plain = (body: Uint8Array, type: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  kind: 'document',
  body,
  headers: { 'content-type': type, 'cache-control': 'no-cache', ...headers },
})

/** Plain JSON. */
export const json = (body: unknown, status = 200): Reply => ({ kind: 'json', body, status })

/** Not found, or not allowed: nobody can tell which. */
export class NotFound extends Refusal {
  constructor() {
    super('not found')
  }
}

/** Too much of one thing from one address in a short time: a plain page says to wait, and what was typed is kept. */
export class TooOften extends Error {
  readonly statusCode = 429
  constructor() {
    super('too often')
  }
}
