import { z } from 'zod'
import { NotificationBanner } from '../../../design-system/index.ts'
import { matchingStep } from '../../../kernel/access/one-time-code.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { newSessionSecret, sessionHash } from '../../../kernel/http/cookies.ts'
import { go, isOwnPath, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { SessionOf } from '../../../kernel/http/session.ts'
import { isId } from '../../../thread/ids.ts'
import { ownPasskeys } from '../passkeys/passkeys.queries.ts'
import { proveForm } from './own-sign-in.forms.ts'
import { OwnSignInPage, ProvePage } from './own-sign-in.page.tsx'
import { endSession, endSessions, ownCodeSecret, ownSessions, proveAgain } from './own-sign-in.queries.ts'

const done = {
  ended: 'You are signed out there.',
  added: 'Your passkey is added: from now on you can sign in with it. Every other place where you were signed in is signed out.',
  named: 'The name of your passkey is kept.',
  removed: 'The passkey is removed. Every other place where you were signed in is signed out.',
} as const
const query = z.object({
  done: z
    .enum(Object.keys(done) as [keyof typeof done])
    .optional()
    .catch(undefined),
})
const ofSession = z.object({ session: z.string().refine(isId) })
const toWhere = z.object({ to: z.string().max(2000).optional() })

/** Only a path of our own is gone to afterwards. */
const ownPath = (to: unknown): string => (typeof to === 'string' && isOwnPath(to) ? to : '/account')

/** Has whoever asks shown two factors just now, by signing in or by a code since? */
export const hasProved = async (tx: Tx, session: SessionOf): Promise<boolean> =>
  (await ownSessions(tx, session)).some(one => one.here && one.proved)

/** Where somebody is sent who has to show first that it is them. */
export const proveFirst = (to: string): Reply => go(`/account/prove?to=${encodeURIComponent(to)}`)

type ProveAsk = Pick<Ask, 'page' | 'csrf' | 'newCommandId'>
const provePage = (ask: ProveAsk, to: string, errors: readonly { field: string; message: string }[] = []): Reply =>
  show(
    ask.page({
      title: 'Show again that it is you',
      errors,
      children: <ProvePage to={to} csrf={ask.csrf} commandId={ask.newCommandId()} form={{ typed: {}, errors }} />,
    }),
    { status: errors.length > 0 ? 422 : 200, json: { errors } },
  )

/** How somebody signs in: where they are signed in, ending that, and showing again that it is them. */
export const ownSignInRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/account',
    words: 'how one signs in',
    query,
    handle: async ask => {
      const { sessions, passkeys } = await ask.tx(async tx => ({
        sessions: await ownSessions(tx, ask.session),
        passkeys: await ownPasskeys(tx),
      }))
      const page = ask.page({
        title: 'How you sign in',
        ...(ask.query.done ? { notice: <NotificationBanner type="success" text={done[ask.query.done]} /> } : {}),
        children: (
          <OwnSignInPage
            sessions={sessions}
            passkeys={passkeys}
            possible={ask.session.site !== null}
            csrf={ask.csrf}
            newCommandId={ask.newCommandId}
          />
        ),
      })
      return show(page, { json: { sessions, passkeys: passkeys.map(({ id, name, addedAt, usedAt }) => ({ id, name, addedAt, usedAt })) } })
    },
  }),
  route({
    method: 'POST',
    url: '/account/sessions/:session/end',
    words: 'ending a session of one’s own',
    params: ofSession,
    handle: async ask => {
      if (!(await ask.tx(tx => endSession(tx, ask.params.session)))) throw new NotFound()
      return go('/account?done=ended')
    },
  }),
  route({
    method: 'POST',
    url: '/account/sessions/end',
    words: 'signing out everywhere',
    handle: async ask => {
      await ask.tx(endSessions)
      ask.session.forget()
      return go('/sign-in')
    },
  }),
  route({
    method: 'GET',
    url: '/account/prove',
    words: 'showing again that it is oneself',
    query: toWhere,
    handle: async ask => {
      await ask.tx(async () => {})
      return provePage(ask, ownPath(ask.query.to))
    },
  }),
  route({
    method: 'POST',
    url: '/account/prove',
    words: 'showing again that it is oneself',
    body: proveForm.schema,
    labels: proveForm.labels,
    handle: async ask => {
      const to = ownPath(ask.typed['to'])
      const { form, session } = ask
      if (!form.ok) {
        await ask.tx(async () => {})
        return provePage(ask, to, form.errors)
      }
      const secret = newSessionSecret()
      const proved = await ask.tx(async tx => {
        const codes = await ownCodeSecret(tx, session.hash)
        const step = codes ? matchingStep(codes, form.data.code, ask.now) : null
        return step !== null && (await proveAgain(tx, session.hash, sessionHash(secret), step))
      })
      const message = 'That is not the code of your app, or it was used before. Wait for the next one; each works once.'
      if (!proved) return provePage(ask, to, [{ field: 'code', message }])
      session.keep(secret)
      return go(to)
    },
  }),
]
