import { z } from 'zod'
import {
  Button,
  CheckboxesField,
  DateField,
  type FieldError,
  Form,
  type FormState,
  LongTextField,
  RadiosField,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { dayOf, endOfDay, englandAndWales, type Moment, plusHours, printMoment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { dayField, line, said, words } from '../../../thread/fields.ts'
import { type CommandId, type EntryId, isId, type SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { type ChildOnRecord, openChild, readByKind, type ToldByKind } from '../../family/index.ts'
import { choices, clock, momentOn, oneOf, someOf } from '../on-record/form-fields.ts'
import { todayIn } from '../on-record/kept-routes.tsx'
import { type OneEntry, writeOne } from '../on-record/write-one.ts'
import { latestEnd, lawfulLengths } from './in-force.ts'
import { childAssessmentOrder, emergencyProtectionOrder, policeProtection } from './orders.ts'

const atPerson = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})
const anything = z.record(z.string(), z.unknown())

const whatWords = {
  'police-protection': 'police protection',
  'emergency-protection-order': 'an emergency protection order',
  extension: 'an extension of an emergency protection order',
  'child-assessment-order': 'a child assessment order',
} as const
type What = keyof typeof whatWords

const kindOf: Record<What, AnyKind> = {
  'police-protection': policeProtection,
  'emergency-protection-order': emergencyProtectionOrder,
  extension: emergencyProtectionOrder,
  'child-assessment-order': childAssessmentOrder,
}

const form = declareForm(
  z.object({
    what: oneOf(whatWords, 'Choose what it is'),
    on: dayField,
    time: clock,
    untilOn: dayField.optional(),
    untilTime: clock.optional(),
    by: line(200).optional(),
    reasons: said(20_000, 'Write why').prefault(''),
    whereNow: words(2000).optional(),
    told: words(10_000).optional(),
    saysSo: someOf({ yes: '' }, 'Say whether it is printed so'),
  }),
  {
    what: 'What is it?',
    on: 'On which day did it begin?',
    time: 'At what time did it begin?',
    untilOn: 'On which day does it end?',
    untilTime: 'At what time does it end?',
    by: 'Which officer or court?',
    reasons: 'Why?',
    whereNow: 'Where is the child now?',
    told: 'Who was told: the child, the parents, whoever cared for the child?',
    saysSo: 'It is printed so on the order',
  },
)

type Opened = { readonly child: ChildOnRecord; readonly told: ToldByKind }

const open = async (tx: Tx, person: SubjectId): Promise<Opened> => ({
  child: await openChild(tx, person, policeProtection, emergencyProtectionOrder, childAssessmentOrder),
  told: await readByKind(tx, person, [policeProtection, emergencyProtectionOrder]),
})

/** The latest end that the law allows for what is typed. */
const latest = (what: What, at: Moment, told: ToldByKind): Moment => {
  switch (what) {
    case 'police-protection':
      return plusHours(at, lawfulLengths.policeProtection.count)
    case 'child-assessment-order':
      return latestEnd(dayOf(at), lawfulLengths.assessment.count, englandAndWales)
    case 'extension':
      return latestEnd(dayOf(at), lawfulLengths.extension.count + 1, englandAndWales)
    case 'emergency-protection-order': {
      const before = told
        .of(policeProtection)
        .findLast(one => one.at <= at && at <= plusHours(one.at, lawfulLengths.policeProtection.count))
      return latestEnd(dayOf(before?.at ?? at), lawfulLengths.emergencyProtection.count, englandAndWales)
    }
  }
}

const read = (typed: Ask['typed'], { child, told }: Opened, now: Moment): { errors: readonly FieldError[] } | { entry: OneEntry } => {
  const parsed = parseForm(form.schema, typed)
  if (!parsed.ok) return { errors: parsed.errors }
  const { what, on, time, untilOn, untilTime, by, saysSo, ...narrative } = parsed.data
  const kind = kindOf[what]
  if (!child.may(kind))
    return { errors: [{ field: 'what', message: 'This is for somebody else to write down: choose another, or ask them' }] }
  const at = momentOn(on, time)
  if (!at) return { errors: [{ field: 'time', message: 'The clocks skip this hour: enter another time' }] }
  if (at > now) return { errors: [{ field: 'on', message: 'It must have begun: enter the day and the time of that' }] }
  if (untilTime && !untilOn) return { errors: [{ field: 'untilOn', message: 'Enter the day on which it ends too' }] }
  const until = untilOn && (untilTime ? momentOn(untilOn, untilTime) : endOfDay(untilOn))
  if (until && until <= at) return { errors: [{ field: 'untilOn', message: 'It ends after it begins: enter a later end' }] }
  const lawful = latest(what, at, told)
  if (until && until > lawful && saysSo.length === 0)
    return {
      errors: [
        {
          field: 'untilOn',
          message: `The law lets it last until ${printMoment(lawful)} at most. Look at the order again; where it really says so, tick that and ring the lawyers`,
        },
      ],
    }
  const before: EntryId | undefined = what === 'extension' ? told.of(emergencyProtectionOrder).at(-1)?.root : undefined
  if (what === 'extension' && !before) return { errors: [{ field: 'what', message: 'There is no order on record that this extends' }] }
  const facts =
    what === 'child-assessment-order'
      ? { starts: on, ...(untilOn ? { until: untilOn } : {}), ...(by ? { court: by } : {}) }
      : what === 'police-protection'
        ? { ...(until ? { until } : {}), ...(by ? { officer: by } : {}) }
        : { ...(until ? { until } : {}), extension: what === 'extension', ...(by ? { court: by } : {}) }
  return { entry: { kind, answers: before, happened: { at, precision: 'moment' }, parts: { record: { facts, narrative } } } }
}

const ProtectionPage = ({
  child,
  state,
  marks,
}: {
  child: ChildOnRecord
  state: FormState
  marks: { readonly csrf: string; readonly commandId: string }
}) => {
  const { labels } = form
  const longer = state.errors.some(error => error.field === 'untilOn') || state.typed['saysSo'] !== undefined
  return (
    <>
      <h1 class="govuk-heading-l">Who protects {child.called} now?</h1>
      <p class="govuk-body">
        Write it down as it was said or printed. It counts down from there to those who work with {child.called}; it never counts to a later
        end than the law allows.
      </p>
      <Form action={`/people/${child.subject}/protection`} csrf={marks.csrf} commandId={marks.commandId}>
        <RadiosField
          name="what"
          form={state}
          fieldset={smallLegend(labels.what)}
          items={choices(whatWords).filter(one => child.may(kindOf[one.value as What]))}
        />
        <DateField name="on" form={state} fieldset={smallLegend(labels.on)} hint="For example, 6 2 2027" />
        <TextField
          name="time"
          form={state}
          label={smallLabel(labels.time)}
          hint="For example, 9:30 or 14:05"
          classes="govuk-input--width-5"
        />
        <DateField
          name="untilOn"
          form={state}
          fieldset={smallLegend(`${labels.untilOn} (optional)`)}
          hint="As it is printed on the order, or as the police said"
        />
        <TextField
          name="untilTime"
          form={state}
          label={smallLabel(`${labels.untilTime} (optional)`)}
          hint="The end of the day, where no time is printed"
          classes="govuk-input--width-5"
        />
        {longer && (
          <CheckboxesField
            name="saysSo"
            form={state}
            fieldset={smallLegend('Is the end later than the law allows?')}
            items={[{ value: 'yes', text: `${labels.saysSo}, and the lawyers are rung` }]}
          />
        )}
        <TextField name="by" form={state} label={smallLabel(`${labels.by} (optional)`)} />
        <LongTextField name="reasons" form={state} rows={3} label={smallLabel(labels.reasons)} />
        <LongTextField
          name="whereNow"
          form={state}
          rows={2}
          label={smallLabel(`${labels.whereNow} (optional)`)}
          hint="With whom, not the address"
        />
        <LongTextField name="told" form={state} rows={2} label={smallLabel(`${labels.told} (optional)`)} />
        <Button text="Write it down" preventDoubleClick />
      </Form>
    </>
  )
}

const showForm = (ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId'>, { child }: Opened, state: FormState): Reply =>
  show(
    ask.page({
      title: 'Police protection or an order',
      errors: state.errors,
      way: { kind: 'back', href: `/people/${child.subject}/safety` },
      children: <ProtectionPage child={child} state={state} marks={{ csrf: ask.csrf, commandId: ask.newCommandId() }} />,
    }),
    { status: state.errors.length > 0 ? 422 : 200, json: { person: child.subject, typed: state.typed, errors: state.errors } },
  )

/** Police protection and orders are written down with their ends. `book`: the kinds and rules in force. */
export const protectionRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/protection',
    words: 'police protection or an order',
    params: atPerson,
    handle: async ask => {
      const opened = await ask.tx(tx => open(tx, ask.params.person))
      return showForm(ask, opened, { typed: todayIn('on', ask.today), errors: [] })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/protection',
    words: 'write down police protection or an order',
    params: atPerson,
    body: anything,
    labels: form.labels,
    handle: async ask => {
      const { person } = ask.params
      const wrong = await ask.tx(async tx => {
        const opened = await open(tx, person)
        const form = read(ask.typed, opened, ask.now)
        if ('errors' in form) return { opened, errors: form.errors }
        await writeOne(tx, book(), { id: ask.commandId as CommandId, person, entry: form.entry })
        return null
      })
      if (wrong) return showForm(ask, wrong.opened, { typed: ask.typed, errors: wrong.errors })
      return go(`/people/${person}/safety`)
    },
  }),
]
