import type { VNode } from 'preact'
import type { Typed } from '../../../design-system/index.ts'
import {
  Button,
  CheckboxesField,
  DateField,
  Form,
  LongTextField,
  RadiosField,
  smallLegend,
  TextField,
  WarningText,
} from '../../../design-system/index.ts'
import { RingFirst, WhomToRing } from '../referral/raise/ring-first.tsx'
import { asked, choices, type Step } from './pieces.tsx'
import {
  agreedChoices,
  concernChoices,
  dangerWords,
  type FormName,
  familyChoices,
  formChoices,
  forms,
  mostChildren,
  namingChoices,
  notToldChoices,
  titles,
} from './steps.ts'

const { labels } = forms.where

const fields: Record<FormName, (step: Step) => VNode> = {
  danger: ({ form, settings }) => (
    <>
      <RingFirst settings={settings} />
      <RadiosField name="inDangerNow" form={form} fieldset={asked(titles.danger)} items={choices(dangerWords)} />
    </>
  ),
  ring: ({ form, settings }) => (
    <>
      <WarningText text="Ring 999 now, if nobody has. Nobody may read this form for some time." />
      <p class="govuk-body">
        <a class="govuk-link" href="tel:999">
          Ring 999
        </a>
      </p>
      <WhomToRing settings={settings} />
      <p class="govuk-body">Then go on here, if you can: what you write still helps.</p>
      <LongTextField
        name="emergencyCall"
        form={form}
        rows={3}
        label={{ text: `${forms.ring.labels.emergencyCall} (optional)` }}
        hint={{ text: 'If somebody gave you a reference, write it here' }}
      />
    </>
  ),
  about: ({ form }) => <RadiosField name="form" form={form} fieldset={asked(titles.about)} items={choices(formChoices)} />,
  worry: ({ form }) => (
    <>
      <LongTextField
        name="seenOrHeard"
        form={form}
        rows={8}
        label={{ text: 'What have you seen or heard, or what is happening?' }}
        hint={{ text: 'In your own words. If you can: when it was, where, and who was there.' }}
      />
      <LongTextField name="childsWords" form={form} rows={3} label={{ text: `${forms.worry.labels.childsWords} (optional)` }} />
    </>
  ),
  themes: ({ form }) => (
    <CheckboxesField
      name="concerns"
      form={form}
      fieldset={asked(titles.themes)}
      hint={{ text: 'Choose all that fit. Leave it empty if you are not sure.' }}
      items={choices(concernChoices)}
    />
  ),
  where: ({ form }) => (
    <>
      <p class="govuk-body">Anything helps us to find the child: a street, a flat above a shop, a school.</p>
      <LongTextField name="address" form={form} rows={3} label={{ text: `${labels.address} (optional)` }} />
      <TextField
        name="postcode"
        form={form}
        label={{ text: `${labels.postcode} (optional)` }}
        classes="govuk-input--width-10"
        spellcheck={false}
      />
      <LongTextField name="whereNow" form={form} rows={2} label={{ text: `${labels.whereNow} (optional)` }} />
      <LongTextField
        name="riskToWorkers"
        form={form}
        rows={2}
        label={{ text: `${labels.riskToWorkers} (optional)` }}
        hint={{ text: 'Such as a dog, or somebody who may be violent' }}
      />
    </>
  ),
  adults: ({ form }) => (
    <LongTextField
      name="adults"
      form={form}
      rows={6}
      label={{ text: 'Who lives with the child, or is often with them? (optional)' }}
      hint={{ text: 'Parents, partners, grandparents, lodgers. A name, or who they are: “the man who moved in at Easter”.' }}
    />
  ),
  family: ({ form }) => (
    <>
      <p class="govuk-body">You need nobody’s agreement to tell us of harm. We ask so that nobody gives you away by accident.</p>
      <RadiosField
        name="familyTold"
        form={form}
        fieldset={asked(titles.family)}
        items={[
          { value: 'self', text: familyChoices.self },
          {
            value: 'yes',
            text: familyChoices.yes,
            conditional: (
              <RadiosField
                name="consent"
                form={form}
                fieldset={smallLegend(`${forms.family.labels.consent} (optional)`)}
                items={choices(agreedChoices)}
              />
            ),
          },
          {
            value: 'no',
            text: familyChoices.no,
            conditional: (
              <RadiosField
                name="notToldReason"
                form={form}
                fieldset={smallLegend(`${forms.family.labels.notToldReason} (optional)`)}
                items={choices(notToldChoices)}
              />
            ),
          },
        ]}
      />
    </>
  ),
  you: ({ form }) => (
    <>
      <p class="govuk-body">
        If we can ring you, we can ask more, and the child is helped sooner. If you ask us not to tell the family who you are, only The
        Bridge’s manager sees your name.
      </p>
      <RadiosField name="naming" form={form} fieldset={asked(titles.you)} items={choices(namingChoices)} />
      <TextField
        name="relationship"
        form={form}
        label={{ text: `${forms.you.labels.relationship} (optional)` }}
        hint={{ text: 'Such as neighbour, grandmother, friend, or the child yourself' }}
      />
      <p class="govuk-body">If we may know who you are:</p>
      <TextField name="name" form={form} label={{ text: forms.you.labels.name }} autocomplete="name" spellcheck={false} />
      <TextField
        name="phone"
        form={form}
        type="tel"
        label={{ text: `${forms.you.labels.phone} (optional)` }}
        autocomplete="tel"
        classes="govuk-input--width-20"
      />
      <TextField
        name="whenToRing"
        form={form}
        label={{ text: `${forms.you.labels.whenToRing} (optional)` }}
        classes="govuk-input--width-20"
      />
      <TextField name="email" form={form} type="email" label={{ text: `${forms.you.labels.email} (optional)` }} autocomplete="email" />
    </>
  ),
}

