import { verify } from '@node-rs/argon2'
import { z } from 'zod'
import { matchingStep } from '../access/one-time-code.ts'
import { digestPassword } from '../access/organisation.ts'
import type { WebParts } from './app.ts'
import { newSessionSecret, sessionHash } from './cookies.ts'
import { isQuietPath, quietExit, quietHome } from './quiet.ts'
import { go, leave, type Reply } from './reply.ts'
import { type Ask, type Route, route } from './route.ts'
import { agencySignInRoutes } from './sign-in-agency.tsx'
import { signInForm } from './sign-in-form.ts'
import { passkeySignInRoutes } from './sign-in-passkey.ts'
import { signedIn, signInReply } from './sign-in-reply.tsx'

const query = z.object({ to: z.string().max(2000).optional() })

type Facts = { account_id: string; password_hash: string; otp_secret: string }

type SignInAsk = Ask<object, z.output<typeof query>, z.output<typeof signInForm.schema>>

/** Signing in with e-mail, password and one-time code, with a passkey, or through one's agency, and signing out. There is no way in with one factor. */
export class SignIn {
  readonly #parts: WebParts
  /** What an unknown address is checked against, so that it takes as long as a known one. */
  readonly #nobody = digestPassword('nobody has this password')

  constructor(parts: WebParts) {
    this.#parts = parts
  }

  routes(): Route[] {
    return [
      route({ method: 'GET', url: '/sign-in', words: 'sign in', open: true, query, handle: async ask => signInReply(ask, ask.query.to) }),
      route({
        method: 'POST',
        url: '/sign-in',
        words: 'sign in',
        open: true,
        query,
        body: signInForm.schema,
        labels: signInForm.labels,
        handle: ask => this.#signIn(ask),
      }),
      route({ method: 'POST', url: '/sign-out', words: 'sign out', open: true, handle: ask => this.#signOut(ask) }),
      route({ method: 'GET', url: quietExit, words: 'going away at once', open: true, handle: ask => this.#away(ask) }),
      ...passkeySignInRoutes(this.#parts),
      ...agencySignInRoutes(this.#parts),
    ]
  }

  async #signIn(ask: SignInAsk): Promise<Reply> {
    const { to } = ask.typed
    if (!ask.form.ok) return signInReply(ask, to, ask.form.errors)
    const { email, password, code } = ask.form.data
    const { database, partnership } = this.#parts
    const { place, browser, lastsSeconds, device } = ask.session
    // The try is counted before it is judged; an address nobody has is counted too, so that both take the same steps.
    const [facts] = await database.door<Facts>('select * from gt.sign_in_try($1, $2, $3, $4)', [
      partnership,
      email.toLowerCase(),
      place,
      browser,
    ])
    const held = await verify(facts?.password_hash ?? (await this.#nobody), password)
    const step = facts && held ? matchingStep(facts.otp_secret, code, ask.now) : null
    const secret = newSessionSecret()
    const began =
      facts && step !== null
        ? await database.door<{ began: boolean }>('select gt.sign_in($1, $2, $3, $4, make_interval(secs => $5), $6, $7, $8) as began', [
            partnership,
            facts.account_id,
            step,
            sessionHash(secret),
            lastsSeconds,
            device,
            place,
            browser,
          ])
        : []
    if (!began[0]?.began)
      return signInReply(ask, to, [
        {
          field: 'email',
          message:
            'The e-mail address, the password and the code do not belong together. Check all three; a code works once and for half a minute.',
        },
      ])
    return signedIn(this.#parts, ask, { secret, account: facts?.account_id ?? '' })
  }

  /** Out, to a page that says nothing: whoever is looked at over the shoulder has no time to send a form. */
  async #away(ask: Pick<Ask, 'session' | 'typed'>): Promise<Reply> {
    await this.#signOut(ask)
    return leave('https://www.bbc.co.uk/weather')
  }

  async #signOut(ask: Pick<Ask, 'session' | 'typed'>): Promise<Reply> {
    const { hash } = ask.session
    if (hash) await this.#parts.database.door('select gt.sign_out($1, $2)', [this.#parts.partnership, hash])
    ask.session.forget()
    return go(isQuietPath(ask.typed['to']) ? `/sign-in?to=${quietHome}` : '/sign-in')
  }
}
