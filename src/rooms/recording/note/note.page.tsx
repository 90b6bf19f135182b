import {
  Button,
  CheckboxesField,
  capital,
  DateField,
  Details,
  Form,
  type FormState,
  LongTextField,
  RadiosField,
  SaveState,
  SelectField,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import type { FamilyMember } from '../../family/index.ts'
import { contactWords, heardWords, type NarrowGroup, noteSeenWords } from './note.ts'
import { accessWords, audienceWords, consultedFields, consultedShown, fieldOf, type PartField } from './note-form.ts'

/** What the page of a note is given. `more`: what of other field groups the writer may keep. */
export type NotePageParts = {
  readonly person: FamilyMember
  /** The children who may be ticked as also in this note. */
  readonly siblings: readonly FamilyMember[]
  /** Those of the family who may be ticked as there. */
  readonly family: readonly FamilyMember[]
  /** Everybody the note is about, the person of the page first. */
  readonly about: readonly FamilyMember[]
  readonly form: FormState
  readonly csrf: string
  readonly commandId: string
  readonly groups: ReadonlySet<NarrowGroup>
  /** Where it is posted, and kept while it is written; a correction has no draft. */
  readonly action: string
  readonly draft: { readonly version: number; readonly savedAt: string | undefined } | null
  readonly correcting: boolean
}

const items = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, text]) => ({ value, text: capital(text) }))
const yesNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]

/** Is something written in one of these fields, or wrong with it? Then what folds them away is open. */
const opened = (form: FormState, names: readonly string[]): boolean =>
  names.some(name => form.typed[name] || form.errors.some(error => error.field === name))

/** Recording what was done, seen or heard: what it was for first, then each child apart, then who was asked and what was decided. */
export const NotePage = (parts: NotePageParts) => {
  const { person, form, correcting } = parts
  return (
    <>
      <h1 class="govuk-heading-l">{correcting ? `Correct your note about ${person.called}` : `Record about ${person.called}`}</h1>
      <p class="govuk-body">
        {correcting
          ? 'Your first words stay on the record and can be read beside the correction.'
          : 'Write it as if the child will read it one day: clear, respectful, and what happened apart from what you make of it.'}
      </p>
      <Form
        action={parts.action}
        csrf={parts.csrf}
        commandId={parts.commandId}
        draft={parts.draft ? { autosaveUrl: `${parts.action}/keep`, version: String(parts.draft.version) } : undefined}
      >
        <What {...parts} />
        {!correcting && parts.siblings.length > 0 && <AlsoAbout {...parts} />}
        <WhoWasThere {...parts} />
        {parts.about.map(who => (
          <PartOf key={who.subject} who={who} parts={parts} />
        ))}
        <Afterwards {...parts} />
        {correcting ? (
          <LongTextField
            name="correctedWhy"
            form={form}
            rows={2}
            label={{ text: 'Why do you correct it?', classes: 'govuk-label--s' }}
            hint="Stands with the correction, for everybody who reads it"
          />
        ) : (
          <RadiosField
            name="audience"
            form={{ ...form, typed: { audience: 'professionals', ...form.typed } }}
            fieldset={smallLegend('Who may read it?')}
            hint={{ text: 'Keep to your agency only what others must not know yet. What concerns a child’s safety is shared.' }}
            items={items(audienceWords)}
          />
        )}
        <Button text={correcting ? 'Record the correction' : 'Record'} preventDoubleClick />
        {parts.draft && <SaveState savedAt={parts.draft.savedAt} />}
      </Form>
      {parts.draft && parts.draft.version > 0 && (
        <form method="post" action={`${parts.action}/discard`}>
          <input type="hidden" name="csrf" value={parts.csrf} />
          <Button text="Throw this draft away" classes="govuk-button--warning" preventDoubleClick />
        </form>
      )}
    </>
  )
}

