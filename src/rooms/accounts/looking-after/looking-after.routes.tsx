import { z } from 'zod'
import { type FieldErrors, NotificationBanner, type Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import { isId } from '../../../thread/ids.ts'
import { hasProved, proveFirst } from '../own-sign-in/own-sign-in.routes.tsx'
import { changeForm, inviteForm, knownForm, recoveryForm } from './looking-after.forms.ts'
import { AccountPage, AccountsPage, InvitePage } from './looking-after.page.tsx'
import {
  accountLeft,
  accountLookedAfter,
  accountsOf,
  agenciesOf,
  type Choice,
  changeAccount,
  changesOf,
  confirmInvitation,
  confirmRecovery,
  inviteAccount,
  linkAgain,
  rolesToGive,
  teamsFor,
} from './looking-after.ts'

const done = {
  invited: 'They are invited: a mail with a link is on its way.',
  waits:
    'They are not invited yet: this address is of none of the agency’s domains, and somebody else who looks after its accounts has to say yes. They are told.',
  known: 'It is kept that you know who this is.',
  changed: 'It is kept, and holds from their very next click.',
  left: 'The account is closed.',
  link: 'A mail with a new link is on its way.',
  met: 'Everything they signed in with is over, and a mail with a link is on its way.',
} as const
const doneQuery = z
  .enum(Object.keys(done) as [keyof typeof done])
  .optional()
  .catch(undefined)
const agencyQuery = z.string().refine(isId).optional().catch(undefined)
const params = z.object({ account: z.string().refine(isId) })
type AnyAsk = Pick<Ask, 'page' | 'csrf' | 'newCommandId' | 'tx'>

const newAt = (agency: string | undefined): string => `/accounts/new${agency === undefined ? '' : `?agency=${agency}`}`

/** The agency that was asked for, among those whose accounts the asker looks after; their own where none was. */
const agencyFrom = (agencies: readonly Choice[], wanted: string | undefined, own: string): Choice => {
  const found = agencies.find(one => one.id === (wanted ?? own)) ?? (wanted === undefined ? agencies[0] : undefined)
  if (!found) throw new NotFound()
  return found
}

const choices = async (tx: Tx, wanted: string | undefined) => {
  const agencies = await agenciesOf(tx)
  const agency = agencyFrom(agencies, wanted, tx.actor.agency)
  return { agencies, agency, roles: rolesToGive(tx, agency.kind), teams: await teamsFor(tx, agency.id) }
}

const invitePage = async (
  ask: AnyAsk,
  wanted: string | undefined,
  typed: Typed,
  errors: FieldErrors,
  commandId: string,
): Promise<Reply> => {
  const { agency, roles, teams } = await ask.tx(tx => choices(tx, wanted))
  const page = ask.page({
    title: 'Invite somebody',
    way: { kind: 'back', href: `/accounts?agency=${agency.id}`, text: 'Accounts' },
    errors,
    children: <InvitePage agency={agency} roles={roles} teams={teams} csrf={ask.csrf} commandId={commandId} form={{ typed, errors }} />,
  })
  return show(page, { status: errors.length > 0 ? 422 : 200, json: { agency, roles, teams, errors } })
}

const accountPage = async (
  ask: AnyAsk,
  id: string,
  more: { typed?: Typed; errors?: FieldErrors; done?: keyof typeof done | undefined } = {},
): Promise<Reply> => {
  const { errors = [] } = more
  const shown = await ask.tx(async tx => {
    const one = await accountLookedAfter(tx, id)
    return one && { one, changes: await changesOf(tx, id), roles: rolesToGive(tx, one.agencyKind), teams: await teamsFor(tx, one.agency) }
  })
  if (!shown) throw new NotFound()
  const typed = more.typed ?? { role: shown.one.role, teams: shown.one.teams }
  const page = ask.page({
    title: 'An account',
    way: { kind: 'back', href: `/accounts?agency=${shown.one.agency}`, text: 'Accounts' },
    errors,
    ...(more.done
      ? { notice: <NotificationBanner {...(more.done === 'waits' ? {} : { type: 'success' as const })} text={done[more.done]} /> }
      : {}),
    children: <AccountPage {...shown} csrf={ask.csrf} newCommandId={ask.newCommandId} form={{ typed, errors }} />,
  })
  return show(page, { status: errors.length > 0 ? 422 : 200, json: { ...shown.one, changes: shown.changes, errors } })
}

/** Looking after accounts: inviting, changing, closing, letting begin again. */
export const lookingAfterRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/accounts',
    words: 'the accounts of an agency',
    query: z.object({ agency: agencyQuery }),
    handle: async ask => {
      const { agencies, agency, accounts } = await ask.tx(async tx => {
        const all = await agenciesOf(tx)
        const one = agencyFrom(all, ask.query.agency, tx.actor.agency)
        return { agencies: all, agency: one, accounts: await accountsOf(tx, one.id) }
      })
      const page = ask.page({ title: 'Accounts', children: <AccountsPage accounts={accounts} agencies={agencies} agency={agency} /> })
      return show(page, { json: { agency, accounts } })
    },
  }),
  route({
    method: 'GET',
    url: '/accounts/new',
    words: 'inviting somebody',
    query: z.object({ agency: agencyQuery }),
    handle: async ask => {
      const { agency } = ask.query
      // Asked for before anything is typed, so that nothing is lost on the way.
      if (!(await ask.tx(tx => hasProved(tx, ask.session)))) return proveFirst(newAt(agency))
      return invitePage(ask, agency, {}, [], ask.newCommandId())
    },
  }),
  route({
    method: 'POST',
    url: '/accounts/new',
    words: 'inviting somebody',
    body: inviteForm.schema,
    labels: inviteForm.labels,
    handle: async ask => {
      const { form, commandId, typed } = ask
      const wanted = typeof typed['agency'] === 'string' && isId(typed['agency']) ? typed['agency'] : undefined
      if (!(await ask.tx(tx => hasProved(tx, ask.session)))) return proveFirst(newAt(wanted))
      if (!form.ok) return invitePage(ask, wanted, typed, form.errors, commandId)
      const { id, outcome } = await ask.tx(tx => inviteAccount(tx, commandId, form.data))
      if (outcome === 'done' || outcome === 'waits') return go(`/accounts/${id}?done=${outcome === 'done' ? 'invited' : outcome}`)
      const errors =
        outcome === 'taken'
          ? [{ field: 'email', message: 'There is an account with this address already. Each person has one of their own' }]
          : [{ field: 'role', message: 'This role cannot be given in this agency. Choose one from the list' }]
      return invitePage(ask, wanted, typed, errors, ask.newCommandId())
    },
  }),
  route({
    method: 'GET',
    url: '/accounts/:account',
    words: 'an account',
    params,
    query: z.object({ done: doneQuery }),
    handle: ask => accountPage(ask, ask.params.account, { done: ask.query.done }),
  }),
  route({
    method: 'POST',
    url: '/accounts/:account',
    words: 'changing an account',
    params,
    body: changeForm.schema,
    labels: changeForm.labels,
    handle: async ask => {
      const { form } = ask
      const { account } = ask.params
      if (!form.ok) return accountPage(ask, account, { typed: ask.typed, errors: form.errors })
      if (!(await ask.tx(tx => hasProved(tx, ask.session)))) return proveFirst(`/accounts/${account}`)
      const kept = await ask.tx(tx => changeAccount(tx, account, form.data.role, form.data.teams))
      if (kept) return go(`/accounts/${account}?done=changed`)
      const message = 'This role cannot be given in this agency. Choose one from the list'
      return accountPage(ask, account, { typed: ask.typed, errors: [{ field: 'role', message }] })
    },
  }),
  route({
    method: 'POST',
    url: '/accounts/:account/known',
    words: 'saying that one knows whose account it is',
    params,
    body: knownForm.schema,
    labels: knownForm.labels,
    handle: async ask => {
      const { account } = ask.params
      if (!ask.form.ok) return accountPage(ask, account, { errors: ask.form.errors })
      if (!(await ask.tx(tx => hasProved(tx, ask.session)))) return proveFirst(`/accounts/${account}`)
      if (!(await ask.tx(tx => confirmInvitation(tx, account)))) throw new NotFound()
      return go(`/accounts/${account}?done=known`)
    },
  }),
  route({
    method: 'POST',
    url: '/accounts/:account/left',
    words: 'closing an account',
    params,
    handle: async ask => {
      if (!(await ask.tx(tx => accountLeft(tx, ask.params.account)))) throw new NotFound()
      return go(`/accounts/${ask.params.account}?done=left`)
    },
  }),
  route({
    method: 'POST',
    url: '/accounts/:account/link',
    words: 'a new link for an account',
    params,
    handle: async ask => {
      if (!(await ask.tx(tx => linkAgain(tx, ask.params.account)))) throw new NotFound()
      return go(`/accounts/${ask.params.account}?done=link`)
    },
  }),
  route({
    method: 'POST',
    url: '/accounts/:account/recovery',
    words: 'letting somebody begin again',
    params,
    body: recoveryForm.schema,
    labels: recoveryForm.labels,
    handle: async ask => {
      const { form } = ask
      const { account } = ask.params
      if (!form.ok) return accountPage(ask, account, { errors: form.errors })
      if (!(await ask.tx(tx => confirmRecovery(tx, account, form.data.recovery)))) throw new NotFound()
      return go(`/accounts/${account}?done=met`)
    },
  }),
]
