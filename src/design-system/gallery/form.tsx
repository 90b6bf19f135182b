import type { FormState } from '../index.ts'
import {
  Button,
  CheckboxesField,
  CountedTextField,
  DateField,
  Details,
  FileField,
  Form,
  InsetText,
  LongTextField,
  Page,
  PasswordField,
  RadiosField,
  SaveState,
  SelectField,
  TextField,
  WarningText,
} from '../index.ts'
import { galleryPartnership } from './partnership.ts'

const wrong: FormState = {
  typed: {
    surname: 'Testcase',
    story: '\nAmira said "I had toast" & went quiet.',
    'born-day': '31',
    'born-month': '13',
    'born-year': '2017',
    area: 'swinton',
    worries: ['food', 'clothes'],
    injury: 'yes',
    'injury-where': 'left arm',
  },
  errors: [
    { field: 'surname', message: 'Enter the family name as the school has it' },
    { field: 'born-month', message: 'Month must be a number from 1 to 12' },
    { field: 'injury', message: 'Say whether the child is hurt' },
    { field: 'agreed', message: 'Say whether the family knows' },
  ],
}

/** A form with a field of every sort. `prefix`: before the name of each. */
function Fields({ form, prefix }: { form: FormState; prefix: string }) {
  return (
    <Form action="/gallery" csrf="gallery" commandId={`gallery-${prefix}`} draft={{ autosaveUrl: '/drafts/1', version: '1' }} files>
      <TextField form={form} name={`${prefix}surname`} label="Family name" classes="govuk-input--width-20" autocomplete="off" />
      <LongTextField
        form={form}
        name={`${prefix}story`}
        label="What have you seen or heard?"
        hint="In the child’s own words where you can."
      />
      <CountedTextField form={form} name={`${prefix}summary`} label="In a few words" limit={{ maxwords: 50 }} rows={3} />
      <DateField
        form={form}
        name={`${prefix}born`}
        fieldset={{ legend: { text: 'When was the child born?', classes: 'govuk-fieldset__legend--m' } }}
        hint="For example, 27 3 2017"
      />
      <RadiosField
        form={form}
        name={`${prefix}injury`}
        fieldset={{ legend: { text: 'Is the child hurt?', classes: 'govuk-fieldset__legend--m' } }}
        items={[
          {
            value: 'yes',
            text: 'Yes',
            hint: 'A bruise, a burn, pain, anything you can see',
            conditional: (
              <TextField form={form} name={`${prefix}injury-where`} label="Where on the body?" classes="govuk-input--width-20" />
            ),
          },
          { value: 'no', text: 'No' },
          { divider: 'or' },
          { value: 'unknown', text: 'I could not see' },
        ]}
      />
      <CheckboxesField
        form={form}
        name={`${prefix}worries`}
        fieldset={{ legend: { text: 'What are you worried about?', classes: 'govuk-fieldset__legend--m' } }}
        items={[
          { value: 'food', text: 'Food and drink' },
          { value: 'clothes', text: 'Clothes and warmth' },
          { divider: 'or' },
          { value: 'none', text: 'None of these', behaviour: 'exclusive' },
        ]}
      />
      <SelectField
        form={form}
        name={`${prefix}area`}
        label="Area"
        items={[
          { value: '', text: 'Choose' },
          { value: 'eccles', text: 'Eccles' },
          { value: 'swinton', text: 'Swinton' },
        ]}
      />
      <FileField form={form} name={`${prefix}photo`} label="Add a document" />
      <PasswordField form={form} name={`${prefix}password`} label="Password" />
      <SaveState savedAt="14:05" />
      <div class="govuk-button-group">
        <Button text="Continue" preventDoubleClick />
        <Button text="Close without sending" classes="govuk-button--warning" />
        <a class="govuk-link" href="/gallery">
          Cancel
        </a>
      </div>
    </Form>
  )
}

/** A form that was sent with faults. */
export const form = ({ nonce }: { nonce: string }) => (
  <Page
    title="Tell us about a child"
    partnership={galleryPartnership}
    reader={{ kind: 'anyone', signInHref: '/sign-in' }}
    nonce={nonce}
    navigation={[]}
    errors={wrong.errors.slice(0, 3)}
    way={{ kind: 'back', href: '/start' }}
    safeExit="https://www.example.org/"
    islands={['autosave.js']}
  >
    <h1 class="govuk-heading-xl">Tell us about a child</h1>
    <WarningText text="If a child is in danger now, call 999." />
    <Fields form={wrong} prefix="" />
    <Details summary="What happens to what you tell us" text="A social worker at The Bridge reads it the same day." />
    <InsetText text="You do not need to be sure. Worry is enough." />
  </Page>
)
