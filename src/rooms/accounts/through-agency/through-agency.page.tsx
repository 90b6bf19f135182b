import {
  Button,
  Form,
  type FormState,
  InsetText,
  PasswordField,
  RadiosField,
  SummaryList,
  Table,
  TextField,
} from '../../../design-system/index.ts'
import { printMoment } from '../../../guidance/index.ts'
import { type AgencySignIn, type AgencySignInChange, agencyForm, answerForm } from './through-agency.ts'

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
          {one.asked ? '; something waits for a second person' : ''}
        </li>
      ))}
    </ul>
  </>
)

const inWords = ({ issuer, clientId, accepts, active, newSecret }: AgencySignInChange): string =>
  `${active ? 'On' : 'Off'}: ${issuer}, client ${clientId}, by the words ${accepts.join(' ')}${newSecret ? ', with a new secret' : ''}`

type PageProps = {
  one: AgencySignIn
  changes: readonly AgencySignInChange[]
  returnTo: string
  csrf: string
  newCommandId: () => string
  form: FormState
}

/** What waits for a second person: they see exactly what would be in force, and say yes or no to that. */
const Asked = ({ one, csrf, newCommandId, form }: Pick<PageProps, 'one' | 'csrf' | 'newCommandId' | 'form'>) => {
  const { asked } = one
  if (!asked) return null
  const answers = [
    { value: 'yes', text: 'Yes: I have made sure at the agency that this is its own' },
    { value: 'no', text: 'No, take it off' },
  ]
  return (
    <>
      <h2 class="govuk-heading-m">This waits for a second person</h2>
      <SummaryList
        rows={[
          { key: { text: 'Asked for by' }, value: { text: `${asked.by}, ${printMoment(asked.at)}` } },
          { key: { text: agencyForm.labels.issuer }, value: { text: asked.issuer } },
          { key: { text: agencyForm.labels.clientId }, value: { text: asked.clientId } },
          { key: { text: agencyForm.labels.secret }, value: { text: asked.newSecret ? 'A new one' : 'The one that is there' } },
          { key: { text: agencyForm.labels.accepts }, value: { text: asked.accepts.join(' ') } },
        ]}
      />
      <p class="govuk-body">
        Whoever holds this address says who everybody of {one.name} is. What was set before stays in force until another system
        administrator has said yes{asked.may ? '.' : ': not who asked, nor anybody of whom one brought the other in.'}
      </p>
      <Form action={`/accounts/agencies/${one.agency}/answer`} csrf={csrf} commandId={newCommandId()}>
        <input type="hidden" name="asked" value={asked.id} />
        <RadiosField
          name="answer"
          form={form}
          fieldset={{ legend: { text: answerForm.labels.answer, classes: 'govuk-fieldset__legend--s' } }}
          items={asked.may ? answers : answers.slice(1)}
        />
        <Button text="Answer" classes="govuk-button--secondary" preventDoubleClick />
      </Form>
    </>
  )
}

/** What is set for one agency, and what was before. */
export const AgencySignInPage = ({ one, changes, returnTo, csrf, newCommandId, form }: PageProps) => {
  const { labels } = agencyForm
  return (
    <>
      <h1 class="govuk-heading-l">Signing in through {one.name}</h1>
      <p class="govuk-body">Give the agency this address to send people back to:</p>
      <InsetText>{returnTo}</InsetText>
      {one.issuer !== null && (
        <p class="govuk-body">
          An agency that was set before it had an address of its own is sent back to the one of all until a new client or secret is entered
          here.
        </p>
      )}
      <Asked one={one} csrf={csrf} newCommandId={newCommandId} form={form} />
      <h2 class="govuk-heading-m">{one.issuer === null ? 'Ask for a way in' : 'Change it'}</h2>
      <p class="govuk-body">A change waits for a second person. Switching it off holds at once.</p>
      <Form action={`/accounts/agencies/${one.agency}`} csrf={csrf} commandId={newCommandId()}>
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
        <Button text="Ask for this" preventDoubleClick />
      </Form>
      {changes.length > 0 && (
        <Table
          caption="What was set before"
          captionClasses="govuk-table__caption--m"
          head={[{ text: 'When' }, { text: 'What' }, { text: 'By whom' }]}
          rows={changes.map(change => [
            { text: printMoment(change.at) },
            { text: inWords(change) },
            { text: change.confirmedBy ? `${change.by}, confirmed by ${change.confirmedBy}` : change.by },
          ])}
        />
      )}
    </>
  )
}
