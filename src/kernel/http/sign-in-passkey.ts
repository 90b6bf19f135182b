import { z } from 'zod'
import type { AccountId } from '../../thread/ids.ts'
import { askToSign, challengeHash, challengeSeconds, checkSigned, handleOf, signedAnswer } from '../access/passkeys.ts'
import type { WebParts } from './app.ts'
import { newSessionSecret, sessionHash } from './cookies.ts'
import { json, NotFound, type Reply } from './reply.ts'
import { type Ask, type Route, route } from './route.ts'
import { signedIn, signInReply } from './sign-in-reply.tsx'

type Facts = { account_id: AccountId; public_key: Buffer; counter: string | number; locked_until: string | null }

const body = z.object({ answer: signedAnswer })

/** Signing in with a passkey alone: it is a thing one has, and it verifies who holds it, so that it is both factors. */
export const passkeySignInRoutes = (parts: Pick<WebParts, 'database' | 'partnership' | 'config'>): Route[] => {
  const { database, partnership } = parts

  const refused = (ask: Pick<Ask, 'page' | 'csrf' | 'typed' | 'session'>): Reply =>
    signInReply(ask, ask.typed['to'], [
      {
        field: 'email',
        message: 'This passkey was not accepted. Try it again, or sign in with your e-mail address, your password and a code.',
      },
    ])

  const sign = async (ask: Ask<object, object, z.output<typeof body>>): Promise<Reply> => {
    const { site } = ask.session
    if (!ask.form.ok || !site) return refused(ask)
    const { answer } = ask.form.data
    const [facts] = await database.door<Facts>('select * from gt.passkey_facts($1, $2)', [partnership, answer.id])
    if (!facts || (facts.locked_until !== null && facts.locked_until > ask.now)) return refused(ask)
    const kept = {
      credential: answer.id,
      publicKey: facts.public_key,
      counter: Number(facts.counter),
      handle: handleOf(partnership, facts.account_id),
    }
    const counted = await checkSigned(
      answer,
      kept,
      site,
      async challenge =>
        (await database.door<{ used: boolean }>('select gt.challenge_used($1, $2) as used', [partnership, challenge]))[0]?.used ?? false,
    )
    if (counted === null) {
      await database.door('select gt.passkey_failed($1, $2)', [partnership, answer.id])
      return refused(ask)
    }
    const secret = newSessionSecret()
    const [row] = await database.door<{ began: boolean }>(
      'select gt.sign_in_by_passkey($1, $2, $3, $4, make_interval(secs => $5), $6) as began',
      [partnership, answer.id, counted, sessionHash(secret), ask.session.lastsSeconds, ask.session.device],
    )
    return row?.began ? signedIn(parts, ask, { secret, account: facts.account_id }) : refused(ask)
  }

  return [
    route({
      method: 'POST',
      url: '/sign-in/passkey/options',
      words: 'what a passkey is asked to sign',
      open: true,
      handle: async ask => {
        if (!ask.session.site) throw new NotFound()
        const options = await askToSign(ask.session.site)
        await database.door('select gt.challenge_kept($1, $2, make_interval(secs => $3))', [
          partnership,
          challengeHash(options.challenge),
          challengeSeconds,
        ])
        return json(options)
      },
    }),
    route({ method: 'POST', url: '/sign-in/passkey', words: 'sign in with a passkey', open: true, body, handle: sign }),
  ]
}
