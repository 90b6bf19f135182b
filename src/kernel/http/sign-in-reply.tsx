import type { FieldError } from '../../design-system/index.ts'
import type { WebParts } from './app.ts'
import { go, isOwnPath, type Reply, show } from './reply.ts'
import type { Ask } from './route.ts'
import { SignInPage } from './sign-in-page.tsx'

/** Only a path of our own is gone to after signing in; anything else leads to the start page. */
export const ownPath = (to: unknown): string => (typeof to === 'string' && isOwnPath(to) ? to : '/')

/** The page of signing in, with what has to be put right. */
export const signInReply = (
  ask: Pick<Ask, 'page' | 'csrf' | 'typed' | 'session'>,
  to: unknown,
  errors: readonly FieldError[] = [],
): Reply => {
  const form = { typed: { email: ask.typed['email'] }, errors }
  const page = ask.page({
    title: 'Sign in',
    errors,
    ...(ask.session.site ? { islands: ['passkey.js'] } : {}),
    children: <SignInPage csrf={ask.csrf} to={ownPath(to)} form={form} passkeys={ask.session.site !== null} />,
  })
  return show(page, { status: errors.length > 0 ? 422 : 200, json: { errors } })
}

/** A session has begun: the one of before is ended, and the cookie is a new one, so that nobody can have planted it. */
export const signedIn = async (
  { database, partnership }: Pick<WebParts, 'database' | 'partnership'>,
  ask: Pick<Ask, 'session'>,
  secret: string,
  to: unknown,
): Promise<Reply> => {
  if (ask.session.hash) await database.door('select gt.sign_out($1, $2)', [partnership, ask.session.hash])
  ask.session.keep(secret)
  return go(ownPath(to))
}
