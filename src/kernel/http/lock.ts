import { verify } from '@node-rs/argon2'
import { h } from 'preact'
import { z } from 'zod'
import type { WebParts } from './app.ts'
import { HiddenScreenPage } from './hidden-screen.tsx'
import { unhideForm } from './hidden-screen-form.ts'
import { go, isOwnPath, type Reply, show } from './reply.ts'
import { type Ask, type Route, route } from './route.ts'

const query = z.object({ to: z.string().max(2000).optional() })

type Try = { password_hash: string | null; waits: boolean }
type Session = { readonly hash: Buffer | null; readonly idleSeconds: number }

/** The database was asked by a session whose screen is hidden: nothing is answered until its owner has shown their password. */
export class ScreenHidden extends Error {
  constructor() {
    super('the screen of this session is hidden')
  }
}

/** Is the screen of this session hidden? Asked only where nobody was found to be signed in. */
export const isHidden = async (
  { database, partnership }: Pick<WebParts, 'database' | 'partnership'>,
  { hash, idleSeconds }: Session,
): Promise<boolean> =>
  hash !== null &&
  (await database.door('select 1 from gt.hidden_session($1, $2, make_interval(secs => $3))', [partnership, hash, idleSeconds])).length > 0

const wrong = 'This is not your password'
const wait = 'Wait a little before you try again: the password was wrong several times'

/**
 * Hiding the screen, and showing it again with the password. While it is hidden the session answers nothing, in any window: what was on the screen cannot
 * be had back by going back, by an address, or by a program. Wrong passwords count for this session alone.
 */
export const lockRoutes = (parts: WebParts): Route[] => {
  const { database, partnership } = parts
  const page = (ask: Pick<Ask, 'page' | 'csrf'>, to: string, message?: string): Reply => {
    const errors = message === undefined ? [] : [{ field: 'password', message }]
    return show(ask.page({ title: 'Hidden', errors, children: h(HiddenScreenPage, { csrf: ask.csrf, to, form: { typed: {}, errors } }) }), {
      status: message === undefined ? 200 : 422,
      json: { hidden: true, errors },
    })
  }
  return [
    route({
      method: 'POST',
      url: '/lock',
      words: 'hide the screen',
      open: true,
      handle: async ask => {
        const { hash, idleSeconds } = ask.session
        if (hash) await database.door('select gt.hide_session($1, $2, make_interval(secs => $3))', [partnership, hash, idleSeconds])
        return go(`/locked?to=${encodeURIComponent(pathFrom(ask.typed['to']))}`)
      },
    }),
    route({
      method: 'GET',
      url: '/locked',
      words: 'the hidden screen',
      open: true,
      query,
      handle: async ask => {
        const to = pathFrom(ask.query.to)
        return (await isHidden(parts, ask.session)) ? page(ask, to) : go(to)
      },
    }),
    route({
      method: 'POST',
      url: '/unlock',
      words: 'show the screen again',
      open: true,
      body: unhideForm.schema,
      labels: unhideForm.labels,
      handle: async ask => {
        const to = pathFrom(ask.typed['to'])
        if (!(await isHidden(parts, ask.session))) {
          // Either it was shown already, in another window, or the session is over: whoever is not signed in is told so.
          await ask.tx(async () => undefined)
          return go(to)
        }
        if (!ask.form.ok) return page(ask, to, ask.form.errors[0]?.message)
        const session = [partnership, ask.session.hash, ask.session.idleSeconds]
        const [one] = await database.door<Try>('select * from gt.unhide_try($1, $2, make_interval(secs => $3))', session)
        if (one?.waits) return page(ask, to, wait)
        if (!one?.password_hash || !(await verify(one.password_hash, ask.form.data.password))) return page(ask, to, wrong)
        await database.door('select gt.show_session($1, $2, make_interval(secs => $3))', session)
        return go(to)
      },
    }),
  ]
}

/** Only a path of our own is gone to; anything else leads to the start page. */
const pathFrom = (to: unknown): string => (typeof to === 'string' && isOwnPath(to) ? to : '/')
