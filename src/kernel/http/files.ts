import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Arrived, largestDocument } from '../documents/index.ts'

/** How large a form with files may be: the largest document, and what is written beside it. */
export const largestForm = largestDocument + 1_048_576

/** The largest file of somebody who has not signed in, in bytes (our own choice: 10 MB, a photograph of a telephone), and how large a form with it may be. */
export const largestOpenFile = 10 * 1024 * 1024
export const largestOpenForm = largestOpenFile + 65_536
/** How often one address may send a form with a file without having signed in. */
export const mostOpenFiles = { most: 30, seconds: 600 } as const

const arrived = new WeakMap<FastifyRequest, readonly Arrived[]>()

/** The files that came with a form, as they came: nothing is known of them yet. */
export const filesOf = (request: FastifyRequest): readonly Arrived[] => arrived.get(request) ?? []

/** A form with files where none are taken, or one that cannot be read. */
class NoSuchForm extends Error {
  readonly statusCode: number
  constructor(statusCode: 400 | 415) {
    super('a form with files that cannot be taken')
    this.statusCode = statusCode
  }
}

/** Lets the routes that say so take forms with files (multipart, RFC 7578). `takes`: does the route of this request? */
export const acceptFiles = (app: FastifyInstance, takes: (request: FastifyRequest) => boolean): void => {
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    if (!takes(request)) throw new NoSuchForm(415)
    const { fields, files } = await read(request.headers['content-type'] ?? '', body)
    arrived.set(request, files)
    return fields
  })
}

const read = async (type: string, body: Buffer): Promise<{ fields: Record<string, string | string[]>; files: Arrived[] }> => {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData().catch(() => {
    throw new NoSuchForm(400)
  })
  const fields: Record<string, string | string[]> = Object.create(null)
  const files: Arrived[] = []
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      const before = fields[name]
      fields[name] = before === undefined ? value : [before, value].flat()
      // A field for a file that nobody chose comes as a file without a name.
    } else if (value.name !== '' || value.size > 0) files.push({ name: value.name, content: Buffer.from(await value.arrayBuffer()) })
  }
  return { fields: { ...fields }, files }
}
