import { z } from 'zod'
import { type FieldErrors, NotificationBanner, type Typed } from '../../../design-system/index.ts'
import { isIssuer, isTried } from '../../../kernel/access/agency-sign-in.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import { isId } from '../../../thread/ids.ts'
import { hasProved, proveFirst } from '../own-sign-in/own-sign-in.routes.tsx'
import { AgencySignInPage, AgencySignInsPage } from './through-agency.page.tsx'
import {
  type AgencySignIn,
  agencyForm,
  agencySignInChanges,
  agencySignIns,
  answerAgencySignIn,
  answerForm,
  setAgencySignIn,
} from './through-agency.ts'

const params = z.object({ agency: z.string().refine(isId) })
const done = {
  asked: 'It is asked for, and waits for a second person. Until then what was set before stays in force.',
  off: 'Nobody comes in this way any more, and whoever had come in by it is signed out.',
  yes: 'It is in force.',
  no: 'It is taken off. What was set before stays in force.',
} as const
const query = z.object({
  done: z
    .enum(Object.keys(done) as [keyof typeof done])
    .optional()
    .catch(undefined),
})
type AnyAsk = Pick<Ask, 'page' | 'csrf' | 'newCommandId' | 'session' | 'tx'>

const agency = async (ask: AnyAsk, id: string): Promise<AgencySignIn> => {
  const found = (await ask.tx(agencySignIns)).find(one => one.agency === id)
  if (!found) throw new NotFound()
  return found
}

const page = async (ask: AnyAsk, one: AgencySignIn, typed: Typed, errors: FieldErrors, said?: keyof typeof done): Promise<Reply> => {
  const changes = await ask.tx(tx => agencySignInChanges(tx, one.agency))
  const returnTo = `${ask.session.site?.origin ?? 'the https address of this service, then '}/sign-in/agency/${one.agency}/return`
  const shown = ask.page({
    title: 'Signing in through an agency',
    way: { kind: 'back', href: '/accounts/agencies', text: 'Agencies' },
    errors,
    ...(said ? { notice: <NotificationBanner type="success" text={done[said]} /> } : {}),
    children: (
      <AgencySignInPage
        one={one}
        changes={changes}
        returnTo={returnTo}
        csrf={ask.csrf}
        newCommandId={ask.newCommandId}
        form={{ typed, errors }}
      />
    ),
  })
  return show(shown, { status: errors.length > 0 ? 422 : 200, json: { ...one, changes, errors } })
}

const typedOf = (one: AgencySignIn): Typed => ({
  issuer: one.issuer ?? undefined,
  clientId: one.clientId ?? undefined,
  accepts: one.accepts.join(' '),
  active: one.issuer === null ? undefined : one.active ? 'yes' : 'no',
})

/** How the people of each agency may come in through it. */
export const throughAgencyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/accounts/agencies',
    words: 'signing in through agencies',
    handle: async ask => {
      const agencies = await ask.tx(agencySignIns)
      const way = { kind: 'back', href: '/accounts', text: 'Accounts' } as const
      return show(ask.page({ title: 'Signing in through an agency', way, children: <AgencySignInsPage agencies={agencies} /> }), {
        json: { agencies },
      })
    },
  }),
  route({
    method: 'GET',
    url: '/accounts/agencies/:agency',
    words: 'signing in through an agency',
    params,
    query,
    handle: async ask => {
      const one = await agency(ask, ask.params.agency)
      // Asked for before anything is typed, so that nothing is lost on the way.
      if (!(await ask.tx(tx => hasProved(tx, ask.session)))) return proveFirst(`/accounts/agencies/${one.agency}`)
      return page(ask, one, typedOf(one), [], ask.query.done)
    },
  }),
  route({
    method: 'POST',
    url: '/accounts/agencies/:agency',
    words: 'signing in through an agency',
    params,
    body: agencyForm.schema,
    labels: agencyForm.labels,
    handle: async ask => {
      const { form, typed } = ask
      const one = await agency(ask, ask.params.agency)
      if (!(await ask.tx(tx => hasProved(tx, ask.session)))) return proveFirst(`/accounts/agencies/${one.agency}`)
      if (!form.ok) return page(ask, one, typed, form.errors)
      if (!isIssuer(form.data.issuer, isTried(ask.session.site?.origin)))
        return page(ask, one, typed, [
          {
            field: 'issuer',
            message: 'Enter an address that begins with https://: in the clear an agency is asked only where this service is tried',
          },
        ])
      if (form.data.active === 'no' && one.issuer === null)
        return page(ask, one, typed, [{ field: 'active', message: 'Nobody comes in this way: there is nothing to switch off' }])
      const sealed = form.data.secret ? ask.session.sealAgencySecret(form.data.secret) : null
      if (await ask.tx(tx => setAgencySignIn(tx, one.agency, form.data, sealed)))
        return go(`/accounts/agencies/${one.agency}?done=${form.data.active === 'no' ? 'off' : 'asked'}`)
      return page(ask, one, typed, [
        { field: 'secret', message: 'Enter the client secret that the agency gave for this address and client id' },
      ])
    },
  }),
  route({
    method: 'POST',
    url: '/accounts/agencies/:agency/answer',
    words: 'a second person’s answer about signing in through an agency',
    params,
    body: answerForm.schema,
    labels: answerForm.labels,
    handle: async ask => {
      const { form } = ask
      const one = await agency(ask, ask.params.agency)
      if (!(await ask.tx(tx => hasProved(tx, ask.session)))) return proveFirst(`/accounts/agencies/${one.agency}`)
      if (!form.ok) return page(ask, one, typedOf(one), form.errors)
      const { asked, answer } = form.data
      if (one.asked?.id !== asked || !(await ask.tx(tx => answerAgencySignIn(tx, asked, answer === 'yes')))) throw new NotFound()
      return go(`/accounts/agencies/${one.agency}?done=${answer}`)
    },
  }),
]