const What = ({ form }: NotePageParts) => (
  <>
    <LongTextField
      name="purpose"
      form={form}
      rows={2}
      label={{ text: 'What was it for?', classes: 'govuk-label--s' }}
      hint="The purpose, best written down before the contact"
    />
    <LongTextField name="wished" form={form} rows={2} label={{ text: 'What should come of it? (optional)', classes: 'govuk-label--s' }} />
    <SelectField
      name="contact"
      form={form}
      label={{ text: 'What kind of contact was it?', classes: 'govuk-label--s' }}
      items={[{ value: '', text: 'Choose' }, ...items(contactWords)]}
    />
    <DateField
      name="on"
      form={form}
      fieldset={smallLegend('When did it happen?')}
      hint="The day itself, not the day you write it down. For example, 6 2 2024"
    />
    <TextField
      name="time"
      form={form}
      label={{ text: 'At what time? (optional)', classes: 'govuk-label--s' }}
      hint="For example, 9:30 or 14:05"
      classes="govuk-input--width-5"
      inputmode="text"
    />
    <RadiosField
      name="reached"
      form={form}
      fieldset={smallLegend('Did it take place?')}
      items={[
        { value: 'yes', text: 'Yes' },
        {
          value: 'no',
          text: 'No, it was tried without success',
          conditional: (
            <>
              <RadiosField
                name="access"
                form={form}
                fieldset={smallLegend('At a door: what happened? (optional)')}
                items={items(accessWords)}
              />
              <LongTextField
                name="tried"
                form={form}
                rows={3}
                label="What was tried?"
                hint="Calls, messages, a card left, a light that was on"
              />
            </>
          ),
        },
      ]}
    />
  </>
)

const AlsoAbout = ({ siblings, person, form }: NotePageParts) => (
  <>
    <CheckboxesField
      name="about"
      form={form}
      fieldset={smallLegend(`Is it also about another child?`)}
      hint={`Each child ticked gets a part of their own on this page, on their own record. What you write about ${person.called} stays with ${person.called}.`}
      items={siblings.map(one => ({ value: one.subject, text: nameAndAge(one) }))}
    />
    <Button text="Show a part for each child ticked" classes="govuk-button--secondary" name="intent" value="parts" />
  </>
)

const nameAndAge = ({ name, age }: FamilyMember): string => (age ? `${name}, ${age}` : name)

const WhoWasThere = ({ family, form }: NotePageParts) => (
  <>
    {family.length > 0 && (
      <CheckboxesField
        name="present"
        form={form}
        fieldset={smallLegend('Who was there? (optional)')}
        items={family.map(one => ({ value: one.subject, text: nameAndAge(one) }))}
      />
    )}
    <LongTextField
      name="alsoThere"
      form={form}
      rows={2}
      label={{ text: family.length > 0 ? 'Who else was there? (optional)' : 'Who was there? (optional)', classes: 'govuk-label--s' }}
      hint="Also somebody whose name you do not know: say what you saw of them"
    />
  </>
)

const PartOf = ({ who, parts }: { who: FamilyMember; parts: NotePageParts }) => {
  const { form, groups } = parts
  const field = (name: PartField) => fieldOf(name, who.subject)
  return (
    <section aria-labelledby={`part-${who.subject}`}>
      <h2 class="govuk-heading-m" id={`part-${who.subject}`}>
        {who.name}
      </h2>
      <RadiosField
        name={field('seen')}
        form={form}
        fieldset={smallLegend(`How was ${who.called} seen?`)}
        hint={{ text: 'At a visit or a meeting' }}
        items={items(noteSeenWords)}
      />
      <LongTextField
        name={field('fact')}
        form={form}
        rows={6}
        label={{ text: `What happened about ${who.called}?`, classes: 'govuk-label--s' }}
        hint="What was seen, said and done. Facts alone; what you make of it comes next."
      />
      <LongTextField
        name={field('view')}
        form={form}
        rows={4}
        label={{ text: 'What do you make of it? (optional)', classes: 'govuk-label--s' }}
        hint="Your view, what it rests on, and what would change it"
      />
      {who.isA !== 'adult' && <Voice who={who} parts={parts} />}
      <Details
        summary={`What works well, and what worries you, for ${who.called}`}
        open={opened(form, (['workingWell', 'worry', 'dailyLife'] as const).map(field))}
      >
        <LongTextField name={field('workingWell')} form={form} rows={3} label="What is working well?" />
        <LongTextField name={field('worry')} form={form} rows={3} label="What are you worried about?" />
        {who.isA !== 'adult' && (
          <LongTextField
            name={field('dailyLife')}
            form={form}
            rows={3}
            label={`What is a day like for ${who.called}?`}
            hint="Waking, food, school, play, bedtime"
          />
        )}
      </Details>
      {groups.size > 0 && (
        <Details
          summary={`What fewer people may read about ${who.called}`}
          open={opened(form, (['health', 'others', 'intelligence', 'adoption'] as const).map(field))}
        >
          {groups.has('health') && (
            <LongTextField
              name={field('health')}
              form={form}
              rows={3}
              label="Health"
              hint="Read by health and by the social workers of the child"
            />
          )}
          {groups.has('third-party') && (
            <LongTextField
              name={field('others')}
              form={form}
              rows={3}
              label="About somebody else"
              hint="What concerns another person and must not reach everybody who works with the child"
            />
          )}
          {groups.has('police') && (
            <LongTextField name={field('intelligence')} form={form} rows={3} label="Police intelligence" hint="Read by the police alone" />
          )}
          {groups.has('adoption') && (
            <LongTextField
              name={field('adoption')}
              form={form}
              rows={3}
              label="About the adoption"
              hint="Sealed: read by those who work on the adoption alone"
            />
          )}
        </Details>
      )}
    </section>
  )
}

