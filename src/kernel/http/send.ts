import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderPage } from '../../design-system/index.ts'
import type { Reply } from './reply.ts'

/** Does a program ask, and no browser? */
export const wantsJson = (request: FastifyRequest): boolean => {
  const accept = request.headers.accept ?? ''
  return accept.includes('application/json') && !accept.includes('text/html')
}

/** Sends what a route answered: a page or the same facts as JSON, a way to go on, a document or a file. */
export const send = (answer: Reply, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  switch (answer.kind) {
    case 'page':
      if (wantsJson(request) && answer.json !== undefined) return reply.code(answer.status).send(answer.json)
      return sendPage(answer.page, answer.status, reply)
    case 'go':
      return wantsJson(request) ? reply.code(200).send({ next: answer.to }) : reply.code(303).header('location', answer.to).send()
    case 'leave':
      return reply.code(303).header('location', answer.to).send()
    case 'document':
      return reply.headers(answer.headers).send(Buffer.from(answer.body))
    case 'json':
      return reply.code(answer.status).send(answer.body)
    case 'file':
      return reply
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(answer.name)}`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .type(answer.type)
        .send(Buffer.from(answer.body))
  }
}

/** Sends a page. */
export const sendPage = (page: Parameters<typeof renderPage>[0], status: number, reply: FastifyReply): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').send(renderPage(page))
