import {
  CheckboxesField,
  capital,
  DateField,
  Details,
  type FormState,
  LongTextField,
  RadiosField,
  SelectField,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { type Day, printDay } from '../../../guidance/index.ts'
import { KeptFields, type KeptPage } from '../../../kernel/http/kept-routes.tsx'
import { type AgencyKind, agencyKinds } from '../../../thread/entry.ts'
import { HowFresh } from '../../commands.ts'
import { agencyWords } from '../../front-door/index.ts'
import { choices } from '../on-record/form-fields.ts'
import { categoryWords, elsewhereWords, viewWords } from './conference.ts'
import { correctionForm, dangerFields, dangers, decisionLabels, familyFields, scalerLabels, scalerNames, scalers } from './decision-form.ts'
import type { Deciding } from './hold.routes.tsx'

const labels: Readonly<Record<string, string>> = { ...decisionLabels, ...correctionForm.labels }

const yesNo = choices({ yes: 'yes', no: 'no' })

const agencyItems = [
  { value: '', text: 'Choose' },
  ...agencyKinds
    .filter(one => one !== 'public')
    .map((value: AgencyKind) => ({ value, text: capital(agencyWords[value].replace(/^(the|an?) /, '')) })),
]

/** A longer text of a decision, by the name of its field. */
export const Long = ({
  name,
  form,
  rows = 4,
  optional = false,
  hint,
}: {
  name: string
  form: FormState
  rows?: number
  optional?: boolean
  hint?: string
}) => (
  <LongTextField
    name={name}
    form={form}
    rows={rows}
    label={smallLabel(`${labels[name] ?? ''}${optional ? ' (optional)' : ''}`)}
    hint={hint}
  />
)

const isFilled = ({ typed, errors }: FormState, fields: readonly string[]): boolean =>
  fields.some(field => Boolean(typed[field]) || errors.some(error => error.field === field))

const Danger = ({ at, form }: { at: number; form: FormState }) => {
  const fields = dangerFields.map(one => `${one}_${at}`)
  const all = (
    <>
      {dangerFields.map(one => (
        <LongTextField
          key={one}
          name={`${one}_${at}`}
          form={form}
          rows={one === 'who' || one === 'zero' || one === 'ten' || one === 'howLong' ? 1 : 3}
          label={smallLabel(
            `${labels[`${one}_${at}`] ?? ''}${['disputed', 'seen', 'howLong', 'zero', 'ten'].includes(one) ? ' (optional)' : ''}`,
          )}
        />
      ))}
    </>
  )
  return at === 1 ? (
    all
  ) : (
    <Details summary="A second danger, with its own goal" open={isFilled(form, fields)}>
      {all}
    </Details>
  )
}

const Scales = ({ form, called }: { form: FormState; called: string }) => (
  <>
    {scalerNames.map(one => {
      const fields = [
        ...dangers.map(at => `scale${at}_${one}`),
        `notLower_${one}`,
        `raise_${one}`,
        `agency_${one}`,
        `view_${one}`,
        `name_${one}`,
      ]
      const who = one === 'child' ? called : scalerLabels[one]
      return (
        <Details key={one} summary={`${who}: how safe?`} open={isFilled(form, fields)}>
          {scalers[one] === 'professional' && (
            <>
              <SelectField name={`agency_${one}`} form={form} label="Which agency?" items={agencyItems} />
              <RadiosField
                name={`view_${one}`}
                form={form}
                classes="govuk-radios--small"
                fieldset={smallLegend(`Has ${called} suffered significant harm, or is ${called} likely to?`)}
                items={choices(viewWords)}
              />
            </>
          )}
          {one !== 'child' && <TextField name={`name_${one}`} form={form} label="Name (optional)" classes="govuk-input--width-20" />}
          {dangers.map(at => (
            <TextField
              key={at}
              name={`scale${at}_${one}`}
              form={form}
              label={at === 1 ? 'From 0 to 10' : 'On the second danger, from 0 to 10 (optional)'}
              classes="govuk-input--width-2"
              inputmode="numeric"
            />
          ))}
          <LongTextField name={`notLower_${one}`} form={form} rows={2} label="Why is it not lower? (optional)" />
          <LongTextField name={`raise_${one}`} form={form} rows={2} label="What would raise it by one? (optional)" />
        </Details>
      )
    })}
  </>
)

/** The three columns in their order: working well first. */
export const Columns = ({ form }: { form: FormState }) => (
  <>
    <Long
      name="workingWell"
      form={form}
      hint="What has lessened harm; who helps keep the child safe and well; what family and child already do"
    />
    <Long
      name="worried"
      form={form}
      hint="What was seen or heard, and by whom; what it does to the child; what will happen if nothing changes"
    />
    <Long name="needsToHappen" form={form} hint="What would make it better; what is still to be asked; what family and child want" />
  </>
)

/** What the child and the family say, and how they took part. */
export const ChildAndFamily = ({ form }: { form: FormState }) => (
  <>
    <RadiosField
      name="childTookPart"
      form={form}
      classes="govuk-radios--inline"
      fieldset={smallLegend(labels['childTookPart'] ?? '')}
      items={yesNo}
    />
    <Long name="childsView" form={form} rows={3} hint="In quotation marks where they are the child’s own words" />
    <CheckboxesField
      name="family"
      form={form}
      fieldset={smallLegend(`${labels['family']} (optional)`)}
      items={Object.entries(familyFields).map(([value, text]) => ({ value, text }))}
    />
    <Long name="familysView" form={form} rows={3} optional />
  </>
)

/** Children who live elsewhere and see the child regularly. `known`: those on record whom the reader may know, by name. */
export const Elsewhere = ({ form, known }: { form: FormState; known: readonly string[] }) => (
  <RadiosField
    name="elsewhere"
    form={form}
    fieldset={smallLegend(labels['elsewhere'] ?? '')}
    hint={{
      text:
        known.length > 0
          ? `On record: ${known.join(', ')}. There may be others`
          : 'Half-brothers and half-sisters, cousins who stay over, a baby on the way',
    }}
    items={[
      {
        value: 'considered',
        text: capital(elsewhereWords.considered),
        conditional: (
          <Long
            name="childrenElsewhere"
            form={form}
            rows={3}
            hint="Kept apart from this child’s record. Write nothing of where they live"
          />
        ),
      },
      { value: 'none-known', text: capital(elsewhereWords['none-known']) },
    ]}
  />
)

/** Whether the child is on a plan, what that plan is, and why. */
export const PlanOrNot = ({ form, called, limits }: { form: FormState; called: string; limits: Limits }) => (
  <>
    <RadiosField
      name="plan"
      form={form}
      fieldset={smallLegend(labels['plan'] ?? '')}
      items={[
        {
          value: 'yes',
          text: `Yes: ${called} is on a child protection plan`,
          conditional: (
            <>
              <RadiosField name="category" form={form} fieldset={smallLegend(labels['category'] ?? '')} items={choices(categoryWords)} />
              <Long name="outlinePlan" form={form} rows={6} />
              <Long name="contingency" form={form} rows={3} />
              <TextField name="lead" form={form} label={smallLabel(labels['lead'] ?? '')} />
              <Long name="coreGroup" form={form} rows={3} />
              <DateField
                name="coreGroupOn"
                form={form}
                fieldset={smallLegend(labels['coreGroupOn'] ?? '')}
                hint={`By ${printDay(limits.coreGroup)}`}
              />
              <DateField
                name="reviewOn"
                form={form}
                fieldset={smallLegend(labels['reviewOn'] ?? '')}
                hint={`By ${printDay(limits.review)}`}
              />
              <TextField
                name="visitEvery"
                form={form}
                label={smallLabel(`${labels['visitEvery']} (optional)`)}
                hint="28 at most"
                classes="govuk-input--width-2"
                inputmode="numeric"
              />
            </>
          ),
        },
        { value: 'no', text: `No: ${called} is not on a plan` },
      ]}
    />
    <Long name="reasons" form={form} rows={5} />
  </>
)

/** Who did not agree, and what is kept apart for those who may read it. */
export const DissentAndAdvice = ({ form }: { form: FormState }) => (
  <>
    <Long name="dissent" form={form} rows={2} optional hint="By name and agency: whoever does not agree is helped to say so formally" />
    <Details summary="Legal advice" open={isFilled(form, ['legalAdvice'])}>
      <Long name="legalAdvice" form={form} rows={3} optional hint="Kept apart: read by those alone who may have it" />
    </Details>
  </>
)

/** The last days of what a conference sets. */
export type Limits = { readonly coreGroup: Day; readonly review: Day }

/** The chair’s page of one child at a conference: working well first, then worries, then what needs to happen; the dangers, the scale, the decision. */
export const DecisionPage = ({ of, limits, parts }: { of: Deciding; limits: Limits; parts: KeptPage }) => {
  const { child, tooFew, unknownAdult, fresh } = of
  const { meeting } = of.opened
  const { called } = child
  const { form } = parts
  return (
    <>
      <span class="govuk-caption-l">{meeting.words}</span>
      <h1 class="govuk-heading-l">{child.name}</h1>
      <p class="govuk-body">For {called} alone. What is typed is kept, and nobody reads it until you write it down at the end.</p>
      <KeptFields parts={parts} send={`Write down the decision about ${called}`}>
        <Columns form={form} />
        <HowFresh fresh={fresh} />
        <ChildAndFamily form={form} />
        <Elsewhere form={form} known={of.elsewhere} />
        <h2 class="govuk-heading-m">What is feared, and what safety looks like</h2>
        {dangers.map(at => (
          <Danger key={at} at={at} form={form} />
        ))}
        <h2 class="govuk-heading-m">How safe is {called}? Each answer stands by itself</h2>
        <p class="govuk-body">0: it is certain to happen again. 10: safe enough to close. Ask the family first.</p>
        <Scales form={form} called={called} />
        <h2 class="govuk-heading-m">The decision</h2>
        <PlanOrNot form={form} called={called} limits={limits} />
        {unknownAdult && (
          <Long
            name="adultUnknownWhy"
            form={form}
            rows={3}
            hint={`An adult is in regular contact with ${called}, and nobody knows who it is. Who asks, whom, and by when?`}
          />
        )}
        {tooFew && (
          <Long
            name="proceededWhy"
            form={form}
            rows={3}
            hint="Too few agencies are here. Set it again, or write how waiting would harm the child."
          />
        )}
        <DissentAndAdvice form={form} />
      </KeptFields>
    </>
  )
}