/** One page of the journey. */
export const StepPage = ({ page, step }: { page: FormName; step: Step }) => (
  <>
    <h1 class="govuk-heading-l">{titles[page]}</h1>
    <Form action={`/worried/${page}`} csrf={step.csrf} commandId={step.commandId}>
      {fields[page](step)}
      <Button text="Continue" preventDoubleClick />
    </Form>
  </>
)

/** A child as a line, by what was typed. */
export const childName = (typed: Typed): string => {
  const said = (name: string): string => (typeof typed[name] === 'string' ? typed[name].trim() : '')
  const name = [said('given'), said('family')].filter(Boolean).join(' ') || 'A child whose name is not known'
  return [name, said('age')].filter(Boolean).join(', ')
}

/** One child: whatever is known. */
export const ChildPage = ({ at, step }: { at: string; step: Step }) => (
  <>
    <h1 class="govuk-heading-l">{at === 'new' ? titles.children : `Child ${Number(at) + 1}`}</h1>
    <p class="govuk-body">Leave empty what you do not know. About how old is enough.</p>
    <Form action={`/worried/children/${at}`} csrf={step.csrf} commandId={step.commandId}>
      <TextField name="given" form={step.form} label={{ text: 'First name' }} spellcheck={false} />
      <TextField name="family" form={step.form} label={{ text: 'Family name' }} spellcheck={false} />
      <TextField
        name="age"
        form={step.form}
        label={{ text: 'About how old?' }}
        hint={{ text: 'Such as 6, a baby, not born yet' }}
        classes="govuk-input--width-10"
      />
      <DateField
        name="born"
        form={step.form}
        fieldset={smallLegend('Date of birth, if you know it')}
        hint={{ text: 'For example, 27 3 2018' }}
      />
      <TextField name="school" form={step.form} label={{ text: 'School or nursery' }} />
      <Button text="Save" preventDoubleClick />
    </Form>
  </>
)

/** The children so far, each to change or take away, and one more. */
export const ChildrenPage = ({ children, step, next }: { children: readonly Typed[]; step: Step; next: string }) => (
  <>
    <h1 class="govuk-heading-l">{titles.children}</h1>
    <ul class="govuk-list gt-list-lines">
      {children.map((typed, at) => (
        <li key={at}>
          <strong>{childName(typed)}</strong>{' '}
          <a class="govuk-link" href={`/worried/children/${at}`}>
            Change<span class="govuk-visually-hidden"> {childName(typed)}</span>
          </a>
          <Form action={`/worried/children/${at}/remove`} csrf={step.csrf} commandId="">
            <Button
              text={
                <>
                  Remove<span class="govuk-visually-hidden"> {childName(typed)}</span>
                </>
              }
              classes="govuk-button--secondary"
            />
          </Form>
        </li>
      ))}
    </ul>
    {children.length < mostChildren ? (
      <p class="govuk-body">
        <a class="govuk-link" href="/worried/children/new">
          Add another child
        </a>
      </p>
    ) : (
      <p class="govuk-body">You can name up to {mostChildren} children here. Write on the page before that there are more.</p>
    )}
    <Button text="Continue" href={next} />
  </>
)
