import {
  Button,
  CountedTextField,
  DateField,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  NotificationBanner,
  SelectField,
  SummaryList,
  TextField,
} from '../../../design-system/index.ts'
import { type Limit, printDate } from '../../../guidance/index.ts'
import type { AnyRule } from '../../../thread/rule.ts'
import { wordsOf } from '../words/index.ts'
import { settingForm, unitsFor } from './setting-form.ts'
import { historyInWords, type NumberNow, printNumber, type SetValue } from './values.ts'

/** What a change does to clocks that run already; said wherever a number can be changed. */
export const WhatRunsOn = () => (
  <p class="govuk-body gt-narrative">
    A clock keeps the number of the day from which it counts. One that began before the change runs on to its old end; one that begins on or
    after that day has the new number. What is shown is made again in the background, and everything that was said before stays on record.
  </p>
)

export type SettingPageProps = {
  readonly rule: AnyRule
  readonly number: NumberNow
  readonly form: FormState
  readonly seen: string
  readonly csrf: string
  readonly commandId: string
  readonly allMade: boolean
  readonly theirs: SetValue | null
}

const unitWords: Record<Limit['unit'], string> = {
  'working days': 'working days',
  days: 'days, weekends too',
  weeks: 'weeks',
  months: 'months',
  hours: 'hours',
}

/** One number of one rule: what it is, what it has been, and a form to change it, unless it rests on law. */
export const SettingPage = (props: SettingPageProps) => {
  const { rule, number, theirs, allMade } = props
  const words = wordsOf(rule.id)
  return (
    <>
      <h1 class="govuk-heading-l">
        <span class="govuk-caption-l">{words.title}</span>
        {words.numbers[number.name]}
      </h1>
      {theirs && (
        <NotificationBanner title="Not saved yet">
          <p class="govuk-notification-banner__heading">
            {theirs.by} set this number while you were writing: {printNumber(theirs.value)} from {printDate(theirs.from)}.
          </p>
          <p class="govuk-body">What you wrote is still below. Send it again if it should follow theirs.</p>
        </NotificationBanner>
      )}
      <SummaryList
        rows={[
          { key: 'Today', value: printNumber(number.now) },
          { key: 'Rests on', value: `${number.setting.basis}: ${number.setting.why}` },
          {
            key: 'What it has been',
            value: {
              text: (
                <ul class="govuk-list">
                  {historyInWords(number).map(line => (
                    <li key={line} class="gt-narrative">
                      {line}
                    </li>
                  ))}
                </ul>
              ),
            },
          },
          {
            key: 'Findings',
            value: allMade ? 'All are made with the numbers in force.' : 'Some are still being made again with the numbers in force.',
          },
        ]}
      />
      {number.setting.basis === 'law' ? (
        <InsetText>This number is set by law. Nobody here can change it; it changes when the law does.</InsetText>
      ) : (
        <ChangeForm {...props} />
      )}
    </>
  )
}

const ChangeForm = ({ rule, number, form, seen, csrf, commandId }: SettingPageProps) => (
  <>
    <h2 class="govuk-heading-m">Change it</h2>
    <WhatRunsOn />
    <Form action={`/rules/${rule.id}/settings/${number.name}`} csrf={csrf} commandId={commandId}>
      <input type="hidden" name="seen" value={seen} />
      <TextField form={form} name="count" label={{ text: settingForm.labels.count }} inputmode="numeric" classes="govuk-input--width-3" />
      {typeof number.now !== 'number' && (
        <SelectField
          form={form}
          name="unit"
          label={{ text: settingForm.labels.unit }}
          items={unitsFor(number.now).map(unit => ({ value: unit, text: unitWords[unit] }))}
        />
      )}
      <DateField
        form={form}
        name="from"
        fieldset={{ legend: { text: settingForm.labels.from } }}
        hint={{ text: 'Today or later. For a day that has passed, say why below.' }}
      />
      <CountedTextField
        form={form}
        name="why"
        label={{ text: settingForm.labels.why }}
        hint={{ text: 'Everybody who works here can read this beside the number.' }}
        limit={{ maxlength: 2000 }}
        rows={4}
      />
      <LongTextField form={form} name="whyPast" label={{ text: settingForm.labels.whyPast }} rows={3} />
      <Button text="Change the number" preventDoubleClick />
    </Form>
  </>
)
