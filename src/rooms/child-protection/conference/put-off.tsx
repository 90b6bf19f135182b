import { z } from 'zod'
import {
  Button,
  DateField,
  type FieldErrors,
  Form,
  InsetText,
  LongTextField,
  RadiosField,
  smallLabel,
  smallLegend,
  TextField,
  type Typed,
} from '../../../design-system/index.ts'
import { type Day, dayOf, printDay, printMoment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import type { Draft } from '../../../kernel/http/drafts.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import {
  discardKept,
  draftShown,
  type KeptAt,
  KeptState,
  keepsAt,
  keepTyped,
  keptForm,
  sendKept,
  ThrowKeptAway,
} from '../../../kernel/http/kept-form.tsx'
import { NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { dayField, said, words } from '../../../thread/fields.ts'
import type { CommandId, SubjectId } from '../../../thread/ids.ts'
import { changeMeeting } from '../../commands.ts'
import { readStanding } from '../../family/index.ts'
import { choices, clock, momentOn, oneOf } from '../on-record/form-fields.ts'
import { atMeeting, mayPutOff, type OpenConference, openMeetingOf } from './hold.routes.tsx'
import { conferencePostponed } from './request.ts'

const whatWords = { later: 'it is held on another day', 'not-held': 'it is not held' } as const

const form = declareForm(
  z
    .object({
      what: oneOf(whatWords, 'Choose what becomes of it'),
      on: dayField.optional(),
      time: clock.optional(),
      managersReason: said(5000, 'Write the reason of the manager').prefault(''),
      chairsReason: said(5000, 'Write the reason of the chair').prefault(''),
      safeMeanwhile: words(5000).optional(),
    })
    .superRefine((given, context) => {
      const ask = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if (given.what === 'later' && !given.on) ask('on', 'Enter the day on which it is held')
      if (given.what === 'later' && !given.time) ask('time', 'Enter the time by the clock, for example 9:30 or 14:05')
      if (!given.safeMeanwhile) ask('safeMeanwhile', 'Write how each child is safe meanwhile')
    }),
  {
    what: 'What becomes of it?',
    on: 'To which day?',
    time: 'At what time?',
    managersReason: 'The manager’s reason',
    chairsReason: 'The chair’s reason',
    safeMeanwhile: 'How is each child safe meanwhile?',
  },
)
const kept = keptForm(form, { longTexts: ['managersReason', 'chairsReason', 'safeMeanwhile'] })

type PutOff = { readonly opened: OpenConference; readonly dueBy: Day | null }

const clocks = ['icpc-overdue', 'rcpc-due', 'rcpc-early-due', 'transfer-due']

const open = async (tx: Tx, matter: SubjectId): Promise<PutOff> => {
  const opened = await openMeetingOf(tx, matter)
  const { children } = opened
  if (!mayPutOff(opened)) throw new NotFound()
  const days: Day[] = []
  for (const { child } of children) for (const one of await readStanding(tx, child, clocks)) if (one.due_on) days.push(one.due_on)
  return { opened, dueBy: days.sort()[0] ?? null }
}

const addressOf = (matter: SubjectId): string => `/meetings/${matter}/conference`
const keptAt = (matter: SubjectId): KeptAt => ({
  name: `put-off ${matter}`,
  action: `${addressOf(matter)}/put-off`,
  leave: addressOf(matter),
})

const showForm = (
  ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId'>,
  { opened: { meeting }, dueBy }: PutOff,
  draft: Draft<Typed> | undefined,
  typed: Typed,
  errors: FieldErrors = [],
): Reply => {
  const state = { typed, errors }
  const { action, leave } = keptAt(meeting.matter)
  const { labels } = form
  return show(
    ask.page({
      title: 'Put a conference off',
      errors,
      way: { kind: 'back', href: leave },
      islands: ['autosave.js'],
      children: (
        <>
          <span class="govuk-caption-l">
            {meeting.whom}: {meeting.words.toLowerCase()}
          </span>
          <h1 class="govuk-heading-l">Put the conference off</h1>
          <p class="govuk-body">
            It is set for {printMoment(meeting.at)}. A conference is put off for the reasons of two people: whoever manages the work, and
            whoever chairs. Both stand on each child’s record.
          </p>
          {dueBy && (
            <InsetText>
              It was to be held by {printDay(dueBy)}. Putting it off does not move that day: a conference held later is late, and stays so
              on the record.
            </InsetText>
          )}
          <Form action={action} csrf={ask.csrf} commandId={ask.newCommandId()} draft={keepsAt(action, draftShown(draft))}>
            <RadiosField
              name="what"
              form={state}
              fieldset={smallLegend(labels.what)}
              items={choices(whatWords).map(one =>
                one.value === 'later'
                  ? {
                      ...one,
                      conditional: (
                        <>
                          <DateField name="on" form={state} fieldset={smallLegend(labels.on)} />
                          <TextField name="time" form={state} label={smallLabel(labels.time)} classes="govuk-input--width-5" />
                        </>
                      ),
                    }
                  : one,
              )}
            />
            <LongTextField
              name="managersReason"
              form={state}
              rows={3}
              label={smallLabel(labels.managersReason)}
              hint="Who said it, and why"
            />
            <LongTextField name="chairsReason" form={state} rows={3} label={smallLabel(labels.chairsReason)} hint="Who said it, and why" />
            <LongTextField name="safeMeanwhile" form={state} rows={4} label={smallLabel(labels.safeMeanwhile)} />
            <Button text="Write it down, and tell everybody who was asked" preventDoubleClick />
            <KeptState draft={draftShown(draft)} />
          </Form>
          <ThrowKeptAway action={action} draft={draftShown(draft)} csrf={ask.csrf} />
        </>
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { typed, errors, dueBy } },
  )
}

const anything = z.record(z.string(), z.unknown())

/** A conference is put off, or not held, for the reasons of manager and chair (practice: icpc-convene). What it was to be held by stays. `book`: the kinds and rules in force. */
export const putOffRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/meetings/:meeting/conference/put-off',
    words: 'put a conference off',
    params: atMeeting,
    handle: async ask => {
      const { of, draft } = await ask.tx(async tx => ({
        of: await open(tx, ask.params.meeting),
        draft: await kept.of(tx, keptAt(ask.params.meeting).name),
      }))
      return showForm(ask, of, draft, draft?.body ?? {})
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/conference/put-off',
    words: 'put a conference off',
    params: atMeeting,
    body: anything,
    labels: form.labels,
    handle: ask =>
      sendKept(ask, kept, keptAt(ask.params.meeting), {
        open: tx => open(tx, ask.params.meeting),
        send: async (tx, { opened: { meeting, children } }, typed) => {
          const read = parseForm(form.schema, typed)
          if (!read.ok) return { errors: read.errors }
          const { what, on, time, managersReason, chairsReason, safeMeanwhile } = read.data
          const to = what === 'later' && on && time ? momentOn(on, time) : null
          if (to === undefined) return { errors: [{ field: 'time', message: 'The clocks skip this hour: enter another time' }] }
          if (to && to <= ask.now) return { errors: [{ field: 'on', message: 'Enter a time that is still to come' }] }
          const outcome = await changeMeeting(tx, book(), {
            id: ask.commandId as CommandId,
            meeting,
            now: ask.now,
            to,
            reason: chairsReason.slice(0, 2000),
            also: {
              kinds: [conferencePostponed],
              children: children.map(one => one.child),
              asked: read.data,
              entry: shared => ({
                ...shared,
                kind: conferencePostponed,
                parts: {
                  record: {
                    facts: { meeting: meeting.matter, ...(to ? { to: dayOf(to) } : {}) },
                    narrative: { managersReason, chairsReason, safeMeanwhile },
                  },
                },
              }),
            },
          })
          if (outcome.done === 'asked') throw new Error('a gate stood before putting a conference off')
          return { to: to ? addressOf(meeting.matter) : '/conferences' }
        },
        again: (of, draft, errors) => showForm(ask, of, draft, draft.body, errors),
      }),
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/conference/put-off/keep',
    words: 'keep what is typed while a conference is put off',
    params: atMeeting,
    body: anything,
    handle: ask => keepTyped(ask, kept, keptAt(ask.params.meeting), tx => open(tx, ask.params.meeting)),
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/conference/put-off/discard',
    words: 'throw away what was typed to put a conference off',
    params: atMeeting,
    body: anything,
    handle: ask => discardKept(ask, kept, keptAt(ask.params.meeting), tx => open(tx, ask.params.meeting)),
  }),
]
