import type { VNode } from 'preact'
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
  SummaryList,
  smallLabel,
  smallLegend,
  Tag,
  TextField,
} from '../../../design-system/index.ts'
import { type Day, day, dayOf, printDay, printMoment } from '../../../guidance/index.ts'
import { type DraftShown, KeptState, keepsAt, ThrowKeptAway } from '../../../kernel/http/kept-form.tsx'
import type { AgencyKind } from '../../../thread/entry.ts'
import { agencyKinds } from '../../../thread/entry.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import type { MeetingOnRecord } from '../../commands.ts'
import { agencyWords } from '../../front-door/index.ts'
import { categoryWords, viewWords } from './conference.ts'
import { dangerFields, dangers, familyFields, decisionLabels as labels, scalerLabels, scalerNames, scalers } from './decision-form.ts'
import type { ConferenceOfChild } from './of-meeting.queries.ts'
import { goesOnWords } from './request.ts'

export type Marks = { readonly csrf: string; readonly commandId: string }

const items = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([value, text]) => ({ value, text: capital(text) }))
const yesNo = items({ yes: 'Yes', no: 'No' })
const typedOr = (form: FormState, defaults: FormState['typed']): FormState => ({ ...form, typed: { ...defaults, ...form.typed } })

/** A child of the conference as the page names the child. */
export type Named = { readonly child: SubjectId; readonly name: string }

const decidedWords = ({ decided }: ConferenceOfChild): string => {
  if (!decided) return 'Not decided yet'
  const category = categoryWords[decided.facts['category'] as keyof typeof categoryWords]
  return decided.facts['plan'] ? `On a child protection plan${category ? `: ${category}` : ''}` : 'No child protection plan'
}

