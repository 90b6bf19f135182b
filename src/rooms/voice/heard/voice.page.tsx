import {
  CheckboxesField,
  capital,
  DateField,
  Details,
  type FormState,
  LongTextField,
  RadiosField,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { addYears } from '../../../guidance/index.ts'
import { KeptFields, type KeptPage } from '../../../kernel/http/kept-routes.tsx'
import type { ChildOnRecord } from '../../family/index.ts'
import { heardWords } from '../../recording/index.ts'
import { heardWhereWords } from './childs-voice.ts'

const items = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([value, text]) => ({ value, text: capital(text) }))
const yesNo = items({ yes: 'Yes', no: 'No' })

const isFilled = ({ typed, errors }: FormState, fields: readonly string[]): boolean =>
  fields.some(field => Boolean(typed[field]) || errors.some(error => error.field === field))

/** What one child says or shows, in the child's own words. */
export const VoicePage = ({ child, parts }: { child: ChildOnRecord; parts: KeptPage }) => {
  const { called } = child
  const { form } = parts
  const isBaby = child.born !== null && parts.today < addYears(child.born, 2)
  return (
    <>
      <h1 class="govuk-heading-l">What {called} says or shows</h1>
      <p class="govuk-body">
        For {called} alone, and not for the family. {called} may read this one day.
      </p>
      <KeptFields parts={parts} send={`Write down what ${called} says or shows`}>
        <DateField name="on" form={form} fieldset={smallLegend('When was it?')} hint="For example, 6 2 2024" />
        <RadiosField
          name="obtained"
          form={form}
          fieldset={smallLegend(`Was ${called} heard?`)}
          hint={{
            text: isBaby ? 'A baby is heard by being watched.' : 'Words are one way of several: play, drawing and watching are others.',
          }}
          items={[
            { value: 'yes', text: 'Yes: say below how, where and what' },
            {
              value: 'no',
              text: 'No',
              conditional: (
                <LongTextField
                  name="notHeardWhy"
                  form={form}
                  rows={2}
                  label="Why not?"
                  hint="What was tried, and when it will be tried again"
                />
              ),
            },
          ]}
        />
        <CheckboxesField name="heard" form={form} fieldset={smallLegend(`How was ${called} heard?`)} items={items(heardWords)} />
        <RadiosField name="where" form={form} fieldset={smallLegend('Where?')} items={items(heardWhereWords)} />
        <RadiosField
          name="alone"
          form={form}
          classes="govuk-radios--inline"
          fieldset={smallLegend(`Was ${called} alone with you? (optional)`)}
          items={yesNo}
        />
        {!isBaby && <Words called={called} form={form} />}
        <LongTextField
          name="presentation"
          form={form}
          rows={4}
          label={smallLabel(`How was ${called}? ${isBaby ? '' : '(optional)'}`.trim())}
          hint={
            isBaby
              ? 'What you saw: awake or asleep, held or left, how baby and carer are with each other, sounds, looks, growth, clothes'
              : 'What you saw: mood, how the child and the carers are with each other, clothes, tiredness'
          }
        />
        {isBaby && <Words called={called} form={form} />}
        <LongTextField
          name="dailyLife"
          form={form}
          rows={3}
          label={smallLabel(`What is a day like for ${called}? (optional)`)}
          hint="Waking, food, school, play, bedtime, who is there"
        />
        <LongTextField name="voiceChanged" form={form} rows={2} label={smallLabel('What has changed because of it? (optional)')} />
        <Details summary="In a language other than English" open={child.language !== null || isFilled(form, ['language'])}>
          <TextField
            name="language"
            form={form}
            label={smallLabel('In what language?')}
            hint={child.language ? `On record: ${child.language}` : undefined}
            classes="govuk-input--width-20"
          />
        </Details>
      </KeptFields>
    </>
  )
}

const Words = ({ called, form }: { called: string; form: FormState }) => (
  <LongTextField
    name="childsWords"
    form={form}
    rows={5}
    label={smallLabel(`What did ${called} say or show?`)}
    hint="Their own words in quotation marks, in their own language if you can"
  />
)
