import type { VNode } from 'preact'
import {
  CheckboxesField,
  DateField,
  LongTextField,
  RadiosField,
  SelectField,
  smallLegend,
  TextField,
} from '../../../../design-system/index.ts'
import { earlyHelpOutcomeWords } from '../../../early-help/index.ts'
import { outcomeWords } from '../../decision/outcomes.ts'
import { concernWords } from '../concerns.ts'
import { consentWords, formWords, notToldWords } from '../referral-told.ts'
import { RingFirst } from './ring-first.tsx'
import { Frame, items, type Step, titles } from './step.tsx'
import { type FormName, forms, yesNoUnknown } from './steps.ts'

const { danger, about, worry, strengths, family, you, home, tools, agreement } = forms
const optional = (label: string) => ({ text: `${label} (optional)` })

const fields: Record<FormName, (step: Step) => VNode> = {
  danger: ({ form, settings }) => (
    <>
      <RingFirst settings={settings} />
      <RadiosField
        name="inDangerNow"
        form={form}
        fieldset={smallLegend(danger.labels.inDangerNow)}
        items={[
          {
            value: 'yes',
            text: 'Yes',
            conditional: <LongTextField name="emergencyCall" form={form} rows={3} label={{ text: danger.labels.emergencyCall }} />,
          },
          { value: 'no', text: 'No' },
        ]}
      />
    </>
  ),
  about: ({ form }) => (
    <>
      <RadiosField
        name="form"
        form={form}
        fieldset={smallLegend(about.labels.form)}
        items={[
          {
            value: 'worried-about-a-child',
            text: formWords['worried-about-a-child'],
            hint: { text: 'A child may be harmed, or needs help quickly' },
          },
          {
            value: 'child-needing-support',
            text: formWords['child-needing-support'],
            hint: { text: 'A family needs more help, from several services together' },
          },
        ]}
      />
      <CheckboxesField
        name="concerns"
        form={form}
        fieldset={smallLegend(about.labels.concerns)}
        hint={{ text: 'Choose all that apply' }}
        items={items(concernWords)}
      />
      <RadiosField
        name="askedFor"
        form={form}
        fieldset={smallLegend(`${about.labels.askedFor} (optional)`)}
        items={items({
          'early-help': outcomeWords['early-help'],
          'child-in-need': outcomeWords['child-in-need'],
          'section-47': outcomeWords['section-47'],
        })}
      />
    </>
  ),
  worry: ({ form }) => (
    <>
      <LongTextField
        name="seenOrHeard"
        form={form}
        rows={8}
        label={{ text: worry.labels.seenOrHeard }}
        hint={{
          text: 'Who saw it, when, and where. Keep to what happened; what you make of it comes next. The child may read this one day.',
        }}
      />
      <LongTextField name="worry" form={form} label={{ text: worry.labels.worry }} />
      <LongTextField name="impact" form={form} label={{ text: worry.labels.impact }} />
      <LongTextField
        name="childsWords"
        form={form}
        rows={3}
        label={{ text: worry.labels.childsWords }}
        hint={{ text: 'What the child said or showed, in quotation marks' }}
      />
    </>
  ),
  strengths: ({ form }) => (
    <>
      <LongTextField name="workingWell" form={form} label={{ text: strengths.labels.workingWell }} />
      <LongTextField name="tried" form={form} label={{ text: strengths.labels.tried }} />
      <RadiosField name="earlyHelpTried" form={form} fieldset={smallLegend(strengths.labels.earlyHelpTried)} items={items(yesNoUnknown)} />
      <RadiosField
        name="assessed"
        form={form}
        fieldset={smallLegend(`${strengths.labels.assessed} (optional)`)}
        hint={{ text: 'Most families have one before needs grow. If there is none, raise your concern all the same.' }}
        items={[
          {
            value: 'yes',
            text: 'Yes',
            conditional: (
              <>
                <DateField
                  name="assessedOn"
                  form={form}
                  fieldset={smallLegend(strengths.labels.assessedOn)}
                  hint="Leave the day, or the day and the month, empty if you do not know them."
                />
                <SelectField
                  name="assessedOutcome"
                  form={form}
                  label={{ text: strengths.labels.assessedOutcome, classes: 'govuk-label--s' }}
                  items={[{ value: '', text: 'Choose' }, ...items(earlyHelpOutcomeWords)]}
                />
              </>
            ),
          },
          { value: 'no', text: 'No' },
          { value: 'not-known', text: 'I do not know' },
        ]}
      />
      <LongTextField name="knownReferrals" form={form} rows={3} label={optional(strengths.labels.knownReferrals)} />
      <LongTextField name="previousAreas" form={form} rows={2} label={optional(strengths.labels.previousAreas)} />
    </>
  ),
  family: ({ form }) => (
    <>
      <p class="govuk-body">
        Tell the family that you are raising this, unless telling them would put a child at risk. Not having their agreement never stops you
        from raising harm.
      </p>
      <RadiosField
        name="familyTold"
        form={form}
        fieldset={smallLegend(family.labels.familyTold)}
        items={[
          {
            value: 'yes',
            text: 'Yes',
            conditional: (
              <RadiosField name="consent" form={form} fieldset={smallLegend(family.labels.consent)} items={items(consentWords)} />
            ),
          },
          {
            value: 'no',
            text: 'No',
            conditional: (
              <>
                <RadiosField
                  name="notToldReason"
                  form={form}
                  fieldset={smallLegend(family.labels.notToldReason)}
                  items={items(notToldWords)}
                />
                <LongTextField name="notToldWhy" form={form} rows={3} label={optional(family.labels.notToldWhy)} />
              </>
            ),
          },
        ]}
      />
      <RadiosField
        name="safeToContactParents"
        form={form}
        fieldset={smallLegend(family.labels.safeToContactParents)}
        items={items(yesNoUnknown)}
      />
      <TextField name="interpreter" form={form} label={optional(family.labels.interpreter)} classes="govuk-input--width-20" />
      <LongTextField name="whereNow" form={form} rows={2} label={optional(family.labels.whereNow)} />
    </>
  ),
  you: ({ form }) => (
    <>
      <TextField name="name" form={form} label={{ text: you.labels.name }} autocomplete="name" />
      <TextField name="role" form={form} label={{ text: you.labels.role }} />
      <TextField
        name="phone"
        form={form}
        type="tel"
        label={{ text: you.labels.phone }}
        autocomplete="tel"
        classes="govuk-input--width-20"
      />
      <TextField name="email" form={form} type="email" label={{ text: you.labels.email }} autocomplete="email" />
      <TextField name="relationship" form={form} label={optional(you.labels.relationship)} />
      <LongTextField name="riskToWorkers" form={form} rows={3} label={optional(you.labels.riskToWorkers)} />
    </>
  ),
  home: ({ form }) => (
    <>
      <LongTextField name="address" form={form} rows={3} label={{ text: home.labels.address }} />
      <TextField name="postcode" form={form} label={{ text: home.labels.postcode }} classes="govuk-input--width-10" spellcheck={false} />
    </>
  ),
  tools: ({ form }) => (
    <LongTextField
      name="tools"
      form={form}
      rows={6}
      label={{ text: tools.labels.tools }}
      hint={{ text: 'Such as an early help assessment, a plan with the family, a neglect tool: when, and what came of it' }}
    />
  ),
  agreement: ({ form }) => (
    <>
      <DateField
        name="familyToldOn"
        form={form}
        fieldset={smallLegend(agreement.labels.familyToldOn)}
        hint={{ text: 'For example, 27 3 2026' }}
      />
      <RadiosField
        name="bridgeAgreedNotToTell"
        form={form}
        fieldset={smallLegend(agreement.labels.bridgeAgreedNotToTell)}
        items={items({ yes: 'Yes', no: 'No' })}
      />
      <LongTextField
        name="lawfulBasis"
        form={form}
        rows={3}
        label={{ text: agreement.labels.lawfulBasis }}
        hint={{ text: 'Such as agreement, or keeping a child safe. Not having agreement never stops you from telling us of harm.' }}
      />
    </>
  ),
}

/** One page of the journey. */
export const StepPage = ({ page, step }: { page: FormName; step: Step }) => (
  <>
    <h1 class="govuk-heading-l">{titles[page]}</h1>
    <Frame step={step} page={page}>
      {fields[page](step)}
    </Frame>
  </>
)
