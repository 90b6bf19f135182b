import type { FormState } from '../../../design-system/index.ts'
import {
  Button,
  capital,
  DateField,
  EmptyState,
  Form,
  InsetText,
  LongTextField,
  RadiosField,
  SelectField,
  SummaryList,
  smallLegend,
  Table,
  TextField,
} from '../../../design-system/index.ts'
import { ageOnList, babyMark, type Day, dayOf, printDay, printMoment, printShort } from '../../../guidance/index.ts'
import { type DraftShown, KeptState, keepsAt, ThrowKeptAway } from '../../../kernel/http/kept-form.tsx'
import type { Found } from '../../family/index.ts'
import { saySource } from '../referral/sources.ts'
import type { Consultation } from './consultation.queries.ts'
import { adviceWords, isToRefer } from './consultation.ts'
import { consultationForm, sourceChoices } from './consultation-form.ts'

type Marks = { readonly csrf: string; readonly commandId: string }

const { labels } = consultationForm
const items = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, text]) => ({ value, text: capital(text) }))

/** Whom a consultation was about: a name, or that none was given. */
const aboutWhom = ({ facts }: Consultation): string =>
  [facts?.child?.given, facts?.child?.family].filter(Boolean).join(' ') ||
  (facts?.child ? 'a child whose name is not known' : 'a child who was not named')

/** The Bridge's consultations, or one's own. */
export const ConsultationsPage = ({
  consultations,
  writes,
  find,
  marks,
}: {
  consultations: readonly Consultation[]
  /** Does the reader write consultations down, and look them up by number? */
  writes: boolean
  find: FormState
  marks: Marks
}) => (
  <>
    <h1 class="govuk-heading-l">{writes ? 'Consultations' : 'What you asked The Bridge'}</h1>
    {writes && (
      <>
        <Button text="Write down a consultation" href="/consultations/new" />
        <Form action="/consultations/find" {...marks}>
          <TextField
            name="number"
            form={find}
            label={{ text: 'Find one by its number' }}
            hint={{ text: 'Such as C-7QRT-3ACD' }}
            classes="govuk-input--width-10"
            autocomplete="off"
            spellcheck={false}
          />
          <Button text="Find" classes="govuk-button--secondary" />
        </Form>
      </>
    )}
    {consultations.length === 0 ? (
      <EmptyState
        wouldBe={
          writes
            ? 'Advice that people ask of The Bridge stands here. Write down each call: it can be found again by its number.'
            : 'When you ring The Bridge for advice and it is written down, you read here what was advised.'
        }
      />
    ) : (
      <Table
        head={['Asked', writes ? 'About' : 'What you asked', 'Advised']}
        firstCellIsHeader
        rows={consultations.map(one => [
          {
            text: (
              <a class="govuk-link" href={`/consultations/${one.matter}`}>
                {printShort(dayOf(one.at))}
                {one.facts ? `, ${one.facts.number}` : ''}
              </a>
            ),
          },
          { text: one.relation === 'advised' ? capital(aboutWhom(one)) : inShort(one.feedback?.['question'] ?? '') },
          { text: one.facts ? capital(adviceWords[one.facts.advice]) : inShort(one.feedback?.['advised'] ?? '') },
        ])}
      />
    )}
  </>
)

const inShort = (text: string): string => (text.length > 90 ? `${text.slice(0, 90).replace(/\s+\S*$/u, '')}…` : text)

/** Writing one down. */
export const NewConsultationPage = ({ form, draft, marks }: { form: FormState; draft: DraftShown; marks: Marks }) => (
  <>
    <h1 class="govuk-heading-l">Write down a consultation</h1>
    <Form action="/consultations/new" {...marks} draft={keepsAt('/consultations/new', draft)}>
      <h2 class="govuk-heading-m">Who asks</h2>
      <TextField name="caller" form={form} label={{ text: labels.caller }} hint={{ text: 'Name, what they do, and a number' }} />
      <SelectField
        name="source"
        form={form}
        label={{ text: labels.source }}
        items={[{ value: '', text: 'Choose' }, ...Object.entries(sourceChoices).map(([value, text]) => ({ value, text }))]}
      />
      <TextField name="sourceName" form={form} label={{ text: `${labels.sourceName} (optional)` }} />
      <TextField
        name="email"
        form={form}
        type="email"
        label={{ text: `${labels.email} (optional)` }}
        hint={{ text: 'Then they read here what you advised, and are reminded of it' }}
        spellcheck={false}
      />
      <h2 class="govuk-heading-m">About whom</h2>
      <RadiosField
        name="about"
        form={form}
        fieldset={smallLegend(labels.about)}
        items={[
          {
            value: 'named',
            text: 'Yes',
            conditional: (
              <>
                <TextField name="given" form={form} label={{ text: labels.given }} spellcheck={false} />
                <TextField name="family" form={form} label={{ text: labels.family }} spellcheck={false} />
                <DateField
                  name="born"
                  form={form}
                  fieldset={smallLegend(`${labels.born} (optional)`)}
                  hint={{ text: 'For example, 27 3 2018' }}
                />
              </>
            ),
          },
          {
            value: 'anonymous',
            text: 'No: the caller does not name the child',
            hint: { text: 'The number of the consultation finds it again' },
          },
        ]}
      />
      <h2 class="govuk-heading-m">What was asked and advised</h2>
      <LongTextField name="question" form={form} rows={5} label={{ text: labels.question }} />
      <LongTextField
        name="advised"
        form={form}
        rows={5}
        label={{ text: labels.advised }}
        hint={{ text: 'The caller reads this, if they sign in here' }}
      />
      <RadiosField name="advice" form={form} fieldset={smallLegend(labels.advice)} items={items(adviceWords)} />
      <TextField name="decidedBy" form={form} label={{ text: labels.decidedBy }} />
      <Button text="Save the consultation" preventDoubleClick />
      <KeptState draft={draft} />{' '}
    </Form>
    <ThrowKeptAway action="/consultations/new" draft={draft} csrf={marks.csrf} />
  </>
)

