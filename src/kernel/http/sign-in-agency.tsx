import { createHash } from 'node:crypto'
import { z } from 'zod'
import { EmptyState } from '../../design-system/index.ts'
import { isId } from '../../thread/ids.ts'
import { type AgencyIssuer, cameBack, wayTo } from '../access/agency-sign-in.ts'
import { faultFields } from '../log.ts'
import { agencySecretSeal, sealFor } from '../sealed.ts'
import type { WebParts } from './app.ts'
import { newSessionSecret, sessionHash } from './cookies.ts'
import { NotFound, type Reply, show } from './reply.ts'
import { type Ask, type Route, route } from './route.ts'
import { ownPath, signedIn } from './sign-in-reply.tsx'

const params = z.object({ agency: z.string().refine(isId) })
const to = z.object({ to: z.string().max(2000).optional() })
const text = z.string().max(4000).optional()
const answered = z.object({ code: text, state: text, iss: text, error: text, error_description: text, session_state: text })

/** How long somebody may take at their agency, in seconds. */
const waySeconds = 600
const way = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), began: z.number(), agency: z.string(), to: z.string() })
const stateHash = (state: string): Buffer => createHash('sha256').update(`agency ${state}`).digest()

const refusals = {
  failed: 'Your agency’s answer could not be used. Begin again here; an answer works once and for ten minutes.',
  factor:
    'Your agency did not say that it asked you for a second factor, such as a code or a key. Without one nobody comes in. Tell those who look after computers at your agency.',
  lately:
    'Your agency did not say that it asked you to sign in just now. Whoever was signed in there before is not taken for whoever sits there now. Begin again here; if it stays so, tell those who look after computers at your agency.',
  nobody:
    'There is no account here for the person your agency says you are, or your agency has not verified your address. Ask whoever looks after the accounts of your agency to invite you.',
} as const

const AgenciesPage = ({
  agencies,
  goOn,
  trouble,
}: {
  agencies: readonly { id: string; name: string }[]
  goOn: string
  trouble?: string
}) => (
  <>
    <h1 class="govuk-heading-l">Sign in through your agency</h1>
    {trouble !== undefined && (
      <p class="govuk-body gt-narrative">
        <strong>You are not signed in.</strong> {trouble}
      </p>
    )}
    {agencies.length === 0 ? (
      <EmptyState wouldBe="Agencies whose people come in by their own sign-in would be here. There is none yet." />
    ) : (
      <ul class="govuk-list">
        {agencies.map(one => (
          <li key={one.id}>
            <a class="govuk-link" href={`/sign-in/agency/${one.id}?to=${encodeURIComponent(goOn)}`}>
              {one.name}
            </a>
          </li>
        ))}
      </ul>
    )}
    <p class="govuk-body">
      <a class="govuk-link" href={`/sign-in?to=${encodeURIComponent(goOn)}`}>
        Sign in with a password and a code, or a passkey
      </a>
    </p>
  </>
)

/** Where an agency sends people back to: an address of its own, or, where it was registered before there were such, the one of all. */
export const returnPath = (agency: string | null): string => `/sign-in/agency/${agency === null ? '' : `${agency}/`}return`

