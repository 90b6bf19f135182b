import { verify } from '@node-rs/argon2'
import { h } from 'preact'
import { z } from 'zod'
import type { WebParts } from './app.ts'
import { HiddenScreenPage } from './hidden-screen.tsx'
import { unhideForm } from './hidden-screen-form.ts'
import { go, isOwnPath, type Reply, show } from './reply.ts'
import { type Ask, type Route, route } from './route.ts'

const query = z.object({ to: z.string().max(2000).optional() })

type Hidden = { account_id: string; password_hash: string | null; locked_until: string | null }
type Session = { readonly hash: Buffer | null; readonly idleSeconds: number }

/** The database was asked by a session whose screen is hidden: nothing is answered until its owner has shown their password. */
export class ScreenHidden extends Error {
  constructor() {
    super('the screen of this session is hidden')
  }
}

/** The session as it is while hidden; nothing where it is not hidden, or does not stand. */
const hiddenSession = async (
  { database, partnership }: Pick<WebParts, 'database' | 'partnership'>,
  { hash, idleSeconds }: Session,
): Promise<Hidden | undefined> =>
  hash
    ? (
        await database.door<Hidden>('select * from gt.hidden_session($1, $2, make_interval(secs => $3))', [partnership, hash, idleSeconds])
      )[0]
    : undefined

/** Is the screen of this session hidden? Asked only where nobody was found to be signed in. */
export const isHidden = async (parts: Pick<WebParts, 'database' | 'partnership'>, session: Session): Promise<boolean> =>
  (await hiddenSession(parts, session)) !== undefined

const wrong = 'This is not your password'
const wait = 'Wait a little before you try again: the password was wrong several times'

/**
 * Hiding the screen, and showing it again with the password. While it is hidden the session answers nothing, in any window: what was on the screen cannot
 * be had back by going back, by an address, or by a program. Wrong passwords count as they do for signing in.
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
        const hidden = await hiddenSession(parts, ask.session)
        if (!hidden) {
          // Either it was shown already, in another window, or the session is over: whoever is not signed in is told so.
          await ask.tx(async () => undefined)
          return go(to)
        }
        if (!ask.form.ok) return page(ask, to, ask.form.errors[0]?.message)
        if (hidden.locked_until !== null && hidden.locked_until > ask.now) return page(ask, to, wait)
        if (hidden.password_hash === null || !(await verify(hidden.password_hash, ask.form.data.password))) {
          await database.door('select gt.sign_in_failed($1, $2)', [partnership, hidden.account_id])
          return page(ask, to, wrong)
        }
        const [shown] = await database.door<{ shown: boolean }>('select gt.show_session($1, $2, make_interval(secs => $3)) as shown', [
          partnership,
          ask.session.hash,
          ask.session.idleSeconds,
        ])
        return shown?.shown ? go(to) : page(ask, to, wait)
      },
    }),
  ]
}

/** Only a path of our own is gone to; anything else leads to the start page. */
const pathFrom = (to: unknown): string => (typeof to === 'string' && isOwnPath(to) ? to : '/')
