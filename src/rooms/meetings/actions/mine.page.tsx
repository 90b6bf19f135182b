import {
  Button,
  EmptyState,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  SummaryList,
  smallLegend,
  Tag,
} from '../../../design-system/index.ts'
import { type Day, leftInWords, printDay, printMoment } from '../../../guidance/index.ts'
import { itemsOf } from '../page/form-fields.ts'
import type { MatterOnRecord } from '../page/matter.ts'
import { action, actionAnswered, actionDone, actionDoneWords } from './action.ts'
import { answerForm, doneForm } from './action-form.ts'
import type { MyAction } from './mine.queries.ts'

/** How an action stands for its owner, as a tag. */
export const StandOf = ({ accepted, outcome, dueOn, today }: Pick<MyAction, 'accepted' | 'outcome' | 'dueOn'> & { today: Day }) =>
  outcome ? (
    <Tag text={actionDoneWords[outcome].replace(/^./u, first => first.toUpperCase())} classes="govuk-tag--green" />
  ) : accepted === null ? (
    <Tag text="Not answered yet" classes="govuk-tag--yellow" />
  ) : !accepted ? (
    <Tag text="Cannot be done" classes="govuk-tag--red" />
  ) : dueOn && dueOn < today ? (
    <Tag text="Overdue" classes="govuk-tag--red" />
  ) : (
    <Tag text="To be done" classes="govuk-tag--blue" />
  )

const Rows = ({ actions, today }: { actions: readonly MyAction[]; today: Day }) => (
  <ul class="govuk-list gt-list-lines">
    {actions.map(one => (
      <li key={one.action}>
        <p class="govuk-body">
          <a class="govuk-link govuk-!-font-weight-bold" href={`/actions/${one.action}`}>
            {one.what}
          </a>{' '}
          <StandOf {...one} today={today} />
          <br />
          {one.dueOn ? `By ${printDay(one.dueOn)} (${leftInWords(one.dueOn, today)})` : 'No day is set yet'}
          {one.agency && '. Asked of your agency'}
        </p>
      </li>
    ))}
  </ul>
)

/** What the reader was asked to do: what waits first, then what is over. */
export const MyActionsPage = ({ actions, today }: { actions: readonly MyAction[]; today: Day }) => {
  const open = actions.filter(one => !one.outcome && one.accepted !== false)
  const over = actions.filter(one => one.outcome || one.accepted === false)
  return (
    <>
      <h1 class="govuk-heading-l">What you were asked to do</h1>
      {open.length === 0 ? (
        <EmptyState wouldBe="Nothing is waiting for you. What somebody asks you to do stands here, and nothing else of a meeting or of a record." />
      ) : (
        <Rows actions={open} today={today} />
      )}
      {over.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Over</h2>
          <Rows actions={over} today={today} />
        </>
      )}
    </>
  )
}

type Shown = {
  readonly matter: MatterOnRecord
  readonly form: FormState
  readonly today: Day
  readonly mark: () => { readonly csrf: string; readonly commandId: string }
}

/** One action, for its owner: what, by when, and the two things to do about it. Nothing of the meeting or of a child's record stands here. */
export const ActionPage = ({ matter, form, today, mark }: Shown) => {
  const [asked] = matter.of(action)
  if (!asked) return <h1 class="govuk-heading-l">Action</h1>
  const answer = matter.of(actionAnswered).at(-1)
  const done = matter.of(actionDone).at(-1)
  const { said, facts } = asked
  const words = (text: string) => ({ text: <span class="gt-narrative">{text}</span> })
  return (
    <>
      <span class="govuk-caption-l">{facts.askedBy ? 'Asked of you by a meeting' : 'Asked of you'}</span>
      <h1 class="govuk-heading-l gt-narrative">{said['what']}</h1>
      <p class="govuk-body">
        <StandOf
          accepted={answer?.facts.accepted ?? null}
          outcome={done?.facts.outcome ?? null}
          dueOn={facts.dueOn ?? null}
          today={today}
        />
      </p>
      <SummaryList
        rows={[
          { key: 'By', value: facts.dueOn ? `${printDay(facts.dueOn)} (${leftInWords(facts.dueOn, today)})` : 'No day is set yet' },
          // What nobody wrote is for the meeting to write: the owner of one thing cannot, and is not asked to.
          ...(said['measure'] ? [{ key: 'It is done when', value: words(said['measure']) }] : []),
          ...(said['risk'] ? [{ key: 'What it is for', value: words(said['risk']) }] : []),
          { key: 'Asked by', value: `${asked.by}, ${asked.of}, on ${printMoment(asked.at)}` },
          ...(answer
            ? [
                {
                  key: 'You said',
                  value: `${answer.facts.accepted ? 'It can be done' : 'It cannot be done'}${answer.said['words'] ? `: ${answer.said['words']}` : ''} (${answer.by}, ${printMoment(answer.at)})`,
                },
              ]
            : []),
          ...(done
            ? [
                {
                  key: 'What became of it',
                  value: { text: <span class="gt-narrative">{done.said['words']}</span> },
                },
              ]
            : []),
        ]}
      />
      {!done && !answer?.facts.accepted && matter.may(actionAnswered) && (
        <>
          <h2 class="govuk-heading-m">{answer ? 'Has that changed?' : 'First: can you do it?'}</h2>
          <Form action={`/actions/${matter.matter}/answer`} {...mark()}>
            <RadiosField
              name="accepted"
              form={form}
              fieldset={smallLegend(answerForm.labels.accepted)}
              items={itemsOf({ yes: 'Yes, by that day', no: 'No' })}
            />
            <LongTextField
              name="words"
              form={form}
              rows={3}
              label={{ text: answerForm.labels.words, classes: 'govuk-label--s' }}
              hint="Where it cannot be done, write why: whoever chairs finds another way"
            />
            <Button text="Send" preventDoubleClick />
          </Form>
        </>
      )}
      {!done && answer?.facts.accepted && matter.may(actionDone) && (
        <>
          <h2 class="govuk-heading-m">When it is done, or cannot be</h2>
          <Form action={`/actions/${matter.matter}/done`} {...mark()}>
            <RadiosField name="outcome" form={form} fieldset={smallLegend(doneForm.labels.outcome)} items={itemsOf(actionDoneWords)} />
            <LongTextField name="became" form={form} rows={4} label={{ text: doneForm.labels.became, classes: 'govuk-label--s' }} />
            <Button text="Send" preventDoubleClick />
          </Form>
        </>
      )}
      {!done && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/challenges/new?action=${matter.matter}`}>
            You do not agree that this should be done? Challenge it
          </a>
        </p>
      )}
      {done && <InsetText>Whoever asked reads what you wrote. Nothing more is asked of you.</InsetText>}
    </>
  )
}
