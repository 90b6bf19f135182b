import {
  Button,
  CheckboxesField,
  DateField,
  EmptyState,
  Form,
  type FormState,
  LongTextField,
  RadiosField,
  SelectField,
  SummaryCard,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { type Day, printDay, printMoment } from '../../../guidance/index.ts'
import { itemsOf } from '../page/form-fields.ts'
import type { MeetingOnRecord } from '../page/on-record.ts'
import type { MeetingSection } from '../page/section.ts'
import { actionDoneWords, meetingAction } from './action.ts'
import { actionForm, answerForm, doneForm } from './action-form.ts'
import { StandOf } from './mine.page.tsx'
import { type ActionOnMeeting, actionsOfMeeting } from './of-meeting.ts'

type Marks = { readonly csrf: string; readonly commandId: string }
/** Who may be asked: `value` as the form sends it. */
export type OwnerChoice = { readonly value: string; readonly text: string }

const narrative = (text: string | undefined, none: string) => (text ? { text: <span class="gt-narrative">{text}</span> } : none)

const Card = ({ one, meeting, today, linked }: { one: ActionOnMeeting; meeting: MeetingOnRecord; today: Day; linked: boolean }) => {
  const { asked, owner, answer, done } = one
  const child = meeting.children.find(of => of.child === asked.facts.child)
  return (
    <SummaryCard
      title={{ text: <span class="gt-narrative">{asked.said['what']}</span>, headingLevel: 2 }}
      rows={[
        {
          key: 'How it stands',
          value: {
            text: (
              <StandOf
                accepted={answer?.facts.accepted ?? null}
                outcome={done?.facts.outcome ?? null}
                dueOn={asked.facts.dueOn ?? null}
                today={today}
              />
            ),
          },
        },
        { key: 'Who', value: owner || 'Nobody yet' },
        ...(child && meeting.children.length > 1 ? [{ key: 'For', value: child.name }] : []),
        { key: 'By', value: asked.facts.dueOn ? printDay(asked.facts.dueOn) : 'No day yet' },
        { key: 'It is done when', value: narrative(asked.said['measure'], 'Not written yet') },
        { key: 'It acts on', value: narrative(asked.said['risk'], 'Not written yet') },
        ...(answer
          ? [
              {
                key: answer.facts.accepted ? 'Accepted' : 'Not accepted',
                value: `${answer.by}, ${printMoment(answer.at)}${answer.said['words'] ? `: ${answer.said['words']}` : ''}`,
              },
            ]
          : []),
        ...(done ? [{ key: 'What became of it', value: { text: <span class="gt-narrative">{done.said['words']}</span> } }] : []),
        ...(one.lacks.length > 0 ? [{ key: 'Still needed before the minutes are final', value: one.lacks.join('; ') }] : []),
        ...(linked && !done
          ? [
              {
                key: 'Next',
                value: {
                  text: (
                    <a class="govuk-link" href={`/meetings/${meeting.matter}/actions/${asked.root}`}>
                      Put it right or end it<span class="govuk-visually-hidden">: {asked.said['what']}</span>
                    </a>
                  ),
                },
              },
            ]
          : []),
      ]}
    />
  )
}

const What = ({ form, meeting, vague }: { form: FormState; meeting: MeetingOnRecord; vague: boolean }) => (
  <>
    <LongTextField
      name="what"
      form={form}
      rows={3}
      label={{ text: actionForm.labels.what, classes: 'govuk-label--s' }}
      hint="Specific: the school rings home by 9.30 on each day of absence. Not: the school monitors."
    />
    {vague && <CheckboxesField name="asIs" form={form} items={[{ value: 'yes', text: actionForm.labels.asIs }]} />}
    <LongTextField name="measure" form={form} rows={2} label={{ text: actionForm.labels.measure, classes: 'govuk-label--s' }} />
    <LongTextField name="risk" form={form} rows={2} label={{ text: actionForm.labels.risk, classes: 'govuk-label--s' }} />
    {meeting.children.length > 1 && (
      <SelectField
        name="child"
        form={form}
        label={{ text: actionForm.labels.child, classes: 'govuk-label--s' }}
        items={[{ value: '', text: 'For all of them' }, ...meeting.children.map(one => ({ value: one.child, text: one.name }))]}
      />
    )}
    <DateField name="dueOn" form={form} fieldset={smallLegend(actionForm.labels.dueOn)} hint="For example, 27 3 2026" />
  </>
)

const isAskedAboutWords = (form: FormState): boolean =>
  form.typed['asIs'] === 'yes' || form.errors.some(one => one.message.startsWith('This does not say'))

type ListShown = {
  readonly meeting: MeetingOnRecord
  readonly owners: readonly OwnerChoice[]
  readonly form: FormState
  readonly today: Day
  readonly marks: Marks
}

/** What a meeting asks for: each action with what it still needs, and the form for another. */
export const ActionsPage = ({ meeting, owners, form, today, marks }: ListShown) => {
  const actions = actionsOfMeeting(meeting)
  const keeps = meeting.may(meetingAction)
  return (
    <>
      <span class="govuk-caption-l">{meeting.words}</span>
      <h1 class="govuk-heading-l">{meeting.whom}: actions</h1>
      {actions.length === 0 && (
        <EmptyState wouldBe="No action is asked for yet. Each says who does what, how you will know, by when, and on which risk it acts." />
      )}
      {actions.map(one => (
        <Card key={one.asked.root} one={one} meeting={meeting} today={today} linked={keeps} />
      ))}
      {keeps && (
        <>
          <h2 class="govuk-heading-m">Ask for something</h2>
          <Form action={`/meetings/${meeting.matter}/actions`} {...marks}>
            <What form={form} meeting={meeting} vague={isAskedAboutWords(form)} />
            <SelectField
              name="owner"
              form={form}
              label={{ text: actionForm.labels.owner, classes: 'govuk-label--s' }}
              hint="They see this action and nothing else of the meeting, and say whether they can do it"
              items={[
                { value: '', text: 'Not decided yet' },
                ...owners,
                { value: 'mail', text: 'Somebody else who signs in here (write their address below)' },
                { value: 'named', text: 'Somebody without an account, such as one of the family (write their name below)' },
              ]}
            />
            <TextField
              name="ownerMail"
              form={form}
              label={{ text: `${actionForm.labels.ownerMail} (if it is somebody else)` }}
              inputmode="email"
            />
            <TextField name="ownerName" form={form} label={{ text: `${actionForm.labels.ownerName} (if they have no account)` }} />
            <Button text="Ask for it" preventDoubleClick />
          </Form>
        </>
      )}
    </>
  )
}

type OneShown = {
  readonly meeting: MeetingOnRecord
  readonly one: ActionOnMeeting
  readonly form: FormState
  readonly today: Day
  readonly mark: () => Marks
}

/** One action of a meeting, for whoever keeps it: put right, answered for somebody without an account, or ended. */
export const OneActionPage = ({ meeting, one, form, today, mark }: OneShown) => {
  const here = `/meetings/${meeting.matter}/actions/${one.asked.root}`
  const { account, agency } = one.asked.facts
  const withoutAccount = !account && !agency
  return (
    <>
      <span class="govuk-caption-l">{meeting.words}</span>
      <h1 class="govuk-heading-l">{meeting.whom}: an action</h1>
      <Card one={one} meeting={meeting} today={today} linked={false} />
      {!one.done && (
        <>
          <h2 class="govuk-heading-m">Put it right</h2>
          <Form action={here} {...mark()}>
            <What form={form} meeting={meeting} vague={isAskedAboutWords(form)} />
            <Button text="Save" preventDoubleClick />
          </Form>
          {withoutAccount && one.asked.facts.named && (
            <>
              <h2 class="govuk-heading-m">What {one.owner} says</h2>
              <Form action={`${here}/answer`} {...mark()}>
                <RadiosField
                  name="accepted"
                  form={form}
                  fieldset={smallLegend(answerForm.labels.accepted)}
                  items={itemsOf({ yes: 'Yes', no: 'No' })}
                />
                <LongTextField name="words" form={form} rows={2} label={{ text: 'What they said about it', classes: 'govuk-label--s' }} />
                <Button text="Write it down" classes="govuk-button--secondary" preventDoubleClick />
              </Form>
            </>
          )}
          <h2 class="govuk-heading-m">End it</h2>
          <p class="govuk-body">If somebody else is to do it, end it here as no longer needed and ask them.</p>
          <Form action={`${here}/done`} {...mark()}>
            <RadiosField name="outcome" form={form} fieldset={smallLegend(doneForm.labels.outcome)} items={itemsOf(actionDoneWords)} />
            <LongTextField name="became" form={form} rows={3} label={{ text: doneForm.labels.became, classes: 'govuk-label--s' }} />
            <Button text="End it" classes="govuk-button--secondary" preventDoubleClick />
          </Form>
        </>
      )}
    </>
  )
}

/** On the page of a meeting: what it asks for, in short. */
export const ActionsSection: MeetingSection = ({ meeting, today, account }) => {
  const actions = actionsOfMeeting(meeting)
  const keeps = meeting.may(meetingAction)
  if (actions.length === 0 && !keeps) return null
  const unready = actions.filter(one => one.lacks.length > 0).length
  return (
    <section>
      <h2 class="govuk-heading-m">Actions</h2>
      {actions.length === 0 ? (
        <p class="govuk-body">None is asked for yet.</p>
      ) : (
        <ul class="govuk-list gt-list-lines">
          {actions.map(({ asked, owner, answer, done }) => (
            <li key={asked.root}>
              <p class="govuk-body">
                <span class="gt-narrative">{asked.said['what']}</span>{' '}
                <StandOf
                  accepted={answer?.facts.accepted ?? null}
                  outcome={done?.facts.outcome ?? null}
                  dueOn={asked.facts.dueOn ?? null}
                  today={today}
                />
                <br />
                {owner || 'Nobody yet'}
                {asked.facts.dueOn && `, by ${printDay(asked.facts.dueOn)}`}
                {asked.facts.account === account && !done && (
                  <>
                    <br />
                    <a class="govuk-link" href={`/actions/${asked.facts.action}`}>
                      {answer?.facts.accepted ? 'Say what became of it' : 'Say whether you can do it'}
                      <span class="govuk-visually-hidden">: {asked.said['what']}</span>
                    </a>
                  </>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
      {keeps && unready > 0 && (
        <p class="govuk-body">
          {unready === 1 ? 'One of them still needs something' : `${unready} of them still need something`} before the minutes are final.
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`/meetings/${meeting.matter}/actions`}>
          {keeps ? 'Ask for something, or see what each action needs' : 'All of the actions'}
        </a>
      </p>
    </section>
  )
}
