import type { Contact, FormState } from '../../../design-system/index.ts'
import {
  Button,
  capital,
  Details,
  Form,
  InsetText,
  LongTextField,
  RadiosField,
  smallLegend,
  TextField,
  WarningText,
} from '../../../design-system/index.ts'
import { plural } from '../../../guidance/index.ts'
import { emergencyWords } from '../../../thread/own-kinds/index.ts'
import { openForm, shortestReason } from './open-form.ts'

const { labels } = openForm

/** Opening a record in an emergency. The better way, being added by those who work with the child, stands first. */
export const OpenPage = ({
  action,
  hours,
  form,
  contacts,
  second,
  refused,
  csrf,
  commandId,
}: {
  action: string
  hours: number
  form: FormState
  contacts: readonly Contact[]
  /** Is a second person asked for? */
  second: boolean
  /** Can this record not be opened this way? */
  refused: boolean
  csrf: string
  commandId: string
}) => (
  <>
    <h1 class="govuk-heading-l">Open a record in an emergency</h1>
    <InsetText>
      <p class="govuk-body">
        <strong>Can it wait for a telephone call?</strong> Ask those who work with the child to add you: it opens the record at once, for as
        long as you work together, and nobody has to review it.
      </p>
      <ul class="govuk-list">
        {contacts.map(one => (
          <li key={one.telephone}>
            {one.name}: <strong>{one.telephone}</strong>, {one.hours}
          </li>
        ))}
      </ul>
    </InsetText>
    {refused ? (
      <p class="govuk-body">
        <strong>This record cannot be opened this way.</strong> Ring one of the numbers above: they can help you now.
      </p>
    ) : (
      <>
        <WarningText
          iconFallbackText="Warning"
          text={`You open this one child’s record for ${plural(hours, 'hour')}. Your manager, the team that works with the child and the information governance lead are told now, and somebody outside your team reviews why.`}
        />
        <Form action={action} csrf={csrf} commandId={commandId}>
          <RadiosField
            name="category"
            form={form}
            fieldset={smallLegend(labels.category)}
            items={Object.entries(emergencyWords).map(([value, text]) => ({ value, text: capital(text) }))}
          />
          <LongTextField
            name="reason"
            form={form}
            rows={4}
            label={{ text: labels.reason, classes: 'govuk-label--s' }}
            hint={{ text: `At least ${shortestReason} characters. It stands on the child’s record with your name` }}
          />
          <TextField
            name="reference"
            form={form}
            label={{ text: labels.reference, classes: 'govuk-label--s' }}
            hint={{ text: 'An incident or log number, or the number of the concern' }}
            classes="govuk-input--width-20"
            autocomplete="off"
          />
          {second && (
            <>
              <h2 class="govuk-heading-m">A second person</h2>
              <p class="govuk-body">
                You have opened as many records within a day as one person may. A colleague who may do the same confirms this one here.
              </p>
              <TextField
                name="secondEmail"
                form={form}
                type="email"
                label={{ text: labels.secondEmail }}
                spellcheck={false}
                autocomplete="off"
              />
              <TextField
                name="secondCode"
                form={form}
                label={{ text: labels.secondCode }}
                inputmode="numeric"
                classes="govuk-input--width-10"
                autocomplete="off"
              />
            </>
          )}
          <Button text="Open the record" classes="govuk-button--warning" preventDoubleClick />
        </Form>
        <Details summary="What you will see">
          <p class="govuk-body">
            Who the child is and lives with, who works with the child, what is open and due, and what was recorded. Where the child lives,
            health, other people’s words and who raised concerns stay closed. A note you write stays.
          </p>
        </Details>
      </>
    )}
  </>
)