/** What a conference needs before it, at it and after it, in order: who is told, who is here, what is decided of each child, what follows. */
export const ConferencePage = ({
  meeting,
  children,
  form,
  marks,
  mayInvite,
  mayChair,
  says,
  today,
}: {
  meeting: MeetingOnRecord
  children: readonly (ConferenceOfChild & Named)[]
  form: FormState
  marks: () => Marks
  /** May whoever asks send the invitations; may they open the conference and decide? */
  mayInvite: boolean
  mayChair: boolean
  says: (ask: ConferenceOfChild['asks'][number], name: string) => string
  today: Day
}): VNode => {
  const here = `/meetings/${meeting.matter}/conference`
  const opened = children.find(one => one.opened)?.opened
  const sent = children.every(one => one.invitations) && children.length > 0
  const asks = children.flatMap(one => one.asks.map(ask => ({ ...ask, child: one })))
  const session = asks.filter(ask => ask.rule === 'reflective-session-required')
  const stands = asks.filter(ask => ask.rule !== 'reflective-session-required')
  return (
    <>
      <span class="govuk-caption-l">{meeting.words}</span>
      <h1 class="govuk-heading-l">{children.map(one => one.name).join(', ')}</h1>
      <p class="govuk-body-l">
        {printMoment(meeting.at)}
        {meeting.chair && `, chaired by ${meeting.chair.name}`}
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/meetings/${meeting.matter}`}>
          Who is asked, what they bring, and what was agreed
        </a>
      </p>
      <h2 class="govuk-heading-m">Before: the invitations</h2>
      {session.map(ask => (
        <InsetText key={`${ask.child.child}${ask.name}`}>
          <strong>The professionals reflect together first.</strong> {says(ask, ask.child.name)}
        </InsetText>
      ))}
      {sent && <p class="govuk-body">The invitations have gone out.</p>}
      {mayInvite && (
        <Invitations
          action={`${here}/invitations`}
          form={form}
          marks={marks()}
          needsSession={session.length > 0}
          sent={sent || opened !== undefined}
        />
      )}
      {!sent && !mayInvite && <p class="govuk-body">The unit that arranges conferences sends them.</p>}
      {mayChair && (
        <>
          <h2 class="govuk-heading-m">Right before: reflect together</h2>
          <ul class="govuk-list">
            {children.map(one => (
              <li key={one.child}>
                {one.session ? (
                  `The session about ${one.name} is written down.`
                ) : (
                  <a class="govuk-link" href={`/meetings/${meeting.matter}/conference/${one.child}/reflective`}>
                    Write down the reflective session about {one.name}
                  </a>
                )}
              </li>
            ))}
          </ul>
          <h2 class="govuk-heading-m">At the conference: who is here</h2>
          {opened && (
            <p class="govuk-body">
              Opened on {printMoment(opened.at)}:{' '}
              {goesOnWords[opened.facts['goesOn'] as keyof typeof goesOnWords] ?? 'the conference goes on'}.
            </p>
          )}
          {stands.map(ask => (
            <InsetText key={`${ask.child.child}${ask.rule}${ask.name}`}>{says(ask, ask.child.name)}</InsetText>
          ))}
          {dayOf(meeting.at) > today ? (
            <p class="govuk-body">It is opened on the day.</p>
          ) : (
            <Details
              summary={opened ? 'Open it again' : 'Open the conference'}
              open={!opened || form.errors.some(one => one.field === 'there')}
            >
              <Opening action={`${here}/open`} form={form} marks={marks()} meeting={meeting} />
            </Details>
          )}
        </>
      )}
      <h2 class="govuk-heading-m">The decision, for each child apart</h2>
      <SummaryList
        rows={children.map(one => ({
          key: { text: one.name },
          value: { text: one.decided ? decidedWords(one) : <Tag text={decidedWords(one)} classes="govuk-tag--yellow" /> },
          ...(one.decided
            ? {
                actions: {
                  items: [
                    { href: `/people/${one.child}/entries/${one.decided.entry}`, text: 'Read it', visuallyHiddenText: `: ${one.name}` },
                  ],
                },
              }
            : mayChair && opened
              ? { actions: { items: [{ href: `${here}/${one.child}`, text: 'Decide', visuallyHiddenText: ` about ${one.name}` }] } }
              : {}),
        }))}
      />
      {children.some(one => one.decided) && <After children={children} />}
    </>
  )
}

const onDay = (facts: { readonly [name: string]: unknown }, name: string): string | null =>
  typeof facts[name] === 'string' ? printDay(day(String(facts[name]))) : null

const After = ({ children }: { children: readonly (ConferenceOfChild & Named)[] }) => (
  <>
    <h2 class="govuk-heading-m">What follows</h2>
    <ul class="govuk-list govuk-list--bullet">
      {children.flatMap(one => {
        const { decided } = one
        if (!decided) return []
        if (!decided.facts['plan'])
          return [<li key={one.child}>{one.name}: no plan. Write down what help follows instead, as a child in need or by early help.</li>]
        return [
          <li key={one.child}>
            {one.name} is on a plan from today.{' '}
            {onDay(decided.facts, 'coreGroupOn') && `The core group first meets on ${onDay(decided.facts, 'coreGroupOn')}. `}
            {onDay(decided.facts, 'reviewOn') && `The review conference is on ${onDay(decided.facts, 'reviewOn')}. `}
            {decided.facts['visitEvery'] !== undefined && `Visits are at most ${String(decided.facts['visitEvery'])} days apart. `}
            <a class="govuk-link" href={`/people/${one.child}/meetings/new?type=core-group`}>
              Call the core group<span class="govuk-visually-hidden"> of {one.name}</span>
            </a>
          </li>,
        ]
      })}
    </ul>
    <p class="govuk-body">
      Parents are told how to complain about a decision. The outline plan goes out to everybody who was asked, by the next working day.
    </p>
  </>
)

const Invitations = ({
  action,
  form,
  marks,
  needsSession,
  sent,
}: {
  action: string
  form: FormState
  marks: Marks
  needsSession: boolean
  sent: boolean
}) => (
  <Details
    summary={sent ? 'Send them again' : 'Send the invitations'}
    open={!sent || form.errors.some(one => one.field.startsWith('session') || one.field === 'form')}
  >
    <Form action={action} csrf={marks.csrf} commandId={marks.commandId}>
      <p class="govuk-body">
        Everybody who is asked finds the conference under “Meetings”. Whoever chairs it works with each child from now on.
      </p>
      <TextField
        name="sessionTime"
        form={form}
        label={smallLabel(`At what time do the professionals reflect together, that day? ${needsSession ? '' : '(optional)'}`.trim())}
        hint="Right before the conference, without the family, for example 9:00"
        classes="govuk-input--width-5"
      />
      <TextField name="sessionPlace" form={form} label={smallLabel('Where, or by which link? (optional)')} />
      <Button text="Send the invitations" preventDoubleClick />
    </Form>
  </Details>
)

const Opening = ({ action, form, marks, meeting }: { action: string; form: FormState; marks: Marks; meeting: MeetingOnRecord }) => {
  const agencies = meeting.invited.filter(one => one.as === 'professional')
  const came = agencies.filter(one => one.attended?.came).map(one => one.entry as string)
  return (
    <Form action={action} csrf={marks.csrf} commandId={marks.commandId}>
      <CheckboxesField
        name="there"
        form={typedOr(form, { there: ['social-care', ...came] })}
        fieldset={smallLegend('Who is here of those who work with the child?')}
        hint={{ text: 'Social care and at least two other agencies are needed for a decision.' }}
        items={[
          { value: 'social-care', text: 'Children’s social care' },
          ...agencies
            .filter(one => one.agencyKind !== 'childrens-social-care')
            .map(one => ({ value: one.entry as string, text: [one.name, one.of].filter(Boolean).join(', ') })),
        ]}
      />
      <RadiosField
        name="goesOn"
        form={typedOr(form, { goesOn: 'goes-on' })}
        fieldset={smallLegend('What now?')}
        items={items(goesOnWords)}
      />
      <LongTextField
        name="reason"
        form={form}
        rows={2}
        label={smallLabel('Where too few are here: why does it go on, or when is it set again? (optional)')}
      />
      <LongTextField
        name="interimPlan"
        form={form}
        rows={3}
        label={smallLabel('Where it is set again: how is each child safe until then? (optional)')}
      />
      <Button text="Open the conference" preventDoubleClick />
    </Form>
  )
}

const agencyItems = [
  { value: '', text: 'Choose' },
  ...agencyKinds
    .filter(one => one !== 'public')
    .map((value: AgencyKind) => ({ value, text: capital(agencyWords[value].replace(/^(the|an?) /, '')) })),
]

const Long = ({
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
                items={items(viewWords)}
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

/** The chair’s page of one child at a conference: working well first, then worries, then what needs to happen; the dangers, the scale, the decision. */
export const DecisionPage = ({
  meeting,
  child,
  called,
  form,
  draft,
  marks,
  tooFew,
  limits,
}: {
  meeting: MeetingOnRecord
  child: Named
  called: string
  form: FormState
  draft: DraftShown
  marks: Marks
  tooFew: boolean
  limits: { readonly coreGroup: Day; readonly review: Day }
}) => {
  const action = `/meetings/${meeting.matter}/conference/${child.child}`
  return (
    <>
      <span class="govuk-caption-l">{meeting.words}</span>
      <h1 class="govuk-heading-l">{child.name}</h1>
      <p class="govuk-body">For {called} alone. What is typed is kept, and nobody reads it until you write it down at the end.</p>
      <Form action={action} csrf={marks.csrf} commandId={marks.commandId} draft={keepsAt(action, draft)}>
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
        <h2 class="govuk-heading-m">What is feared, and what safety looks like</h2>
        {dangers.map(at => (
          <Danger key={at} at={at} form={form} />
        ))}
        <h2 class="govuk-heading-m">How safe is {called}? Each answer stands by itself</h2>
        <p class="govuk-body">0: it is certain to happen again. 10: safe enough to close. Ask the family first.</p>
        <Scales form={form} called={called} />
        <h2 class="govuk-heading-m">The decision</h2>
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
                  <RadiosField name="category" form={form} fieldset={smallLegend(labels['category'] ?? '')} items={items(categoryWords)} />
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
        {tooFew && (
          <Long
            name="proceededWhy"
            form={form}
            rows={3}
            hint="Too few agencies are here. Set it again, or write how waiting would harm the child."
          />
        )}
        <Long name="dissent" form={form} rows={2} optional hint="By name and agency: whoever does not agree is helped to say so formally" />
        <Details summary="Legal advice" open={isFilled(form, ['legalAdvice'])}>
          <Long name="legalAdvice" form={form} rows={3} optional hint="Kept apart: read by those alone who may have it" />
        </Details>
        <Button text={`Write down the decision about ${called}`} preventDoubleClick />
        <KeptState draft={draft} />
      </Form>
      <ThrowKeptAway action={action} draft={draft} csrf={marks.csrf} />
    </>
  )
}
