import type { FormState } from '../../design-system/index.ts'
import { Button, Form, PasswordField, TextField } from '../../design-system/index.ts'
import { PasskeyForm } from './passkey-form.tsx'
import { signInForm } from './sign-in-form.ts'

const { labels } = signInForm

/** Signing in: e-mail, password, code; or a passkey, where the browser knows them. */
export const SignInPage = ({
  csrf,
  to,
  form,
  kept,
  passkeys,
  quiet,
}: {
  csrf: string
  to: string
  form: FormState
  /** What somebody had typed when their session was over, sealed: it goes along, and comes back to them alone. */
  kept?: string | undefined
  passkeys: boolean
  /** Whoever is on the way to the pages of families: nothing here says what they are for. */
  quiet: boolean
}) => (
  <>
    {kept === undefined ? (
      <h1 class="govuk-heading-l">Sign in</h1>
    ) : (
      <>
        <h1 class="govuk-heading-l">You have been signed out</h1>
        <p class="govuk-body">Your answers were not sent, and no word of them is lost: sign in again here, and they come back.</p>
      </>
    )}
    <Form action="/sign-in" csrf={csrf} commandId="">
      <input type="hidden" name="to" value={to} />
      {kept !== undefined && <input type="hidden" name="kept" value={kept} />}
      <TextField
        name="email"
        form={form}
        label={{ text: quiet ? 'The name you sign in with' : labels.email }}
        {...(quiet ? {} : { type: 'email' })}
        autocomplete="username"
        spellcheck={false}
      />
      <PasswordField name="password" form={form} label={{ text: labels.password }} autocomplete="current-password" />
      <TextField
        name="code"
        form={form}
        label={{ text: labels.code }}
        hint={{ text: 'The six digits your app shows now' }}
        inputmode="numeric"
        autocomplete="one-time-code"
        classes="govuk-input--width-10"
      />
      <Button text="Sign in" />
    </Form>
    {passkeys && (
      <PasskeyForm
        action="/sign-in/passkey"
        options="/sign-in/passkey/options"
        does="get"
        csrf={csrf}
        to={to}
        kept={kept}
        text="Use a passkey instead"
      />
    )}
    {quiet ? (
      <p class="govuk-body">
        Have you been given a code?{' '}
        <a class="govuk-link" href="/yours/begin">
          Begin here
        </a>
      </p>
    ) : (
      <ElsewhereToGo to={to} />
    )}
  </>
)

/** What else whoever works for an agency, or is worried about a child, may be looking for. */
const ElsewhereToGo = ({ to }: { to: string }) => (
  <>
    <p class="govuk-body">
      <a class="govuk-link" href={`/sign-in/agency?to=${encodeURIComponent(to)}`}>
        Go in through your agency
      </a>
    </p>
    <p class="govuk-body">
      <a class="govuk-link" href="/recover">
        I have lost my telephone, my passkey or my password
      </a>
    </p>
    <p class="govuk-body">
      Worried about a child and have no account? Ring The Bridge, or tell it in writing: the number and the way are at the foot of this
      page. If a child is in danger now, ring 999.
    </p>
  </>
)