/** Signing in through one's agency: the agency asks for both factors and says so. It never makes an account. */
export const agencySignInRoutes = (parts: Pick<WebParts, 'database' | 'partnership' | 'config' | 'log'>): Route[] => {
  const { database, partnership, config, log } = parts
  const seal = sealFor(config.secret, 'a way through an agency')

  const page = async (ask: Pick<Ask, 'page'>, goOn: string, trouble?: keyof typeof refusals): Promise<Reply> => {
    const rows = await database.door<{ agency_id: string; name: string }>('select * from gt.agencies_to_sign_in($1)', [partnership])
    const agencies = rows.map(row => ({ id: row.agency_id, name: row.name }))
    const said = trouble === undefined ? {} : { trouble: refusals[trouble] }
    return show(ask.page({ title: 'Sign in through your agency', children: <AgenciesPage agencies={agencies} goOn={goOn} {...said} /> }), {
      status: trouble === undefined ? 200 : 422,
      json: { agencies, ...said },
    })
  }

  type Facts = { issuer: string; client_id: string; secret_sealed: string; accepts: string[]; own_return: boolean }
  type ToAsk = AgencyIssuer & { readonly accepts: readonly string[]; readonly returnsTo: string }
  const agencyOf = async (id: string): Promise<ToAsk | null> => {
    const [row] = await database.door<Facts>('select * from gt.agency_to_ask($1, $2)', [partnership, id])
    const secret = row ? agencySecretSeal(config.secret).open(row.secret_sealed) : null
    const returnsTo = returnPath(row?.own_return ? id : null)
    return row && secret !== null ? { issuer: row.issuer, clientId: row.client_id, secret, accepts: row.accepts, returnsTo } : null
  }

  const begin = async (ask: Ask<z.output<typeof params>, z.output<typeof to>>): Promise<Reply> => {
    const { site } = ask.session
    const agency = await agencyOf(ask.params.agency)
    if (!agency || !site) throw new NotFound()
    const goOn = ownPath(ask.query.to)
    try {
      const { url, way: kept } = await wayTo(agency, new URL(agency.returnsTo, site.origin), ask.now)
      await database.door('select gt.agency_way_begun($1, $2, make_interval(secs => $3))', [partnership, stateHash(kept.state), waySeconds])
      ask.session.way.keep(seal.close(JSON.stringify({ ...kept, agency: ask.params.agency, to: goOn })), waySeconds)
      return { kind: 'leave', to: url.href }
    } catch (error) {
      log.warn('an agency could not be asked', { agency: ask.params.agency, ...faultFields(error) })
      return page(ask, goOn, 'failed')
    }
  }

  /** `came`: the path that the answer came to, which has to be that of the agency that was asked. */
  const comeBack = async (ask: Ask<object, z.output<typeof answered>>, came: string): Promise<Reply> => {
    const { site, way: browser, device, lastsSeconds } = ask.session
    const sealed = browser.held === undefined ? null : seal.open(browser.held)
    browser.forget()
    const kept = sealed === null ? null : way.safeParse(JSON.parse(sealed))
    if (!site || !kept?.success) return page(ask, '/', 'failed')
    const { agency: id, to: goOn, ...asked } = kept.data
    const agency = await agencyOf(id)
    const [row] = await database.door<{ used: boolean }>('select gt.agency_way_used($1, $2) as used', [partnership, stateHash(asked.state)])
    if (!agency || !row?.used || agency.returnsTo !== came) return page(ask, goOn, 'failed')
    const at = new URL(came, site.origin)
    for (const [name, value] of Object.entries(ask.query)) if (typeof value === 'string') at.searchParams.set(name, value)
    try {
      const said = await cameBack(agency, asked, at)
      if (!said.said.some(one => agency.accepts.includes(one))) return page(ask, goOn, 'factor')
      if (!said.lately) return page(ask, goOn, 'lately')
      const secret = newSessionSecret()
      const [began] = await database.door<{ account: string | null }>(
        'select gt.sign_in_by_agency($1, $2, $3, $4, $5, $6, $7, make_interval(secs => $8), $9) as account',
        [partnership, id, said.issuer, said.subject, said.mail, said.said, sessionHash(secret), lastsSeconds, device],
      )
      if (!began?.account) return page(ask, goOn, 'nobody')
      return signedIn(parts, { ...ask, typed: { to: goOn } }, { secret, account: began.account })
    } catch (error) {
      log.warn('what an agency answered was refused', { agency: id, ...faultFields(error) })
      return page(ask, goOn, 'failed')
    }
  }

  const words = 'sign in through one’s agency'
  return [
    route({ method: 'GET', url: '/sign-in/agency', words, open: true, query: to, handle: ask => page(ask, ownPath(ask.query.to)) }),
    route({
      method: 'GET',
      url: '/sign-in/agency/return',
      words,
      open: true,
      query: answered,
      handle: ask => comeBack(ask, returnPath(null)),
    }),
    route({
      method: 'GET',
      url: '/sign-in/agency/:agency/return',
      words,
      open: true,
      params,
      query: answered,
      handle: ask => comeBack(ask, returnPath(ask.params.agency)),
    }),
    route({ method: 'GET', url: '/sign-in/agency/:agency', words, open: true, params, query: to, handle: begin }),
  ]
}
