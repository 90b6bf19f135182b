import { z } from 'zod'
import {
  capital,
  DateField,
  type FieldError,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  SummaryCard,
  smallLabel,
  smallLegend,
  TextField,
  WarningText,
} from '../../../design-system/index.ts'
import { type Day, printDay } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { dayField, line, words } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import {
  type ChildAndOthers,
  childrenField,
  choices,
  chosenOf,
  KeptFields,
  type KeptPage,
  keptRoutes,
  oneOf,
  openWithOthers,
  todayIn,
  WhichChildren,
  writeForEach,
} from '../../commands.ts'
import { type OnChild, readByKind, readStanding } from '../../family/index.ts'
import { type PreProceedingsStep, preProceedings, preProceedingsWords } from './pre-proceedings.ts'

const stepWords = {
  begun: 'it begins: work before court proceedings',
  letter: 'the letter before proceedings is sent',
  meeting: 'the meeting before proceedings is held',
  reviewed: 'what was agreed is looked at again',
  'goes-on': 'it goes on, for a reason',
  'ended-court': 'it ends: an application to the court is made',
  'ended-no-court': 'it ends without an application',
} as const satisfies Record<PreProceedingsStep, string>

const yesNo = { yes: 'yes', no: 'no' } as const
const long = words(20_000)

const form = declareForm(
  z.object({
    children: childrenField,
    step: oneOf(stepWords, 'Choose what happened'),
    on: dayField,
    legalPlanningOn: dayField.optional(),
    concerns: long.optional(),
    mustChange: long.optional(),
    changeBy: dayField.optional(),
    agreement: long.optional(),
    nextOn: dayField.optional(),
    changed: long.optional(),
    contingency: long.optional(),
    chairTold: oneOf(yesNo, 'Say whether the conference chair has been told').optional(),
    agreedBy: line(2000).optional(),
    reasons: long.optional(),
    advice: long.optional(),
  }),
  {
    children: 'Which children?',
    step: 'What happened?',
    on: 'On which day?',
    legalPlanningOn: 'When was the legal planning meeting?',
    concerns: 'What are we worried about, as the letter says it?',
    mustChange: 'What has to change?',
    changeBy: 'By when?',
    agreement: 'What was agreed: who does what, by when, and how will we know?',
    nextOn: 'When is it looked at next?',
    changed: 'What has changed, by what evidence, and for how long?',
    contingency: 'What happens if it does not last?',
    chairTold: 'Has the conference chair been told?',
    agreedBy: 'Who agreed to it?',
    reasons: 'Why?',
    advice: 'What did the lawyers say?',
  },
)
type Told = z.output<typeof form.schema>
const kept = keptForm(form, {
  lists: ['children'],
  longTexts: ['concerns', 'mustChange', 'agreement', 'changed', 'contingency', 'reasons', 'advice'],
})

type Opened = ChildAndOthers & {
  readonly steps: readonly OnChild<FactsOf<typeof preProceedings>>[]
  readonly isOpen: boolean
  readonly due: readonly { readonly name: string; readonly dueOn: Day | null }[]
}

/** What each step may not be without (practice: plo-pre-proceedings). */
const needs: Readonly<Record<PreProceedingsStep, readonly (keyof Told & string)[]>> = {
  begun: ['reasons', 'legalPlanningOn'],
  letter: ['concerns', 'mustChange', 'changeBy'],
  meeting: ['agreement', 'nextOn'],
  reviewed: ['changed', 'nextOn'],
  'goes-on': ['reasons', 'agreedBy', 'nextOn'],
  'ended-court': ['reasons', 'agreedBy', 'legalPlanningOn'],
  'ended-no-court': ['reasons', 'changed', 'contingency', 'chairTold', 'agreedBy', 'legalPlanningOn'],
}

const asks: Readonly<Partial<Record<keyof Told & string, string>>> = {
  reasons: 'Write why',
  legalPlanningOn: 'Enter the day of the legal planning meeting: there is one before this',
  concerns: 'Write what we are worried about',
  mustChange: 'Write what has to change',
  changeBy: 'Enter the day by which it has to have changed',
  agreement: 'Write what was agreed',
  nextOn: 'Enter the day on which it is looked at next',
  changed: 'Write what has changed, by what evidence, and for how long',
  contingency: 'Write what happens if it does not last',
  chairTold: 'Say whether the conference chair has been told',
  agreedBy: 'Write who agreed to it',
}

