import { Button, EmptyState, Form, type FormState, InsetText, TextField } from '../../../design-system/index.ts'
import { printMoment } from '../../../guidance/index.ts'
import { PasskeyForm } from '../../../kernel/http/passkey-form.tsx'
import { addForm, nameForm } from './passkeys.forms.ts'
import type { OwnPasskey } from './passkeys.queries.ts'

/** The passkeys of whoever reads, as a part of the page on how they sign in. */
export const PasskeyList = ({ passkeys, possible }: { passkeys: readonly OwnPasskey[]; possible: boolean }) => (
  <>
    <h2 class="govuk-heading-m" id="passkeys">
      Passkeys
    </h2>
    {passkeys.length === 0 ? (
      <EmptyState wouldBe="You have no passkey. With one you sign in by a finger, your face or the PIN of your device, and type neither a password nor a code." />
    ) : (
      <ul class="govuk-list gt-list-lines" aria-labelledby="passkeys">
        {passkeys.map(one => (
          <li key={one.id}>
            <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{one.name}</h3>
            <p class="govuk-body-s govuk-!-margin-bottom-2">
              Added on {printMoment(one.addedAt)}. {one.usedAt ? `Last used on ${printMoment(one.usedAt)}.` : 'Not used yet.'}
            </p>
            <p class="govuk-body">
              <a class="govuk-link" href={`/account/passkeys/${one.id}`}>
                Change its name, or remove it<span class="govuk-visually-hidden">: {one.name}</span>
              </a>
            </p>
          </li>
        ))}
      </ul>
    )}
    {possible && <Button text="Add a passkey" href="/account/passkeys/new" classes="govuk-button--secondary" />}
  </>
)

/** Making a passkey. Only the browser can make one: without a script the page says so. */
export const NewPasskeyPage = ({ csrf, form }: { csrf: string; form: FormState }) => (
  <>
    <h1 class="govuk-heading-l">Add a passkey</h1>
    <p class="govuk-body">
      Your device asks for your finger, your face or its PIN; neither leaves the device. Add one only to a device that nobody else unlocks.
    </p>
    <PasskeyForm action="/account/passkeys/new" options="/account/passkeys/options" does="create" csrf={csrf} text="Add the passkey">
      <TextField
        name="name"
        form={form}
        label={{ text: addForm.labels.name }}
        hint={{ text: 'For example “my telephone”: you will know it again by this' }}
        classes="govuk-input--width-20"
      />
    </PasskeyForm>
    <div data-passkey-without="">
      <InsetText>
        Your browser makes no passkeys, or may not run the script that asks it to. You can go on signing in with your password and a code.
      </InsetText>
    </div>
    <p class="govuk-body">When it is added, every other place where you are signed in is signed out.</p>
  </>
)

/** One passkey: its name, and taking it away. */
export const PasskeyPage = ({
  passkey,
  csrf,
  newCommandId,
  form,
}: {
  passkey: OwnPasskey
  csrf: string
  newCommandId: () => string
  form: FormState
}) => (
  <>
    <h1 class="govuk-heading-l">A passkey of yours</h1>
    <Form action={`/account/passkeys/${passkey.id}`} csrf={csrf} commandId={newCommandId()}>
      <TextField name="name" form={form} label={{ text: nameForm.labels.name }} classes="govuk-input--width-20" />
      <Button text="Keep this name" preventDoubleClick />
    </Form>
    <h2 class="govuk-heading-m">Remove it</h2>
    <p class="govuk-body">
      Nobody signs in with it any more, and every other place where you are signed in is signed out. Your password and your codes stay.
    </p>
    <Form action={`/account/passkeys/${passkey.id}/remove`} csrf={csrf} commandId={newCommandId()}>
      <Button text="Remove this passkey" classes="govuk-button--warning" preventDoubleClick />
    </Form>
  </>
)
