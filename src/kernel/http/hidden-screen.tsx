import { Button, Form, type FormState, PasswordField } from '../../design-system/index.ts'
import { unhideForm } from './hidden-screen-form.ts'

/** Nothing of anybody: only the question for the password. */
export const HiddenScreenPage = ({ csrf, to, form }: { csrf: string; to: string; form: FormState }) => (
  <>
    <h1 class="govuk-heading-l">The screen is hidden</h1>
    <p class="govuk-body">You are still signed in. Enter your password to go on where you were.</p>
    <Form action="/unlock" csrf={csrf} commandId="">
      <input type="hidden" name="to" value={to} />
      <PasswordField name="password" form={form} label={{ text: unhideForm.labels.password }} autocomplete="current-password" />
      <Button text="Show it again" />
    </Form>
    <Form action="/sign-out" csrf={csrf} commandId="">
      <p class="govuk-body">If you have no password here, sign out and sign in again.</p>
      <Button text="Sign out" classes="govuk-button--secondary" />
    </Form>
  </>
)
