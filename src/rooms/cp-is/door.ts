import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Moment } from '../../guidance/index.ts'
import type { Database } from '../../kernel/db/with-actor.ts'
import type { PartnershipId } from '../../thread/ids.ts'
import { attendedBy } from './notice.ts'

const hashed = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * The door by which the NHS sends notices of attendances: `POST /cp-is/notices`, JSON, with the key it was given. It says what came of it (202 taken, 400 what
 * was not understood, 401 without the key) and never whether the child is known here. Without a key there is no such door. `now`: the
 * time of the machine, which only whoever starts the program asks.
 */
export const cpIsDoor =
  ({
    key,
    partnership,
    door,
    now,
  }: {
    readonly key: string | undefined
    readonly partnership: PartnershipId
    readonly door: Database['door']
    readonly now: () => Moment
  }) =>
  (app: FastifyInstance): void => {
    if (!key) return
    app.post(
      '/cp-is/notices',
      { bodyLimit: 16_384, config: { rateLimit: { max: 120, timeWindow: '1 minute' } } },
      async (request, reply) => {
        const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
        if (!timingSafeEqual(hashed(given), hashed(key)))
          return reply.code(401).header('www-authenticate', 'Bearer').send({ error: 'send the key' })
        const read = attendedBy(now()).safeParse(request.body)
        if (!read.success)
          return reply.code(400).send({
            error: 'the notice was not understood, and nothing was kept of it',
            fields: read.error.issues.flatMap(issue =>
              issue.code === 'unrecognized_keys'
                ? issue.keys.map(name => ({ field: [...issue.path, name].join('.'), says: 'is no field of a notice: leave it out' }))
                : [{ field: issue.path.join('.'), says: issue.message }],
            ),
          })
        await door('select gt.attendance_take($1, $2)', [partnership, JSON.stringify(read.data)])
        return reply.code(202).send({ notice: read.data.notice, taken: true })
      },
    )
  }
