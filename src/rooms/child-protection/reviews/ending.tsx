import { z } from 'zod'
import {
  DateField,
  LongTextField,
  RadiosField,
  SelectField,
  SummaryList,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { printDay } from '../../../guidance/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { dayField, line, words } from '../../../thread/fields.ts'
import { type ActId, newId } from '../../../thread/ids.ts'
import { carryOut } from '../../../thread/store/append.ts'
import { type Agenda, readAgenda } from '../core-group/agenda.ts'
import { choices, yesAndNo } from '../on-record/form-fields.ts'
import { KeptFields, type KeptPage, keptRoutes } from '../on-record/kept-routes.tsx'
import { planEndChecked, stepDownWords } from './plan-end-checked.ts'

const yesNoOf = (ask: string) => z.enum(['yes', 'no'], { error: ask })

const endingForm = declareForm(
  z
    .object({
      stepDown: z.enum(Object.keys(stepDownWords) as [keyof typeof stepDownWords, ...(keyof typeof stepDownWords)[]], {
        error: 'Choose what help follows',
      }),
      stepDownPlan: words(10_000).optional(),
      whoLeads: line(200).optional(),
      agenciesToldOn: dayField.optional(),
      objections: words(10_000).optional(),
      cpIsBy: line(400).optional(),
      goodEnough: yesNoOf('Say whether things are good enough').optional(),
      goodEnoughWhy: words(10_000).optional(),
      seen: yesNoOf('Say whether the child was seen and heard').optional(),
      seenWhy: words(4000).optional(),
    })
    .superRefine((form, context) => {
      if (form.goodEnough === 'yes' && !form.goodEnoughWhy)
        context.addIssue({
          code: 'custom',
          path: ['goodEnoughWhy'],
          message: 'Write by which standard it is good enough, by what evidence, and for how long it has been so',
        })
      if (form.seen === 'yes' && !form.seenWhy)
        context.addIssue({ code: 'custom', path: ['seenWhy'], message: 'Write when and by whom the child was seen and heard' })
    }),
  {
    stepDown: 'What help follows?',
    stepDownPlan: 'What does that help do?',
    whoLeads: 'Who leads it?',
    agenciesToldOn: 'When was every agency told?',
    objections: 'Who objects, and why?',
    cpIsBy: 'Who tells the NHS?',
    goodEnough: 'Is it good enough, not only better?',
    goodEnoughWhy: 'By which standard, by what evidence, for how long?',
    seen: 'Was the child seen and heard?',
    seenWhy: 'When, and by whom?',
  },
)

const keptEnding = keptForm(endingForm, { longTexts: ['stepDownPlan', 'objections', 'goodEnoughWhy', 'seenWhy'] })

/** What must be on record before a plan ends, beside what is on record of when the child was seen. */
const EndingPage = ({ agenda, parts }: { agenda: Agenda; parts: KeptPage }) => {
  const { child, told } = agenda.view
  const { form } = parts
  const onPlan = agenda.view.open !== null
  const last = told.of(planEndChecked).at(-1)
  // Where there is no plan to step down from, a child in need plan is what ends.
  const { 'child-in-need': _ends, ...afterACase } = stepDownWords
  return (
    <>
      <h1 class="govuk-heading-l">{onPlan ? `Before ${child.called}’s plan ends` : `Before ${child.called}’s case is closed`}</h1>
      <p class="govuk-body">
        {onPlan
          ? `A conference decides whether ${child.called} is still likely to suffer significant harm. This stands on record before it decides: better than before is not yet good enough.`
          : `This stands on record before children’s social care stops working with ${child.called}: better than before is not yet good enough. The team’s manager closes the case.`}
      </p>
      {last && (
        <p class="govuk-body">
          Last written down on {printDay(last.on)} by {last.by}: {stepDownWords[last.facts.stepDown]} follows
          {last.facts.goodEnough ? ', and things were judged good enough' : ', and things were not yet judged good enough'}.
        </p>
      )}
      <SummaryList
        rows={agenda.seen.map(one => ({
          key: `Last seen ${one.how}`,
          value: { text: one.on ? `${printDay(one.on)}${one.by ? `, by ${one.by}` : ''}` : 'No record says so' },
        }))}
      />
      <KeptFields parts={parts} send="Write this down">
        <SelectField
          name="stepDown"
          form={form}
          label={smallLabel('What help follows?')}
          items={[{ value: '', text: 'Choose' }, ...choices(onPlan ? stepDownWords : afterACase)]}
        />
        <TextField
          name="whoLeads"
          form={form}
          label={smallLabel(onPlan ? 'Who leads it?' : 'Who leads it, or stays by the family?')}
          hint="A name, and from where"
        />
        <LongTextField name="stepDownPlan" form={form} rows={3} label={smallLabel('What does that help do? (optional)')} />
        <DateField
          name="agenciesToldOn"
          form={form}
          fieldset={smallLegend(`When was every agency told that the ${onPlan ? 'plan may end' : 'case may be closed'}?`)}
          hint="For example, 6 2 2024. Leave empty where they are not told yet"
        />
        <LongTextField name="objections" form={form} rows={2} label={smallLabel('Who objects, and why? (optional)')} />
        {onPlan && (
          <TextField
            name="cpIsBy"
            form={form}
            label={smallLabel('Who tells the NHS when the plan ends?')}
            hint="A name. The NHS shows staff which children are on a plan"
          />
        )}
        <RadiosField
          name="goodEnough"
          form={form}
          classes="govuk-radios--inline"
          fieldset={smallLegend(`Is life good enough for ${child.called} now, not only better?`)}
          items={yesAndNo}
        />
        <LongTextField
          name="goodEnoughWhy"
          form={form}
          rows={4}
          label={smallLabel('By which standard, by what evidence, and for how long?')}
          hint={`Compare with the first time and not only with the last. What is it like for ${child.called}?`}
        />
        <RadiosField
          name="seen"
          form={form}
          classes="govuk-radios--inline"
          fieldset={smallLegend(`Was ${child.called} seen and heard about the end?`)}
          items={yesAndNo}
        />
        <TextField name="seenWhy" form={form} label={smallLabel('When, and by whom?')} />
      </KeptFields>
    </>
  )
}

/** The page on which is written down what must stand before a plan ends. `book`: the kinds and rules in force. */
export const endingRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<Agenda>({
    at: 'plan/ending',
    name: 'plan-ending',
    words: 'what is checked before a plan ends or a case is closed',
    title: 'Before help ends',
    kept: keptEnding,
    labels: endingForm.labels,
    open: async (tx, person, { today }) => {
      const agenda = await readAgenda(tx, book(), person, today)
      if (!agenda.view.child.may(planEndChecked)) throw new NotFound()
      return agenda
    },
    fresh: () => ({}),
    page: (agenda, parts) => <EndingPage agenda={agenda} parts={parts} />,
    send: async (tx, { view }, typed, { id, today }) => {
      const form = parseForm(endingForm.schema, typed)
      if (!form.ok) return { errors: form.errors }
      const { stepDown, whoLeads, agenciesToldOn, cpIsBy, goodEnough, seen, ...narrative } = form.data
      if (agenciesToldOn && agenciesToldOn > today)
        return { errors: [{ field: 'agenciesToldOn', message: 'The day must be today or earlier' }] }
      const person = view.child.subject
      const outcome = await carryOut(tx, book(), {
        id,
        asked: { person, form: form.data },
        writes: [person],
        kinds: [planEndChecked],
        decide: () => ({
          answer: null,
          entries: [
            {
              subject: person,
              act: newId<ActId>(),
              kind: planEndChecked,
              happened: { at: tx.actor.at, precision: 'moment' },
              audience: 'professionals',
              parts: {
                record: {
                  facts: {
                    stepDown,
                    ...(whoLeads ? { whoLeads } : {}),
                    ...(agenciesToldOn ? { agenciesToldOn } : {}),
                    cpIs: Boolean(cpIsBy),
                    ...(goodEnough ? { goodEnough: goodEnough === 'yes' } : {}),
                    ...(seen ? { seen: seen === 'yes' } : {}),
                  },
                  narrative: { ...narrative, cpIsBy },
                },
              },
            },
          ],
        }),
      })
      if (outcome.done === 'asked') throw new Error('a gate stood before what is checked')
      return view.open ? 'done' : { elsewhere: `/people/${person}` }
    },
    leave: 'plan',
  })
