import type { VNode } from 'preact'
import type { AnswerSection, FormState, Typed } from '../../../../design-system/index.ts'
import {
  Button,
  CheckAnswers,
  CheckboxesField,
  DateField,
  Form,
  LongTextField,
  RadiosField,
  SaveState,
  TextField,
  WarningText,
} from '../../../../design-system/index.ts'
import type { PublishedSettings } from '../../../../kernel/http/frame.ts'
import { outcomeWords } from '../../decision/outcomes.ts'
import { concernWords } from '../concerns.ts'
import { consentWords, formWords, notToldWords } from '../referral-told.ts'
import type { ConcernDraft, ListName } from './concern-draft.ts'
import { toldName } from './concerns.queries.ts'
import { type FormName, type PageName, yesNoUnknown } from './steps.ts'

/** What every page of the journey is given: where it posts, its marks, and what was typed. */
export type Step = {
  readonly draft: string
  readonly version: number
  readonly savedAt: string | undefined
  readonly csrf: string
  readonly commandId: string
  readonly form: FormState
  readonly settings: PublishedSettings
}

const items = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text: text.replace(/^./, first => first.toUpperCase()) }))

/** Whom to ring, before anything is typed: a form is never the way to raise an emergency (practice: immediate-danger). */
export const RingFirst = ({ settings }: { settings: PublishedSettings }) => (
  <>
    <WarningText text="If a child is in danger now, ring 999. Then ring The Bridge. Do not wait for this form." />
    <ul class="govuk-list">
      {(settings.contacts ?? []).map(contact => (
        <li key={contact.telephone}>
          {contact.name}:{' '}
          <a class="govuk-link" href={`tel:${contact.telephone.replaceAll(' ', '')}`}>
            {contact.telephone}
          </a>
          , {contact.hours}
        </li>
      ))}
    </ul>
  </>
)

/** What each page is called: its heading and its title. */
export const titles: Record<PageName, string> = {
  danger: 'Is a child in danger now?',
  about: 'What are you worried about?',
  children: 'Which children is it about?',
  adults: 'Which adults are in the child’s life?',
  worry: 'What have you seen or heard?',
  strengths: 'What is working well, and what has been tried?',
  family: 'What does the family know?',
  you: 'Who are you?',
  check: 'Check your answers',
}

const Frame = ({
  step,
  page,
  children,
  submit = 'Save and continue',
}: {
  step: Step
  page: string
  children: VNode | VNode[]
  submit?: string
}) => (
  <Form
    action={`/concerns/draft/${step.draft}/${page}`}
    csrf={step.csrf}
    commandId={step.commandId}
    draft={{ autosaveUrl: `/concerns/draft/${step.draft}/${page}/keep`, version: String(step.version) }}
  >
    {children}
    <Button text={submit} preventDoubleClick />
    <SaveState savedAt={step.savedAt} />
  </Form>
)

const legend = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--s' } })

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

const personFields: Record<ListName, (form: FormState) => VNode> = {
  children: form => (
    <>
      <TextField
        name="given"
        form={form}
        label={{ text: 'First name' }}
        hint={{ text: 'Leave empty what you do not know' }}
        spellcheck={false}
      />
      <TextField name="family" form={form} label={{ text: 'Family name' }} spellcheck={false} />
      <DateField name="born" form={form} fieldset={legend('Date of birth')} hint={{ text: 'For example, 27 3 2018' }} />
      <DateField name="expected" form={form} fieldset={legend('For an unborn baby: when it is due')} />
      <TextField name="school" form={form} label={{ text: 'School or nursery' }} />
      <TextField name="language" form={form} label={{ text: 'Language at home' }} classes="govuk-input--width-20" />
    </>
  ),
  adults: form => (
    <>
      <TextField
        name="name"
        form={form}
        label={{ text: 'Name' }}
        hint={{ text: 'If you do not know it, leave it empty and say who they are' }}
        spellcheck={false}
      />
      <TextField
        name="relation"
        form={form}
        label={{ text: 'Who are they to the child?' }}
        hint={{ text: 'Such as mother, stepfather, a man who collects from nursery' }}
      />
      <RadiosField
        name="parentalResponsibility"
        form={form}
        fieldset={legend('Do they have parental responsibility? (optional)')}
        items={items(yesNoUnknown)}
      />
    </>
  ),
}

const listWords: Record<ListName, { one: string; add: string; none: string }> = {
  children: {
    one: 'Child',
    add: 'Add a child',
    none: 'No child has been added yet. What you know is enough: a first name, or only an age.',
  },
  adults: {
    one: 'Adult',
    add: 'Add an adult',
    none: 'Add everybody who is often with the child: fathers, partners, grandparents, babysitters, lodgers. An unnamed man matters as much as a named one.',
  },
}

/** One child or adult. */
export const PersonPage = ({ list, at, step }: { list: ListName; at: string; step: Step }) => (
  <>
    <h1 class="govuk-heading-l">{at === 'new' ? listWords[list].add : `${listWords[list].one} ${Number(at) + 1}`}</h1>
    <Form
      action={`/concerns/draft/${step.draft}/${list}/${at}`}
      csrf={step.csrf}
      commandId={step.commandId}
      draft={{ autosaveUrl: '', version: String(step.version) }}
    >
      {personFields[list](step.form)}
      <Button text="Save" preventDoubleClick />
    </Form>
  </>
)

const personName = (list: ListName, typed: Typed): string => {
  const text = (name: string): string | undefined => (typeof typed[name] === 'string' ? (typed[name] as string) : undefined)
  if (list === 'adults') return [text('name'), text('relation')].filter(Boolean).join(', ')
  const given = text('given')
  const family = text('family')
  return toldName({ ...(given ? { given } : {}), ...(family ? { family } : {}) })
}

