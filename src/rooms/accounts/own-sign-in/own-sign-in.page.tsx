import { Button, Form, type FormState, InsetText, Tag, TextField } from '../../../design-system/index.ts'
import { printMoment } from '../../../guidance/index.ts'
import { PasskeyList } from '../passkeys/passkeys.page.tsx'
import type { OwnPasskey } from '../passkeys/passkeys.queries.ts'
import { proveForm } from './own-sign-in.forms.ts'
import type { OwnSession } from './own-sign-in.queries.ts'

/** By what a session began, in words. */
const beganBy: Record<OwnSession['factors'], string> = {
  'password-and-code': 'with password and code',
  passkey: 'with a passkey',
  agency: 'through your agency',
}

const Session = ({ session, csrf, commandId }: { session: OwnSession; csrf: string; commandId: string }) => (
  <li>
    <h3 class="govuk-heading-s govuk-!-margin-bottom-1">
      {session.device || 'A device that was not noted'} {session.here && <Tag text="This device" />}
    </h3>
    <p class="govuk-body-s govuk-!-margin-bottom-2">
      Signed in {beganBy[session.factors]} on {printMoment(session.beganAt)}. Last used on {printMoment(session.seenAt)}. Ends by itself at
      the latest on {printMoment(session.endsAt)}.
    </p>
    {!session.here && (
      <Form action={`/account/sessions/${session.id}/end`} csrf={csrf} commandId={commandId}>
        <Button
          text={
            <>
              Sign out there<span class="govuk-visually-hidden">: {session.device || 'a device that was not noted'}</span>
            </>
          }
          classes="govuk-button--secondary"
          preventDoubleClick
        />
      </Form>
    )}
  </li>
)

/** How somebody signs in, and where they are signed in now. */
export const OwnSignInPage = ({
  sessions,
  passkeys,
  possible,
  csrf,
  newCommandId,
}: {
  sessions: readonly OwnSession[]
  passkeys: readonly OwnPasskey[]
  /** Can a passkey be made at the address this is read at? */
  possible: boolean
  csrf: string
  newCommandId: () => string
}) => (
  <>
    <h1 class="govuk-heading-l">How you sign in</h1>
    <PasskeyList passkeys={passkeys} possible={possible} />
    <h2 class="govuk-heading-m" id="where">
      Where you are signed in
    </h2>
    <ul class="govuk-list gt-list-lines" aria-labelledby="where">
      {sessions.map(session => (
        <Session key={session.id} session={session} csrf={csrf} commandId={newCommandId()} />
      ))}
    </ul>
    <InsetText>
      Is there a device you do not know? Sign out everywhere, then tell whoever looks after the accounts of your agency at once.
    </InsetText>
    <Form action="/account/sessions/end" csrf={csrf} commandId={newCommandId()}>
      <Button text="Sign out everywhere" classes="govuk-button--warning" preventDoubleClick />
    </Form>
  </>
)

/** Asked again for a code before something is changed by which somebody signs in. */
export const ProvePage = ({ to, csrf, commandId, form }: { to: string; csrf: string; commandId: string; form: FormState }) => (
  <>
    <h1 class="govuk-heading-l">Show again that it is you</h1>
    <p class="govuk-body">
      You are about to change how you sign in. Somebody who finds your screen open must not be able to: enter a code from your app.
    </p>
    <Form action="/account/prove" csrf={csrf} commandId={commandId}>
      <input type="hidden" name="to" value={to} />
      <TextField
        name="code"
        form={form}
        label={{ text: proveForm.labels.code }}
        hint={{ text: 'The six digits your app shows now' }}
        inputmode="numeric"
        autocomplete="one-time-code"
        classes="govuk-input--width-10"
      />
      <Button text="Go on" preventDoubleClick />
    </Form>
    <p class="govuk-body">
      You sign in without an app?{' '}
      <a class="govuk-link" href={`/sign-in?to=${encodeURIComponent(to)}`}>
        Sign in again
      </a>{' '}
      instead.
    </p>
  </>
)
