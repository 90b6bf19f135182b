import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'

/**
 * The headers of every answer (reliability test T21): nothing inline runs without this answer's nonce, nothing comes from elsewhere, nobody frames us,
 * no page about a child is kept by a browser, no address of ours is told to another site.
 */
export const securityHeaders = (app: FastifyInstance, secure: boolean): void => {
  app.decorateReply('nonce', '')
  app.addHook('onRequest', (_request, reply, done) => {
    protect(reply, secure)
    done()
  })
}

/** Puts them on one answer; for one that no hook has seen, because its address could not even be read. */
export const protect = (reply: FastifyReply, secure: boolean): void => {
  const nonce = randomBytes(16).toString('base64')
  Object.assign(reply, { nonce })
  reply.headers({
    'content-security-policy': [
      "default-src 'none'",
      `script-src 'self' 'nonce-${nonce}'`,
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "object-src 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'x-frame-options': 'DENY',
    'cache-control': 'no-store',
    ...(secure ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  })
}
