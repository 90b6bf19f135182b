import {
  Button,
  CheckboxesField,
  capital,
  DateField,
  Details,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  SelectField,
  smallLabel,
  smallLegend,
} from '../../../design-system/index.ts'
import { type Day, dueInWords, plural } from '../../../guidance/index.ts'
import { type DraftShown, KeptState, keepsAt, ThrowKeptAway } from '../../../kernel/http/kept-form.tsx'
import type { FamilyMember } from '../../family/index.ts'
import { changeForm, weighForm } from './change-form.ts'
import { changeWeighed, changeWords } from './circumstances.ts'

export type ChangePageParts = {
  readonly person: FamilyMember
  readonly siblings: readonly FamilyMember[]
  readonly waiting: readonly { readonly dueOn: Day; readonly changes: number }[]
  readonly today: Day
  readonly telling: FormState
  readonly weighing: FormState
  readonly drafts: { readonly telling: DraftShown; readonly weighing: DraftShown }
  readonly csrf: string
  readonly newCommandId: () => string
}

/** Telling that something has changed around a child, and what it means for this child. */
export const ChangePage = (parts: ChangePageParts) => {
  const { person, waiting, today, weighing, drafts } = parts
  const mayWeigh = person.may(changeWeighed)
  return (
    <>
      <h1 class="govuk-heading-l">What has changed around {person.called}</h1>
      {waiting.map(one => (
        <InsetText key={one.dueOn}>
          <strong>
            {capital(plural(one.changes, 'change'))} to be thought through, {dueInWords(one.dueOn, today)}.
          </strong>{' '}
          Say below what it means for {person.called}.
        </InsetText>
      ))}
      {mayWeigh && (
        <Details
          summary={`What it means for ${person.called}`}
          open={waiting.length > 0 || weighing.errors.length > 0 || drafts.weighing.version > 0}
        >
          <Weighing {...parts} />
        </Details>
      )}
      <Details
        summary="Something else has changed"
        open={waiting.length === 0 || parts.telling.errors.length > 0 || drafts.telling.version > 0}
      >
        <Telling {...parts} />
      </Details>
    </>
  )
}

const Weighing = ({ person, weighing, drafts, csrf, newCommandId }: ChangePageParts) => (
  <>
    {' '}
    <Form
      action={`/people/${person.subject}/change/means`}
      csrf={csrf}
      commandId={newCommandId()}
      draft={keepsAt(`/people/${person.subject}/change/means`, drafts.weighing)}
    >
      <LongTextField
        name="impact"
        form={weighing}
        rows={5}
        label={smallLabel(`What does it mean for ${person.called}?`)}
        hint="For this child: safety, home, school, health, the people who matter. What the child says about it."
      />
      <RadiosField
        name="stageStillFits"
        form={weighing}
        fieldset={smallLegend(weighForm.labels.stageStillFits)}
        items={[
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No: the stage is changed or proposed next' },
        ]}
      />
      <Button text="Write down what it means" preventDoubleClick />
      <KeptState draft={drafts.weighing} />
    </Form>
    <ThrowKeptAway action={`/people/${person.subject}/change/means`} draft={drafts.weighing} csrf={csrf} />
  </>
)

const Telling = ({ person, siblings, telling, drafts, csrf, newCommandId }: ChangePageParts) => (
  <>
    {' '}
    <Form
      action={`/people/${person.subject}/change`}
      csrf={csrf}
      commandId={newCommandId()}
      draft={keepsAt(`/people/${person.subject}/change`, drafts.telling)}
    >
      <SelectField
        name="what"
        form={telling}
        label={smallLabel(changeForm.labels.what)}
        items={[{ value: '', text: 'Choose' }, ...Object.entries(changeWords).map(([value, text]) => ({ value, text: capital(text) }))]}
      />
      <DateField name="on" form={telling} fieldset={smallLegend(changeForm.labels.on)} hint="For example, 6 2 2024" />
      <LongTextField name="whatChanged" form={telling} rows={4} label={smallLabel(changeForm.labels.whatChanged)} />
      {siblings.length > 0 && (
        <CheckboxesField
          name="about"
          form={telling}
          fieldset={smallLegend(changeForm.labels.about)}
          hint={{ text: 'It is written on the record of each child ticked, in the same words: name no other child in them.' }}
          items={siblings.map(one => ({ value: one.subject, text: one.age ? `${one.name}, ${one.age}` : one.name }))}
        />
      )}
      <Button text="Record the change" preventDoubleClick />
      <KeptState draft={drafts.telling} />
    </Form>
    <ThrowKeptAway action={`/people/${person.subject}/change`} draft={drafts.telling} csrf={csrf} />
  </>
)
