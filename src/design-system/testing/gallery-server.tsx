import { randomBytes } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { assetCacheControl, assets } from '../assets.ts'
import type { GalleryPage } from '../gallery.tsx'
import { galleryPages } from '../gallery.tsx'
import { renderPage } from '../page.tsx'
import { partnershipTheme } from '../theme.ts'

/** What the draft address answers next, and what it has been sent. */
export type Drafts = { answer: { status: number; body: unknown }; readonly received: URLSearchParams[] }

/** The content security policy under which the gallery is tried: nothing inline, nothing from elsewhere. */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')

function answer(request: IncomingMessage, response: ServerResponse, drafts: Drafts) {
  const path = new URL(request.url ?? '/', 'http://gallery.test').pathname
  const send = (status: number, type: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
    response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff', ...headers }).end(body)

  if (request.method === 'POST' && path.startsWith('/drafts/')) {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      drafts.received.push(new URLSearchParams(Buffer.concat(parts).toString('utf8')))
      send(drafts.answer.status, 'application/json', JSON.stringify(drafts.answer.body))
    })
    return
  }
  const asset = assets.find(({ url }) => url === path)
  if (asset) return send(200, asset.contentType, asset.body, { 'cache-control': assetCacheControl })
  const theme = partnershipTheme()
  if (path === theme.href) return send(200, 'text/css', theme.css)
  const page = galleryPages[path.slice(1) as GalleryPage]
  if (!page) return send(404, 'text/plain', 'not here')
  const nonce = randomBytes(16).toString('base64')
  return send(200, 'text/html; charset=utf-8', renderPage(page({ nonce })), { 'content-security-policy': policy(nonce) })
}

/** Serves the gallery on a free port of this machine. */
export async function startGallery(): Promise<{ readonly address: string; readonly drafts: Drafts; readonly stop: () => Promise<void> }> {
  const drafts: Drafts = { answer: { status: 200, body: { savedAt: '14:06', version: '2' } }, received: [] }
  const server: Server = createServer((request, response) => answer(request, response, drafts))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    drafts,
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
