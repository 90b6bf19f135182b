import type { FormState } from '../../design-system/index.ts'
import { Button, Form, InsetText, PasswordField, TextField } from '../../design-system/index.ts'
import { beginForm } from './begin-form.ts'

const { labels } = beginForm

type BeginProps = { link: string; email: string; secret: string; csrf: string; commandId: string; form: FormState }

const inFours = (secret: string): string => (secret.match(/.{1,4}/g) ?? []).join(' ')

/** Choosing a password, and taking the secret of one's codes into an app of one's own. */
export const BeginPage = ({ link, email, secret, csrf, commandId, form }: BeginProps) => (
  <>
    <h1 class="govuk-heading-l">Begin to use your account</h1>
    <p class="govuk-body">You will sign in with {email}, a password that you choose now, and a code from an app on your telephone.</p>
    <h2 class="govuk-heading-m">1. Put this key into your app</h2>
    <p class="govuk-body">
      Any app for one-time codes will do. Choose “enter a key” in it and write this, or open{' '}
      <a class="govuk-link" href={`otpauth://totp/Golden%20Thread:${encodeURIComponent(email)}?secret=${secret}&issuer=Golden%20Thread`}>
        this link to your app
      </a>{' '}
      on the telephone it is on.
    </p>
    <InsetText>
      <strong class="gt-narrative">{inFours(secret)}</strong>
    </InsetText>
    <h2 class="govuk-heading-m">2. Choose a password</h2>
    <Form action={`/begin/${link}`} csrf={csrf} commandId={commandId}>
      <PasswordField
        name="password"
        form={form}
        label={{ text: labels.password }}
        hint={{ text: 'At least 12 characters. Three words that nobody would put together are easy to keep in mind.' }}
        autocomplete="new-password"
      />
      <PasswordField name="again" form={form} label={{ text: labels.again }} autocomplete="new-password" />
      <TextField
        name="code"
        form={form}
        label={{ text: labels.code }}
        hint={{ text: 'The six digits your app shows now' }}
        inputmode="numeric"
        autocomplete="one-time-code"
        classes="govuk-input--width-10"
      />
      <Button text="Begin" preventDoubleClick />
    </Form>
  </>
)

/** A link that does not work, whatever the reason: nothing is said of any account. */
export const NoLinkPage = () => (
  <>
    <h1 class="govuk-heading-l">This link does not work any more</h1>
    <p class="govuk-body">A link works once, and for one day. Ask whoever gave it to you for a new one.</p>
    <p class="govuk-body">
      If you have chosen your password already,{' '}
      <a class="govuk-link" href="/sign-in">
        sign in
      </a>
      .
    </p>
  </>
)
