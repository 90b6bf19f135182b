import { z } from 'zod'
import { Button, Form, type FormState, TextField } from '../../design-system/index.ts'
import type { WebParts } from './app.ts'
import { declareForm } from './declared.ts'
import { type Reply, show } from './reply.ts'
import { type Ask, type Route, route } from './route.ts'

const form = declareForm(
  z.object({
    email: z
      .string('Enter your e-mail address')
      .max(200, 'Enter your e-mail address: at most 200 characters')
      .pipe(z.email('Enter an e-mail address, like name@example.org')),
  }),
  { email: 'E-mail address' },
)

const RecoverPage = ({ csrf, form: state }: { csrf: string; form: FormState }) => (
  <>
    <h1 class="govuk-heading-l">You cannot sign in any more</h1>
    <p class="govuk-body">
      Have you lost your telephone, your passkey or your password? Whoever looks after the accounts of your agency meets you, and then lets
      you begin again by a link. Nobody can do that alone, and no mail or call does it.
    </p>
    <Form action="/recover" csrf={csrf} commandId="">
      <TextField name="email" form={state} label={{ text: form.labels.email }} type="email" autocomplete="username" spellcheck={false} />
      <Button text="Ask for a new way in" preventDoubleClick />
    </Form>
  </>
)

const AskedPage = () => (
  <>
    <h1 class="govuk-heading-l">It is asked</h1>
    <p class="govuk-body">
      If there is an account with this address, whoever looks after the accounts of your agency is told. Now go to them: they have to see
      that it is you. When they have said yes you get a mail with a link, you are signed out everywhere, and what you signed in with before
      stops working.
    </p>
    <p class="govuk-body">Worried about a child in the meantime? Ring The Bridge; if a child is in danger now, ring 999.</p>
  </>
)

/** Asking for a new way in, for those who have lost what they sign in with. The answer, and what is done for it, is the same whether or not there is such an account: a job looks it up. */
export const recoverRoutes = ({ database, partnership }: Pick<WebParts, 'database' | 'partnership'>): Route[] => {
  const page = (ask: Pick<Ask, 'page' | 'csrf'>, state: FormState): Reply =>
    show(ask.page({ title: 'You cannot sign in any more', errors: state.errors, children: <RecoverPage csrf={ask.csrf} form={state} /> }), {
      status: state.errors.length > 0 ? 422 : 200,
      json: { errors: state.errors },
    })
  return [
    route({
      method: 'GET',
      url: '/recover',
      words: 'asking for a new way in',
      open: true,
      handle: async ask => page(ask, { typed: {}, errors: [] }),
    }),
    route({
      method: 'POST',
      url: '/recover',
      words: 'asking for a new way in',
      open: true,
      body: form.schema,
      labels: form.labels,
      handle: async ask => {
        if (!ask.form.ok) return page(ask, { typed: ask.typed, errors: ask.form.errors })
        await database.door('select gt.recovery_wished($1, $2)', [partnership, ask.form.data.email.toLowerCase()])
        return show(ask.page({ title: 'It is asked', children: <AskedPage /> }), { json: {} })
      },
    }),
  ]
}