/** The steps that can come next. */
const next = (isOpen: boolean): PreProceedingsStep[] =>
  isOpen ? ['letter', 'meeting', 'reviewed', 'goes-on', 'ended-court', 'ended-no-court'] : ['begun']

const read = (
  typed: Parameters<typeof parseForm>[1],
  { isOpen }: Opened,
  today: Day,
): { errors: readonly FieldError[] } | { told: Told } => {
  const parsed = parseForm(form.schema, typed)
  if (!parsed.ok) return { errors: parsed.errors }
  const told = parsed.data as Told
  const errors: FieldError[] = needs[told.step].flatMap(field => (told[field] ? [] : [{ field, message: asks[field] ?? 'Write this' }]))
  if (!next(isOpen).includes(told.step)) errors.push({ field: 'step', message: 'Choose a step that can come next' })
  if (told.on > today) errors.push({ field: 'on', message: 'The day must be today or earlier' })
  if (told.legalPlanningOn && told.legalPlanningOn > told.on)
    errors.push({ field: 'legalPlanningOn', message: 'The legal planning meeting comes before: enter that day or an earlier one' })
  return errors.length > 0 ? { errors } : { told }
}

const Long = ({ name, state, hint }: { name: keyof Told & string; state: FormState; hint?: string }) => (
  <LongTextField name={name} form={state} rows={3} label={smallLabel(form.labels[name])} hint={hint} />
)

/** What one step alone asks. */
const ofStep = (step: PreProceedingsStep, state: FormState) => {
  const { labels } = form
  if (step === 'letter')
    return (
      <>
        <Long name="concerns" state={state} />
        <Long name="mustChange" state={state} />
        <DateField name="changeBy" form={state} fieldset={smallLegend(labels.changeBy)} />
      </>
    )
  if (step === 'meeting') return <Long name="agreement" state={state} />
  if (step === 'ended-no-court')
    return (
      <>
        <Long name="contingency" state={state} />
        <RadiosField
          name="chairTold"
          form={state}
          classes="govuk-radios--inline"
          fieldset={smallLegend(labels.chairTold)}
          items={choices(yesNo)}
        />
      </>
    )
  return undefined
}

/** What the steps share. */
const Shared = ({ state, isOpen }: { state: FormState; isOpen: boolean }) => {
  const { labels } = form
  return (
    <>
      <Long name="reasons" state={state} {...(isOpen ? { hint: 'Where it goes on, or ends' } : {})} />
      {isOpen && (
        <>
          <Long name="changed" state={state} hint="Where it is looked at again, or ends without an application" />
          <TextField name="agreedBy" form={state} label={smallLabel(labels.agreedBy)} hint="Where it goes on, or ends: by name" />
          <DateField
            name="nextOn"
            form={state}
            fieldset={smallLegend(labels.nextOn)}
            hint="After the meeting, and each time it is looked at: six weeks on at the latest"
          />
        </>
      )}
      <DateField
        name="legalPlanningOn"
        form={state}
        fieldset={smallLegend(labels.legalPlanningOn)}
        hint={isOpen ? 'Where it ends: there is a further one before that' : 'It comes before the work begins'}
      />
    </>
  )
}

const saidOf = [
  ['reasons', 'Why'],
  ['concerns', 'What we are worried about'],
  ['mustChange', 'What has to change'],
  ['agreement', 'What was agreed'],
  ['changed', 'What has changed'],
  ['contingency', 'If it does not last'],
  ['agreedBy', 'Agreed by'],
  ['advice', 'What the lawyers said'],
] as const