type Shown = {
  readonly consultation: Consultation
  /** Who on record the named child may be. */
  readonly candidates: readonly Found[]
  readonly form: FormState
  readonly today: Day
  readonly marks: Marks
}

/** One consultation: all of it for The Bridge, what was advised for whoever asked. */
export const ConsultationPage = (shown: Shown) =>
  shown.consultation.relation === 'advised' ? (
    <AsTheBridge {...shown} />
  ) : (
    <AsTheCaller consultation={shown.consultation} marks={shown.marks} />
  )

/** Whether the child who was named is on record: found and to be undone, or to be chosen among those who may be it. */
const OnRecord = ({ consultation, candidates, form, today, marks }: Shown) => {
  const { matter, matched } = consultation
  if (matched)
    return (
      <Form action={`/consultations/${matter}/child/undo`} {...marks}>
        <p class="govuk-body">The child is on record, and it stands there that The Bridge was asked.</p>
        <Button text="This is not the child: undo" classes="govuk-button--secondary" preventDoubleClick />
      </Form>
    )
  if (candidates.length === 0) return <p class="govuk-body">No child on record goes by this name or date of birth.</p>
  return (
    <Form action={`/consultations/${matter}/child`} {...marks}>
      <RadiosField
        name="person"
        form={form}
        fieldset={smallLegend('Which child on record is it?')}
        hint={{ text: 'Leave it if you are not sure' }}
        items={candidates.map(one => ({
          value: one.person,
          text: [
            `${one.given} ${one.family}`.trim(),
            one.born ? ageOnList({ born: one.born, precision: one.bornPrecision ?? 'day' }, today) : '',
          ]
            .filter(Boolean)
            .join(', '),
          hint: { text: one.why.join('; ') },
        }))}
      />
      <Button text="This is the child" classes="govuk-button--secondary" preventDoubleClick />
    </Form>
  )
}

const AsTheBridge = (shown: Shown) => {
  const { consultation, marks } = shown
  const { facts, narrative, at, author, followed } = consultation
  if (!facts) return <h1 class="govuk-heading-l">Consultation</h1>
  const born = facts.child?.born
  return (
    <>
      <h1 class="govuk-heading-l">Consultation {facts.number}</h1>
      <p class="govuk-body">
        Written down on {printMoment(at)}
        {author ? ` by ${author}` : ''}. Give the caller the number: it is enough to find this again.
      </p>
      <SummaryList
        rows={[
          { key: labels.caller, value: [narrative?.['caller'], saySource(facts)].filter(Boolean).join(', ') },
          {
            key: 'About',
            value: [capital(aboutWhom(consultation)), born ? `born ${printDay(born)}` : '', babyMark(born, shown.today) ?? '']
              .filter(Boolean)
              .join(', '),
          },
          { key: labels.question, value: { text: <span class="gt-narrative">{narrative?.['question']}</span> } },
          { key: 'Advised', value: { text: <span class="gt-narrative">{narrative?.['advised']}</span> } },
          { key: labels.advice, value: capital(adviceWords[facts.advice]) },
          { key: labels.decidedBy, value: narrative?.['decidedBy'] ?? '' },
          ...(isToRefer(facts.advice)
            ? [{ key: 'The concern', value: followed ? 'It was raised after this.' : 'It has not come yet.' }]
            : []),
        ]}
      />
      {facts.child && <OnRecord {...shown} />}
      {isToRefer(facts.advice) && !followed && (
        <Form action={`/consultations/${consultation.matter}/followed`} {...marks}>
          <Button text="It came by telephone or letter" classes="govuk-button--secondary" preventDoubleClick />
        </Form>
      )}
    </>
  )
}

const AsTheCaller = ({ consultation, marks }: { consultation: Consultation; marks: Marks }) => {
  const { feedback, at, followed, matter } = consultation
  return (
    <>
      <h1 class="govuk-heading-l">What The Bridge advised you</h1>
      <p class="govuk-body">You asked on {printMoment(at)}.</p>
      <SummaryList
        rows={[
          { key: 'You asked', value: { text: <span class="gt-narrative">{feedback?.['question']}</span> } },
          { key: 'The Bridge advised', value: { text: <span class="gt-narrative">{feedback?.['advised']}</span> } },
          { key: 'Decided by', value: feedback?.['decidedBy'] ?? '' },
        ]}
      />
      {followed ? (
        <InsetText>A concern was raised after this.</InsetText>
      ) : (
        <Form action="/concerns/new" {...marks}>
          <input type="hidden" name="consultation" value={matter} />
          <p class="govuk-body">
            If a child may come to harm, or you were advised to, raise a concern. It says itself that it follows this advice.
          </p>
          <Button text="Raise a concern" preventDoubleClick />
        </Form>
      )}
    </>
  )
}
