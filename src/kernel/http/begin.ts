import { h } from 'preact'
import { z } from 'zod'
import { linkHash } from '../access/accounts.ts'
import { matchingStep } from '../access/one-time-code.ts'
import { digestPassword } from '../access/organisation.ts'
import type { WebParts } from './app.ts'
import { beginForm } from './begin-form.ts'
import { BeginPage, NoLinkPage } from './begin-page.tsx'
import { newSessionSecret, sessionHash } from './cookies.ts'
import { isBeginning, isSpokenCode, quietHome, quietSeconds } from './quiet.ts'
import { go, type Reply, show } from './reply.ts'
import { type Ask, type Route, route } from './route.ts'
import { keepSession } from './sign-in-reply.tsx'

type Facts = { account_id: string; email: string; otp_secret: string }

const params = z.object({ link: z.string().refine(isBeginning) })
type BeginAsk = Pick<Ask<z.output<typeof params>>, 'params' | 'csrf' | 'newCommandId' | 'page'>

/**
 * The pages behind the link that a new account is given: its owner chooses the password and takes the secret of the codes, and is signed in. Looking at the
 * page uses nothing up, since mail is looked through by machines; sending it does. Open pages: the link is the one thing that is known of whoever asks.
 */
export const beginRoutes = (parts: WebParts): Route[] => {
  const { database, partnership } = parts
  const factsOf = async (link: string): Promise<Facts | undefined> =>
    (await database.door<Facts>('select * from gt.link_facts($1, $2)', [partnership, linkHash(link)]))[0]
  const page = (ask: BeginAsk, facts: Facts | undefined, errors: readonly { field: string; message: string }[] = []): Reply => {
    const { link } = ask.params
    const quiet = isSpokenCode(link)
    const quietly = quiet ? { quiet: { hiddenAfter: quietSeconds } } : {}
    if (!facts)
      return show(ask.page({ title: 'This does not work any more', ...quietly, children: h(NoLinkPage, { quiet }) }), { status: 404 })
    const shown = {
      link,
      quiet,
      email: facts.email,
      secret: facts.otp_secret,
      csrf: ask.csrf,
      commandId: ask.newCommandId(),
      form: { typed: {}, errors },
    }
    return show(ask.page({ title: 'Begin to use your account', errors, ...quietly, children: h(BeginPage, shown) }), {
      status: errors.length > 0 ? 422 : 200,
      json: { errors },
    })
  }
  return [
    route({
      method: 'GET',
      url: '/begin/:link',
      words: 'begin to use an account',
      open: true,
      params,
      handle: async ask => page(ask, await factsOf(ask.params.link)),
    }),
    route({
      method: 'POST',
      url: '/begin/:link',
      words: 'begin to use an account',
      open: true,
      params,
      body: beginForm.schema,
      labels: beginForm.labels,
      handle: async ask => {
        const facts = await factsOf(ask.params.link)
        if (!facts || !ask.form.ok) return page(ask, facts, ask.form.ok ? [] : ask.form.errors)
        const step = matchingStep(facts.otp_secret, ask.form.data.code, ask.now)
        if (step === null)
          return page(ask, facts, [
            {
              field: 'code',
              message:
                'That is not the code of this key. Enter the six digits your app shows now; the clock of your telephone must be right',
            },
          ])
        const password = await digestPassword(ask.form.data.password)
        const [begun] = await database.door<{ account: string | null }>('select gt.begin_account($1, $2, $3) as account', [
          partnership,
          linkHash(ask.params.link),
          password,
        ])
        // Used up by another request in the meantime: then it was that one which set the password.
        if (!begun?.account) return page(ask, undefined)
        const secret = newSessionSecret()
        const { lastsSeconds, device, place, browser } = ask.session
        await database.door('select gt.sign_in($1, $2, $3, $4, make_interval(secs => $5), $6, $7, $8)', [
          partnership,
          begun.account,
          step,
          sessionHash(secret),
          lastsSeconds,
          device,
          place,
          browser,
        ])
        await keepSession(parts, ask.session, secret)
        return go(isSpokenCode(ask.params.link) ? quietHome : '/')
      },
    }),
  ]
}