/** The children or adults so far, each to change or take away, and one more. */
export const ListPage = ({ list, people, step, next }: { list: ListName; people: readonly Typed[]; step: Step; next: string }) => (
  <>
    <h1 class="govuk-heading-l">{titles[list]}</h1>
    {people.length === 0 ? (
      <p class="govuk-body">{listWords[list].none}</p>
    ) : (
      <ul class="govuk-list gt-list-lines">
        {people.map((typed, at) => (
          <li key={at}>
            <strong>{personName(list, typed)}</strong>{' '}
            <a class="govuk-link" href={`/concerns/draft/${step.draft}/${list}/${at}`}>
              Change<span class="govuk-visually-hidden"> {personName(list, typed)}</span>
            </a>
            <Form action={`/concerns/draft/${step.draft}/${list}/${at}/remove`} csrf={step.csrf} commandId="">
              <Button
                text={
                  <>
                    Remove<span class="govuk-visually-hidden"> {personName(list, typed)}</span>
                  </>
                }
                classes="govuk-button--secondary"
              />
            </Form>
          </li>
        ))}
      </ul>
    )}
    <p class="govuk-body">
      <a class="govuk-link" href={`/concerns/draft/${step.draft}/${list}/new`}>
        {people.length === 0 ? listWords[list].add : listWords[list].add.replace(/ an? /, ' another ')}
      </a>
    </p>
    <p class="govuk-body">
      <a class="govuk-button" href={next}>
        Continue
      </a>
    </p>
  </>
)

const said = (typed: Typed | undefined, name: string, words?: Readonly<Record<string, string>>): string => {
  const value = typed?.[name]
  const all = value === undefined ? [] : typeof value === 'string' ? [value] : value
  return all
    .filter(Boolean)
    .map(one => (words ? (words[one] ?? one) : one))
    .join(', ')
}

const yes = { yes: 'Yes', no: 'No', 'not-known': 'Not known' }

/** Everything that will be sent, each answer with the way back to it. */
export const answersOf = (draft: string, body: ConcernDraft): AnswerSection[] => {
  const { forms } = body
  const at = (page: string, what: string) => ({ href: `/concerns/draft/${draft}/${page}`, what })
  const answer = (page: FormName, question: string, name: string, words?: Readonly<Record<string, string>>) => ({
    question,
    answer: said(forms[page], name, words),
    change: at(page, question.toLowerCase()),
  })
  return [
    {
      title: 'The worry',
      answers: [
        answer('danger', 'In danger now', 'inDangerNow', yes),
        answer('about', 'You are asking for', 'form', formWords),
        answer('about', 'About', 'concerns', concernWords),
      ],
    },
    {
      title: 'The children',
      answers: body.children.map((typed, n) => ({
        question: `Child ${n + 1}`,
        answer: personName('children', typed),
        change: at(`children/${n}`, `child ${n + 1}`),
      })),
    },
    {
      title: 'The adults',
      answers:
        body.adults.length === 0
          ? [{ question: 'Adults', answer: 'None added', change: at('adults', 'the adults') }]
          : body.adults.map((typed, n) => ({
              question: `Adult ${n + 1}`,
              answer: personName('adults', typed),
              change: at(`adults/${n}`, `adult ${n + 1}`),
            })),
    },
    {
      title: 'What has happened',
      answers: [
        answer('worry', 'Seen or heard', 'seenOrHeard'),
        answer('worry', 'If nothing changes', 'worry'),
        answer('worry', 'What it is like for the child', 'impact'),
        answer('worry', 'In the child’s words', 'childsWords'),
        answer('strengths', 'Working well', 'workingWell'),
        answer('strengths', 'Tried already', 'tried'),
        answer('strengths', 'Early help', 'earlyHelpTried', yes),
      ],
    },
    {
      title: 'The family',
      answers: [
        answer('family', 'The family knows', 'familyTold', yes),
        ...(said(forms.family, 'familyTold') === 'no' ? [answer('family', 'Why not', 'notToldReason', notToldWords)] : []),
        answer('family', 'Safe to contact the parents', 'safeToContactParents', yes),
        answer('family', 'Where the child is now', 'whereNow'),
      ],
    },
    { title: 'You', answers: [answer('you', 'Name', 'name'), answer('you', 'What you do', 'role'), answer('you', 'Telephone', 'phone')] },
  ]
}

/** The last page: check, then send. What is missing is said first, each with the way to it. */
export const CheckPage = ({
  step,
  body,
  missing,
}: {
  step: Step
  body: ConcernDraft
  missing: readonly { page: string; message: string }[]
}) => (
  <>
    <h1 class="govuk-heading-l">{titles.check}</h1>
    {missing.length > 0 && (
      <div class="govuk-inset-text">
        <p class="govuk-body">Before this can be sent:</p>
        <ul class="govuk-list govuk-list--bullet">
          {missing.map(one => (
            <li key={`${one.page}${one.message}`}>
              <a class="govuk-link" href={`/concerns/draft/${step.draft}/${one.page}`}>
                {one.message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    )}
    <CheckAnswers sections={answersOf(step.draft, body)} />
    {missing.length === 0 && (
      <Form action={`/concerns/draft/${step.draft}/send`} csrf={step.csrf} commandId={step.commandId}>
        <p class="govuk-body">When you send this, The Bridge sees it at once. It cannot be unsent; anything that changes can be added.</p>
        <Button text="Send to The Bridge" preventDoubleClick />
      </Form>
    )}
  </>
)
