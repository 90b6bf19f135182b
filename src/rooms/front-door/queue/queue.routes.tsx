import { z } from 'zod'
import { show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import { QueuePage } from './queue.page.tsx'
import { readQueue, shownOf } from './queue.queries.ts'

const query = z.object({
  show: z.enum(shownOf).catch('all'),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
})

/** The queue of The Bridge. */
export const queueRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/bridge',
    words: 'the queue of The Bridge',
    query,
    handle: async ask => {
      const { page } = ask.query
      const { counts, rows } = await ask.tx(tx => readQueue(tx, { ...ask.query, today: ask.today }))
      return show(
        ask.page({
          title: 'The Bridge: what waits',
          wide: true,
          children: (
            <QueuePage counts={counts} rows={rows} show={ask.query.show} page={page} today={ask.today} account={ask.actor().account} />
          ),
        }),
        { json: { counts, show: ask.query.show, page, concerns: rows } },
      )
    },
  }),
]
