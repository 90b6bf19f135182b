import type { VNode } from 'preact'
import { CheckboxesField, LongTextField, RadiosField, TextField } from '../../../../design-system/index.ts'
import { outcomeWords } from '../../decision/outcomes.ts'
import { concernWords } from '../concerns.ts'
import { consentWords, formWords, notToldWords } from '../referral-told.ts'
import { RingFirst } from './ring-first.tsx'
import { Frame, items, legend, type Step, titles } from './step.tsx'
import { type FormName, yesNoUnknown } from './steps.ts'

const fields: Record<FormName, (step: Step) => VNode> = {
  danger: ({ form, settings }) => (
    <>
      <RingFirst settings={settings} />
      <RadiosField
        name="inDangerNow"
        form={form}
        fieldset={legend('Is a child in danger now?')}
        items={[
          {
            value: 'yes',
            text: 'Yes',
            conditional: (
              <LongTextField
                name="emergencyCall"
                form={form}
                rows={3}
                label={{ text: 'Whom have you rung, when, and what did they say?' }}
              />
            ),
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
        fieldset={legend('What are you asking for?')}
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
        fieldset={legend('What is it about?')}
        hint={{ text: 'Choose all that apply' }}
        items={items(concernWords)}
      />
      <RadiosField
        name="askedFor"
        form={form}
        fieldset={legend('What help do you think is needed? (optional)')}
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
        label={{ text: 'What has been seen or heard?' }}
        hint={{
          text: 'Who saw it, when, and where. Keep to what happened; what you make of it comes next. The child may read this one day.',
        }}
      />
      <LongTextField name="worry" form={form} label={{ text: 'What are you worried will happen if nothing changes?' }} />
      <LongTextField name="impact" form={form} label={{ text: 'What is it like for the child? What does a day look like?' }} />
      <LongTextField
        name="childsWords"
        form={form}
        rows={3}
        label={{ text: 'In the child’s own words' }}
        hint={{ text: 'What the child said or showed, in quotation marks' }}
      />
    </>
  ),
  strengths: ({ form }) => (
    <>
      <LongTextField name="workingWell" form={form} label={{ text: 'What is working well? Who helps keep the child safe?' }} />
      <LongTextField name="tried" form={form} label={{ text: 'What has been tried already?' }} />
      <RadiosField name="earlyHelpTried" form={form} fieldset={legend('Has the family had early help?')} items={items(yesNoUnknown)} />
      <LongTextField name="knownReferrals" form={form} rows={3} label={{ text: 'Earlier concerns that you know of (optional)' }} />
      <LongTextField name="previousAreas" form={form} rows={2} label={{ text: 'Where else has the family lived? (optional)' }} />
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
        fieldset={legend('Does the family know?')}
        items={[
          {
            value: 'yes',
            text: 'Yes',
            conditional: (
              <RadiosField name="consent" form={form} fieldset={legend('What did they say? (optional)')} items={items(consentWords)} />
            ),
          },
          {
            value: 'no',
            text: 'No',
            conditional: (
              <>
                <RadiosField name="notToldReason" form={form} fieldset={legend('Why not?')} items={items(notToldWords)} />
                <LongTextField name="notToldWhy" form={form} rows={3} label={{ text: 'Say more (optional)' }} />
              </>
            ),
          },
        ]}
      />
      <RadiosField
        name="safeToContactParents"
        form={form}
        fieldset={legend('Is it safe to contact the parents?')}
        items={items(yesNoUnknown)}
      />
      <TextField
        name="interpreter"
        form={form}
        label={{ text: 'Language, if an interpreter is needed (optional)' }}
        classes="govuk-input--width-20"
      />
      <LongTextField name="whereNow" form={form} rows={2} label={{ text: 'Where is the child now? (optional)' }} />
    </>
  ),
  you: ({ form }) => (
    <>
      <TextField name="name" form={form} label={{ text: 'Your name' }} autocomplete="name" />
      <TextField name="role" form={form} label={{ text: 'What you do' }} />
      <TextField
        name="phone"
        form={form}
        type="tel"
        label={{ text: 'A number on which we can ring you back' }}
        autocomplete="tel"
        classes="govuk-input--width-20"
      />
      <TextField name="email" form={form} type="email" label={{ text: 'E-mail address' }} autocomplete="email" />
      <LongTextField name="riskToWorkers" form={form} rows={3} label={{ text: 'Could anybody be at risk who visits? (optional)' }} />
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
