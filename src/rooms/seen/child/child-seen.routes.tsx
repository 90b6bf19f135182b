import { z } from 'zod'
import {
  Button,
  CheckboxesField,
  DateField,
  EmptyState,
  emptyForm,
  Form,
  type FormState,
  LongTextField,
  RadiosField,
  SummaryList,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { type Day, type Moment, printShort, spanInWords } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { dayField, words } from '../../../thread/fields.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { choices, clock, momentOn, oneOf, someOf, todayIn, writeOne } from '../../commands.ts'
import { type ChildOnRecord, openChild } from '../../family/index.ts'
import { childSeen, seenWhereWords } from '../sightings/child-seen.ts'
import { type LastSeenRow, readLastSeen } from './child-seen.queries.ts'

const atPerson = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

const form = declareForm(
  z.object({
    on: dayField,
    time: clock.optional(),
    where: oneOf(seenWhereWords, 'Choose where you saw the child'),
    alone: someOf({ yes: '' }, 'Tick, or leave it'),
    how: words(4000).optional(),
  }),
  {
    on: 'On which day did you see the child?',
    time: 'At what time?',
    where: 'Where did you see the child?',
    alone: 'I saw the child alone',
    how: 'How was the child?',
  },
)

type Seen = { readonly child: ChildOnRecord; readonly last: LastSeenRow | undefined }

const read = async (tx: Tx, person: SubjectId): Promise<Seen> => ({
  child: await openChild(tx, person),
  last: await readLastSeen(tx, person),
})

const dayOrNone = (on: Day | null, today: Day): string => (on ? `${printShort(on)}, ${spanInWords(on, today)}` : 'No record')

const SeenPage = ({
  seen,
  state,
  today,
  mark,
}: {
  seen: Seen
  state: FormState
  today: Day
  mark: { csrf: string; commandId: string }
}) => {
  const { child, last } = seen
  const { labels } = form
  return (
    <>
      <h1 class="govuk-heading-l">When {child.called} was last seen</h1>
      {last ? (
        <>
          <SummaryList
            rows={[
              { key: 'By anybody, of any agency', value: dayOrNone(last.any_on, today) },
              { key: 'By the social worker or a named cover', value: dayOrNone(last.worker_on, today) },
              { key: 'Alone, by them', value: dayOrNone(last.alone_on, today) },
              { key: 'At home, by them', value: dayOrNone(last.home_on, today) },
              { key: 'Where the child sleeps', value: dayOrNone(last.bedroom_on, today) },
            ]}
          />
          <p class="govuk-body">
            {last.on_plan ? `On a child protection plan since ${printShort(last.since)}. ` : ''}What has no record may have happened, and
            cannot be relied on.
          </p>
        </>
      ) : (
        <EmptyState
          wouldBe={`Nobody of children’s social care works with ${child.called} now, or the child is not born yet: nothing is counted.`}
        />
      )}
      {child.may(childSeen) && (
        <>
          <h2 class="govuk-heading-m">You have seen {child.called}</h2>
          <p class="govuk-body">One line is enough. A social worker’s visit is written down as a visit: this takes the place of none.</p>
          <Form action={`/people/${child.subject}/seen`} {...mark}>
            <RadiosField name="where" form={state} fieldset={smallLegend(labels.where)} items={choices(seenWhereWords)} />
            <CheckboxesField
              name="alone"
              form={state}
              fieldset={{ legend: { text: 'Alone?', classes: 'govuk-fieldset__legend--s' } }}
              items={[{ value: 'yes', text: labels.alone }]}
            />
            <DateField name="on" form={state} fieldset={smallLegend(labels.on)} />
            <TextField name="time" form={state} label={smallLabel(`${labels.time} (optional)`)} classes="govuk-input--width-5" />
            <LongTextField name="how" form={state} rows={3} label={smallLabel(`${labels.how} (optional)`)} />
            <Button text="Say that you saw the child" preventDoubleClick />
          </Form>
        </>
      )}
    </>
  )
}

type AnyAsk = Pick<Ask, 'page' | 'csrf' | 'newCommandId' | 'today'>

const showPage = (ask: AnyAsk, seen: Seen, state: FormState): Reply =>
  show(
    ask.page({
      title: 'When a child was last seen',
      errors: state.errors,
      way: { kind: 'back', href: `/people/${seen.child.subject}` },
      children: (
        <SeenPage
          seen={seen}
          state={state.errors.length > 0 ? state : { ...emptyForm, typed: todayIn('on', ask.today) }}
          today={ask.today}
          mark={{ csrf: ask.csrf, commandId: ask.newCommandId() }}
        />
      ),
    }),
    { status: state.errors.length > 0 ? 422 : 200, json: { person: seen.child.subject, last: seen.last ?? null, errors: state.errors } },
  )

/** When it was, as far as it was typed; what lies ahead was not seen. */
const happenedOf = (on: Day, time: string | undefined, now: Moment, today: Day) => {
  const at = time ? momentOn(on, time) : undefined
  if (on > today || (at && at > now)) return undefined
  return at ? ({ at, precision: 'moment' } as const) : ({ on, precision: 'day' } as const)
}

/** When one child was last seen, and that somebody has seen the child. `book`: the kinds and rules in force. */
export const childSeenRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/seen',
    words: 'when a child was last seen',
    params: atPerson,
    handle: async ask => showPage(ask, await ask.tx(tx => read(tx, ask.params.person), 'seeing when a child was last seen'), emptyForm),
  }),
  route({
    method: 'POST',
    url: '/people/:person/seen',
    words: 'that somebody saw a child',
    params: atPerson,
    body: z.record(z.string(), z.unknown()),
    labels: form.labels,
    handle: async ask => {
      const { person } = ask.params
      const parsed = parseForm(form.schema, ask.typed)
      const happened = parsed.ok ? happenedOf(parsed.data.on, parsed.data.time, ask.now, ask.today) : undefined
      const errors = !parsed.ok
        ? parsed.errors
        : happened
          ? []
          : [{ field: 'on', message: 'What you saw lies in the past: enter the day and the time' }]
      const seen = await ask.tx(async tx => {
        await openChild(tx, person, childSeen)
        if (parsed.ok && happened) {
          const { where, alone, how } = parsed.data
          const outcome = await writeOne(tx, book(), {
            id: ask.commandId as CommandId,
            person,
            entry: {
              kind: childSeen,
              happened,
              parts: { record: { facts: { where, ...(alone.length > 0 ? { alone: true } : {}) }, narrative: { how } } },
            },
          })
          if (outcome.done === 'asked') throw new Error('a gate stood before what somebody saw')
        }
        return read(tx, person)
      }, 'saying that a child was seen')
      return errors.length === 0 ? go(`/people/${person}/seen`) : showPage(ask, seen, { typed: ask.typed, errors })
    },
  }),
]
