import { createHash } from 'node:crypto'
import { z } from 'zod'
import { asset, assetUrl } from '../../design-system/index.ts'
import type { WebParts } from './app.ts'
import { json, plain, show } from './reply.ts'
import { type Route, route } from './route.ts'

/** Where the page is that opens without signal. */
export const withoutSignal = '/without-signal'

/** What is known of what was taken along: the digest of a token that the phone alone holds. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

const tokenForm = z.object({ token: z.string().regex(/^[\w-]{43}$/) })

/** The page as it is kept on the phone: the same for everybody, and nothing of anybody in it. */
const Shell = () => (
  <>
    <h1 class="govuk-heading-l">Today’s visits</h1>
    <div data-without-signal>
      <p class="govuk-body">
        This page opens what you have taken along, also where there is no signal. It needs a browser that runs scripts; with signal,{' '}
        <a class="govuk-link" href="/visits/today">
          today’s visits
        </a>{' '}
        are open to you without.
      </p>
    </div>
  </>
)

/**
 * The page that a phone keeps and opens without signal, the script that keeps it, and what a phone that comes back to signal asks before anything else: does
 * what it holds still stand? All of it is for anybody: none of it says anything of anybody.
 */
export const withoutSignalRoutes = ({ database, partnership }: Pick<WebParts, 'database' | 'partnership'>): Route[] => [
  route({
    method: 'GET',
    url: withoutSignal,
    words: 'today’s visits, without signal',
    open: true,
    handle: async ask =>
      show(ask.page({ title: 'Today’s visits', children: <Shell />, islands: ['without-signal.js'], manifest: `${withoutSignal}/app` })),
  }),
  route({
    method: 'GET',
    url: `${withoutSignal}/worker`,
    words: 'what keeps the page that opens without signal',
    open: true,
    handle: async () =>
      plain(asset('without-signal-worker.js').body, 'text/javascript; charset=utf-8', { 'service-worker-allowed': withoutSignal }),
  }),
  route({
    method: 'GET',
    url: `${withoutSignal}/app`,
    words: 'what a phone needs to put the page beside its other programs',
    open: true,
    handle: async () =>
      plain(
        Buffer.from(
          JSON.stringify({
            name: 'Golden Thread: today’s visits',
            short_name: 'Visits',
            id: withoutSignal,
            start_url: withoutSignal,
            scope: withoutSignal,
            display: 'standalone',
            icons: [{ src: assetUrl('mark.svg'), sizes: 'any', type: 'image/svg+xml' }],
          }),
        ),
        'application/manifest+json',
      ),
  }),
  route({
    method: 'POST',
    url: `${withoutSignal}/stands`,
    words: 'does what was taken along still stand',
    open: true,
    body: tokenForm,
    handle: async ask => {
      if (!ask.form.ok) return json({ stands: false })
      const [row] = await database.door<{ stands: boolean }>('select gt.taken_along_stands($1, $2) as stands', [
        partnership,
        tokenHash(ask.form.data.token),
      ])
      return json({ stands: row?.stands === true })
    },
  }),
  route({
    method: 'POST',
    url: `${withoutSignal}/gone`,
    words: 'what was taken along has been destroyed',
    open: true,
    body: tokenForm,
    handle: async ask => {
      if (ask.form.ok) await database.door('select gt.taken_along_gone($1, $2)', [partnership, tokenHash(ask.form.data.token)])
      return json({ gone: true })
    },
  }),
]
