import { Button, Form, type FormState, InsetText, PasswordField, RadiosField, Table, TextField } from '../../../design-system/index.ts'
import { printMoment } from '../../../guidance/index.ts'
import { type AgencySignIn, type AgencySignInChange, agencyForm } from './through-agency.ts'

/** Every agency, and whether its people come in through it. */
export const AgencySignInsPage = ({ agencies }: { agencies: readonly AgencySignIn[] }) => (
  <>
    <h1 class="govuk-heading-l">Signing in through an agency</h1>
    <p class="govuk-body">
      People of an agency that has signing in of its own may come in through it, where it asks for a second factor and says so. They have to
      be invited here first. Whoever gives accounts to others comes in with a password and a code or a passkey.
    </p>
    <ul class="govuk-list gt-list-lines">
      {agencies.map(one => (
        <li key={one.agency}>
          <a class="govuk-link" href={`/accounts/agencies/${one.agency}`}>
            {one.name}
          </a>
          :{' '}
          {one.issuer === null
            ? 'with a password and a code, or a passkey'
            : one.active
              ? 'also through the agency'
              : 'through the agency is off'}
        </li>
      ))}
    </ul>
  </>
)

const inWords = ({ issuer, clientId, accepts, active, newSecret }: AgencySignInChange): string =>
  `${active ? 'On' : 'Off'}: ${issuer}, client ${clientId}, by the words ${accepts.join(' ')}${newSecret ? ', with a new secret' : ''}`

/** What is set for one agency, and what was before. */
export const AgencySignInPage = ({
  one,
  changes,
  returnTo,
  csrf,
  commandId,
  form,
}: {
  one: AgencySignIn
  changes: readonly AgencySignInChange[]
  returnTo: string
  csrf: string
  commandId: string
  form: FormState
}) => {
  const { labels } = agencyForm
  return (
    <>
      <h1 class="govuk-heading-l">Signing in through {one.name}</h1>
      <p class="govuk-body">Give the agency this address to send people back to:</p>
      <InsetText>{returnTo}</InsetText>
      <Form action={`/accounts/agencies/${one.agency}`} csrf={csrf} commandId={commandId}>
        <TextField
          name="issuer"
          form={form}
          label={{ text: labels.issuer }}
          hint={{ text: 'As OpenID Connect names it: https://…' }}
          spellcheck={false}
        />
        <TextField name="clientId" form={form} label={{ text: labels.clientId }} autocomplete="off" spellcheck={false} />
        <PasswordField
          name="secret"
          form={form}
          label={{ text: labels.secret }}
          hint={{
            text:
              one.issuer === null
                ? 'It is kept sealed, and shown to nobody again'
                : 'Leave it blank to keep the one that is there; with another address or client id enter a new one. It is shown to nobody',
          }}
          autocomplete="new-password"
        />
        <TextField
          name="accepts"
          form={form}
          label={{ text: labels.accepts }}
          hint={{ text: 'What the agency says (amr or acr) when it asked for a second factor, with spaces between: for example mfa' }}
          spellcheck={false}
        />
        <RadiosField
          name="active"
          form={form}
          fieldset={{ legend: { text: labels.active, classes: 'govuk-fieldset__legend--s' } }}
          items={[
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No' },
          ]}
        />
        <Button text="Keep this" preventDoubleClick />
      </Form>
      {changes.length > 0 && (
        <Table
          caption="What was set before"
          captionClasses="govuk-table__caption--m"
          head={[{ text: 'When' }, { text: 'What' }, { text: 'By whom' }]}
          rows={changes.map(change => [{ text: printMoment(change.at) }, { text: inWords(change) }, { text: change.by }])}
        />
      )}
    </>
  )
}