const PreProceedingsPage = ({ of, parts }: { of: Opened; parts: KeptPage }) => {
  const { child, steps, isOpen, due } = of
  const { form: state } = parts
  const { labels } = form
  return (
    <>
      <h1 class="govuk-heading-l">
        {isOpen ? `Can ${child.called} be safe at home without a court?` : `Work before court proceedings about ${child.called}`}
      </h1>
      {due.map(one => (
        <InsetText key={one.name}>
          {one.name === 'review'
            ? 'What was agreed is looked at again'
            : one.name === 'planning'
              ? 'No legal planning meeting before it is on record'
              : 'Whether to go to court is to be decided'}
          {one.dueOn && <strong> by {printDay(one.dueOn)}</strong>}.
        </InsetText>
      ))}
      <p class="govuk-body">
        A legal planning meeting comes first: the social worker, the practice manager and a lawyer are there, and a service manager chairs
        it. Then the letter says what has to change and by when, and the family comes to a meeting with a solicitor, whom they need not pay.
        Offer the family a{' '}
        <a class="govuk-link" href={`/people/${child.subject}/family-plan`}>
          family group conference
        </a>
        .
      </p>
      {steps.toReversed().map(one => (
        <SummaryCard
          key={one.root}
          title={{ text: `${printDay(one.on)}: ${preProceedingsWords[one.facts.step].replace(/^.*: /, '')}`, headingLevel: 2 }}
          rows={[
            ...(one.facts.legalPlanningOn ? [{ key: 'Legal planning meeting', value: { text: printDay(one.facts.legalPlanningOn) } }] : []),
            ...saidOf.flatMap(([field, key]) => (one.said[field] ? [{ key, value: { text: one.said[field] ?? '' } }] : [])),
            ...(one.facts.changeBy ? [{ key: 'By', value: { text: printDay(one.facts.changeBy) } }] : []),
            ...(one.facts.nextOn ? [{ key: 'Looked at next', value: { text: printDay(one.facts.nextOn) } }] : []),
            ...(one.facts.chairTold === undefined ? [] : [{ key: 'Chair told', value: { text: one.facts.chairTold ? 'Yes' : 'Not yet' } }]),
          ]}
        />
      ))}
      <KeptFields parts={parts} send={isOpen ? 'Write it down' : 'Write down that it begins'}>
        <WhichChildren of={of} form={state} ask={labels.children} />
        {isOpen ? (
          <RadiosField
            name="step"
            form={state}
            fieldset={smallLegend(labels.step)}
            items={next(true).map(step => {
              const conditional = ofStep(step, state)
              return {
                value: step,
                text: capital(stepWords[step]),
                ...(conditional ? { conditional } : {}),
                ...(step === 'ended-no-court'
                  ? { hint: { text: 'Close to a birth, somebody looks at it again for the baby before it is relied on' } }
                  : {}),
              }
            })}
          />
        ) : (
          <input type="hidden" name="step" value="begun" />
        )}
        <Shared state={state} isOpen={isOpen} />
        <DateField name="on" form={state} fieldset={smallLegend(labels.on)} />
        <WarningText text="What the lawyers said is privileged. It stands apart and is read by those alone who may have it: write it here and nowhere else on this page." />
        <LongTextField name="advice" form={state} rows={3} label={smallLabel(`${labels.advice} (optional)`)} />
      </KeptFields>
    </>
  )
}

const open = async (tx: Tx, person: SubjectId): Promise<Opened> => {
  const opened = await openWithOthers(tx, person, preProceedings)
  const steps = (await readByKind(tx, person, [preProceedings])).of(preProceedings)
  const last = steps.findLast(({ facts }) => facts.step === 'begun' || facts.step.startsWith('ended'))
  return {
    ...opened,
    steps,
    isOpen: last?.facts.step === 'begun',
    due: (await readStanding(tx, person, ['plo-drift', 'plo-review-due'])).map(one => ({ name: one.name, dueOn: one.due_on })),
  }
}

/** Work before court proceedings, step by step (practice: plo-pre-proceedings). `book`: the kinds and rules in force. */
export const preProceedingsRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<Opened>({
    at: 'pre-proceedings',
    name: 'pre-proceedings',
    title: 'Work before court proceedings',
    words: 'work before court proceedings',
    labels: form.labels,
    kept,
    leave: 'safety',
    open,
    fresh: ({ child }, today) => ({ ...todayIn('on', today), children: [child.subject] }),
    send: async (tx, opened, typed, { id, today }) => {
      const given = read(typed, opened, today)
      if ('errors' in given) return given
      const { children, step, on, legalPlanningOn, changeBy, nextOn, chairTold, advice, ...narrative } = given.told
      const which = chosenOf(opened, children, preProceedings)
      if ('errors' in which) return which
      const outcome = await writeForEach(tx, book(), {
        id,
        children: which.chosen,
        entry: {
          kind: preProceedings,
          happened: { on, precision: 'day' },
          parts: {
            record: {
              facts: {
                step,
                ...(legalPlanningOn ? { legalPlanningOn } : {}),
                ...(changeBy ? { changeBy } : {}),
                ...(nextOn ? { nextOn } : {}),
                ...(chairTold ? { chairTold: chairTold === 'yes' } : {}),
              },
              narrative,
            },
            ...(advice ? { legal: { narrative: { advice } } } : {}),
          },
        },
      })
      if (outcome.done === 'asked') throw new Error('a gate stood before work before court proceedings')
      return 'done'
    },
    page: (of, parts) => <PreProceedingsPage of={of} parts={parts} />,
  })
