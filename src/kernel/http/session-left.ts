import type { WebParts } from './app.ts'
import { isHidden } from './lock.ts'
import { json } from './reply.ts'
import { type Route, route } from './route.ts'

/**
 * How long a session still lasts, for the page that warns before it is over and for one that goes on after signing in again. Asking does not keep it open;
 * saying that one is there does. In seconds: `left` until it ends if nobody asks for anything, `atMost` until it ends however busy it is.
 */
export const sessionLeftRoutes = ({ database, partnership }: Pick<WebParts, 'database' | 'partnership'>): Route[] => [
  route({
    method: 'GET',
    url: '/session',
    words: 'how long a session lasts',
    open: true,
    handle: async ask => {
      const { hash, idleSeconds } = ask.session
      const [row] = hash
        ? await database.door<{ account_id: string; seconds: number; at_most: number }>(
            'select * from gt.session_left($1, $2, make_interval(secs => $3))',
            [partnership, hash, idleSeconds],
          )
        : []
      const stands = row !== undefined && row.seconds > 0
      return json({
        left: row?.seconds ?? 0,
        atMost: row?.at_most ?? 0,
        account: stands ? row.account_id : null,
        csrf: ask.csrf,
        // For a window that hears from another one that the screen is shown again.
        hidden: stands && (await isHidden({ database, partnership }, ask.session)),
      })
    },
  }),
  route({
    method: 'POST',
    url: '/session',
    words: 'staying signed in',
    open: true,
    handle: async ask => {
      await ask.tx(async () => {})
      return json({ stays: true })
    },
  }),
]
