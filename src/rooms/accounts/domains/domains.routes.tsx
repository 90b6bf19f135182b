import { z } from 'zod'
import { type FieldErrors, NotificationBanner, type Typed } from '../../../design-system/index.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import { isId } from '../../../thread/ids.ts'
import { agenciesOf } from '../looking-after/looking-after.ts'
import { hasProved, proveFirst } from '../own-sign-in/own-sign-in.routes.tsx'
import { DomainsPage } from './domains.page.tsx'
import { domainsForm, mailDomainsOf, setMailDomains } from './domains.ts'

const params = z.object({ agency: z.string().refine(isId) })
type AnyAsk = Pick<Ask, 'page' | 'csrf' | 'newCommandId' | 'tx'>

const page = async (ask: AnyAsk, id: string, sent?: { typed: Typed; errors: FieldErrors }, done = false): Promise<Reply> => {
  const found = await ask.tx(async tx => {
    const agency = (await agenciesOf(tx)).find(one => one.id === id)
    return agency && { agency, domains: await mailDomainsOf(tx, id) }
  })
  if (!found) throw new NotFound()
  const { errors = [], typed = { domains: found.domains.flatMap(one => (one.ended ? [] : [one.domain])).join('\n') } } = sent ?? {}
  const shown = ask.page({
    title: 'Mail addresses of an agency',
    way: { kind: 'back', href: `/accounts?agency=${id}`, text: 'Accounts' },
    errors,
    ...(done ? { notice: <NotificationBanner type="success" text="It is kept." /> } : {}),
    children: <DomainsPage {...found} csrf={ask.csrf} commandId={ask.newCommandId()} form={{ typed, errors }} />,
  })
  return show(shown, { status: errors.length > 0 ? 422 : 200, json: { ...found, errors } })
}

/** Of which domains the people of each agency have their mail addresses. */
export const domainsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/accounts/domains/:agency',
    words: 'the mail domains of an agency',
    params,
    query: z.object({ done: z.literal('yes').optional().catch(undefined) }),
    handle: async ask => {
      if (!(await ask.tx(tx => hasProved(tx, ask.session)))) return proveFirst(`/accounts/domains/${ask.params.agency}`)
      return page(ask, ask.params.agency, undefined, ask.query.done === 'yes')
    },
  }),
  route({
    method: 'POST',
    url: '/accounts/domains/:agency',
    words: 'the mail domains of an agency',
    params,
    body: domainsForm.schema,
    labels: domainsForm.labels,
    handle: async ask => {
      const { agency } = ask.params
      if (!(await ask.tx(tx => hasProved(tx, ask.session)))) return proveFirst(`/accounts/domains/${agency}`)
      if (!ask.form.ok) return page(ask, agency, { typed: ask.typed, errors: ask.form.errors })
      const { domains } = ask.form.data
      if (!(await ask.tx(tx => setMailDomains(tx, agency, domains)))) throw new NotFound()
      return go(`/accounts/domains/${agency}?done=yes`)
    },
  }),
]
