import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import { askToMake, challengeHash, checkMade } from '../../../kernel/access/passkeys.ts'
import { newSessionSecret, sessionHash } from '../../../kernel/http/cookies.ts'
import { go, json, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import { isId } from '../../../thread/ids.ts'
import { hasProved, proveFirst } from '../own-sign-in/own-sign-in.routes.tsx'
import { addForm, nameForm } from './passkeys.forms.ts'
import { NewPasskeyPage, PasskeyPage } from './passkeys.page.tsx'
import { addPasskey, keepChallenge, namePasskey, type OwnPasskey, ownPasskeys, removePasskey, useChallenge } from './passkeys.queries.ts'

const params = z.object({ passkey: z.string().refine(isId) })
const way = { kind: 'back', href: '/account', text: 'How you sign in' } as const
type AnyAsk = Pick<Ask, 'page' | 'csrf' | 'newCommandId'>

const newPage = (ask: AnyAsk, typed: Typed, errors: FieldErrors): Reply =>
  show(
    ask.page({
      title: 'Add a passkey',
      way,
      errors,
      islands: ['passkey.js'],
      children: <NewPasskeyPage csrf={ask.csrf} form={{ typed, errors }} />,
    }),
    { status: errors.length > 0 ? 422 : 200, json: { errors } },
  )

const page = (ask: AnyAsk, passkey: OwnPasskey, typed: Typed, errors: FieldErrors): Reply =>
  show(
    ask.page({
      title: 'A passkey of yours',
      way,
      errors,
      children: <PasskeyPage passkey={passkey} csrf={ask.csrf} newCommandId={ask.newCommandId} form={{ typed, errors }} />,
    }),
    { status: errors.length > 0 ? 422 : 200, json: { name: passkey.name, errors } },
  )

const own = async (ask: Pick<Ask, 'tx'>, id: string): Promise<OwnPasskey> => {
  const found = (await ask.tx(ownPasskeys)).find(one => one.id === id)
  if (!found) throw new NotFound()
  return found
}

const notMade =
  'The passkey could not be added. It may be there already, or it took too long. Press “Add the passkey” once more and follow what your device asks.'

/** One's own passkeys: making one, naming it, taking it away. Whoever makes or takes one shows two factors first. */
export const passkeyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/account/passkeys/new',
    words: 'adding a passkey of one’s own',
    handle: async ask => {
      const proved = await ask.tx(tx => hasProved(tx, ask.session))
      if (!ask.session.site) throw new NotFound()
      return proved ? newPage(ask, {}, []) : proveFirst('/account/passkeys/new')
    },
  }),
  route({
    method: 'POST',
    url: '/account/passkeys/options',
    words: 'what one’s device is asked to make',
    handle: async ask => {
      const { site } = ask.session
      const owner = await ask.tx(async tx => ({
        partnership: tx.actor.partnership,
        account: tx.actor.account,
        name: tx.actor.name,
        has: await ownPasskeys(tx),
      }))
      if (!site) throw new NotFound()
      const options = await askToMake(site, owner)
      await ask.tx(tx => keepChallenge(tx, challengeHash(options.challenge)))
      return json(options)
    },
  }),
  route({
    method: 'POST',
    url: '/account/passkeys/new',
    words: 'adding a passkey of one’s own',
    body: addForm.schema,
    labels: addForm.labels,
    handle: async ask => {
      const { form, session } = ask
      const { site } = session
      const proved = await ask.tx(tx => hasProved(tx, session))
      if (!site) throw new NotFound()
      if (!proved) return proveFirst('/account/passkeys/new')
      if (!form.ok) return newPage(ask, ask.typed, form.errors)
      const made = await checkMade(form.data.answer, site, challenge => ask.tx(tx => useChallenge(tx, challenge)))
      const secret = newSessionSecret()
      const added =
        made !== null && (await ask.tx(tx => addPasskey(tx, { old: session.hash, renewed: sessionHash(secret) }, made, form.data.name)))
      if (!added) return newPage(ask, ask.typed, [{ field: 'name', message: notMade }])
      session.keep(secret)
      return go('/account?done=added')
    },
  }),
  route({
    method: 'GET',
    url: '/account/passkeys/:passkey',
    words: 'a passkey of one’s own',
    params,
    handle: async ask => {
      const passkey = await own(ask, ask.params.passkey)
      return page(ask, passkey, { name: passkey.name }, [])
    },
  }),
  route({
    method: 'POST',
    url: '/account/passkeys/:passkey',
    words: 'naming a passkey of one’s own',
    params,
    body: nameForm.schema,
    labels: nameForm.labels,
    handle: async ask => {
      const { form } = ask
      const passkey = await own(ask, ask.params.passkey)
      if (!form.ok) return page(ask, passkey, ask.typed, form.errors)
      await ask.tx(tx => namePasskey(tx, passkey.id, form.data.name))
      return go('/account?done=named')
    },
  }),
  route({
    method: 'POST',
    url: '/account/passkeys/:passkey/remove',
    words: 'removing a passkey of one’s own',
    params,
    handle: async ask => {
      const { session } = ask
      const { id } = await own(ask, ask.params.passkey)
      const secret = newSessionSecret()
      const removed = await ask.tx(tx => removePasskey(tx, { old: session.hash, renewed: sessionHash(secret) }, id))
      if (!removed) return proveFirst(`/account/passkeys/${id}`)
      session.keep(secret)
      return go('/account?done=removed')
    },
  }),
]
