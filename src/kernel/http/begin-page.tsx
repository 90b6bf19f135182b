import type { FormState } from '../../design-system/index.ts'
import { Button, Form, InsetText, PasswordField, TextField } from '../../design-system/index.ts'
import { beginForm } from './begin-form.ts'
import { quietHome, quietName } from './quiet.ts'

const { labels } = beginForm

/** What the app for codes calls it. */
const issuer = (quiet: boolean): string => (quiet ? quietName : 'Golden%20Thread')

type BeginProps = { link: string; quiet: boolean; email: string; secret: string; csrf: string; commandId: string; form: FormState }

const inFours = (secret: string): string => (secret.match(/.{1,4}/g) ?? []).join(' ')

/** Choosing a password, and taking the secret of one's codes into an app of one's own. */
export const BeginPage = ({ link, quiet, email, secret, csrf, commandId, form }: BeginProps) => (
  <>
    <h1 class="govuk-heading-l">Begin to use your account</h1>
    <p class="govuk-body">You will sign in with {email}, a password that you choose now, and a code from an app on your telephone.</p>
    {quiet && <p class="govuk-body">Write that name down where you find it again, and nobody else does.</p>}
    <h2 class="govuk-heading-m">1. Put this key into your app</h2>
    <p class="govuk-body">
      Any app for one-time codes will do. Choose “enter a key” in it and write this, or open{' '}
      <a class="govuk-link" href={`otpauth://totp/${issuer(quiet)}:${encodeURIComponent(email)}?secret=${secret}&issuer=${issuer(quiet)}`}>
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
export const NoLinkPage = ({ quiet }: { quiet: boolean }) => (
  <>
    <h1 class="govuk-heading-l">This {quiet ? 'code' : 'link'} does not work any more</h1>
    <p class="govuk-body">A {quiet ? 'code' : 'link'} works once, and for one day. Ask whoever gave it to you for a new one.</p>
    <p class="govuk-body">
      If you have chosen your password already,{' '}
      <a class="govuk-link" href={quiet ? `/sign-in?to=${quietHome}` : '/sign-in'}>
        sign in
      </a>
      .
    </p>
  </>
)
