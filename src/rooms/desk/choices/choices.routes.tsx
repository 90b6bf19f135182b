import { z } from 'zod'
import { Button, Form, type FormState, NotificationBanner, RadiosField } from '../../../design-system/index.ts'
import { go, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import { type Choices, keepChoices, type MailChoice, mailWords, ownChoices } from './choices.ts'

const mails = Object.keys(mailWords) as [MailChoice, ...MailChoice[]]
const form = z.object({
  mail: z.enum(mails, { error: 'Choose when mail says that something waits' }),
  keys: z.enum(['on', 'off'], { error: 'Choose whether keys do anything' }),
})
const query = z.object({ kept: z.literal('yes').optional().catch(undefined) })

const ChoicesPage = ({ form, csrf, commandId }: { form: FormState; csrf: string; commandId: string }) => (
  <>
    <h1 class="govuk-heading-l">Your settings</h1>
    <Form action="/settings" csrf={csrf} commandId={commandId}>
      <RadiosField
        name="mail"
        form={form}
        fieldset={{ legend: { text: 'When should mail say that something waits for you?', classes: 'govuk-fieldset__legend--m' } }}
        hint={{
          text: 'A mail says only that something waits, never whom or what it is about. When a child may be unsafe you are told at once, at any hour.',
        }}
        items={mails.map(value => ({ value, text: mailWords[value] }))}
      />
      <RadiosField
        name="keys"
        form={form}
        fieldset={{ legend: { text: 'Keyboard shortcuts', classes: 'govuk-fieldset__legend--m' } }}
        hint={{ text: 'Turn them off where they get in the way of a screen reader or of speaking to your computer.' }}
        items={[
          { value: 'on', text: 'On' },
          { value: 'off', text: 'Off' },
        ]}
      />
      <p class="govuk-body">
        <a class="govuk-link" href="/help/keys">
          Which keys there are
        </a>
      </p>
      <Button text="Keep these settings" />
    </Form>
    <p class="govuk-body">
      <a class="govuk-link" href="/account">
        How you sign in, and where you are signed in
      </a>
    </p>
    <p class="govuk-body">
      <a class="govuk-link" href="/looks">
        What you looked at
      </a>
    </p>
  </>
)

type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page'>
const typedOf = ({ mail, keys }: Choices) => ({ mail, keys: keys ? 'on' : 'off' })

const page = (ask: AnyAsk, form: FormState, kept: boolean): Reply =>
  show(
    ask.page({
      title: 'Your settings',
      errors: form.errors,
      ...(kept ? { notice: <NotificationBanner type="success" text="Your settings are kept." /> } : {}),
      children: <ChoicesPage form={form} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status: form.errors.length > 0 ? 422 : 200, json: form },
  )

/** What one chooses for oneself. */
export const choicesRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/settings',
    words: 'one’s own settings',
    query,
    handle: async ask => page(ask, { typed: typedOf(await ask.tx(ownChoices)), errors: [] }, ask.query.kept === 'yes'),
  }),
  route({
    method: 'POST',
    url: '/settings',
    words: 'one’s own settings',
    body: form,
    handle: async ask => {
      const { form } = ask
      if (!form.ok) {
        await ask.tx(ownChoices)
        return page(ask, { typed: ask.typed, errors: form.errors }, false)
      }
      await ask.tx(tx => keepChoices(tx, { mail: form.data.mail, keys: form.data.keys === 'on' }))
      return go('/settings?kept=yes')
    },
  }),
]