const Voice = ({ who, parts: { form } }: { who: FamilyMember; parts: NotePageParts }) => {
  const field = (name: PartField) => fieldOf(name, who.subject)
  return (
    <>
      <CheckboxesField
        name={field('heard')}
        form={form}
        fieldset={smallLegend(`How was ${who.called} heard?`)}
        hint={{ text: 'A baby is heard by watching. Leave it empty if nobody heard the child, and say why below.' }}
        items={items(heardWords)}
      />
      <LongTextField
        name={field('childsWords')}
        form={form}
        rows={4}
        label={{ text: `What did ${who.called} say or show?`, classes: 'govuk-label--s' }}
        hint="Their own words in quotation marks"
      />
      <RadiosField
        name={field('alone')}
        form={form}
        classes="govuk-radios--inline"
        fieldset={smallLegend(`Was ${who.called} alone with you then? (optional)`)}
        items={yesNo}
      />
      <LongTextField
        name={field('notHeardWhy')}
        form={form}
        rows={2}
        label={{ text: `If ${who.called} was not heard: why?`, classes: 'govuk-label--s' }}
      />
      <Details
        summary={`In what language, and what changed because of what ${who.called} said`}
        open={opened(form, [field('language'), field('voiceChanged')])}
      >
        <TextField
          name={field('language')}
          form={form}
          label={{ text: 'In what language?', classes: 'govuk-label--s' }}
          hint={who.language ? `On record: ${who.language}` : undefined}
          classes="govuk-input--width-20"
        />
        <LongTextField
          name={field('voiceChanged')}
          form={form}
          rows={2}
          label={{ text: 'What changed because of it?', classes: 'govuk-label--s' }}
        />
      </Details>
    </>
  )
}

const afterwards = ['decision', 'decisionBy', 'decisionDue-day', 'decisionDue', 'consultedName0', 'consultedContact0']

const Afterwards = ({ form, correcting }: NotePageParts) => (
  <Details
    summary="Who was consulted, and what was decided"
    open={correcting || consultedShown(form.typed) > 1 || opened(form, afterwards)}
  >
    {Array.from({ length: consultedShown(form.typed) }, (_, at) => {
      const fields = consultedFields(at)
      return (
        <fieldset key={fields.name} class="govuk-fieldset">
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
            {at === 0 ? 'Somebody consulted' : 'Somebody else consulted'}
          </legend>
          <TextField name={fields.name} form={form} label="Full name, and who they are" />
          <TextField name={fields.contact} form={form} label="Telephone or e-mail" />
        </fieldset>
      )
    })}
    {!correcting && <Button text="Add another person" classes="govuk-button--secondary" name="intent" value="parts" />}
    <LongTextField name="decision" form={form} rows={3} label={{ text: 'What was decided?', classes: 'govuk-label--s' }} />
    <TextField name="decisionBy" form={form} label={{ text: 'Who carries it out?', classes: 'govuk-label--s' }} />
    <DateField name="decisionDue" form={form} fieldset={smallLegend('By when? (optional)')} />
  </Details>
)
