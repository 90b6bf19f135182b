import type { FieldError } from '../../design-system/index.ts'
import type { WebParts } from './app.ts'
import { browserHash, formMark, newSessionSecret, sessionCookie, sessionHash } from './cookies.ts'
import { keptWords, WordsBackPage } from './kept-words.tsx'
import { isQuietPath, quietSeconds } from './quiet.ts'
import { go, isOwnPath, type Reply, show } from './reply.ts'
import type { Ask, PageOf } from './route.ts'
import { SignInPage } from './sign-in-page.tsx'

/** Only a path of our own is gone to after signing in; anything else leads to the start page. */
export const ownPath = (to: unknown): string => (typeof to === 'string' && isOwnPath(to) ? to : '/')

/** The page of signing in. `kept`: what somebody had typed when their session was over, sealed. */
export const signInPageOf = ({
  csrf,
  to,
  email,
  kept,
  passkeys,
  errors = [],
}: {
  csrf: string
  to: unknown
  email?: string | undefined
  kept?: string | undefined
  passkeys: boolean
  errors?: readonly FieldError[]
}): PageOf => ({
  title: kept === undefined ? 'Sign in' : 'You have been signed out',
  ...(isQuietPath(to) ? { quiet: { hiddenAfter: quietSeconds } } : {}),
  errors,
  ...(passkeys ? { islands: ['passkey.js'] } : {}),
  children: (
    <SignInPage csrf={csrf} to={ownPath(to)} form={{ typed: { email }, errors }} kept={kept} passkeys={passkeys} quiet={isQuietPath(to)} />
  ),
})

const textOf = (typed: unknown): string | undefined => (typeof typed === 'string' && typed !== '' ? typed : undefined)

/** The page of signing in, with what has to be put right. */
export const signInReply = (
  ask: Pick<Ask, 'page' | 'csrf' | 'typed' | 'session'>,
  to: unknown,
  errors: readonly FieldError[] = [],
): Reply => {
  const { typed, csrf, session } = ask
  const page = signInPageOf({
    csrf,
    to,
    email: textOf(typed['email']),
    kept: textOf(typed['kept']),
    passkeys: session.site !== null,
    errors,
  })
  return show(ask.page(page), { status: errors.length > 0 ? 422 : 200, json: { errors } })
}

/** The browser asks with a session that has just begun, and is known to its account from now on, under a mark that says nothing of anybody. */
export const keepSession = async (
  { database, partnership }: Pick<WebParts, 'database' | 'partnership'>,
  session: Ask['session'],
  secret: string,
): Promise<void> => {
  const mark = newSessionSecret()
  await database.door('select gt.remember_browser($1, $2, $3, $4)', [partnership, sessionHash(secret), session.browser, browserHash(mark)])
  session.markBrowser(mark)
  session.keep(secret)
}

/**
 * A session has begun: the one of before is ended, and the cookie is a new one, so that nobody can have planted it. Whoever had typed something when theirs was
 * over gets it back; anybody else goes on to where they wanted.
 */
export const signedIn = async (
  { database, partnership, config }: Pick<WebParts, 'database' | 'partnership' | 'config'>,
  ask: Pick<Ask, 'session' | 'typed' | 'page'>,
  { secret, account }: { secret: string; account: string },
): Promise<Reply> => {
  if (ask.session.hash) await database.door('select gt.sign_out($1, $2)', [partnership, ask.session.hash])
  await keepSession({ database, partnership }, ask.session, secret)
  const words = keptWords(config.secret, ask.typed['kept'], account)
  if (!words) return go(ownPath(ask.typed['to']))
  const csrf = formMark(config.secret, sessionCookie(partnership, secret))
  return show(ask.page({ title: 'What you typed is here', children: <WordsBackPage words={words} csrf={csrf} /> }), { json: { csrf } })
}
