import { z } from 'zod'
import {
  CheckboxesField,
  DateField,
  type FieldError,
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
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import type { Ask, Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { dayField, line, said, words } from '../../../thread/fields.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { type ChildOnRecord, openChild, readByKind, type ToldByKind } from '../../family/index.ts'
import { choices, clock, momentOn, oneOf, someOf } from '../on-record/form-fields.ts'
import { KeptFields, type KeptPage, keptRoutes, todayIn } from '../on-record/kept-routes.tsx'
import { type OneEntry, writeOne } from '../on-record/write-one.ts'
import { latestEnd, lawfulLengths } from './in-force.ts'
import { childAssessmentOrder, emergencyProtectionOrder, policeProtection } from './orders.ts'

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

const kept = keptForm(form, { lists: ['saysSo'], longTexts: ['reasons', 'whereNow', 'told'] })

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

const ProtectionPage = ({ child, parts }: { child: ChildOnRecord; parts: KeptPage }) => {
  const { form: state } = parts
  const { labels } = form
  const longer = state.errors.some(error => error.field === 'untilOn') || state.typed['saysSo'] !== undefined
  return (
    <>
      <h1 class="govuk-heading-l">Who protects {child.called} now?</h1>
      <p class="govuk-body">
        Write it down as it was said or printed. It counts down from there to those who work with {child.called}; it never counts to a later
        end than the law allows.
      </p>
      <KeptFields parts={parts} send="Write it down">
        <RadiosField
          name="what"
          form={state}
          fieldset={smallLegend(labels.what)}
          items={choices(whatWords).filter(one => child.may(kindOf[one.value as What]))}
        />
        <DateField name="on" form={state} fieldset={smallLegend(labels.on)} hint="For example, 6 2 2024" />
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
      </KeptFields>
    </>
  )
}

/** Police protection and orders are written down with their ends. `book`: the kinds and rules in force. */
export const protectionRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<Opened>({
    at: 'protection',
    name: 'protection',
    words: 'police protection or an order',
    title: 'Police protection or an order',
    labels: form.labels,
    kept,
    leave: 'safety',
    open,
    fresh: (_opened, today) => todayIn('on', today),
    send: async (tx, opened, typed, { id, at, now }) => {
      const form = read(typed, opened, now)
      if ('errors' in form) return form
      await writeOne(tx, book(), { id, person: at.person, entry: form.entry })
      return 'done'
    },
    page: ({ child }, parts) => <ProtectionPage child={child} parts={parts} />,
  })
